"""Where children live: the sort, place and provider of every placement of every journey.

Here: dealing out sorts and places so that the anchor's shares and the year's new placements come
out exactly. Not here: when children move (``journeys``) and how a return codes it (``episodes``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_city.care.cells import Leaving
from ae_city.care.locations import tell_locations
from ae_city.care.placement import INSIDE, Placement, Placements
from ae_city.care.providers import Market, Provision, Setting
from ae_city.care.stays import days
from ae_city.care.targets import (
    ANCHOR,
    ANCHOR_YEAR,
    YEARS,
    Targets,
    first_day,
    last_day,
)
from ae_city.care.ties import year_of
from ae_city.quotas import choose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ae_city.care.journey import Journey
    from ae_city.chance import Chance
    from ae_city.postcodes import Gazetteer

_INFANT, _AT_SCHOOL, _TEENAGER, _INDEPENDENT = 2, 5, 10, 16
_SORTS: tuple[tuple[int, dict[Setting, float]], ...] = (
    (_INFANT, {Setting.FOSTER: 68, Setting.KINSHIP: 14, Setting.FAMILY_CENTRE: 6,
               Setting.PARENTS: 12}),
    (_AT_SCHOOL, {Setting.FOSTER: 66, Setting.KINSHIP: 21, Setting.PARENTS: 13}),
    (_TEENAGER, {Setting.FOSTER: 61, Setting.KINSHIP: 20, Setting.HOME: 5, Setting.PARENTS: 12,
                 Setting.SCHOOL: 2}),
    (_INDEPENDENT, {Setting.FOSTER: 49, Setting.KINSHIP: 15, Setting.HOME: 19,
                    Setting.PARENTS: 6, Setting.SCHOOL: 5, Setting.RESIDENTIAL: 6}),
    (18, {Setting.FOSTER: 28, Setting.KINSHIP: 7, Setting.HOME: 14, Setting.SUPPORTED: 43,
          Setting.RESIDENTIAL: 6, Setting.PARENTS: 2}),
)  # fmt: skip
"""Up to an age, how often each sort is chosen where no figure says."""
_UNREGISTERED_AT_MOST = 75
_CARRIED_ON = 2.5
_GUARDIANS_ARE_KIN = 0.6
_FAMILIES = frozenset({Setting.FOSTER, Setting.KINSHIP})
REASONS = {
    "CARPL": 42.0, "CREQB": 19.0, "CREQO": 15.0, "OTHER": 15.0, "CHILD": 3.0, "LAREQ": 2.5,
    "CLOSE": 1.2, "STAND": 1.2, "ALLEG": 1.1,
}  # fmt: skip


def tell_placements(
    targets: Targets, journeys: Sequence[Journey], gazetteer: Gazetteer, chance: Chance
) -> Placements:
    """The placements of every journey, in the order of the journeys."""
    told = [_spans(journey) for journey in journeys]
    _required(journeys, told)
    _at_anchor(targets, journeys, told, chance)
    _until_18(targets, told, chance)
    _otherwise(told, chance)
    _unregistered(targets, told, chance)
    tell_locations(targets, told, gazetteer, chance)
    market = Market(gazetteer, chance)
    for placements in told:
        previous: Placement | None = None
        for placement in placements:
            placement.provision = _provision(placement, previous, market, chance)
            if previous is not None:
                placement.reason = chance.weighted(REASONS)
            previous = placement
    return told


def _spans(journey: Journey) -> list[Placement]:
    starts = [journey.stay.start, *journey.moves]
    ends = [*journey.moves, journey.stay.ended]
    return [
        Placement(journey.stay, start, end, first=start == journey.stay.start)
        for start, end in zip(starts, ends, strict=True)
    ]


def _required(journeys: Sequence[Journey], told: Placements) -> None:
    """What the end of the story asks for: adopters, and foster carers before them."""
    for journey, placements in zip(journeys, told, strict=True):
        placed = journey.stay.placed_for_adoption
        if journey.stay.short_breaks:
            placements[0].setting = Setting.FOSTER
        elif placed is not None:
            for placement in placements:
                if placement.start == placed:
                    placement.setting = Setting.ADOPTERS
            before = [placement for placement in placements if placement.start < placed]
            before[-1].setting = Setting.FOSTER
        elif journey.supported_from is not None:
            for placement in placements:
                if placement.start >= journey.supported_from:
                    placement.setting = Setting.SUPPORTED
        elif journey.stay.leaving is Leaving.GUARDIAN and not journey.stay.covers(ANCHOR):
            kin = journey.stay.person.leaning("refusal") < _GUARDIANS_ARE_KIN
            placements[-1].setting = Setting.KINSHIP if kin else Setting.FOSTER


def _at_anchor(
    targets: Targets, journeys: Sequence[Journey], told: Placements, chance: Chance
) -> None:
    """The published shares of those looked after at the anchor."""
    open_then = [
        (journey, placement)
        for journey, placements in zip(journeys, told, strict=True)
        for placement in placements
        if placement.covers(ANCHOR) and not journey.stay.short_breaks
    ]
    for journey, placement in open_then:
        if journey.supported:
            placement.setting = Setting.SUPPORTED
        elif journey.stay.person.unaccompanied:
            placement.setting = Setting.FOSTER

    def deal(
        setting: Setting, name: str, likely: Callable[[int], float], from_age: int = 0
    ) -> None:
        free = [placement for _, placement in open_then if placement.setting is None]
        for placement in choose(
            targets.count("placed", name),
            free,
            chance,
            lambda placement: (
                likely(placement.stay.person.age(ANCHOR))
                if placement.stay.person.age(placement.start) >= from_age
                else 0.0
            ),
            exact=targets.exact,
        ):
            placement.setting = setting

    deal(Setting.SECURE, "secure_home", lambda age: float(age > _TEENAGER + 3))
    deal(Setting.SCHOOL, "residential_school", lambda age: float(age >= _TEENAGER), _AT_SCHOOL)
    deal(Setting.RESIDENTIAL, "residential_care", lambda age: float(age > _TEENAGER))
    deal(Setting.FAMILY_CENTRE, "family_centre", lambda age: float(age < _INFANT))
    deal(Setting.HOME, "childrens_home", lambda age: 0.1 if age < _TEENAGER else 1.0 + age / 8)
    deal(Setting.PARENTS, "parents", lambda age: 1.0 if age < _INDEPENDENT else 0.2)
    carried = sum(placement.setting is Setting.KINSHIP for _, placement in open_then)
    free = [placement for _, placement in open_then if placement.setting is None]
    kin = choose(
        min(targets.count("placed", "foster_kinship") - carried, len(free)),
        free,
        chance,
        lambda placement: 2.0 if placement.stay.person.age(ANCHOR) < _TEENAGER else 1.0,
    )
    for placement in kin:
        placement.setting = Setting.KINSHIP
    for placement in free:
        placement.setting = placement.setting or Setting.FOSTER


def _until_18(targets: Targets, told: Placements, chance: Chance) -> None:
    """So many of each year's eighteen-year-olds lived with foster carers until then."""
    for year in YEARS:
        last = [
            placements[-1]
            for placements in told
            if placements[0].stay.leaving is Leaving.AGED_18
            and year_of(placements[0].stay.ended) == year
        ]
        wanted = targets.count("care_leavers", "fostered_until_18", year)
        wanted -= sum(placement.setting in _FAMILIES for placement in last)
        free = [placement for placement in last if placement.setting is None]
        fostered = choose(
            max(0, min(wanted, len(free))), free, chance, lambda place: 2.0 if place.first else 1.0
        )
        for placement in fostered:
            kin = not placement.stay.person.unaccompanied and chance.happens(0.2)
            placement.setting = Setting.KINSHIP if kin else Setting.FOSTER
        for placement in free:
            if placement.setting is None:
                able = placement.stay.person.age(placement.start) >= _INDEPENDENT
                placement.setting = (
                    Setting.SUPPORTED if able and chance.happens(0.85) else Setting.HOME
                )


