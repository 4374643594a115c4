"""The whole population put together from its parts.

Here: the order in which it is told, and what social care, schools and services may ask of it. Not
here: any of the parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ae_city.care.lives import City, tell_city
from ae_city.care.targets import HORIZON, YEARS, Targets, first_day
from ae_city.population.draws import Draws
from ae_city.population.enrolments import Roll
from ae_city.population.families import tell_families
from ae_city.population.far_away import far_times, without
from ae_city.population.figures import children_at_mid_years, read_figures
from ae_city.population.issuing import with_identifiers
from ae_city.population.people import care_families, tell_people
from ae_city.population.pupils import tell_pupils
from ae_city.population.residents import cohort_sizes, tell_residents
from ae_city.population.schooling import Schooling
from ae_city.population.schools import tell_schools
from ae_city.population.terms import open_numbers, school_year, year_group

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_COLUMNS = [
    "born", "sex", "ethnic", "forename", "surname", "family", "postcode", "child_id", "upn",
    "upn_from", "former_upn", "uln", "uln_from", "arrived", "left", "looked_after", "life",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Population:
    """Everybody aged 0 to 25 at some time in the span, and the schools they go to.

    A day on which somebody or something ``left`` is the first without them. Nobody is told of
    after ``last``; a null ``left`` means still here then.

    Attributes:
        care: lives of looked-after children and care leavers; life i is person i.
        people: one row a person, by number from 0. ``born``; ``sex`` M or F; ``ethnic``, DfE main
            code; ``forename``, ``surname``; ``family``, shared by brothers and sisters;
            ``postcode``, null for the unaccompanied; ``child_id``, the social care system's number
            they have or would have; ``upn`` and ``upn_from``, null for who has not started at a
            state school; ``former_upn``, temporary, for few; ``uln`` and ``uln_from``, from age
            14; ``arrived`` and ``left``, null for born here and still here; ``looked_after``, at
            some time and more than for short breaks; ``life``, a place in ``care.lives`` or -1.
        schools: one row a school or post-16 provider, by number from 0: ``urn``, ``estab``,
            ``name``, ``phase`` (NS PS SS SP PR, and FE for colleges), ``lowest_age`` and
            ``highest_age`` as registered, ``capacity``, ``postcode``, ``academy``.
        enrolments: one row a stay on a school's roll, by person and day of entering: ``person``,
            ``school``, ``entered``, ``left``, ``main`` (false for a second registration). A stay
            that began before the span has the day it began.
        first: first day that is told.
        last: last day that is told.
        scale: size; 1 is the published one.
        seed: other seeds tell another population of the same numbers.
    """

    care: City
    people: pd.DataFrame
    schools: pd.DataFrame
    enrolments: pd.DataFrame
    first: date
    last: date
    scale: float
    seed: int

    def alive_in_city(self, on: date) -> pd.Series[bool]:
        """Who is born and lives here on a day, whatever their age."""
        day = pd.Timestamp(on)
        people = self.people
        came = people["arrived"].fillna(people["born"])
        return (people["born"] <= day) & (came <= day) & ~(people["left"] <= day)

    def age(self, on: date) -> pd.Series[int]:
        """Age in completed years; below nothing for those not born yet."""
        born = self.people["born"].dt
        before_birthday = born.month * 100 + born.day > on.month * 100 + on.day
        age: pd.Series[int] = (on.year - born.year - before_birthday).astype("int64")
        return age

    def enrolled(self, on: date) -> pd.DataFrame:
        """Who is on which roll on a day: person, school, main and year_group.

        Year group 0 is reception, -1 the year before it. A person in two schools has two rows.
        """
        day = pd.Timestamp(on)
        stays = self.enrolments
        there = stays[(stays["entered"] <= day) & ~(stays["left"] <= day)]
        groups = year_group(self.people["born"], on)
        found = there[["person", "school", "main"]].reset_index(drop=True)
        return found.assign(year_group=groups.to_numpy()[found["person"]])


def tell_population(config: Path, scale: float, seed: int, care: City | None = None) -> Population:
    """Tell everybody, from the same lives in care as ``tell_city`` tells.

    Args:
        config: folder with ``city.yaml``, ``city_population.yaml``, ``population.csv`` and
            ``authority.yaml``.
        scale: size; 1 is the published one.
        seed: the same seed tells the same population.
        care: what ``tell_city`` told of this configuration, scale and seed, if it was asked.
    """
    targets = Targets(config, scale)
    figures = read_figures(config)
    first, last = first_day(YEARS[0]), HORIZON
    care = tell_city(targets, seed) if care is None else care
    gazetteer = care.gazetteer
    of_care = care_families(care, targets.places.authority)
    sizes = cohort_sizes(figures, children_at_mid_years(config), scale)
    residents = tell_residents(
        figures, sizes, (of_care.born, of_care.arrived), Draws(seed, "residents")
    )
    households = tell_families(
        residents, of_care, figures.families, (first, last), Draws(seed, "families")
    )
    people = tell_people(care, households, figures, gazetteer, Draws(seed, "people"))
    schools = tell_schools(figures, gazetteer, scale, Draws(seed, "schools"))
    pupils = tell_pupils(people, care, figures, Draws(seed, "pupils"))
    schooling = Schooling(people, schools, gazetteer, figures, Draws(seed, "schooling"))
    open_days = open_numbers(config)
    roll = Roll(pupils, schooling, figures.enrolment, open_days, Draws(seed, "enrolments"))
    told = roll.stays(range(school_year(first), school_year(last) + 1), (first, last))
    far = far_times(care, gazetteer, targets.places.far_miles, figures.enrolment.far_at_least_days)
    enrolments = without(told, far, open_days, (first, last))
    people = with_identifiers(
        people, pupils, enrolments, schools, schooling, care, figures.upn,
        Draws(seed, "identifiers"),
    )  # fmt: skip
    return Population(
        care=care,
        people=people[_COLUMNS],
        schools=schools,
        enrolments=enrolments,
        first=first,
        last=last,
        scale=scale,
        seed=seed,
    )
