"""What social workers do with their time: cases they hold, absence, supervision.

Cases and days lost are the published ones of every 30 September, and in between on the way from
one to the next. Not here: who is in post (``staff``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, day, number
from ae_city.population.draws import Draws
from ae_city.services.figures import WorkforceFigures, between, scaled, since
from ae_city.services.staff import (
    FIRST_YEAR,
    LAST_YEAR,
    NEWLY_QUALIFIED,
    YEARS,
    Staff,
    holders,
    september,
)
from ae_city.services.working_days import (
    working_days_between,
    working_days_from,
)

if TYPE_CHECKING:
    from datetime import date

    from ae_city.population.draws import Flags, Numbers, Reals

SICK = "SIC"
_A_YEAR = 365
_QUARTERS = 4
_SHORT, _LONG = (1, 6), (12, 48)
_LONG_SHARE = 0.13
_NEW_WORKERS_HOLD = 0.75
_AWAY_DAYS = 220
_OTHERS = {"TRN": 40, "UNP": 35, "OTH": 20, "PUB": 5}
_MANAGER_ROLES = ("1", "2")
_OCTOBER = 10
_MONTHS = 12


def part_of_year(on: int) -> tuple[int, float]:
    """The last year that had ended in September, and how much of the next one has passed."""
    that = day(on)
    year = that.year - (that.month < _OCTOBER)
    if on == september(that.year):
        return that.year, 0.0
    return year, ((that.month - _OCTOBER) % _MONTHS + 1) / _MONTHS


def tell_cases(
    staff: Staff, figures: WorkforceFigures, ends: Numbers, scale: float, seed: int
) -> pd.DataFrame:
    """Cases of everybody in post at each month's end: ``spell``, ``day``, ``cases``, ``hours``."""
    draws = Draws(seed, "services: cases")
    liking = 0.85 + 0.3 * draws.uniform(len(staff.spells))
    parts = []
    for end in ends:
        year, part = part_of_year(int(end))
        there = np.flatnonzero(staff.in_post(int(end)))
        hours = staff.hours_on(int(end))[there]
        held = _holding(staff, figures, there, (year, part), scale)
        new = staff.spells["origin"].to_numpy()[there] == NEWLY_QUALIFIED
        new &= staff.spells["start"].to_numpy()[there] > end - _A_YEAR
        weights = hours * liking[there] * np.where(new, _NEW_WORKERS_HOLD, 1.0) * held
        total = scaled(between(figures.cases, year, part), scale)
        parts.append(
            pd.DataFrame(
                {"spell": there, "day": end, "cases": _apart(total, weights), "hours": hours}
            )
        )
    return pd.concat(parts, ignore_index=True)


def _holding(
    staff: Staff,
    figures: WorkforceFigures,
    there: Numbers,
    when: tuple[int, float],
    scale: float,
) -> Flags:
    """Who of those in post holds cases: all of the agency, and the first in order of the rest."""
    year, part = when
    nearest = min(max(year, FIRST_YEAR), LAST_YEAR)
    here, there_after = (
        holders(figures, min(each, LAST_YEAR), scale)[0] for each in (nearest, nearest + 1)
    )
    count = round(here + (there_after - here) * part)
    agency = staff.spells["agency"].to_numpy(dtype=bool)[there]
    rank = np.where(agency, -1.0, staff.spells["rank"].to_numpy()[there])
    order = np.argsort(rank, kind="stable")
    held = np.zeros(len(there), dtype=bool)
    held[order[: count + int(agency.sum())]] = True
    return held


def _apart(total: int, weights: Reals) -> Numbers:
    """A number of cases by weight, whole ones, one at least for who has any weight."""
    shares = (weights > 0).astype(np.int64)
    rest = total - int(shares.sum())
    if rest <= 0 or not weights.sum():
        return shares * (np.cumsum(shares) <= total)
    exact = rest * weights / weights.sum()
    shares += exact.astype(np.int64)
    order = np.argsort(-(exact % 1), kind="stable")
    shares[order[: total - int(shares.sum())]] += 1
    return shares


def tell_absences(staff: Staff, figures: WorkforceFigures, scale: float, seed: int) -> pd.DataFrame:
    """Absences: ``spell``, ``start``, ``end``, ``reason``, ``lost`` (working days).

    Sickness of those employed at a year's end adds up to the days that were lost in that year.
    """
    parts = []
    for year in YEARS[1:]:
        draws = Draws(seed, f"services: absence {year}")
        who = np.flatnonzero(
            staff.in_post(september(year)) & ~staff.spells["agency"].to_numpy(dtype=bool)
        )
        sick = _sickness(staff, who, year, scaled(figures.days_lost[year] * 10, scale), draws)
        well = np.setdiff1d(who, sick["spell"])
        parts += [sick, _other_absences(staff, well, year, figures, draws)]
    told = pd.concat(parts, ignore_index=True)
    return told.sort_values(["start", "spell"], kind="stable", ignore_index=True)


