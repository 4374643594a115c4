"""How many live in the city, by birth cohort and year, and who of them comes and goes.

A cohort is everyone born in the twelve months to a mid-year, 30 June, so that ages at ONS's
mid-years are whole cohorts. Children aged 0 to 17 add up to the estimate exactly, those in and
past care included; young adults to the configuration's figures. Not here: families and days of
moving (``families``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ae_city.care.targets import YEARS
from ae_city.population.days import number
from ae_city.quotas import apportion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_city.population.draws import Draws, Numbers
    from ae_city.population.figures import Figures

FIRST_MID_YEAR, LAST_MID_YEAR = YEARS[0] - 2, YEARS[-1]
"""The last mid-year before lives are told, and the first after."""
STEPS = LAST_MID_YEAR - FIRST_MID_YEAR
"""Years from mid-year to mid-year in which people move."""
BORN_HERE, STILL_HERE = -1, STEPS
"""In place of the step of coming, and of going."""
OLDEST_CHILD, OLDEST = 17, 25


@dataclass(frozen=True)
class Residents:
    """People by position.

    Attributes:
        born: day of birth.
        cohort: mid-year of the twelve months they were born in.
        came: step in which they move here; ``BORN_HERE`` also for all who were here before.
        went: step in which they move away, or ``STILL_HERE``.
    """

    born: Numbers
    cohort: Numbers
    came: Numbers
    went: Numbers


def first_day_of(cohorts: int | Numbers) -> Numbers:
    """1 July of the year before each mid-year."""
    months = (np.asarray(cohorts, dtype=np.int64) - 1971) * 12 + 6
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def cohort_sizes(
    figures: Figures, children: Mapping[int, int], scale: float
) -> dict[tuple[int, int], int]:
    """People by cohort and mid-year, as apportioned from ONS's number of children."""
    sizes: dict[tuple[int, int], int] = {}
    for year in range(FIRST_MID_YEAR, LAST_MID_YEAR + 1):
        cohorts = range(year - OLDEST_CHILD, year + 1)
        weights = [figures.cohorts[cohort] for cohort in cohorts]
        counts = apportion(int(children[year] * scale + 0.5), weights)
        sizes |= {(cohort, year): count for cohort, count in zip(cohorts, counts, strict=True)}
        for age, count in figures.young_adults.items():
            sizes[year - age, year] = int(count * scale + 0.5)
    return sizes


def tell_residents(
    figures: Figures,
    sizes: Mapping[tuple[int, int], int],
    care: tuple[Numbers, Numbers],
    draws: Draws,
) -> Residents:
    """Everyone but those of the care system, whose births and arrivals are given to make room."""
    told = [
        _cohort(cohort, figures, sizes, care, draws)
        for cohort in range(FIRST_MID_YEAR - OLDEST, LAST_MID_YEAR + 1)
    ]
    return Residents(
        *(
            np.concatenate([getattr(each, name) for each in told])
            for name in ("born", "cohort", "came", "went")
        )
    )


def _cohort(
    cohort: int,
    figures: Figures,
    sizes: Mapping[tuple[int, int], int],
    care: tuple[Numbers, Numbers],
    draws: Draws,
) -> Residents:
    start, stop = int(first_day_of(cohort)), int(first_day_of(cohort + 1))
    born_in_care, arrived = (days[(care[0] >= start) & (care[0] < stop)] for days in care)

    def others(year: int) -> int:
        """How many of a mid-year are not of the care system."""
        day = number(date(year, 6, 30))
        return max(sizes[cohort, year] - int(((born_in_care <= day) & (arrived <= day)).sum()), 0)

    begins = max(cohort, FIRST_MID_YEAR)
    came = [np.full(others(begins), BORN_HERE, dtype=np.int64)]
    stock = np.arange(len(came[0]))
    total = len(stock)
    going: list[tuple[Numbers, int]] = []
    for year in range(begins, min(LAST_MID_YEAR, cohort + OLDEST)):
        step, wanted = year - FIRST_MID_YEAR, others(year + 1)
        usual = figures.leaving[year - cohort] * len(stock) + float(draws.uniform(1)[0])
        leavers = min(max(int(usual), len(stock) - wanted), len(stock))
        order = draws.order(len(stock))
        going.append((stock[order[:leavers]], step))
        arriving = wanted - (len(stock) - leavers)
        came.append(np.full(arriving, step, dtype=np.int64))
        stock = np.concatenate([stock[order[leavers:]], np.arange(total, total + arriving)])
        total += arriving
    went = np.full(total, STILL_HERE, dtype=np.int64)
    for who, step in going:
        went[who] = step
    return Residents(
        born=draws.whole(start, stop - 1, total),
        cohort=np.full(total, cohort, dtype=np.int64),
        came=np.concatenate(came),
        went=went,
    )
