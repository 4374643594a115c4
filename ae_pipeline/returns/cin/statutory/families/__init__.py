"""The statutory rules, one module per subject. A new module is entered in ``FAMILIES``."""

from __future__ import annotations

from ae_pipeline.returns.cin.statutory.families.activity import statutory as activity
from ae_pipeline.returns.cin.statutory.families.assessments import statutory as assessments
from ae_pipeline.returns.cin.statutory.families.disabilities import statutory as disabilities
from ae_pipeline.returns.cin.statutory.families.enquiries import statutory as enquiries
from ae_pipeline.returns.cin.statutory.families.episodes import statutory as episodes
from ae_pipeline.returns.cin.statutory.families.identity import statutory as identity
from ae_pipeline.returns.cin.statutory.families.plans import statutory as plans
from ae_pipeline.returns.cin.statutory.families.protection import statutory as protection
from ae_pipeline.returns.cin.statutory.families.whole_return import statutory as whole_return

FAMILIES = (
    identity,
    disabilities,
    episodes,
    activity,
    assessments,
    enquiries,
    plans,
    protection,
    whole_return,
)
"""Every family of rules."""