def _sickness(staff: Staff, who: Numbers, year: int, tenths: int, draws: Draws) -> pd.DataFrame:
    """One sickness at most a worker and quarter, until so many tenths of days are lost."""
    open_days = working_days_from(september(year - 1) + 2, september(year) - 1)
    quarter = len(open_days) // _QUARTERS
    slots = np.repeat(who, _QUARTERS)
    quarters = np.tile(np.arange(_QUARTERS), len(who))
    order = draws.order(len(slots))
    slots, quarters = slots[order], quarters[order]
    begun = staff.spells["start"].to_numpy()[slots] <= open_days[quarters * quarter]
    slots, quarters = slots[begun], quarters[begun]
    long = draws.happens(_LONG_SHARE, len(slots))
    length = np.where(long, draws.whole(*_LONG, len(slots)), draws.whole(*_SHORT, len(slots)))
    lost = np.minimum(length * 10, np.maximum(tenths - (np.cumsum(length * 10) - length * 10), 0))
    taken = lost > 0
    slots, quarters, lost = slots[taken], quarters[taken], lost[taken]
    length = -(-lost // 10)
    first = quarters * quarter + draws.whole(0, quarter - length - 1, len(slots))
    return pd.DataFrame(
        {
            "spell": slots,
            "start": open_days[first],
            "end": open_days[first + length - 1],
            "reason": pd.Series([SICK] * len(slots), dtype="str"),
            "lost": lost / 10,
        }
    )


def _other_absences(
    staff: Staff, who: Numbers, year: int, figures: WorkforceFigures, draws: Draws
) -> pd.DataFrame:
    """Parents on leave, training and the like, of workers who were not sick that year."""
    shares = (figures.away_for_a_child, figures.other_absence)
    drawn = draws.uniform(len(who))
    away, other = drawn < shares[0], (drawn >= shares[0]) & (drawn < sum(shares))
    start = draws.whole(september(year - 1) + 3, september(year) - 20, len(who))
    start = np.maximum(start, staff.spells["start"].to_numpy()[who])
    end = start + np.where(away, _AWAY_DAYS, draws.whole(1, 12, len(who)))
    end = np.minimum(end, staff.spells["end"].to_numpy()[who])
    reasons = np.array(list(_OTHERS))[draws.weighted(list(_OTHERS.values()), len(who))]
    chosen = away | other
    return pd.DataFrame(
        {
            "spell": who[chosen],
            "start": start[chosen],
            "end": end[chosen],
            "reason": pd.Series(np.where(away, "MAT", reasons)[chosen], dtype="str"),
            "lost": working_days_between(start[chosen], end[chosen]).astype(np.float64),
        }
    )


def tell_supervision(
    staff: Staff, figures: WorkforceFigures, span: tuple[date, date], seed: int
) -> pd.DataFrame:
    """Monthly supervision: ``spell``, ``due``, ``held`` (null if not), ``kind``, ``grade``."""
    draws = Draws(seed, "services: supervision")
    spells = staff.spells
    first, last = number(span[0]), number(span[1])
    parts = []
    for start, end, spell, role in zip(
        spells["start"], spells["end"], spells.index, spells["role"], strict=True
    ):
        if role in _MANAGER_ROLES:
            continue
        begins = max(start + 20, first + spell % 28)
        parts.append((spell, np.arange(begins, min(end, last) + 1, 28)))
    who = np.repeat([spell for spell, _ in parts], [len(due) for _, due in parts])
    due = np.concatenate([due for _, due in parts]) if parts else np.zeros(0, dtype=np.int64)
    count = len(due)
    years = np.array([day(each).year for each in due], dtype=np.int64)
    held = draws.uniform(count) < _by_year(figures.supervision_held, years)
    late = draws.happens(0.15, count)
    slip = np.where(late, draws.whole(3, 20, count), draws.whole(-6, 2, count))
    graded = held & draws.happens(figures.supervision_graded, count)
    good = draws.uniform(count) < _by_year(figures.supervision_good, years)
    better, worse = draws.happens(0.12, count), draws.happens(0.15, count)
    grade = np.where(
        good,
        np.where(better, "OUTSTANDING", "GOOD"),
        np.where(worse, "INADEQUATE", "REQUIRES_IMPROVEMENT"),
    )
    kinds = np.array(["PERSONAL", "CASE", "GROUP"])[draws.weighted([30, 60, 10], count)]
    return pd.DataFrame(
        {
            "spell": who,
            "due": due,
            "held": np.where(held, np.maximum(due + slip, spells["start"].to_numpy()[who]), NEVER),
            "kind": pd.Series(kinds, dtype="str"),
            "grade": pd.Series(grade, dtype="str").where(graded),
        }
    )


def _by_year(figures: dict[int, float], years: Numbers) -> Reals:
    return np.array([since(figures, int(year)) for year in years])


def lost_by(absences: pd.DataFrame, rows: pd.DataFrame, on: pd.Timestamp) -> pd.Series[float]:
    """Days lost by a day, of absences some of which last: under the index of ``rows``."""
    there = absences.loc[rows.index]
    lasting = (there["end"] > number(on.date())).to_numpy()
    so_far = working_days_between(there["start"].to_numpy(), np.full(len(there), number(on.date())))
    lost = np.where(lasting, np.minimum(so_far, there["lost"]), there["lost"])
    return pd.Series(lost, index=rows.index, dtype="float64")
