"""How fast the pipeline is, how much memory it takes, and how both grow: ``ae bench``.

Every figure is of a process that did nothing else, so that what a library costs to import and what
the work costs are separate. ``ae bench`` finds this
distribution by an entry point. Not here: any target
that a test could fail on, since a figure is of one machine on one day.
"""
