"""The statutory rules, one module per subject. A new module is entered in ``FAMILIES``."""

from __future__ import annotations

from ae_pipeline.returns.ssda903.statutory.families.adoption import statutory as adoption
from ae_pipeline.returns.ssda903.statutory.families.adoption_decisions import (
    statutory as adoption_decisions,
)
from ae_pipeline.returns.ssda903.statutory.families.ages import statutory as ages
from ae_pipeline.returns.ssda903.statutory.families.births import statutory as births
from ae_pipeline.returns.ssda903.statutory.families.care import statutory as care
from ae_pipeline.returns.ssda903.statutory.families.care_leavers import statutory as care_leavers
from ae_pipeline.returns.ssda903.statutory.families.changes import statutory as changes
from ae_pipeline.returns.ssda903.statutory.families.cohorts import statutory as cohorts
from ae_pipeline.returns.ssda903.statutory.families.continuity import statutory as continuity
from ae_pipeline.returns.ssda903.statutory.families.coverage import statutory as coverage
from ae_pipeline.returns.ssda903.statutory.families.decision_dates import (
    statutory as decision_dates,
)
from ae_pipeline.returns.ssda903.statutory.families.deprivation import statutory as deprivation
from ae_pipeline.returns.ssda903.statutory.families.distances import statutory as distances
from ae_pipeline.returns.ssda903.statutory.families.endings import statutory as endings
from ae_pipeline.returns.ssda903.statutory.families.entries import statutory as entries
from ae_pipeline.returns.ssda903.statutory.families.health import statutory as health
from ae_pipeline.returns.ssda903.statutory.families.health_at_year_end import (
    statutory as health_at_year_end,
)
from ae_pipeline.returns.ssda903.statutory.families.integrity import statutory as integrity
from ae_pipeline.returns.ssda903.statutory.families.limits import statutory as limits
from ae_pipeline.returns.ssda903.statutory.families.location import statutory as location
from ae_pipeline.returns.ssda903.statutory.families.missing import statutory as missing
from ae_pipeline.returns.ssda903.statutory.families.mothers import statutory as mothers
from ae_pipeline.returns.ssda903.statutory.families.permanence import statutory as permanence
from ae_pipeline.returns.ssda903.statutory.families.placed_adoption import (
    statutory as placed_adoption,
)
from ae_pipeline.returns.ssda903.statutory.families.placement_reasons import (
    statutory as placement_reasons,
)
from ae_pipeline.returns.ssda903.statutory.families.providers import statutory as providers
from ae_pipeline.returns.ssda903.statutory.families.pupil_numbers import statutory as pupil_numbers
from ae_pipeline.returns.ssda903.statutory.families.recorded import statutory as recorded
from ae_pipeline.returns.ssda903.statutory.families.respite import statutory as respite
from ae_pipeline.returns.ssda903.statutory.families.sdq import statutory as sdq
from ae_pipeline.returns.ssda903.statutory.families.social_workers import (
    statutory as social_workers,
)
from ae_pipeline.returns.ssda903.statutory.families.temporary import statutory as temporary

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
