"""SSDA903: the children looked after return. Tables, reader and rules."""
