"""The rules about one row of the homes return: ``homes`` and ``places``, a book per table.

All codes are the house's. A rule rejects only where something ends before it begins. Not here:
rules about one cell (``tables``).
"""
