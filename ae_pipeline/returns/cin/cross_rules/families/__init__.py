"""The statutory rules, one module per subject. A new module is entered in ``FAMILIES``."""

from __future__ import annotations

from ae_pipeline.returns.cin.cross_rules.families.activity import rules as activity
from ae_pipeline.returns.cin.cross_rules.families.assessments import rules as assessments
from ae_pipeline.returns.cin.cross_rules.families.disabilities import rules as disabilities
from ae_pipeline.returns.cin.cross_rules.families.enquiries import rules as enquiries
from ae_pipeline.returns.cin.cross_rules.families.episodes import rules as episodes
from ae_pipeline.returns.cin.cross_rules.families.identity import rules as identity
from ae_pipeline.returns.cin.cross_rules.families.plans import rules as plans
from ae_pipeline.returns.cin.cross_rules.families.protection import rules as protection
from ae_pipeline.returns.cin.cross_rules.families.whole_return import rules as whole_return

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
