"""What is wrong with which row: findings, the quarantine split, the ledger and scores.

Pure functions on tables. No return's own rules are here (``returns/<return>/``), and nothing
here reads or writes a file.
"""
