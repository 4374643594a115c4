"""Children looked after and care leavers: lives told to the unit, and the SSDA903 they leave.

Here: everything that the published figures of looked-after children fix. Not here: the rest of
the city's children (``population``) and what other systems hold of these.
"""
