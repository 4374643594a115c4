"""Places in early years settings and schools, offers of school places, places for SEND.

Not here: who has one (``support``), or the schools and rolls themselves (``city.population``).
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, number
from ae_city.population.draws import Draws
from ae_city.quotas import apportion
from ae_city.schooling.census_days import census_day
from ae_city.services.drawing import picked, text
from ae_city.services.figures import between, scaled, since

if TYPE_CHECKING:
    from ae_city.population.draws import Numbers
    from ae_city.services.services import Services

_CENSUS_MONTHS = (1, 5, 10)
_MONTHS = 12
_SIZES = {
    "NURSERY": (36, 90), "PRESCHOOL": (22, 44), "CHILDMINDER": (3, 9), "SCHOOL": (26, 60),
    "NURSERY_SCHOOL": (60, 100),
}  # fmt: skip
_NOT_FOR_2 = "SCHOOL"
_IN_TWO = 1.015
"""Children in two settings are counted in both."""
_GRADES = {"1": 18, "2": 82}
_TO_IMPROVE = "3"
_FIRST_EARLY_YEARS_NUMBER = 600_000
_OFFER_DAY = (4, 16)
_OPENS = date(2025, 4, 22)
_BY = date(2025, 9, 26)
_MAINSTREAM = ("PS", "SS")
_RECEPTION = 0
_RESOURCED_PLACES = (8, 18)


def census_days(services: Services) -> list[date]:
    """Days of counting within the span, three a year."""
    first, last = services.population.first, services.last
    days = [
        census_day(year, month)
        for year in range(first.year, last.year + 1)
        for month in _CENSUS_MONTHS
    ]
    return [day for day in days if first <= day <= last]


def tell_providers(services: Services) -> pd.DataFrame:
    """Early years providers: ``urn``, ``kind``, ``places``; the first are the smallest."""
    draws = Draws(services.seed, "services: early years")
    kinds = [
        kind
        for kind, count in services.figures.early_years.providers.items()
        for _ in range(max(1, scaled(count, services.scale)))
    ]
    low, high = (np.array([_SIZES[kind][edge] for kind in kinds]) for edge in (0, 1))
    providers = pd.DataFrame(
        {
            "kind": text(kinds),
            "places": draws.whole(low, high, len(kinds)),
            "grade": text(picked(_GRADES, len(kinds), draws)),
        }
    )
    urns = _FIRST_EARLY_YEARS_NUMBER + 7 * np.arange(len(kinds))
    return providers.assign(urn=pd.Series(urns).astype("str"))


def tell_early_years(services: Services) -> tuple[pd.DataFrame, pd.DataFrame]:
    """By term, the city and every provider.

    Returns:
        ``day``, ``eligible``, ``at_2``, ``children``, ``at_3_4``; and ``day``, ``provider``,
        ``at_2``, ``at_3_4``, ``grade``.
    """
    figures = services.figures.early_years
    providers = tell_providers(services)
    places = providers["places"].to_numpy(dtype=np.float64)
    for_2 = np.where(providers["kind"].eq(_NOT_FOR_2), 0.0, places)
    city, parts = [], []
    for day in census_days(services):
        year, part = _of_january(day)
        at_2, at_3_4 = (
            scaled(between(figure, year, part), services.scale)
            for figure in (figures.taking_up_at_2, figures.taking_up_at_3_4)
        )
        eligible = int(at_2 / (between(figures.percent_at_2, year, part) / 100) + 0.5)
        children = int(at_3_4 / (between(figures.percent_at_3_4, year, part) / 100) + 0.5)
        city.append((number(day), eligible, at_2, children, at_3_4))
        placed_2, placed_3_4 = (
            np.array(apportion(int(count * _IN_TWO + 0.5), list(weights)), dtype=np.int64)
            for count, weights in ((at_2, for_2), (at_3_4, places))
        )
        good = (since(figures.good_at_2, year), since(figures.good_at_3_4, year))
        parts.append(
            pd.DataFrame(
                {
                    "day": number(day),
                    "provider": providers.index,
                    "at_2": placed_2,
                    "at_3_4": placed_3_4,
                    "grade": _graded(providers, placed_2, placed_3_4, good),
                }
            )
        )
    columns = ["day", "eligible", "at_2", "children", "at_3_4"]
    return pd.DataFrame(city, columns=columns), pd.concat(parts, ignore_index=True)


def _of_january(day: date) -> tuple[int, float]:
    """The last January's year, and how much of the way to the next one has passed."""
    return day.year, (day.month - 1) / _MONTHS


