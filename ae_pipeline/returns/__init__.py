"""What the source systems send: a package for each return, and what they share.

A return's package holds its tables (Pandera models), its reader and its rules. Nothing here
knows of Dagster, of the warehouse or of another return.
"""
