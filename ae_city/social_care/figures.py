"""``config/city_social_care.yaml``, typed.

Here: what is aimed at, by collection year, and how a figure is scaled. Not here: how it is met.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pydantic import BaseModel, ConfigDict

from ae_city.configuration import read_city_yaml

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "city_social_care.yaml"
ByYear: TypeAlias = dict[int, int]
"""A count by the March its year ends in; for a stock, by the 31 March."""
Bands: TypeAlias = tuple[tuple[int, int, float], ...]
"""Lowest and highest number of days, and how often."""


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReferralFigures(_Figures):
    """Referrals: how many, when, from whom and of whom."""

    all: ByYear
    again: ByYear
    no_further_action: ByYear
    not_in_need: ByYear
    months: dict[int, tuple[float, ...]]
    sources: dict[int, dict[str, float]]
    codes: dict[str, dict[str, float]]
    by_age: tuple[tuple[int, float], ...]
    unborn_days: int
    with_siblings: float


class EpisodeFigures(_Figures):
    """Episodes of need: how many are open, for how long, and why."""

    open: ByYear
    found_not_in_need_next_year: ByYear
    needs: dict[str, float]
    disabled_starting: float
    ended_days: Bands
    open_days: Bands
    to_early_help: float


class DisabilityFigures(_Figures):
    """Shares of children with a disability, and of each among them in percent."""

    in_need: float
    in_care: float
    codes: dict[str, float]


class AssessmentFigures(_Figures):
    """Assessments completed, by the working days they took."""

    completed: ByYear
    days: tuple[tuple[int, int], ...]
    by_days: dict[int, tuple[float, ...]]


class FactorFigures(_Figures):
    """How many of so many episodes had each factor."""

    of: int
    counts: dict[str, int]
    none_when_not_in_need: float
    fewer_when_not_in_need: float


class Section47Figures(_Figures):
    """Enquiries and conferences, by the working days from one to the other."""

    started: ByYear
    conferences: ByYear
    days: tuple[tuple[int, int], ...]
    by_days: dict[int, tuple[float, ...]]
    early: float


class PlanFigures(_Figures):
    """Child protection plans."""

    open: ByYear
    started: ByYear
    subsequent: ByYear
    ended_days: Bands
    open_days: Bands
    categories: dict[str, float]
    category_changes: float
    handed_over: float
    reviewed_on_time: dict[int, float]


class CinPlanFigures(_Figures):
    """Child in need plans."""

    open: ByYear
    started: ByYear
    after_plan: float


class PreProceedingsFigures(_Figures):
    """Times before care proceedings."""

    started: ByYear
    to_court: float
    offered: float
    held: float


class Disagreement(_Figures):
    """How far what this system says of people differs from what is so."""

    upn_missing: float
    upn_late_days: tuple[int, int]
    ethnicity_recoded: float
    ethnicity_not_obtained: float


class Figures(_Figures):
    """The whole file."""

    referrals: ReferralFigures
    episodes: EpisodeFigures
    disabilities: DisabilityFigures
    assessments: AssessmentFigures
    factors: FactorFigures
    section47: Section47Figures
    plans: PlanFigures
    cin_plans: CinPlanFigures
    pre_proceedings: PreProceedingsFigures
    disagreement: Disagreement


@lru_cache(maxsize=4)
def read_figures(config: Path) -> Figures:
    """Read the file of a configuration folder, once."""
    return Figures.model_validate(read_city_yaml(config, _NAME))
