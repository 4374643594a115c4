"""The rules of the workforce return: the census (``census``) and staff records (``staff``).

A rule that one row can break stands in a ``RuleBook`` of its table. All codes are the house's: the
collector publishes none. A rule rejects only where a span ends before it begins. Not here: rules
about one cell (``tables``).
"""
