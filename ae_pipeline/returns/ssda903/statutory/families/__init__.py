"""The statutory rules, one module per subject. A new module is entered in ``FAMILIES``."""

from __future__ import annotations

from ae_pipeline.returns.ssda903.statutory.families.births import statutory as births
from ae_pipeline.returns.ssda903.statutory.families.care import statutory as care
from ae_pipeline.returns.ssda903.statutory.families.changes import statutory as changes
from ae_pipeline.returns.ssda903.statutory.families.health import statutory as health
from ae_pipeline.returns.ssda903.statutory.families.integrity import statutory as integrity

FAMILIES = (integrity, births, care, changes, health)
"""Every family of rules."""
