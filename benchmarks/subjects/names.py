"""Names in a subject's figures that the report knows."""

LOADING = "(loading the people)"
"""What stands in the place of a measure for the tables that all of them read."""
COUNTING = "(counting their members)"
"""Likewise for the counts, which are made of many measures at once."""
