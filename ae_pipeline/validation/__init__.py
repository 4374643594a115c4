"""The one rule engine: what a rule is, what it is evaluated on, and what becomes of rows.

``rule`` is a rule as data and a function, ``contract`` the rules of one table, ``ruleset`` those
of a return, ``context`` what a caller states beside the tables, ``columns`` the typed tables that
rules read, ``engine`` the evaluation, which gives findings, quarantine and ledger. Pure functions
on tables: no return's own rules are here (``returns/<return>/``), and nothing reads or writes a
file.
"""
