"""Fact tables: what a return declares of the person-keyed tables that its rows fill.

Here: the declaration, the histories and time spans to choose from, and who makes which table. Not
here: any return's own facts (``returns.<name>.facts``), or reading the lake (``people.building``).
"""
