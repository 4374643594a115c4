"""Posts of each team, vacant ones and those of them that agency workers cover, month by month.

Not here: who fills the others (``staff``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.quotas import apportion
from ae_city.services.figures import WorkforceFigures, between, scaled
from ae_city.services.workload import part_of_year

if TYPE_CHECKING:
    from ae_city.population.draws import Numbers
    from ae_city.services.staff import Staff

_TENTHS = 10


def tell_posts(
    staff: Staff, figures: WorkforceFigures, ends: Numbers, scale: float
) -> pd.DataFrame:
    """Posts at every month's end: ``day``, ``team``, ``posts``, ``vacant``, ``covered``."""
    rows = []
    teams = list(figures.teams)
    spells = staff.spells
    team_of = spells["team"].to_numpy()
    employed = ~spells["agency"].to_numpy(dtype=bool)
    for end in ends:
        year, part = part_of_year(int(end))
        vacant, covered = (
            scaled(between(figure, year, part) * _TENTHS, scale)
            for figure in (figures.vacancies_fte, figures.agency_cover_fte)
        )
        there = staff.in_post(int(end)) & employed
        hours = staff.hours_on(int(end))
        filled = [float(hours[there & (team_of == team)].sum()) for team in teams]
        free = apportion(vacant, [hours + 1 for hours in filled])
        cover = apportion(min(covered, vacant), free)
        rows += [
            (int(end), team, round(hours + open_posts / _TENTHS, 1), open_posts / _TENTHS,
             agency / _TENTHS)
            for team, hours, open_posts, agency in zip(teams, filled, free, cover, strict=True)
        ]  # fmt: skip
    told = pd.DataFrame(rows, columns=["day", "team", "posts", "vacant", "covered"])
    return told.astype({"team": "str", "day": np.int64})
