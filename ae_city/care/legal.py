"""Under which legal status a child is looked after, from when to when.

Here: the path from agreement or emergency through interim to full orders, and placement orders
for adoption. Not here: how a change shows in the return (``episodes``).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ae_city.care.cells import EARLIER
from ae_city.care.providers import Setting
from ae_city.care.stays import days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_city.care.placement import Placement
    from ae_city.care.stays import Stay
    from ae_city.chance import Chance

AGREED, AGREED_BREAKS = "V2", "V4"
INTERIM, FULL, PLACEMENT_ORDER = "C1", "C2", "E1"
POLICE, EMERGENCY = "L1", "L2"
_TEENAGER = 12
_TURN_OF_YEAR = 3
_MERGED = 0.25
_MERGED_WITHIN = 25

Path = list[tuple[date, str]]
"""Days on which a legal status begins, the first that of care, with the status."""


def tell_legal_path(stay: Stay, placements: Sequence[Placement], chance: Chance) -> Path:
    """The legal statuses of a period of care.

    With parents nobody is looked after by agreement, so such a child has an order from the first.
    A new status now and then comes with a move, so that one episode tells of both.
    """
    if stay.short_breaks:
        return [(stay.start, AGREED_BREAKS)]
    if stay.person.unaccompanied:
        return [(stay.start, AGREED)]
    at_parents = any(placement.setting is Setting.PARENTS for placement in placements)
    adopted = stay.placed_for_adoption is not None
    agreed = 0.45 if stay.person.age(stay.start) >= _TEENAGER else 0.2
    if not adopted and not at_parents and stay.cohort > EARLIER and chance.happens(agreed):
        return [(stay.start, AGREED)]
    path = _opening(stay, at_parents=at_parents, chance=chance)
    first_order = path[-1][0]
    if path[-1][1] == AGREED:
        first_order += days(chance.number(20, 80 if adopted else 150))
        path.append((first_order, INTERIM))
    full = first_order + days(chance.number(170, 330))
    if adopted and stay.placed_for_adoption is not None:
        order = stay.placed_for_adoption - days(chance.number(16, 60))
        if full < order - days(20):
            path.append((full, FULL))
        path.append((order, PLACEMENT_ORDER))
    else:
        path.append((full, FULL))
    return _fitted(stay, path, placements, chance)


def _opening(stay: Stay, *, at_parents: bool, chance: Chance) -> Path:
    if at_parents:
        return [(stay.start, INTERIM)]
    first = chance.weighted({AGREED: 52.0, INTERIM: 26.0, EMERGENCY: 11.0, POLICE: 11.0})
    if first == POLICE:
        soon = stay.start + days(chance.number(1, 2))
        return [(stay.start, POLICE), (soon, chance.weighted({AGREED: 60.0, INTERIM: 40.0}))]
    if first == EMERGENCY:
        return [(stay.start, EMERGENCY), (stay.start + days(chance.number(4, 8)), INTERIM)]
    return [(stay.start, first)]


def _fitted(stay: Stay, path: Path, placements: Sequence[Placement], chance: Chance) -> Path:
    """Off the days of moves, or on one of them; nothing after the end."""
    moves = [placement.start for placement in placements[1:]]
    fitted = path[:1]
    for day, status in path[1:]:
        emergency = fitted[-1][1] in {POLICE, EMERGENCY}
        near = [move for move in moves if abs((move - day).days) <= _MERGED_WITHIN]
        if near and not emergency and status != PLACEMENT_ORDER and chance.happens(_MERGED):
            when = near[0]
        else:
            when = _free(day, {*moves, *(taken for taken, _ in fitted)}, turning=not emergency)
        if fitted[-1][0] < when < stay.ended - days(4):
            fitted.append((when, status))
    return fitted


def _free(day: date, taken: set[date], *, turning: bool) -> date:
    """The day, or the next that no move has and that is not at the turn of the year."""
    turn = date(day.year, 4, 1)
    if turning and abs((day - turn).days) <= _TURN_OF_YEAR:
        day = turn + days(5)
    while day in taken:
        day += timedelta(days=1)
    return day
