"""Every measure there is, in the order of the plan's key indicators of success.

A measure is in the catalogue by being declared in one of the modules listed here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ae_pipeline.measures.declaring import Measure
from ae_pipeline.measures.key_indicators import (
    ki01_assessments_to_early_help,
    ki01_early_help,
    ki02_attainment,
    ki02_attendance,
    ki02_exclusions,
    ki02_vulnerable_attendance,
    ki03_family_led,
    ki03_targeted_help,
    ki04_ehc_plans,
    ki04_referrals_and_assessments,
    ki05_ehc_timeliness,
    ki05_other_timeliness,
    ki05_social_care_timeliness,
    ki06_child_protection,
    ki06_pre_proceedings,
    ki06_right_children_in_care,
    ki07_foster_homes,
    ki07_fostering,
    ki08_care_experienced,
    ki08_care_planning,
    ki08_education_in_care,
    ki09_homes_of_young_people,
    ki09_right_accommodation,
    ki10_ehc_placements,
    ki10_specialist_places,
    ki10_sufficiency,
    ki11_post16,
    ki11_priority_groups,
    ki11_results_and_destinations,
    ki12_audits,
    ki12_voice_and_learning,
    ki13_workforce,
    ki13_workload,
    plan_milestones,
)
from ae_pipeline.people.facts.catalogue import makers_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_MODULES = (
    ki01_assessments_to_early_help,
    ki01_early_help,
    ki02_attainment,
    ki02_attendance,
    ki02_exclusions,
    ki02_vulnerable_attendance,
    ki03_family_led,
    ki03_targeted_help,
    ki04_ehc_plans,
    ki04_referrals_and_assessments,
    ki05_ehc_timeliness,
    ki05_other_timeliness,
    ki05_social_care_timeliness,
    ki06_child_protection,
    ki06_pre_proceedings,
    ki06_right_children_in_care,
    ki07_foster_homes,
    ki07_fostering,
    ki08_care_experienced,
    ki08_care_planning,
    ki08_education_in_care,
    ki09_homes_of_young_people,
    ki09_right_accommodation,
    ki10_ehc_placements,
    ki10_specialist_places,
    ki10_sufficiency,
    ki11_post16,
    ki11_priority_groups,
    ki11_results_and_destinations,
    ki12_audits,
    ki12_voice_and_learning,
    ki13_workforce,
    ki13_workload,
    plan_milestones,
)


class UnknownMeasureError(LookupError):
    """No measure has the id that was asked for."""


@cache
def all_measures() -> tuple[Measure, ...]:
    """The measures, by key indicator and then as their module lists them."""
    return tuple(
        declared
        for module in _MODULES
        for declared in vars(module).values()
        if isinstance(declared, Measure)
    )


def measures_of(sources: Iterable[str]) -> tuple[Measure, ...]:
    """The measures that facts of these returns are enough for."""
    there = set(sources)
    return tuple(each for each in all_measures() if there.issuperset(makers_of(each.sources)))


def by_sources(measures: Iterable[Measure]) -> dict[str, tuple[Measure, ...]]:
    """Measures by the returns that tell their facts: ``cin``, ``cin_and_early_help`` and so on."""
    found: dict[str, list[Measure]] = {}
    for each in measures:
        found.setdefault("_and_".join(sorted(makers_of(each.sources))), []).append(each)
    return {name: tuple(group) for name, group in sorted(found.items())}


def measure(measure_id: str) -> Measure:
    """The measure of an id.

    Raises:
        UnknownMeasureError: if there is none; the message lists those there are.
    """
    known = {each.id: each for each in all_measures()}
    if measure_id not in known:
        raise UnknownMeasureError(
            f"there is no measure {measure_id!r}; there are {', '.join(sorted(known))}"
        )
    return known[measure_id]
