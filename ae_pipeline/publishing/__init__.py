"""What a run leaves for people to read: rows of the warehouse, and the printed scorecard.

Here: bringing what the stages made into the warehouse, and figures out of it onto paper. Not
here: making or judging a figure (``indicators``).
"""
