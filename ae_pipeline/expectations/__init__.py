"""What a month as a whole should look like: volumes, drift, freshness, agreement between returns.

Great Expectations judges tables of facts about the month, a row for each thing compared, never a
row of a person. Here: the facts, the suites (``config/expectations``), and judging. Not here: what
one row must be (``validation``), or the Dagster checks (``checks.expectations``).
"""
