"""What the rows of the workforce return must be: ``census`` (the XML) and ``staff`` (CSV files).

A cell rejects its row where the row then counts nothing: no worker, no start of the role, no
answer to whether it is agency work, no number of cases, or an end that cannot be read. All other
cells warn and are blanked.
"""
