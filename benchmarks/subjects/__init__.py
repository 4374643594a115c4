"""What is measured, a module each.

``prepare(folder)`` imports and opens what the work needs, which counts as start-up, and gives the
work: a function of nothing that gives figures by name. A module imports at its top only what its
work cannot do without, since that is start-up too.
"""
