"""What single children and pupils have: funding, paid placements, short breaks, transport.

Not here: places that nobody in particular has (``places``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import ALWAYS, NEVER, as_numbers, number
from ae_city.population.draws import Draws
from ae_city.services.choosing import drawn
from ae_city.services.drawing import by_year, monthly, picked, text
from ae_city.services.figures import scaled

if TYPE_CHECKING:
    from ae_city.population.draws import Numbers
    from ae_city.services.services import Services

_FIRST_DAYS_OF_TERM = 25
_MONTH = 30
_SECTORS = {"INDEPENDENT_SPECIAL": 62, "NON_MAINTAINED": 22, "POST_16": 10, "INDEPENDENT": 6}
_BREAKS = {"COMMUNITY": 34, "DIRECT_PAYMENT": 30, "DAY": 20, "OVERNIGHT": 10, "HOLIDAY": 6}
_HOURS = {"COMMUNITY": 4.0, "DIRECT_PAYMENT": 5.0, "DAY": 6.0, "OVERNIGHT": 18.0, "HOLIDAY": 3.0}
_HOURLY = 19.0
_YEARS_OF_BREAKS = 2.5
_FOUR, _EIGHTEEN = 4 * 365, 18 * 365
_TO_SPECIAL = {"TAXI": 56, "MINIBUS": 38, "MILEAGE": 6}
_TO_MAINSTREAM = {"BUS_PASS": 52, "TAXI": 34, "MILEAGE": 14}
_TRAVEL_TRAINING = "TRAVEL_TRAINING"
_WHY = {"DISTANCE": 54, "LOW_INCOME": 24, "SEND": 12, "CARE": 6, "UNSAFE_ROUTE": 4}
_COST = {"TAXI": 8200, "MINIBUS": 4300, "MILEAGE": 1500, "BUS_PASS": 690, _TRAVEL_TRAINING: 900}
_ALONE = 0.22
_MONTHS_A_YEAR = 12


def tell_funding(services: Services) -> pd.DataFrame:
    """Pupils with targeted funding: ``person``, ``school``, ``start``, ``end``, ``amount``.

    Those whom the needs of pupils name, paid from the beginning of their school year.
    """
    draws = Draws(services.seed, "services: targeted funding")
    targeted = services.needs.targeted
    start = as_numbers(targeted["start"], NEVER) - _MONTH
    end = as_numbers(targeted["end"], NEVER)
    low, high = services.figures.send.targeted_funding_amount
    count = len(targeted)
    school = np.full(count, -1)
    for day in np.unique(start):
        of_day = start == day
        roll = services.on_roll(int(day) + _MONTH)
        school[of_day] = roll[targeted["person"].to_numpy()[of_day]]
    told = pd.DataFrame(
        {
            "person": targeted["person"].to_numpy(),
            "school": school,
            "start": start + draws.whole(0, _FIRST_DAYS_OF_TERM, count),
            "end": np.where(end < NEVER, end - 1, NEVER),
            "amount": draws.whole(low // 50, high // 50, count) * 50,
        }
    )
    known = services.population.people["upn"].notna()
    at_school: pd.DataFrame = told[told["school"].ge(0) & told["person"].map(known)]
    return at_school.reset_index(drop=True)


def tell_paid_placements(services: Services) -> pd.DataFrame:
    """Plans at independent and non-maintained providers: ``person``, ``start``, ``end``, ``cost``.

    So many each January as are set, among those with a plan who are on no roll of the city.
    """
    figures = services.figures.send
    draws = Draws(services.seed, "services: paid placements")
    plans = services.plans
    rows: list[list[int]] = []
    placed: dict[int, int] = {}
    for year, count in sorted(figures.paid_placements.items()):
        january = number(services.last.replace(year=year, month=1, day=15))
        held = plans[(plans["since"] <= january) & (plans["ceased"] > january)]
        holding = set(held["person"].tolist())
        wanted = scaled(count, services.scale)
        staying = [person for person in placed if person in holding][:wanted]
        for person in [each for each in placed if each not in staying]:
            rows[placed.pop(person)][2] = january - int(draws.whole(120, 160, 1)[0])
        roll = services.on_roll(january)
        free = np.array(sorted(holding - set(placed)), dtype=np.int64)
        free = free[draws.order(len(free))]
        free = free[np.argsort(roll[free] >= 0, kind="stable")]
        for person in free[: wanted - len(placed)].tolist():
            begun = max(january - int(draws.whole(100, 136, 1)[0]), 0)
            placed[person] = len(rows)
            rows.append([person, begun, NEVER])
    told = pd.DataFrame(rows, columns=["person", "start", "end"], dtype=np.int64)
    low, high = figures.paid_placement_cost
    return told.assign(
        sector=text(picked(_SECTORS, len(told), draws)),
        cost=draws.whole(low // 100, high // 100, len(told)) * 100,
    )


def tell_short_breaks(services: Services) -> pd.DataFrame:
    """Short breaks: ``person``, ``assessed``, ``start``, ``end``, ``kind``, ``hours``, ``cost``."""
    figures = services.figures.send
    draws = Draws(services.seed, "services: short breaks")
    plans = services.plans
    there = scaled(figures.short_breaks, services.scale)
    first = number(services.population.first)
    before = first - draws.whole(1, int(_YEARS_OF_BREAKS * 365), there)
    a_month = figures.short_breaks / _YEARS_OF_BREAKS / _MONTHS_A_YEAR
    assessed = np.concatenate([before, monthly(services, a_month, draws)])
    count = len(assessed)
    born = as_numbers(services.population.people["born"], NEVER)[plans["person"].to_numpy()]
    opens = np.maximum(born + _FOUR, plans["since"].to_numpy() - 900)
    closes = np.minimum(born + _EIGHTEEN, plans["ceased"].to_numpy())
    chosen = drawn(opens, closes, assessed, draws)
    waits = draws.happens(figures.short_breaks_waiting, count)
    start = assessed + np.where(waits, draws.whole(29, 160, count), draws.whole(4, 27, count))
    lasts = (draws.uniform(count) * 2 * _YEARS_OF_BREAKS * 365).astype(np.int64)
    end = np.maximum(np.minimum(start + 30 + lasts, closes[chosen]), start)
    kind = picked(_BREAKS, count, draws)
    hours = np.array([_HOURS[each] for each in kind]) * (0.5 + draws.uniform(count))
    told = pd.DataFrame(
        {
            "person": plans["person"].to_numpy()[chosen],
            "assessed": assessed,
            "start": start,
            "end": end,
            "kind": text(kind),
            "hours": hours.round(1),
            "cost": np.rint(hours * _HOURLY),
        }
    )
    once = told.drop_duplicates(["person", "assessed"])
    return once.sort_values(["assessed", "person"], kind="stable", ignore_index=True)


def tell_transport(services: Services) -> pd.DataFrame:
    """Transport to school, for pupils of special schools above all.

    Returns:
        ``person``, ``school``, ``start``, ``end``, ``reason``, ``mode``, ``alone``, ``cost``.
    """
    figures = services.figures.send
    draws = Draws(services.seed, "services: transport")
    population = services.population
    enrolments = population.enrolments
    phase = population.schools["phase"].to_numpy(dtype="str")[enrolments["school"].to_numpy()]
    share = np.array([figures.transported.get(each, 0.0) for each in phase])
    known = population.people["upn"].notna().to_numpy()[enrolments["person"].to_numpy()]
    chosen = draws.happens(share, len(enrolments)) & known & enrolments["main"].to_numpy()
    told = enrolments[chosen]
    special = np.isin(phase[chosen], ("SP", "PR"))
    start, left = as_numbers(told["entered"], ALWAYS), as_numbers(told["left"], NEVER)
    count = len(told)
    years = start.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    trained = draws.uniform(count) < by_year(figures.travel_training, years)
    mode = np.where(
        special, picked(_TO_SPECIAL, count, draws), picked(_TO_MAINSTREAM, count, draws)
    )
    mode = np.where(special & trained, _TRAVEL_TRAINING, mode)
    cost = np.array([_COST[each] for each in mode]) * (0.6 + 0.8 * draws.uniform(count))
    by_taxi = mode == "TAXI"
    result = pd.DataFrame(
        {
            "person": told["person"].to_numpy(),
            "school": told["school"].to_numpy(),
            "start": start,
            "end": np.where(left < NEVER, left - 1, NEVER),
            "reason": text(np.where(special, "SEND", picked(_WHY, count, draws))),
            "mode": text(mode),
            "alone": text(np.where(by_taxi & draws.happens(_ALONE, count), "Y", "N")),
            "cost": np.rint(cost),
        }
    )
    return result.drop_duplicates(["person", "start"]).reset_index(drop=True)


def plan_spells(services: Services) -> pd.DataFrame:
    """EHC plans as this authority maintains them: ``person``, ``since``, ``ceased`` (days)."""
    plans = services.needs.ehcp
    held = plans[plans["since"].notna()]
    return pd.DataFrame(
        {
            "person": held["person"].to_numpy(),
            "since": as_numbers(held["since"], NEVER),
            "ceased": as_numbers(held["ceased"], NEVER),
        }
    )


def rolls_on(services: Services, day: int) -> Numbers:
    """Everybody's school on a day, by number; -1 for who is on no roll."""
    enrolments = services.population.enrolments
    entered = as_numbers(enrolments["entered"], ALWAYS)
    left = as_numbers(enrolments["left"], NEVER)
    there = (entered <= day) & (left > day) & enrolments["main"].to_numpy()
    school = np.full(len(services.population.people), -1)
    school[enrolments["person"].to_numpy()[there]] = enrolments["school"].to_numpy()[there]
    return school
