"""Foster homes of the authority: households, who lives with whom, and how many places are free.

Every child that the return of looked-after children has with the authority's own carers lives in
one of these households. Not here: placements with others (``placing``), Mockingbird
(``mockingbird``).
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER, number
from ae_city.population.draws import Draws
from ae_city.services.drawing import monthly, picked, text
from ae_city.services.figures import scaled
from ae_city.services.stays import CONNECTED, FOSTER, OWN

if TYPE_CHECKING:
    from ae_city.population.draws import Numbers
    from ae_city.services.figures import FosteringFigures
    from ae_city.services.services import Services

LODGINGS = "SUPPORTED_LODGINGS"
_PLACES = (0.42, 0.42, 0.16)
"""Households approved for one, two and three children, of those there at the start."""
_MOST_PLACES = 4
_LONGEST_AGO = 14 * 365
_ENDED = {"RESIGNED": 48, "RETIRED": 30, "DEREGISTERED": 8, "TRANSFERRED": 14}
_CONNECTED_ENDED = {"PERMANENCE": 45, "RESIGNED": 55}
_UNAVAILABLE = {
    "MATCHED": 16, "SIBLINGS": 14, "BREAK": 26, "ILLNESS": 14, "INVESTIGATION": 6,
    "HOME_CHANGES": 14, "OTHER": 10,
}  # fmt: skip
_APPLY = 0.25
_EDGE = 3


@dataclass(frozen=True, eq=False)
class Fostering:
    """Households and who lived in them.

    Attributes:
        households: one row each, by number from 0: ``kind``, ``enquired``, ``applied``,
            ``approved``, ``ended`` (days; never where they are not), ``places``, ``reason``,
            ``postcode``.
        children: ``stay`` (a row of ``services.stays``), ``household``, ``start``, ``end``,
            ``person``.
    """

    households: pd.DataFrame
    children: pd.DataFrame

    def filled(self, day: int) -> Numbers:
        """Children in every household on a day."""
        there = self.children[(self.children["start"] <= day) & (self.children["end"] > day)]
        counted = np.bincount(there["household"].to_numpy(), minlength=len(self.households))
        return counted.astype(np.int64)


def tell_fostering(services: Services) -> Fostering:
    """Tell households so that places are those published, and everybody has a home in one."""
    figures = services.figures.fostering
    draws = Draws(services.seed, "services: fostering")
    stays = services.stays
    own = stays["provider"].eq(OWN)
    strangers = _strangers(services, figures, draws)
    settled, strangers = _settled(strangers, stays[own & stays["place"].isin(FOSTER)], draws)
    connected, kin = _connected(stays[own & stays["place"].isin(CONNECTED)], draws)
    households = pd.concat(
        [strangers, connected, _special(services, figures, draws), _enquiries(services, draws)],
        ignore_index=True,
    )
    kin = kin.assign(household=kin["household"] + len(strangers))
    children = pd.concat([settled, kin], ignore_index=True)
    return Fostering(_finished(households, services, draws), children)


def _march(services: Services, year: int) -> int:
    return number(services.last.replace(year=year))


def _strangers(services: Services, figures: FosteringFigures, draws: Draws) -> pd.DataFrame:
    """Households that foster children they did not know, with the published number of places."""
    scale = services.scale
    first, *years = sorted(figures.places)
    goal = scaled(figures.places[first], scale)
    places = 1 + draws.weighted(_PLACES, goal)
    places = places[np.cumsum(places) <= goal]
    places = np.append(places, np.ones(goal - int(places.sum()), dtype=np.int64))
    opened = _march(services, first)
    approved = opened - 40 - (_LONGEST_AGO * draws.uniform(len(places))).astype(np.int64)
    ended = np.full(len(places), NEVER)
    for year in years:
        last = _march(services, year)
        there = np.flatnonzero(ended == NEVER)
        gone = there[draws.order(len(there))][: scaled(figures.endings[year], scale)]
        wanted = scaled(figures.places[year], scale) - int(places[there].sum())
        wanted += int(places[gone].sum())
        while wanted < 0:  # at small scales the endings alone may be too few
            gone = np.append(gone, np.setdiff1d(there, gone)[:1])
            wanted += int(places[gone[-1]])
        ended[gone] = draws.whole(last - 365 + _EDGE, last - _EDGE, len(gone))
        count = min(max(scaled(figures.approvals[year], scale), -(-wanted // _MOST_PLACES)), wanted)
        new = np.full(count, wanted // max(count, 1)) + (np.arange(count) < wanted % max(count, 1))
        approved = np.append(approved, draws.whole(last - 365 + _EDGE, last - _EDGE, count))
        places = np.append(places, new)
        ended = np.append(ended, np.full(count, NEVER))
    count = len(places)
    return pd.DataFrame(
        {
            "kind": text(picked(figures.kinds, count, draws)),
            "approved": approved,
            "ended": ended,
            "places": places,
            "reason": text(picked(_ENDED, count, draws)),
            "postcode": pd.Series([None] * count, dtype="str"),
        }
    )


def _settled(
    households: pd.DataFrame, stays: pd.DataFrame, draws: Draws
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give every stay a household that has room from its first day to its last.

    Where none has, one takes the child beyond its number, as an exemption. Households that were
    there at the start may have been there for longer than was drawn.
    """
    approved, ended = households["approved"].to_numpy(copy=True), households["ended"].to_numpy()
    places = households["places"].to_numpy()
    opened = int(np.sort(stays["start"].to_numpy())[0]) if len(stays) else 0
    from_start = approved <= approved.min() + _LONGEST_AGO
    load = np.zeros(len(places), dtype=np.int64)
    living: list[tuple[int, int]] = []
    last_of: dict[tuple[int, int], int] = {}
    chosen = []
    stays = stays.sort_values(["start", "person"], kind="stable")
    luck = draws.uniform(len(stays))
    rows = zip(stays["start"], stays["end"], stays["family"], luck, strict=True)
    for start, end, family, point in rows:
        while living and living[0][0] <= start:
            load[heappop(living)[1]] -= 1
        able = ((approved <= start) | (from_start & (start < opened + _LONGEST_AGO))) & (
            ended > end if end < NEVER else ended == NEVER
        )
        if not able.any():
            able = ended == NEVER
        room = able & (load < places)
        found = np.flatnonzero(room)
        sibling = last_of.get((family, start))
        if sibling is not None and room[sibling]:
            home = sibling
        elif len(found):
            home = int(found[int(point * len(found))])
        else:
            fewest = np.where(able, load - places, NEVER)
            home = int(np.argmin(fewest))
        approved[home] = min(approved[home], start - 30)
        load[home] += 1
        heappush(living, (int(end), home))
        last_of[family, start] = home
        chosen.append(home)
    children = pd.DataFrame(
        {
            "stay": stays.index,
            "household": np.array(chosen, dtype=np.int64),
            "start": stays["start"].to_numpy(),
            "end": stays["end"].to_numpy(),
            "person": stays["person"].to_numpy(),
        }
    )
    return children, households.assign(approved=approved)


