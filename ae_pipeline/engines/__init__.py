"""Where a measure runs. One module is one engine; its driver is imported only when it is opened.

An engine runs the text it is given and decides nothing: the same text on the same rows gives the
same whole numbers on each.
"""
