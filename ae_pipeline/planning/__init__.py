"""What of a month is out of date, and why: recorded inputs of each step against inputs as they are.

A step records what it read (``records``); ``present`` looks up what each of these is now, from
manifests and digests of files; ``plan`` compares. Nothing here imports Dagster, pandas or a
return: a month in which nothing has changed should cost no more than looking.
"""
