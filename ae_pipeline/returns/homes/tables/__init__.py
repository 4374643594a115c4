"""What the rows of the homes return must be, a module per subject.

A layout of the house, one CSV file a table. A cell rejects its row where the row then counts
nothing: no identifier, no day that a measure starts from, no number of places, or a day of ending
that cannot be read. All other cells warn and are blanked. Not here: rules about several cells
(``rules``).
"""
