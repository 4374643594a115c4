"""The statutory rules, one module per subject. A new module is entered in ``FAMILIES``."""

from __future__ import annotations

from ae_pipeline.returns.ssda903.statutory.families import (
    births,
    care,
    changes,
    health,
    integrity,
)

FAMILIES = (
    integrity.statutory,
    births.statutory,
    care.statutory,
    changes.statutory,
    health.statutory,
)
"""Every family of rules."""