def _otherwise(told: Placements, chance: Chance) -> None:
    """Every other placement, by age and by what came before."""
    for placements in told:
        for before, placement in zip([None, *placements], placements, strict=False):
            if placement.setting is not None:
                continue
            person = placement.stay.person
            age = person.age(placement.start)
            weights: Mapping[Setting, float] = next(sorts for below, sorts in _SORTS if age < below)
            if before is not None:
                weights = _carried_on(before.sort, weights)
            if person.unaccompanied:
                able = age >= _INDEPENDENT
                weights = {Setting.FOSTER: 50, **({Setting.SUPPORTED: 50.0} if able else {})}
            placement.setting = chance.weighted(weights)


def _carried_on(before: Setting, weights: Mapping[Setting, float]) -> Mapping[Setting, float]:
    """A child's next placement is often of the same sort, and seldom one for the younger."""
    if before is Setting.SUPPORTED:
        return {Setting.SUPPORTED: 1.0}
    return {
        setting: weight * (_CARRIED_ON if setting is before else 1.0)
        for setting, weight in weights.items()
    }


def _unregistered(targets: Targets, told: Placements, chance: Chance) -> None:
    """A few short stays in the last two years, none of them open when a year ends."""
    for year in (ANCHOR_YEAR, ANCHOR_YEAR + 1):
        able = [
            placement
            for placements in told
            for placement in placements[:-1]
            if placement.start >= first_day(year)
            and placement.end <= last_day(year)
            and placement.end - placement.start <= days(_UNREGISTERED_AT_MOST)
            and placement.sort in {Setting.FOSTER, Setting.HOME}
            and placement.stay.person.age(placement.start) > _TEENAGER
            and not placement.stay.person.unaccompanied
        ]
        for placement in choose(min(targets.scaled(5), len(able)), able, chance):
            placement.setting = Setting.UNREGISTERED


def _provision(
    placement: Placement, previous: Placement | None, market: Market, chance: Chance
) -> Provision:
    """Somewhere of that sort and place that is neither home nor where the child was before."""
    home = placement.stay.person.home
    came_from = previous.where.place if previous is not None else None
    at_home = placement.sort is Setting.PARENTS and placement.location == INSIDE
    if at_home and home is not None and home != came_from:
        return Provision("PR0", None, home)
    while True:
        found = market.find(placement.sort, placement.location, chance)
        if found.place != came_from and (home is None or found.place.postcode != home.postcode):
            return found
