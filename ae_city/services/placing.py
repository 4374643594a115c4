"""Searches for a home, what was offered, and teenagers who come to the authority as homeless.

Every move of a looked-after child to a carer or home that had to be found was asked for and
offered. Not here: homes with family or friends, adopters and parents, which are not searched for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, number
from ae_city.population.draws import Draws
from ae_city.services import stays as homes
from ae_city.services.choosing import pick_people
from ae_city.services.drawing import monthly, picked, text

if TYPE_CHECKING:
    from ae_city.services.services import Services

_SOUGHT = {
    "FOSTER": homes.FOSTER,
    "RESIDENTIAL": homes.RESIDENTIAL | homes.UNREGISTERED,
    "SUPPORTED": homes.SUPPORTED,
    "SECURE": homes.SECURE,
    "PARENT_CHILD": homes.PARENT_AND_CHILD,
}
_PROVIDERS = {"PR1": "IN_HOUSE", "PR2": "OTHER_AUTHORITY", "PR4": "PRIVATE", "PR5": "VOLUNTARY"}
_AGENCY = "FOSTERING_AGENCY"
_URGENT = 0.4
_REFUSED_BY = {_AGENCY: 45, "PRIVATE": 35, "VOLUNTARY": 12, "IN_HOUSE": 8}
_WITHDRAWN_SOUGHT = {"FOSTER": 60, "RESIDENTIAL": 28, "SUPPORTED": 12}
_OUTCOMES = {"HOME": 40, "FRIENDS": 18, "HOUSING": 16, "SECTION_17": 16, "OTHER": 10}
_INTO_CARE = "SECTION_20"
_HOMELESS, _HOMELESS_FROM = 0.2, 16 * 365
_SIXTEEN, _EIGHTEEN = 16, 18
_DAYS_A_YEAR = 365.25
_MONTHS = 12


def tell_requests(services: Services) -> pd.DataFrame:
    """Requests for a home, by day.

    Returns:
        ``person``, ``requested``, ``needed``, ``reason``, ``sought``, ``closed``, ``outcome``,
        ``stay`` (a row of ``services.stays``, or -1 for those withdrawn).
    """
    draws = Draws(services.seed, "services: placement requests")
    sought_by = {code: sought for sought, codes in _SOUGHT.items() for code in codes}
    stays = services.stays
    first = number(services.population.first)
    found = stays[stays["place"].isin(list(sought_by)) & (stays["start"] >= first)]
    count = len(found)
    urgent = draws.happens(_URGENT, count)
    lead = np.where(urgent, draws.whole(0, 2, count), draws.whole(3, 40, count))
    start = found["start"].to_numpy()
    placed = pd.DataFrame(
        {
            "person": found["person"].to_numpy(),
            "requested": start - lead,
            "needed": start,
            "reason": text(_reasons(services, found, urgent, draws)),
            "sought": text(found["place"].map(sought_by).to_numpy(dtype="str")),
            "closed": start,
            "outcome": text(["PLACED"] * count),
            "stay": found.index.to_numpy(),
        }
    )
    asked = monthly(services, services.figures.placing.withdrawn_a_month, draws)
    withdrawn = pd.DataFrame(
        {
            "person": services.children_on(asked, draws),
            "requested": asked,
            "needed": asked + draws.whole(3, 30, len(asked)),
            "reason": text(["ENTERING_CARE"] * len(asked)),
            "sought": text(picked(_WITHDRAWN_SOUGHT, len(asked), draws)),
            "closed": asked + draws.whole(2, 40, len(asked)),
            "outcome": text(["WITHDRAWN"] * len(asked)),
            "stay": -1,
        }
    )
    told = pd.concat([placed, withdrawn], ignore_index=True)
    return told.sort_values(["requested", "person"], kind="stable", ignore_index=True)


def _reasons(
    services: Services, found: pd.DataFrame, urgent: np.ndarray, draws: Draws
) -> np.ndarray:
    born = services.population.people["born"].to_numpy()[found["person"].to_numpy()]
    days_old = found["start"].to_numpy() - born.astype("datetime64[D]").astype(np.int64)
    first, alone = (found[name].to_numpy(dtype=bool) for name in ("first", "alone"))
    homeless = first & (days_old >= _HOMELESS_FROM) & draws.happens(_HOMELESS, len(found))
    down = (found["before"].isin(homes.RESIDENTIAL) & found["place"].isin(homes.FOSTER)).to_numpy()
    return np.select(
        [first & alone, homeless, first & urgent, first, down, found["planned"].to_numpy()],
        ["UNACCOMPANIED", "HOMELESS", "EMERGENCY", "ENTERING_CARE", "STEP_DOWN", "PLANNED_MOVE"],
        "BREAKDOWN",
    )


def tell_offers(services: Services, requests: pd.DataFrame) -> pd.DataFrame:
    """Offers in answer to requests, by day.

    Returns:
        ``request``, ``offered``, ``provider``, ``what``, ``miles``, ``cost``, ``unregistered``,
        ``accepted``, ``start``, ``end`` (last day).
    """
    figures = services.figures.placing
    draws = Draws(services.seed, "services: placement offers")
    stays = services.stays
    taken = np.flatnonzero(requests["stay"] >= 0)
    stay = stays.loc[requests["stay"].iloc[taken]]
    provider = stay["provider"].map(_PROVIDERS).fillna("PRIVATE").to_numpy(dtype="str")
    what = requests["sought"].to_numpy(dtype="str")[taken]
    provider = np.where((provider == "PRIVATE") & (what == "FOSTER"), _AGENCY, provider)
    end = stay["end"].to_numpy()
    asked = requests["requested"].to_numpy()
    accepted = pd.DataFrame(
        {
            "request": taken,
            "offered": draws.whole(asked[taken], stay["start"].to_numpy(), len(taken)),
            "provider": provider,
            "what": what,
            "miles": stay["miles"].to_numpy(),
            "unregistered": stay["place"].isin(homes.UNREGISTERED).to_numpy(),
            "accepted": True,
            "start": stay["start"].to_numpy(),
            "end": np.where(end < NEVER, end - 1, NEVER),
        }
    )
    extra = draws.weighted(figures.offers, len(requests))
    refused = np.repeat(np.arange(len(requests)), extra)
    closed = requests["closed"].to_numpy()
    others = pd.DataFrame(
        {
            "request": refused,
            "offered": draws.whole(asked[refused], closed[refused], len(refused)),
            "provider": picked(_REFUSED_BY, len(refused), draws),
            "what": requests["sought"].to_numpy(dtype="str")[refused],
            "miles": np.floor(draws.uniform(len(refused)) ** 2 * 1800) / 10,
            "unregistered": False,
            "accepted": False,
            "start": NEVER,
            "end": NEVER,
        }
    )
    told = pd.concat([accepted, others], ignore_index=True)
    told = told.sort_values(["offered", "request"], kind="stable", ignore_index=True)
    usual = told["provider"].map(figures.weekly_cost).to_numpy(dtype=np.float64)
    usual = np.where(told["unregistered"], figures.unregistered_weekly_cost, usual)
    cost = np.rint(usual * (0.75 + 0.6 * draws.uniform(len(told))))
    return told.assign(
        cost=cost,
        provider=told["provider"].astype("str"),
        what=told["what"].astype("str"),
        miles=told["miles"].where(told["miles"] >= 0),
    )


def tell_homeless(services: Services) -> pd.DataFrame:
    """Presentations at 16 and 17: ``person``, ``presented``, ``age``, ``assessed``, ``outcome``."""
    figures = services.figures.placing
    draws = Draws(services.seed, "services: homeless")
    presented = monthly(services, figures.homeless_a_year / _MONTHS, draws)
    people = services.population.people
    aged = (_SIXTEEN * _DAYS_A_YEAR + 5, _EIGHTEEN * _DAYS_A_YEAR - 5)
    person = pick_people(services.population, presented, aged, draws)
    born = people["born"].to_numpy()[person].astype("datetime64[D]").astype(np.int64)
    count = len(presented)
    into_care = draws.happens(figures.homeless_into_care, count)
    assessed = np.where(draws.happens(0.9, count), presented + draws.whole(0, 12, count), NEVER)
    return pd.DataFrame(
        {
            "person": person,
            "presented": presented,
            "age": ((presented - born) / _DAYS_A_YEAR).astype(np.int64),
            "assessed": assessed,
            "outcome": text(np.where(into_care, _INTO_CARE, picked(_OUTCOMES, count, draws))),
        }
    )
