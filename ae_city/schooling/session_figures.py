"""``config/city_attendance.yaml``, typed: what attendance in the invented city is aimed at.

Here: figures and where they hold. Not here: how they are met (``inclination``, ``sessions``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict

from ae_city.configuration import read_city_yaml

if TYPE_CHECKING:
    from pathlib import Path

PHASES = ("PS", "SS", "SP", "PR")
"""Types of school that take marks, in the order in which arrays have them."""
_NAME = "city_attendance.yaml"
_Told = TypeVar("_Told")


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(_Figures):
    """Percent: of possible sessions missed; of pupils who miss 10 and 50 percent of theirs."""

    absence: float
    persistent: float
    severe: float


class ShapeFigures(_Figures):
    """How rates of absence are spread over pupils."""

    persistent: dict[str, float]
    severe: dict[str, float]
    severe_mean: float
    middle: float
    stays: float
    suspended: dict[str, float]


class Leaning(_Figures):
    """What inclines to absence, in standard deviations."""

    free_meals: float
    support: float
    plan: float
    looked_after: float


class SpellFigures(_Figures):
    """Days of one absence, by weight."""

    usual: dict[int, float]
    holiday: dict[int, float]


class Wave(_Figures):
    """A time of more illness."""

    week: int
    width: float
    height: float


class HolidayFigures(_Figures):
    """When holidays are taken in term."""

    edges: float
    summer: float


class NoReasonYet(_Figures):
    """Absences of the last school days of a drop that nobody has explained yet."""

    days: int
    share: float


class Disagreement(_Figures):
    """What a drop says otherwise than the lives."""

    no_reason_yet: NoReasonYet
    old_number: float


class AttendanceFigures(_Figures):
    """The whole file."""

    phases: dict[str, dict[int, Level]]
    terms: dict[int, tuple[float, float, float]]
    shape: ShapeFigures
    leaning: Leaning
    reasons: dict[str, dict[str, float]]
    persistently: dict[str, float]
    half_days: tuple[str, ...]
    spells: SpellFigures
    illness_waves: tuple[Wave, ...]
    holidays: HolidayFigures
    late: dict[str, float]
    late_in_the_morning: float
    elsewhere: dict[str, dict[str, float]]
    work_experience_group: int
    closures: float
    part_time_days: int
    disagreement: Disagreement

    def level(self, phase: str, year: int) -> Level:
        """What is aimed at in an academic year, or in the last before it that is told."""
        return _latest(self.phases[phase], year)

    def of_terms(self, year: int) -> tuple[float, float, float]:
        """Absence of each term to that of the year."""
        return _latest(self.terms, year)


def _latest(by_year: dict[int, _Told], year: int) -> _Told:
    told = [each for each in by_year if each <= year]
    return by_year[max(told) if told else min(by_year)]


@lru_cache(maxsize=4)
def read_attendance(config: Path) -> AttendanceFigures:
    """Read the file of a configuration folder, once."""
    return AttendanceFigures.model_validate(read_city_yaml(config, _NAME))
