"""Lives as the SSDA903 tells them: a chain of episodes, each with what made it new.

Here: codes for placements and endings, and the reason for a new episode worked out from what
changed. Not here: which episodes a return of a year holds (``ssda903``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ae_city.care.cells import EARLIER, Leaving
from ae_city.care.providers import Setting
from ae_city.care.stays import days
from ae_city.care.targets import HORIZON

if TYPE_CHECKING:
    from ae_city.care.absences import Absence
    from ae_city.care.journey import Journey
    from ae_city.care.legal import Path
    from ae_city.care.placement import Placement
    from ae_city.care.stays import Stay
    from ae_city.chance import Chance
    from ae_city.postcodes import Place

REGISTRATION = date(2023, 10, 28)
"""Supported accommodation is registered with Ofsted, as K3, from this day; before, it was H5."""
_CODES = {
    Setting.ADOPTERS: "A6", Setting.PARENTS: "P1", Setting.HOME: "K2", Setting.SECURE: "K1",
    Setting.SUPPORTED: "K3", Setting.SCHOOL: "S1", Setting.RESIDENTIAL: "R1",
    Setting.FAMILY_CENTRE: "R3", Setting.UNREGISTERED: "Z1", Setting.FOSTER: "U6",
    Setting.KINSHIP: "U3",
}  # fmt: skip
_LONG_TERM = {"U6": "U4", "U3": "U1"}
_FOSTER_ADOPTING = "U5"
_NEEDS = {"N1": 61, "N2": 4, "N3": 5, "N4": 8, "N5": 14, "N6": 2, "N8": 6}
_NEED_ALONE, _NEED_SHORT_BREAKS = "N8", "N2"
_TEMPORARY = "T"
_STAYING_PUT = 0.55
_TURN_OF_YEAR = 4
_LONG_SINCE = date(EARLIER - 2, 4, 1)
"""Foster placements from before this day are long-term from their first episode."""
_ENDINGS: dict[Leaving, dict[str, float]] = {
    Leaving.ADOPTED: {"E11": 40.0, "E12": 60.0},
    Leaving.HOME: {"E4A": 74.0, "E4B": 26.0},
    Leaving.HOME_AT_16: {"E4A": 1.0},
    Leaving.LEFT_AT_16: {"E5": 45.0, "E6": 20.0, "E13": 20.0, "E8": 15.0},
    Leaving.OTHER: {"E41": 42.0, "E13": 25.0, "E3": 18.0, "E8": 15.0},
}
"""Endings that do not hang on where the child lived last."""


@dataclass(frozen=True)
class Episode:
    """One SSDA903 episode. ``end``, ``rec`` and ``reason`` say how it ended, if it has."""

    start: date
    rne: str
    ls: str
    cin: str
    place: str
    provider: str | None
    urn: str | None
    where: Place
    end: date | None
    rec: str | None
    reason: str | None


@dataclass(frozen=True)
class _State:
    """What a day of care looks like; the carer is a number, temporary ones below nothing."""

    ls: str
    place: str
    provider: str | None
    urn: str | None
    where: Place
    carer: int
    moved_because: str | None


def tell_episodes(
    journey: Journey,
    placements: list[Placement],
    path: Path,
    absence: Absence | None,
    chance: Chance,
) -> list[Episode]:
    """The chain of episodes of one period of care, first to last, gapless."""
    stay = journey.stay
    changes = {
        number: _changes(journey, placement, path, absence, chance)
        for number, placement in enumerate(placements)
    }
    states: dict[date, _State] = {}
    starts = [placement.start for placement in placements]
    starts += [day for day, _ in path]
    starts += [day for codes in changes.values() for day, *_ in codes]
    starts += [absence.start, absence.end] if absence else []
    for day in sorted(set(starts)):
        if day < stay.ended:
            states[day] = _state(day, placements, changes, path, absence)
    need = _need(stay, chance)
    return _chain(stay, states, need, _ending(journey, placements[-1], chance))


def _state(
    day: date,
    placements: list[Placement],
    changes: dict[int, list[_Change]],
    path: Path,
    absence: Absence | None,
) -> _State:
    number = max(place for place, each in enumerate(placements) if each.start <= day)
    placement = placements[number]
    ls = [status for since, status in path if since <= day][-1]
    if absence and absence.start <= day < absence.end:
        return _State(ls, absence.code, absence.provider, None, absence.place, -1, None)
    _, code, urn = [change for change in changes[number] if change[0] <= day][-1]
    where = placement.where
    return _State(ls, code, where.provider, urn, where.place, number, placement.reason)


_Change = tuple[date, str, str | None]
"""A day, and the code and Ofsted number that hold from it."""


def _changes(
    journey: Journey,
    placement: Placement,
    path: Path,
    absence: Absence | None,
    chance: Chance,
) -> list[_Change]:
    """The codes that a placement goes through with one carer, each with its day and number."""
    stay, sort = journey.stay, placement.sort
    code, urn = _CODES[sort], placement.where.urn
    placed = stay.placed_for_adoption
    becomes_adoptive = placed is not None and sort is Setting.FOSTER and placement.end >= placed
    upgradable = (
        code in _LONG_TERM
        and not stay.short_breaks
        and not stay.person.unaccompanied
        and not becomes_adoptive
    )
    changes: list[_Change] = [(placement.start, code, urn)]
    if sort is Setting.SUPPORTED and placement.start < REGISTRATION:
        changes = [(placement.start, "H5", None)]
        if placement.end > REGISTRATION:
            changes.append((REGISTRATION, code, urn))
    elif becomes_adoptive and placed is not None and journey.adopted_by_carer:
        changes = [(placement.start, _FOSTER_ADOPTING, urn), (placed, "A5", urn)]
    elif upgradable and placement.start < _LONG_SINCE:
        changes = [(placement.start, _LONG_TERM[code], urn)]
    elif upgradable:
        upgrade = _upgrade(placement, path, absence, chance)
        if upgrade is not None:
            changes.append((upgrade, _LONG_TERM[code], urn))
    return changes


def _upgrade(
    placement: Placement, path: Path, absence: Absence | None, chance: Chance
) -> date | None:
    """The day on which some foster placements become long-term."""
    upgrade = placement.start + days(chance.number(280, 700))
    taken = {day for day, _ in path}
    while upgrade in taken or abs((upgrade - date(upgrade.year, 4, 1)).days) <= _TURN_OF_YEAR:
        upgrade += days(1)
    away = absence is not None and absence.start - days(3) <= upgrade <= absence.end + days(3)
    fits = upgrade < placement.end - days(30)
    return upgrade if chance.happens(0.4) and fits and not away else None


def _chain(stay: Stay, states: dict[date, _State], need: str, ending: str | None) -> list[Episode]:
    episodes: list[Episode] = []
    days_in_order = sorted(states)
    previous: _State | None = None
    for number, day in enumerate(days_in_order):
        state = states[day]
        last = number + 1 == len(days_in_order)
        rne = _reason_for_new_episode(previous, state)
        if previous is not None and episodes:
            episodes[-1] = replace(episodes[-1], reason=_why(previous, state, rne))
        episodes.append(
            Episode(
                start=day,
                rne=rne,
                ls=state.ls,
                cin=need,
                place=state.place,
                provider=state.provider,
                urn=state.urn,
                where=state.where,
                end=stay.end if last else days_in_order[number + 1],
                rec=ending if last else "X1",
                reason=None,
            )
        )
        previous = state
    return episodes


def _reason_for_new_episode(previous: _State | None, state: _State) -> str:
    """S at the start; else by whether the legal status, the placement and the carer changed."""
    if previous is None:
        return "S"
    legal = previous.ls != state.ls
    if previous.carer != state.carer:
        return "B" if legal else "P"
    if previous.place != state.place:
        return "U" if legal else "T"
    return "L"


def _why(previous: _State, state: _State, rne: str) -> str | None:
    """Why the placement changed: kept on the episode that ends, not around temporary ones."""
    temporary = _TEMPORARY in {previous.place[0], state.place[0]}
    if rne == "L" or temporary:
        return None
    return "PLACE" if rne in {"T", "U"} else state.moved_because


def _need(stay: Stay, chance: Chance) -> str:
    if stay.short_breaks:
        return _NEED_SHORT_BREAKS
    drawn = chance.weighted(_NEEDS)
    return _NEED_ALONE if stay.person.unaccompanied else drawn


def _ending(journey: Journey, last: Placement, chance: Chance) -> str | None:
    """The code for how a period of care ended."""
    stay = journey.stay
    if stay.end is None or stay.end > HORIZON:
        return None
    weights = _ENDINGS.get(stay.leaving) or _ending_by_placement(stay, last)
    return chance.weighted(weights)


def _ending_by_placement(stay: Stay, last: Placement) -> dict[str, float]:
    """Endings that hang on where the child lived last: at 18, or with a special guardian."""
    foster = last.sort in {Setting.FOSTER, Setting.KINSHIP}
    if stay.leaving is Leaving.GUARDIAN:
        if foster:
            return {"E45" if last.sort is Setting.KINSHIP else "E46": 1.0}
        return {"E47": 80.0, "E48": 20.0}
    if foster and stay.person.leaning("staying_put") < _STAYING_PUT:
        return {"E17": 1.0}
    if last.sort is Setting.SUPPORTED:
        return {"E5": 85.0, "E6": 15.0}
    return {"E5": 55.0, "E6": 30.0, "E7": 15.0}
