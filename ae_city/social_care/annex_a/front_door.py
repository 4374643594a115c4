"""Lists 1 to 3: contacts, early help assessments, referrals.

Contacts are told here: every referral begins with one, and most contacts lead to none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import ALWAYS, NEVER, as_dates, as_numbers, number
from ae_city.population.draws import Draws
from ae_city.social_care.annex_a import wording

if TYPE_CHECKING:
    from ae_city.social_care.annex_a.scene import Known, Scene

_ENOUGH = 3
"""So many times more are drawn than wanted, for many are too old or not here on the day."""
_ADULT_DAYS = 18 * 365


def tell_contacts(known: Known) -> pd.DataFrame:
    """One row a contact: person, date, source (CIN code); none twice a day from one source."""
    population = known.population
    draws = Draws(population.seed, "annex a: contacts")
    referrals = known.care.referrals
    first, last = number(population.first) - 366, number(population.last)
    figures = known.figures.contacts
    wanted = int(figures.without_referral * (last - first) / 365 * population.scale)
    count = wanted * _ENOUGH
    people = population.people
    person = (draws.uniform(count) ** 1.5 * len(people)).astype(np.int64)
    order = draws.order(len(people))
    person = order[person]
    date = draws.whole(first, last, count)
    born = as_numbers(people["born"], NEVER)[person]
    here = (as_numbers(people["arrived"], ALWAYS)[person] <= date) & (born <= date)
    here &= (as_numbers(people["left"], NEVER)[person] > date) & (date < born + _ADULT_DAYS)
    codes = np.array(list(figures.sources), dtype=object)
    source = codes[draws.weighted(list(figures.sources.values()), count)]
    others = pd.DataFrame(
        {
            "person": person,
            "date": as_dates(date),
            "source": pd.Series(source, dtype="str"),
        }
    )[here].iloc[:wanted]
    told = pd.concat([referrals[["person", "date", "source"]], others], ignore_index=True)
    told["source"] = told["source"].map(wording.SOURCE).astype("str")
    told = told.drop_duplicates()
    return told.sort_values(["date", "person", "source"], ignore_index=True)


def contacts(scene: Scene, told: pd.DataFrame) -> pd.DataFrame:
    """List 1."""
    rows = told[scene.recent(told["date"])].reset_index(drop=True)
    person = rows["person"].to_numpy(dtype=np.int64)
    return pd.DataFrame(
        {
            **scene.people(person, disability=False),
            "Date of Contact": rows["date"],
            "Contact Source": rows["source"],
        }
    )


def early_help_assessments(scene: Scene) -> pd.DataFrame:
    """List 2: begun in the six months, or completed in them."""
    told = scene.known.early_help.assessments
    recent = scene.recent(told["started"]) | scene.recent(told["completed"])
    rows = told[recent].drop_duplicates(["person", "started"]).reset_index(drop=True)
    person = rows["person"].to_numpy(dtype=np.int64)
    return pd.DataFrame(
        {
            **scene.people(person, disability=False),
            "Assessment start date": rows["started"],
            "Assessment completion date": scene.told(rows["completed"]),
            "Organisation completing assessment": rows["organisation"],
        }
    )


def referrals(scene: Scene) -> pd.DataFrame:
    """List 3."""
    told = scene.known.care.referrals
    in_year = scene.count_in_year(told["person"], told["date"])
    rows = told[scene.recent(told["date"])].sort_values(["date", "person"], ignore_index=True)
    person = rows["person"].to_numpy(dtype=np.int64)
    return pd.DataFrame(
        {
            **scene.people(person, disability=False),
            "Date of referral": rows["date"],
            "Referral Source": rows["source"].map(wording.SOURCE).astype("str"),
            "Referral NFA?": pd.Series(
                np.where(rows["nfa"].astype(bool), "Yes", "No"), dtype="str"
            ),
            "Number of Referrals in Last 12 Months": rows["person"].map(in_year),
            **scene.allocated(person),
        }
    )