def _graded(
    providers: pd.DataFrame, at_2: Numbers, at_3_4: Numbers, good: tuple[float, float]
) -> pd.Series[str]:
    """Grades that put about the published shares of children into good providers."""
    poor = np.zeros(len(providers), dtype=bool)
    school = providers["kind"].eq(_NOT_FOR_2).to_numpy()
    for counts, share, able in ((at_2, good[0], ~school), (at_3_4, good[1], school)):
        left = counts.sum() * (1 - share / 100) - counts[poor].sum()
        for place in np.flatnonzero(able & ~poor)[::-1]:
            if 0 < counts[place] <= left + 0.5:
                poor[place] = True
                left -= counts[place]
    return providers["grade"].mask(poor, _TO_IMPROVE)


def tell_school_places(services: Services) -> pd.DataFrame:
    """Schools on each day of counting: ``day``, ``school``, ``capacity``, ``pupils``.

    Pupils from reception on; colleges have no capacity to count. Capacity is the published one of
    the city's primary and secondary schools, dealt out by the size of each.
    """
    schools = services.population.schools
    capacity = schools["capacity"].to_numpy(copy=True)
    for phase, total in services.figures.offers.capacity.items():
        among = schools["phase"].eq(phase).to_numpy()
        wanted = scaled(total, services.scale)
        capacity[among] = apportion(wanted, capacity[among].tolist())
    counted = np.flatnonzero(schools["phase"].ne("FE"))
    parts = []
    for day in census_days(services):
        roll = services.population.enrolled(day)
        roll = roll[roll["main"] & (roll["year_group"] >= _RECEPTION)]
        pupils = np.bincount(roll["school"].to_numpy(), minlength=len(schools))
        parts.append(
            pd.DataFrame(
                {
                    "day": number(day),
                    "school": counted,
                    "capacity": capacity[counted],
                    "pupils": pupils[counted],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def tell_offers(services: Services) -> pd.DataFrame:
    """Offers of school places: ``year``, ``day``, and counts for reception and Year 7."""
    figures = services.figures.offers
    rows = []
    for year in sorted(figures.reception):
        counts = [
            scaled(count, services.scale)
            for group in (figures.reception, figures.year_7)
            for count in group[year]
        ]
        rows.append((f"{year}-{(year + 1) % 100:02d}", number(date(year, *_OFFER_DAY)), *counts))
    columns = [
        "year", "day", "reception", "reception_first", "reception_three", "year_7",
        "year_7_first", "year_7_three",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype({"year": "str"})


def tell_specialist(services: Services, funded: pd.DataFrame) -> pd.DataFrame:
    """Places for SEND: ``school``, ``provision``, ``need``, ``opened``, ``places``, ``filled``.

    Those that the council delivered in the two quarters it reported of are the pupils with
    targeted funding of that autumn, and special and resourced places for the rest.

    Args:
        services: of the city.
        funded: pupils with targeted funding, of ``support``.
    """
    draws = Draws(services.seed, "services: specialist places")
    figures, schools = services.figures.send, services.population.schools
    special = np.flatnonzero(schools["phase"].eq("SP"))
    mainstream = np.flatnonzero(schools["phase"].isin(_MAINSTREAM))
    mainstream = mainstream[draws.order(len(mainstream))]
    rows: list[tuple[int, str, int, int]] = [
        (int(each), "SPECIAL_SCHOOL", number(date(2015, 9, 1)), int(schools["capacity"][each]))
        for each in special
    ]
    had = 0
    for year, count in sorted(figures.resourced.items()):
        wanted = max(1, scaled(count, services.scale))
        places = draws.whole(*_RESOURCED_PLACES, max(wanted - had, 0))
        opened = number(date(year - 2 if not had else year, 9, 1))
        rows += [
            (int(school), "RESOURCED", opened, int(each))
            for school, each in zip(mainstream[had:wanted], places, strict=False)
        ]
        had = max(had, wanted)
    autumn = funded[funded["start"].between(number(_OPENS), number(_BY))]
    rows += [
        (school, "TARGETED_FUNDING", number(date(2025, 9, 1)), count)
        for school, count in sorted(Counter(autumn["school"].tolist()).items())
    ]
    rest = max(scaled(figures.new_places, services.scale) - len(autumn), 0)
    where = [*special[:4], *mainstream[had : had + 6]]
    days = draws.whole(number(_OPENS), number(_BY), len(where))
    rows += [
        (int(school), "SPECIAL_SCHOOL" if school in special else "RESOURCED", int(day), places)
        for school, day, places in zip(
            where, days, apportion(rest, [3.0] * len(where)), strict=True
        )
        if places
    ]
    told = pd.DataFrame(rows, columns=["school", "provision", "opened", "places"])
    full = told["provision"].eq("TARGETED_FUNDING").to_numpy()
    taken = np.floor(told["places"] * (0.88 + 0.12 * draws.uniform(len(told))))
    needs = picked({"ASD": 40, "SEMH": 28, "SLCN": 18, "SLD": 8, "MLD": 6}, len(told), draws)
    return told.assign(
        provision=told["provision"].astype("str"),
        filled=np.where(full, told["places"], taken).astype(np.int64),
        need=text(needs).where(~full),
        ended=NEVER,
    )