def _connected(stays: pd.DataFrame, draws: Draws) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A household of family or friends for each home of brothers and sisters."""
    home = stays.groupby(["family", "postcode"], sort=True).ngroup()
    children = pd.DataFrame(
        {
            "stay": stays.index,
            "household": home.to_numpy(),
            "start": stays["start"].to_numpy(),
            "end": stays["end"].to_numpy(),
            "person": stays["person"].to_numpy(),
        }
    )
    by_home = children.groupby("household")
    start, end = by_home["start"].min().to_numpy(), by_home["end"].max().to_numpy()
    ended = np.where(end < NEVER, end + draws.whole(0, 20, len(end)), NEVER)
    households = pd.DataFrame(
        {
            "kind": text(["CONNECTED"] * len(start)),
            "approved": start,
            "ended": ended,
            "places": by_home["person"].nunique().to_numpy(),
            "reason": text(picked(_CONNECTED_ENDED, len(start), draws)),
            "postcode": stays.groupby(home)["postcode"].first().to_numpy(),
        }
    )
    return households, children


def _special(services: Services, figures: FosteringFigures, draws: Draws) -> pd.DataFrame:
    """Households for short breaks and supported lodgings, added in the years that are set."""
    rows = []
    for kind, by_year in (
        ("SHORT_BREAKS", figures.short_breaks),
        (LODGINGS, figures.supported_lodgings),
    ):
        had = 0
        for year, count in sorted(by_year.items()):
            wanted = scaled(count, services.scale)
            day = number(services.population.first.replace(year=year))
            ago = draws.whole(10, 900 if year == min(by_year) else 200, max(wanted - had, 0))
            rows += [(kind, day - int(each), NEVER, 1) for each in ago]
            had = max(had, wanted)
    told = pd.DataFrame(rows, columns=["kind", "approved", "ended", "places"])
    missing = pd.Series([None] * len(told), dtype="str")
    return told.assign(kind=told["kind"].astype("str"), reason=missing, postcode=missing)


def _enquiries(services: Services, draws: Draws) -> pd.DataFrame:
    """Households that asked and never came to be approved."""
    asked = monthly(services, services.figures.fostering.enquiries_a_month, draws)
    return pd.DataFrame(
        {
            "kind": text(["MAINSTREAM"] * len(asked)),
            "enquired": asked,
            "approved": NEVER,
            "ended": asked + draws.whole(30, 180, len(asked)),
            "places": 0,
            "reason": text(["WITHDRAWN"] * len(asked)),
            "postcode": pd.Series([None] * len(asked), dtype="str"),
        }
    )


def _finished(households: pd.DataFrame, services: Services, draws: Draws) -> pd.DataFrame:
    """Days of enquiry and application, and an address for who has none yet."""
    count = len(households)
    approved = households["approved"].to_numpy()
    kin = households["kind"].eq("CONNECTED").to_numpy()
    asked = households["enquired"].fillna(-1).to_numpy(dtype=np.int64)
    only_asked = asked >= 0
    applied = approved - np.where(kin, 0, draws.whole(110, 240, count))
    enquired = applied - draws.whole(20, 120, count)
    later = asked + draws.whole(8, 25, count)
    applies = draws.happens(_APPLY, count)
    homes = services.population.people["postcode"].dropna().to_numpy()
    drawn = text(homes[draws.whole(0, len(homes) - 1, count)])
    return households.assign(
        enquired=np.where(only_asked, asked, np.where(kin, NEVER, enquired)),
        applied=np.where(only_asked, np.where(applies, later, NEVER), applied),
        postcode=households["postcode"].fillna(drawn).astype("str"),
    )


def tell_places(services: Services, fostering: Fostering) -> pd.DataFrame:
    """Places at every month's end: ``day``, ``household``, ``places``, ``filled``, ``unavailable``.

    Those of the free ones that are ``unavailable`` are not to be had, for a ``reason``. Supported
    lodgings are for care leavers and have no places here.
    """
    figures = services.figures.fostering
    draws = Draws(services.seed, "services: fostering places")
    households = fostering.households
    own = households["kind"].ne(LODGINGS).to_numpy()
    approved, ended = households["approved"].to_numpy(), households["ended"].to_numpy()
    reasons = picked(_UNAVAILABLE, len(households), draws)
    mood = draws.uniform(len(households))
    parts = []
    for place, day in enumerate(services.month_ends):
        who = np.flatnonzero(own & (approved <= day) & (ended > day))
        filled = fostering.filled(int(day))[who]
        places = households["places"].to_numpy()[who]
        free = np.maximum(places - filled, 0)
        closed = (mood[who] + 0.31 * (place // 4)) % 1 < figures.unavailable
        unavailable = np.where(closed, free, 0)
        parts.append(
            pd.DataFrame(
                {
                    "day": day,
                    "household": who,
                    "places": places,
                    "filled": filled,
                    "unavailable": unavailable,
                    "reason": text(reasons[who]).where(unavailable > 0),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
