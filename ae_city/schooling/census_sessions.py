"""Sessions and suspensions of the term before a School Census, by enrolment.

Here: which term a census asks about, and which row of it each count belongs to. Not here: what
happens in a session (``sessions``) or who is suspended (``suspending``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import NEVER, as_numbers, number
from ae_city.population.figures import read_figures
from ae_city.population.terms import school_year
from ae_city.schooling.attendance import totals_and_reasons

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from ae_city.population import Population
    from ae_city.population.draws import Numbers
    from ae_city.schooling.needs import Needs

NO_STAY = -1


def term_before(day: date, config: Path) -> tuple[date, date]:
    """First and last day of the last term that was over on a day.

    Raises:
        ValueError: if the terms of that time are not set.
    """
    years = read_figures(config).terms
    over = [
        term
        for year in (school_year(day) - 1, school_year(day))
        if year in years
        for term in years[year].terms
        if term[1] < day
    ]
    if not over:
        raise ValueError(f"no term before {day} is set")
    return over[-1]


def told_in(term: tuple[date, date], population: Population) -> tuple[date, date] | None:
    """The part of a term that lives are told for; none where they are not."""
    first, last = max(term[0], population.first), min(term[1], population.last)
    return (first, last) if first <= last else None


class TermSessions:
    """What a term's registers and suspensions come to, by stay on a school's roll.

    A stay is a place in ``population.enrolments``. Who left a school and came back within the
    term has all of it in the last stay.

    Attributes:
        possible: by stay, the sessions that the pupil could attend; 0 where none are told.
        reasons: ``stay``, ``code`` and ``sessions``, without marks of being present.
        suspensions: rows of ``needs.suspensions`` that began in the term, with their ``stay``.
    """

    def __init__(
        self, population: Population, needs: Needs, term: tuple[date, date], config: Path
    ) -> None:
        self._population = population
        stays = population.enrolments
        self._key = self._keys(stays["person"], stays["school"])
        self._entered = as_numbers(stays["entered"], -NEVER)
        self.possible = np.zeros(len(stays), dtype=np.int64)
        span = told_in(term, population)
        first, last = span or term
        self._lookup = self._last_stays(number(last))
        suspended = needs.suspensions
        began = as_numbers(suspended["start"], NEVER)
        of_the_term = suspended[(began >= number(first)) & (began <= number(last))]
        self.suspensions = self._with_stays(of_the_term)
        if span is None:
            self.reasons = self.suspensions.iloc[:0].assign(code="", sessions=0)
            return
        totals, reasons = totals_and_reasons(population, needs, *span, config)
        attended = self._with_stays(totals)
        self.possible[attended["stay"]] = attended["possible"]
        self.reasons = self._with_stays(reasons)[["stay", "code", "sessions"]]

    def _keys(self, person: pd.Series[int], school: pd.Series[int]) -> Numbers:
        keys: Numbers = person.to_numpy() * len(self._population.schools) + school.to_numpy()
        return keys

    def _last_stays(self, last: int) -> tuple[Numbers, Numbers]:
        """Person and school as one number, ascending, and the last stay of each by a day."""
        begun = np.flatnonzero(self._entered <= last)
        order = begun[np.lexsort((self._entered[begun], self._key[begun]))]
        keys = self._key[order]
        is_last = np.append(keys[1:] != keys[:-1], [True])[: len(keys)]
        return keys[is_last], order[is_last]

    def _with_stays(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows by person and school with their stay; those of nobody's stay are left out."""
        keys, stays = self._lookup
        wanted = self._keys(rows["person"], rows["school"])
        place = np.searchsorted(keys, wanted).clip(max=max(len(keys) - 1, 0))
        found = np.where(keys[place] == wanted, stays[place], NO_STAY) if len(keys) else wanted * 0
        rows = rows.assign(stay=found)
        return rows[rows["stay"] != NO_STAY].reset_index(drop=True)
