"""Rules over the rows, tables and years of a return, whichever return it is.

Here: how such a rule is written and asked. ``rule`` is what one is, ``evidence`` what it sees,
``evaluation`` how one is asked by its code. Not here: any return's rules
(``returns/<return>/statutory``), nor rules about the cells of one row, which contracts ask.
"""
