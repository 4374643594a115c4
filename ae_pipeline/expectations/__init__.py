"""What a month as a whole should look like: volumes, drift, freshness, cross-return consistency.

Great Expectations judges the profile of a month: tables with a row for each thing compared, never
a row of a person. The suites are in ``config/expectations``.
"""
