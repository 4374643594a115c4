"""The statutory rules, one module per subject. A new module is entered in ``FAMILIES``."""

from __future__ import annotations

from ae_pipeline.returns.ssda903.cross_rules.families.adoption import rules as adoption
from ae_pipeline.returns.ssda903.cross_rules.families.adoption_decisions import (
    rules as adoption_decisions,
)
from ae_pipeline.returns.ssda903.cross_rules.families.ages import rules as ages
from ae_pipeline.returns.ssda903.cross_rules.families.births import rules as births
from ae_pipeline.returns.ssda903.cross_rules.families.care import rules as care
from ae_pipeline.returns.ssda903.cross_rules.families.care_leavers import rules as care_leavers
from ae_pipeline.returns.ssda903.cross_rules.families.changes import rules as changes
from ae_pipeline.returns.ssda903.cross_rules.families.cohorts import rules as cohorts
from ae_pipeline.returns.ssda903.cross_rules.families.continuity import rules as continuity
from ae_pipeline.returns.ssda903.cross_rules.families.coverage import rules as coverage
from ae_pipeline.returns.ssda903.cross_rules.families.decision_dates import (
    rules as decision_dates,
)
from ae_pipeline.returns.ssda903.cross_rules.families.deprivation import rules as deprivation
from ae_pipeline.returns.ssda903.cross_rules.families.distances import rules as distances
from ae_pipeline.returns.ssda903.cross_rules.families.endings import rules as endings
from ae_pipeline.returns.ssda903.cross_rules.families.entries import rules as entries
from ae_pipeline.returns.ssda903.cross_rules.families.health import rules as health
from ae_pipeline.returns.ssda903.cross_rules.families.health_at_year_end import (
    rules as health_at_year_end,
)
from ae_pipeline.returns.ssda903.cross_rules.families.integrity import rules as integrity
from ae_pipeline.returns.ssda903.cross_rules.families.limits import rules as limits
from ae_pipeline.returns.ssda903.cross_rules.families.location import rules as location
from ae_pipeline.returns.ssda903.cross_rules.families.missing import rules as missing
from ae_pipeline.returns.ssda903.cross_rules.families.mothers import rules as mothers
from ae_pipeline.returns.ssda903.cross_rules.families.permanence import rules as permanence
from ae_pipeline.returns.ssda903.cross_rules.families.placed_adoption import (
    rules as placed_adoption,
)
from ae_pipeline.returns.ssda903.cross_rules.families.placement_reasons import (
    rules as placement_reasons,
)
from ae_pipeline.returns.ssda903.cross_rules.families.providers import rules as providers
from ae_pipeline.returns.ssda903.cross_rules.families.pupil_numbers import rules as pupil_numbers
from ae_pipeline.returns.ssda903.cross_rules.families.recorded import rules as recorded
from ae_pipeline.returns.ssda903.cross_rules.families.respite import rules as respite
from ae_pipeline.returns.ssda903.cross_rules.families.sdq import rules as sdq
from ae_pipeline.returns.ssda903.cross_rules.families.social_workers import (
    rules as social_workers,
)
from ae_pipeline.returns.ssda903.cross_rules.families.temporary import rules as temporary

FAMILIES = (
    location,
    placement_reasons,
    pupil_numbers,
    adoption_decisions,
    integrity,
    births,
    care,
    changes,
    health,
    recorded,
    ages,
    social_workers,
    deprivation,
    limits,
    endings,
    sdq,
    cohorts,
    care_leavers,
    coverage,
    adoption,
    continuity,
    health_at_year_end,
    missing,
    permanence,
    mothers,
    distances,
    respite,
    temporary,
    placed_adoption,
    decision_dates,
    entries,
    providers,
)
"""Every family of rules."""
