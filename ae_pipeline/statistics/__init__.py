"""Rounding and intervals: pure functions on whole numbers and exact fractions.

Nothing here knows of measures, areas or periods, and nothing reads or writes.
"""
