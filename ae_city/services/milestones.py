"""The plan's milestones: when each is due, when it is done, and how it stands every month.

Not here: what a milestone says, which the plan and its configuration have.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, number
from ae_city.population.draws import Draws
from ae_city.services.drawing import picked, text
from ae_city.services.working_days import month_ends

if TYPE_CHECKING:
    from ae_city.services.services import Services

COMPLETE = "COMPLETE"
_EVIDENCE = {
    "Performance board report": 30, "Audit findings": 18, "Strategy or guidance published": 16,
    "Report to the scrutiny panel": 12, "Survey of children and families": 10,
    "Survey of staff": 6, "Minutes of the partnership board": 8,
}  # fmt: skip
_AT_RISK, _DELAYED_FOR_GOOD = 0.16, 0.3
_LATEST = 540
_WARNING = 120


def tell_milestones(services: Services) -> pd.DataFrame:
    """Milestones: ``name``, ``owner``, ``begins``, ``due``, ``done`` (days), ``worry``, ``luck``.

    A name is the part of the plan, the year and the place in it: ``P04-2024-25-07``.
    """
    figures = services.figures.plan
    draws = Draws(services.seed, "services: milestones")
    rows = []
    for part, by_year in figures.milestones.items():
        for year, count in by_year.items():
            first = int(year[:4])
            first_day = max(number(date(first, 4, 1)), number(figures.agreed))
            last_day = number(date(first + 1, 3, 31))
            rows += [
                (f"{part}-{year}-{place:02d}", figures.owners[part], first_day, last_day)
                for place in range(1, count + 1)
            ]
    told = pd.DataFrame(rows, columns=["name", "owner", "begins", "due"])
    count = len(told)
    in_time = draws.happens(figures.complete_by_due, count)
    begins, due = told["begins"].to_numpy(), told["due"].to_numpy()
    late = np.where(
        draws.happens(_DELAYED_FOR_GOOD, count), NEVER, due + draws.whole(10, _LATEST, count)
    )
    return told.assign(
        name=told["name"].astype("str"),
        owner=told["owner"].astype("str"),
        done=np.where(in_time, draws.whole(begins + 60, due - 1, count), late),
        worry=draws.uniform(count),
        luck=draws.uniform(count),
    )


def tell_reports(services: Services) -> pd.DataFrame:
    """Reports at every month's end since the plan was agreed.

    Returns:
        ``day``, ``milestone``, ``status``, ``evidence``, ``evidenced`` (day), ``done`` (day).
    """
    figures = services.figures.plan
    draws = Draws(services.seed, "services: milestone reports")
    told = tell_milestones(services)
    ends = month_ends(figures.agreed, services.last)
    evidence = text(picked(_EVIDENCE, len(told), draws))
    begins, due, done = (told[name].to_numpy() for name in ("begins", "due", "done"))
    parts = []
    for place, day in enumerate(ends):
        complete = done <= day
        running = begins <= day
        overdue = ~complete & (due < day)
        worry = (told["worry"].to_numpy() + 0.13 * (place // 3)) % 1 < _AT_RISK
        at_risk = worry | ((done > due) & (due - day < _WARNING))
        status = np.select(
            [complete, ~running, overdue, at_risk],
            [COMPLETE, "NOT_STARTED", "DELAYED", "AT_RISK"],
            "ON_TRACK",
        )
        shown = complete | (running & (told["luck"].to_numpy() < figures.evidenced))
        gathered = np.where(
            complete, np.minimum(done + 5, day), day - draws.whole(1, 25, len(told))
        )
        parts.append(
            pd.DataFrame(
                {
                    "day": int(day),
                    "milestone": told.index,
                    "status": text(status),
                    "evidence": evidence.where(shown),
                    "evidenced": np.where(shown, gathered, NEVER),
                    "done": np.where(complete, done, NEVER),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
