"""How figures are rounded and judged: pure functions on numbers.

Nothing here knows of measures, areas or periods, or of which direction is better, and nothing
reads or writes.
"""
