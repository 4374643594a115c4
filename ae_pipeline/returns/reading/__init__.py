"""Reading files as the systems exported them: what the formats need, whatever the return.

Here: the files of a drop, their encoding, delimited text, XML, recognising a table by its
columns, and text columns. Not here: which tables a return has or how its XML is nested (each
return's ``reader``), nor any judgement of a cell's content.
"""
