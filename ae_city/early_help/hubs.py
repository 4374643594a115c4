"""Family hubs: which under fives are registered, and when they come.

Here: as many reached in the twelve months to every 31 March as are aimed at. Not here: help for
families beyond the hubs (``episodes``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import ALWAYS, NEVER, as_dates, as_numbers
from ae_city.social_care.dealing import birthdays, choose, first_day, last_day

if TYPE_CHECKING:
    from ae_city.early_help.figures import HubFigures
    from ae_city.population import Population
    from ae_city.population.draws import Draws, Numbers

_UNDER = 5
_NEWBORN_DAYS = 14
_STEADY = 0.35
"""How far it is chance, and not the family's leaning, who comes in a year."""
_MOST_VISITS = 40


@dataclass(frozen=True, eq=False)
class Hubs:
    """Who is registered, and every visit.

    Attributes:
        members: one row a child: person, hub, registered, activity, until (the fifth birthday, or
            when the family left).
        visits: one row a visit: member (row of ``members``), date; by member and date.
    """

    members: pd.DataFrame
    visits: pd.DataFrame


def tell_hubs(population: Population, figures: HubFigures, draws: Draws) -> Hubs:
    """Tell registrations and visits of every year."""
    people = population.people
    born = as_numbers(people["born"], NEVER)
    opens = np.maximum(born + _NEWBORN_DAYS, as_numbers(people["arrived"], ALWAYS))
    until = np.minimum(birthdays(born, _UNDER), as_numbers(people["left"], NEVER))
    leaning = 0.02 + draws.uniform(len(people)) ** 2
    who: list[Numbers] = []
    when: list[Numbers] = []
    for year, reached in figures.reached.items():
        first, last = first_day(year), last_day(year)
        weights = leaning * (_STEADY + draws.uniform(len(people)))
        here = (opens < last) & (until > last)
        gone = (opens < last) & (until > first) & ~here
        chosen = np.concatenate(
            [
                choose(int(here.sum() * reached + 0.5), np.where(here, weights, 0.0), draws),
                choose(int(gone.sum() * reached / 2 + 0.5), np.where(gone, weights, 0.0), draws),
            ]
        )
        low = np.maximum(opens[chosen], first)
        high = np.minimum(until[chosen] - 1, last)
        chosen, low, high = (each[low <= high] for each in (chosen, low, high))
        mean = figures.visits * np.maximum((high - low) / 365, 0.1)
        visits = 1 + np.minimum(-np.log1p(-draws.uniform(len(chosen))) * mean, _MOST_VISITS)
        repeats = visits.astype(np.int64)
        who.append(np.repeat(chosen, repeats))
        when.append(
            draws.whole(np.repeat(low, repeats), np.repeat(high, repeats), int(repeats.sum()))
        )
    person, date = np.concatenate(who), np.concatenate(when)
    order = np.lexsort((date, person))
    person, date = person[order], date[order]
    seen, starts, member = np.unique(person, return_index=True, return_inverse=True)
    others = _only_registered(seen, opens, until, figures, draws)
    members = np.concatenate([seen, others])
    registered = np.concatenate([date[starts], opens[others]])
    hub = draws.whole(0, len(figures.names) - 1, int(people["family"].max()) + 1)
    activities = np.array(list(figures.activities), dtype=object)
    frame = pd.DataFrame(
        {
            "person": members,
            "hub": pd.Series(
                np.array(figures.names, dtype=object)[hub[people["family"].to_numpy()[members]]],
                dtype="str",
            ),
            "registered": as_dates(registered),
            "activity": pd.Series(
                activities[draws.weighted(list(figures.activities.values()), len(members))],
                dtype="str",
            ),
            "until": as_dates(until[members]),
        }
    )
    return Hubs(frame, pd.DataFrame({"member": member, "date": as_dates(date)}))


def _only_registered(
    seen: Numbers, opens: Numbers, until: Numbers, figures: HubFigures, draws: Draws
) -> Numbers:
    """Who is registered and never comes."""
    first, last = first_day(min(figures.reached)), last_day(max(figures.reached))
    able = (opens < last) & (until > first)
    able[seen] = False
    able &= draws.happens(figures.only_registered / max(1 - max(figures.reached.values()), 0.1),
                          len(able))  # fmt: skip
    return np.flatnonzero(able)
