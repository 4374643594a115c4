"""The collector's rules over rows, tables and years of SSDA903, and what they are asked of.

``evidence`` is what a rule sees, ``rule`` how one is written, ``families`` are the rules, one
module per subject. Not here: rules about the cells of one row (``rules``), which the contract
asks.
"""
