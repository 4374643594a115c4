"""``config/city_learning.yaml``, typed.

Here: what is aimed at. Not here: how it is met.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from ae_city.configuration import read_city_yaml

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "city_learning.yaml"


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Groups(_Figures):
    """A share in percent, or a mean: of all pupils, and of groups of them.

    Attributes:
        none: without special educational needs.
        support: with SEN support.
        plan: with an education, health and care plan.
        fsm: eligible for free school meals.
        looked_after: for at least twelve months.
    """

    all: float
    none: float
    support: float
    plan: float
    fsm: float
    looked_after: float


class Areas(_Figures):
    """Shares that are expected in all goals of an area; ``prime`` counts for a good level."""

    prime: tuple[float, float, float, float, float]
    other: tuple[float, float]
    every_goal: float


class Subjects(_Figures):
    """Shares of key stage 2 by subject: reading, mathematics, writing; and grammar apart."""

    expected: tuple[float, float, float]
    higher: tuple[float, float, float]
    grammar: float
    grammar_higher: float
    all_higher: float


class BySupport(_Figures):
    """A number by special educational need."""

    none: float
    support: float
    plan: float


class Basics(_Figures):
    """Key stage 4 beside Attainment 8; no Progress 8 in some years."""

    standard: float
    strong: float
    ebacc_entered: float
    ebacc_points: float
    progress_8: float | None = None


class By19(_Figures):
    """Shares qualified by 19."""

    level_2: float
    level_2_fsm: float
    basics: float
    level_3: float


class Activity(_Figures):
    """Shares of those of academic age 16 and 17."""

    neet: float
    not_known: float
    apprenticeship: float
    other_participation: float
    participating: float


class WithoutActivity(_Figures):
    """Shares NEET or not known, by group."""

    none: float
    support: float
    plan: float
    looked_after: float


class Plans(_Figures):
    """Rates of personal education plans."""

    first_in_time: float
    first_made: float
    in_time: float
    made_late: float
    quality: dict[str, float]
    progress: dict[str, float]
    absence: float
    suspended: float
    pupil_premium: tuple[int, int]
    sdq: tuple[int, int]
    without_score: float


class Disagreement(_Figures):
    """Shares in which these systems say other than the rest."""

    upn_missing: float
    uln_missing: float
    former_upn: float
    surname_differs: float
    ethnic_recoded: float
    postcode_missing: float
    late_entry: float


class Figures(_Figures):
    """The whole file. What each part is aimed at stands there."""

    first_year: int
    release: dict[str, tuple[int, int, int]]
    eyfsp: dict[int, Groups]
    areas: dict[int, Areas]
    goal_missed: float
    phonics: dict[int, Groups]
    phonics_again: float
    ks2: dict[int, Groups]
    subjects: dict[int, Subjects]
    no_score: BySupport
    ks4: dict[int, Groups]
    basics: dict[int, Basics]
    spread_of_attainment_8: float
    no_progress_8: float
    by_19: dict[int, By19]
    activity: dict[int, Activity]
    without_activity: dict[int, WithoutActivity]
    in_custody: float
    re_engagement: float
    neet_codes: dict[str, float]
    not_known_codes: dict[str, float]
    employment_codes: dict[str, float]
    training_codes: dict[str, float]
    education_elsewhere: dict[str, float]
    with_plan_from_18: dict[str, float]
    first_not_known: float
    spring_changes: float
    guarantee: dict[int, float]
    plans: Plans
    disagreement: Disagreement


@lru_cache(maxsize=4)
def read_figures(config: Path) -> Figures:
    """Read the file of a configuration folder, once."""
    return Figures.model_validate(read_city_yaml(config, _NAME))
