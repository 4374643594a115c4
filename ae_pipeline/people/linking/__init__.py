"""Which rows of which systems are about the same person, and the groups that follow from it."""
