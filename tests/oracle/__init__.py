"""The measures once more, as plain loops over lists of dicts, sharing no code with the package.

Written from the definitions, not from the SQL: where the two disagree, one of them is wrong.
"""
