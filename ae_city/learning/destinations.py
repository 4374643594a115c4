"""Where pupils went after key stage 4, and whether they were offered a place: told from activity.

Not here: the activity itself (``activities``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.activities import NEET_CODES, YEAR_11, YEAR_12, on_day
from ae_city.population.days import as_dates, number
from ae_city.population.draws import Draws

if TYPE_CHECKING:
    from ae_city.learning.activity_shares import Texts
    from ae_city.learning.figures import Figures
    from ae_city.learning.pupils import Learners

OFFER, NO_OFFER, NOT_RECORDED = "OFFER", "NOOFFER", "NOTREC"
_CATEGORY = {
    "210": "SSF", "220": "SFC", "230": "FE", "240": "HE", "270": "OED", "250": "OED", "280": "SPE",
    "281": "SPE", "310": "APP", "320": "EMP", "330": "EMP", "340": "EMP", "350": "EMP",
    "360": "EMP", "380": "EMP", "381": "EMP", "550": "EMP", "410": "OED", "430": "OED",
    "450": "OED", "460": "OED",
}  # fmt: skip
_NOT_SUSTAINED, _NOT_CAPTURED = "NSU", "NCA"
_NOT_RECORDED = 0.4
_ABILITY_PULL = 0.12


def tell_destinations(
    learners: Learners, results: pd.DataFrame, spells: pd.DataFrame
) -> pd.DataFrame:
    """One row a pupil of key stage 4: year it ended, person, school, ``DESTINATION``.

    A destination is sustained from October to March; who was not known in one of them did not
    sustain any; who moved away went where others did.
    """
    parts = []
    for year in sorted(set(results["year"].tolist())):
        leavers = results[results["year"].eq(year)]
        person = leavers["person"].to_numpy(dtype=np.int64)
        autumn, spring = (
            _categories(on_day(spells, day, len(learners.ability)))[person]
            for day in (date(year, 10, 31), date(year + 1, 3, 31))
        )
        broken = (autumn == _NOT_SUSTAINED) | (spring == _NOT_SUSTAINED)
        broken |= (autumn == _NOT_CAPTURED) != (spring == _NOT_CAPTURED)
        went = np.where(broken, _NOT_SUSTAINED, spring)
        away = (autumn == "") | (spring == "")
        known = went[~away]
        draws = Draws(learners.population.seed, f"learning: destinations {year}")
        if len(known):
            went[away] = known[draws.whole(0, len(known) - 1, int(away.sum()))]
        told = leavers[["year", "person", "school"]].reset_index(drop=True)
        told = told.assign(DESTINATION=pd.Series(went, dtype="str"))
        parts.append(told[told["DESTINATION"].ne("")])
    return pd.concat(parts, ignore_index=True)


def _categories(codes: Texts) -> Texts:
    told = np.select([codes == each for each in _CATEGORY], list(_CATEGORY.values()), _NOT_CAPTURED)
    told = np.where(np.isin(codes, [*sorted(NEET_CODES), "530"]), _NOT_SUSTAINED, told)
    return np.where(codes == "", "", told)


def tell_guarantee(learners: Learners, figures: Figures) -> pd.DataFrame:
    """One row a pupil of Year 11 or 12 and September: person, year, group, status, offer date."""
    population = learners.population
    people = population.people
    leaning = Draws(population.seed, "learning: leaning").uniform(len(people))
    parts = []
    for year, percent in figures.guarantee.items():
        draws = Draws(population.seed, f"learning: guarantee {year}")
        group = learners.year_groups(date(year, 6, 30))
        here = population.alive_in_city(date(year, 6, 30)).to_numpy(dtype=bool)
        who = np.flatnonzero(here & np.isin(group, (YEAR_11, YEAR_12)))
        score = leaning[who] + _ABILITY_PULL * learners.ability[who] + 0.4 * draws.uniform(len(who))
        status = np.full(len(who), OFFER, dtype="<U7")
        least = np.argsort(score, kind="stable")[: round((1 - percent / 100) * len(who))]
        unknown = draws.happens(_NOT_RECORDED, len(least))
        status[least] = np.where(unknown, NOT_RECORDED, NO_OFFER)
        first, last = number(date(year, 2, 1)), number(date(year, 9, 25))
        offered = as_dates(draws.whole(first, last, len(who)))
        parts.append(
            pd.DataFrame(
                {
                    "person": who,
                    "year": year,
                    "group": group[who],
                    "status": pd.Series(status, dtype="str"),
                    "offered": offered.where(status == OFFER),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
