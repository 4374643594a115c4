"""The rules of SSDA903, one module per subject.

A rule that one row can break stands here in a ``RuleBook`` of its table, and the table's contract
takes it up. Its code is the collector's where the collector has such a rule; ``AE-…`` is the
house's own. A rule rejects a row only where a span of time ends before it begins, or where half
of what ended an episode is missing; all others warn. Not here: rules about one cell (``tables``).
"""
