"""Names in a subject's figures that the report knows."""

LOADING = "(loading the people)"
"""What stands in the place of a measure for the tables that all of them read."""
