"""The reference pages of the documentation, generated from the code that they describe.

One module a page. What a page says is taken from declarations: measures, contracts, tables,
settings, commands. Not here: prose that a person writes (``docs/``, the glossary among it).
"""
