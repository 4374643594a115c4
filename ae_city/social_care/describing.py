"""What stands beside a referral: who made it, the main need, why the case closed; disabilities.

Here: shares by the figures. Not here: who is referred when (``referring``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import NEVER
from ae_city.social_care.dealing import by_weight, even, years_of
from ae_city.social_care.referring import CARE, NFA, SHORT, YEARS, Episodes

if TYPE_CHECKING:
    from ae_city.population.draws import Draws, Flags, Numbers, Texts
    from ae_city.social_care.figures import DisabilityFigures, Figures, ReferralFigures

_DISABILITY, _ABUSE = "N2", "N1"
_TO_EARLY_HELP, _ASSESSED, _OTHER, _MOVED, _ADULT_CARE = "RC9", "RC8", "RC7", "RC5", "RC6"
_WHEN_NOT_IN_NEED = 0.03
_LAST_CODE = "DDA"


def sources(dates: Numbers, figures: ReferralFigures, draws: Draws) -> Texts:
    """The code of who made each referral, in the shares of its year."""
    count = len(dates)
    found = np.empty(count, dtype=object)
    year = np.clip(years_of(dates), YEARS[0], YEARS[-1])
    points = draws.uniform(count)
    for each in YEARS:
        of_year = np.flatnonzero(year == each)
        groups = list(figures.sources[each])
        group = by_weight(even(len(of_year), draws), figures.sources[each].values())
        for place, name in enumerate(groups):
            chosen = of_year[group == place]
            codes = figures.codes[name]
            listed = np.array(list(codes), dtype=object)
            found[chosen] = listed[by_weight(points[chosen], codes.values())]
    return found


def needs(
    episodes: Episodes, of_care: Texts, abused: Flags, figures: Figures, draws: Draws
) -> Texts:
    """The main need of each episode; empty with no further action.

    ``of_care`` is SSDA903's category of those around care and empty for others; ``abused`` marks
    those with a child protection plan.
    """
    weights = figures.episodes.needs
    codes = np.array(list(weights), dtype=object)
    found = codes[by_weight(even(len(episodes.date), draws), weights.values())]
    found[abused] = _ABUSE
    found[episodes.disabled] = _DISABILITY
    found = np.where(of_care != "", of_care, found)
    found[episodes.kind == NFA] = ""
    return found


def closures(
    episodes: Episodes, of_care: Texts, leaves: Numbers, adult: Numbers, share: float, draws: Draws
) -> Texts:
    """Why each episode closed; empty while it is open.

    ``of_care`` has the reasons of those around care and is empty for others; ``leaves`` and
    ``adult`` are the days each person moves away and grows up; ``share`` of those not in need are
    passed to early help.
    """
    count = len(episodes.date)
    found = np.full(count, _OTHER, dtype=object)
    found[episodes.closed >= leaves - 30] = _MOVED
    found[(episodes.closed == adult) & episodes.disabled] = _ADULT_CARE
    helped = np.where(draws.happens(share, count), _TO_EARLY_HELP, _ASSESSED)
    found = np.where(episodes.kind == SHORT, helped, found)
    found = np.where(of_care != "", of_care, found)
    found[episodes.closed == NEVER] = ""
    return found


def tell_disabilities(
    episodes: Episodes, figures: DisabilityFigures, draws: Draws
) -> tuple[Numbers, Texts]:
    """Person and code of every disability, by person."""
    rate = np.where(episodes.kind == CARE, figures.in_care, figures.in_need)
    rate = np.where(episodes.kind <= SHORT, _WHEN_NOT_IN_NEED, rate)
    has = episodes.disabled | draws.happens(rate, len(rate))
    people = np.unique(episodes.person[has])
    codes = np.array(list(figures.codes), dtype=object)
    found = np.zeros((len(people), len(codes)), dtype=bool)
    for place, share in enumerate(figures.codes.values()):
        found[:, place] = even(len(people), draws) * 100 < share
    last = int(np.flatnonzero(codes == _LAST_CODE)[0])
    found[:, last] |= ~found.any(axis=1)
    row, disability = np.nonzero(found)
    return people[row], codes[disability]
