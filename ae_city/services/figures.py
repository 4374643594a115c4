"""``config/city_services.yaml``, typed: what the services of the invented city are aimed at.

Here: figures, and how one of them follows from a scale or a year. Not here: how they are met.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict

from ae_city.configuration import read_city_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME = "city_services.yaml"
_Value = TypeVar("_Value")


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Disagreement(_Figures):
    """How far the systems differ from what happened."""

    entered_late: float
    late_by: tuple[int, int]
    without_child: float
    without_upn: float


class WorkforceFigures(_Figures):
    """Staff by the year whose 30 September ends it."""

    in_post: dict[int, int]
    in_post_fte: dict[int, float]
    leavers: dict[int, int]
    leavers_fte: dict[int, float]
    agency: dict[int, int]
    agency_fte: dict[int, float]
    agency_cover_fte: dict[int, float]
    vacancies_fte: dict[int, float]
    case_holders_fte: dict[int, float]
    cases: dict[int, int]
    days_lost: dict[int, float]
    sex_since: int
    newly_qualified: float
    away_for_a_child: float
    other_absence: float
    supervision_held: dict[int, float]
    supervision_graded: float
    supervision_good: dict[int, float]
    teams: dict[str, float]


class QualityFigures(_Figures):
    """Audits and what children and families say; shares by the year whose 31 March ends it."""

    audits_a_month: float
    audits_done: dict[int, float]
    audits_good: dict[int, float]
    audits_inadequate: dict[int, float]
    family_feedback: dict[int, float]
    moderated: float
    moderator_agrees: float
    actions_on_time: dict[int, float]
    complaints_a_month: float
    complaints_on_time: dict[int, float]
    compliments_a_month: float
    activities_a_month: float
    wishes_a_year: float
    wishes_mean: dict[int, float]
    allegations_a_month: float
    allegations_within_a_day: dict[int, float]
    out_of_hours_a_month: float
    out_of_hours_quick: dict[int, float]


class FosteringFigures(_Figures):
    """Fostering households and places; years are those whose 31 March ends them."""

    places: dict[int, int]
    approvals: dict[int, int]
    endings: dict[int, int]
    kinds: dict[str, float]
    supported_lodgings: dict[int, int]
    short_breaks: dict[int, int]
    enquiries_a_month: float
    unavailable: float
    constellations: tuple[date, ...]
    mockingbird_children: int


class PlacingFigures(_Figures):
    """Requests for placements, offers, and teenagers who come as homeless."""

    offers: tuple[float, ...]
    withdrawn_a_month: float
    weekly_cost: dict[str, float]
    unregistered_weekly_cost: float
    homeless_a_year: float
    homeless_into_care: float


class EarlyYearsFigures(_Figures):
    """Funded early education each January."""

    taking_up_at_2: dict[int, int]
    percent_at_2: dict[int, float]
    taking_up_at_3_4: dict[int, int]
    percent_at_3_4: dict[int, float]
    good_at_2: dict[int, float]
    good_at_3_4: dict[int, float]
    providers: dict[str, int]


class OfferFigures(_Figures):
    """Places by phase; applicants, first preferences and first three, by the year of starting."""

    capacity: dict[str, int]
    reception: dict[int, tuple[int, int, int]]
    year_7: dict[int, tuple[int, int, int]]


class SendFigures(_Figures):
    """Places, paid placements, short breaks and transport for pupils with SEND."""

    new_places: int
    targeted_funding_amount: tuple[int, int]
    resourced: dict[int, int]
    paid_placements: dict[int, int]
    paid_placement_cost: tuple[int, int]
    short_breaks: int
    short_breaks_waiting: float
    transported: dict[str, float]
    travel_training: dict[int, float]


class PlanFigures(_Figures):
    """The plan's milestones by part and year, and how they fare."""

    agreed: date
    milestones: dict[str, dict[str, int]]
    owners: dict[str, str]
    complete_by_due: float
    evidenced: float


class Figures(_Figures):
    """The whole file."""

    history_months: int
    disagreement: Disagreement
    workforce: WorkforceFigures
    quality: QualityFigures
    fostering: FosteringFigures
    placing: PlacingFigures
    early_years: EarlyYearsFigures
    offers: OfferFigures
    send: SendFigures
    plan: PlanFigures


@lru_cache(maxsize=4)
def read_services(config: Path) -> Figures:
    """Read the file of a configuration folder, once."""
    return Figures.model_validate(read_city_yaml(config, _NAME))


def scaled(count: float, scale: float) -> int:
    """A count at a scale, rounded half up."""
    return int(count * scale + 0.5)


def since(figures: Mapping[int, _Value], year: int) -> _Value:
    """The figure that holds in a year: the last one from it or before, or else the first."""
    known = [each for each in sorted(figures) if each <= year]
    return figures[known[-1] if known else min(figures)]


def between(figures: Mapping[int, float], year: int, part: float) -> float:
    """A figure on the way from one year's to the next one's; the last one's after all."""
    here = since(figures, year)
    return here + (since(figures, year + 1) - here) * part
