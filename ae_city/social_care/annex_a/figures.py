"""``config/city_annex_a.yaml``, typed.

Here: what is aimed at. Not here: how it is met.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from ae_city.configuration import read_city_yaml

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "city_annex_a.yaml"


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ContactFigures(_Figures):
    """Contacts beyond those that begin a referral."""

    without_referral: int
    sources: dict[str, float]


class AdopterFigures(_Figures):
    """Adopters beyond those of the children who were matched, and who adopters are."""

    leaving: float
    disabled: float
    ethnicity: dict[str, float]
    reasons: dict[str, float]


class DaysBetween(_Figures):
    """Lowest and highest number of days from one to the next."""

    case_visits: tuple[int, int]
    plan_visits: tuple[int, int]
    care_visits: tuple[int, int]
    health_assessments: tuple[int, int]
    dental_checks: tuple[int, int]


class ReturnInterviews(_Figures):
    """Shares of the children missing in twelve months."""

    offered: float
    accepted: float


class Figures(_Figures):
    """The whole file."""

    contacts: ContactFigures
    adopters: AdopterFigures
    days_between: DaysBetween
    return_interviews: ReturnInterviews
    people_for_each_worker: int


@lru_cache(maxsize=4)
def read_figures(config: Path) -> Figures:
    """Read the file of a configuration folder, once."""
    return Figures.model_validate(read_city_yaml(config, _NAME))
