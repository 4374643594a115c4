"""``config/city_population.yaml`` and the estimates of ``config/population.csv``, typed.

Here: what is aimed at. Not here: how it is met.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from ae_city.configuration import read_city_yaml
from ae_pipeline.settings import ConfigurationError, authority

if TYPE_CHECKING:
    from pathlib import Path

_CHILDREN = "0-17"
_NAME = "city_population.yaml"


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FromAbroad(_Figures):
    """Shares of those who arrive that come from outside the country's schools."""

    children: float
    adults: float


class FamilyFigures(_Figures):
    """How children are dealt out to families, and families move."""

    birth_order: tuple[float, ...]
    months_between: tuple[int, int]
    twins: float
    came_before: float
    came_to_study: float
    born_to_newcomers: float
    other_surname: float
    moves_in_summer: float
    from_abroad: FromAbroad


class PupilNumbers(_Figures):
    """UPNs: authorities that issued those of newcomers, and the share once temporary."""

    elsewhere: tuple[int, ...]
    temporary: float


class NeverStateSchooled(_Figures):
    """Shares of people who are never on a state school's roll."""

    here: float
    adults_arriving: float


class SchoolSort(_Figures):
    """So many schools of one sort; capacities by weight."""

    phase: str
    kind: str
    count: int
    ages: tuple[int, int]
    capacities: dict[int, float]
    academy: float
    voluntary: bool = False


class SpecialFigures(_Figures):
    """Shares of pupils who go to special schools, by when they begin to."""

    reception: float
    transfer: float
    within_a_year: float
    looked_after: float


class UnitFigures(_Figures):
    """Shares of older pupils who go to a pupil referral unit within a year."""

    dual: float
    transfer: float


class After16(_Figures):
    """Shares of those who finish Year 11, and of Year 12 those who do not go on."""

    school: float
    college: float
    leaves_after_a_year: float
    stays_at_special: float


class EnrolmentFigures(_Figures):
    """Rates of entering and changing schools."""

    nursery: float
    nursery_late: float
    in_nursery_schools: float
    moves: float
    moves_in_september: float
    to_home_education: float
    special: SpecialFigures
    unit: UnitFigures
    days_to_a_place: tuple[int, int]
    after_16: After16
    far_at_least_days: int


class SchoolYear(_Figures):
    """One academic year: first and last days of terms and half terms, and training days."""

    terms: tuple[tuple[date, date], ...]
    half_terms: tuple[tuple[date, date], ...]
    training: tuple[date, ...]


class NamePool(_Figures):
    """Forenames by sex, and surnames."""

    M: tuple[str, ...]
    F: tuple[str, ...]
    surnames: tuple[str, ...]


class Figures(_Figures):
    """The whole file. What each part is aimed at stands there."""

    outlook: dict[int, int]
    cohorts: dict[int, int]
    young_adults: dict[int, int]
    leaving: tuple[float, ...]
    families: FamilyFigures
    male: float
    ethnicity: dict[str, float]
    upn: PupilNumbers
    never_state_schooled: NeverStateSchooled
    schools: tuple[SchoolSort, ...]
    school_stems: tuple[str, ...]
    postcodes_decay_km: float
    enrolment: EnrolmentFigures
    terms: dict[int, SchoolYear]
    name_pools: dict[str, str]
    names: dict[str, NamePool]


@lru_cache(maxsize=4)
def read_figures(config: Path) -> Figures:
    """Read the file of a configuration folder, once."""
    return Figures.model_validate(read_city_yaml(config, _NAME))


@lru_cache(maxsize=4)
def children_at_mid_years(config: Path) -> dict[int, int]:
    """Children aged 0 to 17 of the authority by mid-year, by the newest release of each.

    Mid-years that ONS has not estimated have the outlook of ``city_population.yaml``.

    Raises:
        ConfigurationError: if the file has nothing about the authority.
    """
    code = authority(config).code
    path = config / "population.csv"
    newest: dict[int, tuple[int, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["area_code"] == code and row["age_group"] == _CHILDREN:
                estimate = int(row["release"]), int(row["population"])
                year = int(row["mid_year"])
                newest[year] = max(newest.get(year, (0, 0)), estimate)
    if not newest:
        raise ConfigurationError(
            f"{path} has no estimates of {code} aged {_CHILDREN}: add the authority's rows"
        )
    estimated = {year: population for year, (_, population) in newest.items()}
    return {**read_figures(config).outlook, **estimated}
