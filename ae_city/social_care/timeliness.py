"""How many first assessments take too long, in the published share of those completed in a year.

Not here: how long any of them takes otherwise (``referring``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_city.social_care import working_days
from ae_city.social_care.dealing import choose, last_day, years_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ae_city.population.draws import Draws, Flags, Numbers
    from ae_city.social_care.figures import AssessmentFigures

IN_TIME = 45
"""Working days that an assessment should take at most."""


def as_often_late(
    year: int,
    before: Iterable[tuple[Numbers, Numbers]],
    told: tuple[Numbers, Numbers],
    assessed: Flags,
    figures: AssessmentFigures,
    draws: Draws,
) -> Numbers:
    """Completions such that of all in a year the published share took too long.

    What is left over from the year before is late as it is; those of the year make up for it.

    Args:
        year: that the referrals were made in.
        before: day of referral and of completion of all that are told already.
        told: the same of those whose completion may move, within the year.
        assessed: which of them have an assessment.
        figures: shares by year.
        draws: chance.
    """
    days, done = told[0], told[1].copy()
    last = last_day(year)
    weights = figures.by_days[year]
    slow = sum(
        weight for (low, _), weight in zip(figures.days, weights, strict=True) if low > IN_TIME
    )
    known = known_late = 0
    for dates, dones in before:
        of_year = years_of(dones) == year
        known += int(of_year.sum())
        known_late += int(_late(dates[of_year], dones[of_year]).sum())
    in_year = assessed & (done <= last)
    late = in_year & _late(days, done)
    wanted = round((known + int(in_year.sum())) * slow / sum(weights)) - known_late
    surplus = int(late.sum()) - max(wanted, 0)
    if surplus > 0:
        hurried = choose(surplus, late, draws)
        took = draws.whole(IN_TIME - 20, IN_TIME, len(hurried))
        done[hurried] = working_days.after(days[hurried], took)
    elif surplus < 0:
        slower = working_days.after(days, draws.whole(IN_TIME + 1, IN_TIME + 15, len(days)))
        delayed = choose(-surplus, in_year & ~late & (slower <= last), draws)
        done[delayed] = slower[delayed]
    return done


def _late(days: Numbers, done: Numbers) -> Flags:
    """Whether assessments from some days took too long."""
    flags: Flags = working_days.between(working_days.working(days), done) > IN_TIME
    return flags
