"""Data quality and key indicators of success for a council's Children's Services.

The way of the data, one sub-package a stage: landing → extracts → validated → people →
measures → indicators → warehouse. See ``docs/design.md``.
"""
