"""``config/city_schooling.yaml``, typed: what schooling in the invented city is aimed at.

Here: figures and where they hold. Not here: how they are met.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from ae_city.configuration import read_city_yaml
from ae_city.learning.figures import Disagreement

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "city_schooling.yaml"


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Shares(_Figures):
    """Percent of pupils by phase, one value a January."""

    PS: dict[int, float]
    SS: dict[int, float]

    def of(self, phase: str, year: int) -> float:
        """The share of a phase in a January, as a fraction; before the first, the first."""
        by_year: dict[int, float] = getattr(self, phase)
        return by_year[max(min(year, max(by_year)), min(by_year))] / 100


class Meals(_Figures):
    """Free school meals."""

    share: Shares
    special: float
    looked_after: float
    noise: float


class SupportFigures(_Figures):
    """SEN support."""

    share: Shares
    boys: float
    looked_after: float
    before_a_plan: float
    by_group: dict[int, float]
    noise: float
    types: dict[str, float]
    second_type: float


class Timeliness(_Figures):
    """Of plans issued in a year: within 20 weeks, within a year; of requests, six weeks."""

    within_20_weeks: float
    within_a_year: float
    six_weeks: float
    exceptions: float


class PlanFigures(_Figures):
    """Education, health and care plans."""

    caseload: dict[int, int]
    at_start: int
    issued: dict[int, int]
    mainstream: Shares
    unit: float
    early: int
    elsewhere: float
    post_16_on_roll: float
    boys: float
    looked_after: float
    by_age: dict[int, float]
    years_in_place: dict[int, float]
    types: dict[str, float]
    second_type: float
    timeliness: dict[int, Timeliness]
    requests: dict[int, int]
    refused: dict[int, int]
    withdrawn: dict[int, int]
    not_issued: dict[int, int]
    sources: dict[str, float]
    requests_by_age: dict[int, float]
    cease_reasons: dict[str, float]
    settings: dict[str, dict[str, float]]
    other_authorities: dict[str, float]
    independent: dict[str, float]
    review_outcomes: dict[str, float]


class SuspensionRates(_Figures):
    """Percent of pupils on roll in January, in an academic year."""

    suspensions: float
    suspended: float
    excluded: float


class SuspensionFigures(_Figures):
    """Suspensions and permanent exclusions; years by the September they begin in."""

    rates: dict[int, dict[str, SuspensionRates]]
    by_group: dict[int, float]
    boys: float
    support: float
    plan: float
    meals: float
    looked_after: float
    sessions: dict[int, float]
    reasons: dict[str, float]


class OtherFigures(_Figures):
    """Percent of pupils; and pupils with targeted funding, by the September it begins in."""

    young_carers: float
    service_children: float
    post_care: float
    targeted: dict[int, int]


class Disagreements(_Figures):
    """Where a system says otherwise than the others."""

    sen2: Disagreement
    school_census: Disagreement


class Schooling(_Figures):
    """The whole file."""

    meals: Meals
    support: SupportFigures
    plans: PlanFigures
    suspensions: SuspensionFigures
    other: OtherFigures
    disagreement: Disagreements


@lru_cache(maxsize=4)
def read_schooling(config: Path) -> Schooling:
    """Read the file of a configuration folder, once."""
    return Schooling.model_validate(read_city_yaml(config, _NAME))
