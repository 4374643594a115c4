"""The words that measures are written in: populations, and columns added to them, by subject.

A population has one row per person or event, the columns that every population has
(``shapes.POPULATION_COLUMNS``), the breakdowns that make sense of it (``shapes.BREAKDOWNS``) and
columns that its docstring names. Not here: who counts (``key_indicators``).
"""
