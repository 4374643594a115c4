"""The collector's rules over rows, tables and the year of the CIN Census.

``evidence`` is what a rule sees, ``rule`` how one is written, ``families`` are the rules, one
module per subject. Not here: rules about the cells of one row (``rules``), which the contract
asks and which say all that their definitions do.
"""
