"""Who is who across systems and years, and the person-keyed tables that measures read."""
