"""Where placements are: inside the authority, near it or far.

Here: dealing out places so that the anchor's share and the year's new placements come out exactly.
Not here: addresses (``providers``).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ae_city.care.placement import FAR, INSIDE, NEAR, Placement, Placements
from ae_city.care.providers import Setting
from ae_city.care.targets import ANCHOR, ANCHOR_YEAR, HORIZON, Targets
from ae_city.people import Family
from ae_city.quotas import choose

if TYPE_CHECKING:
    from ae_city.chance import Chance
    from ae_city.postcodes import Gazetteer

_FAR = {
    Setting.HOME: 5.0, Setting.SECURE: 1e6, Setting.RESIDENTIAL: 4.0, Setting.SCHOOL: 4.0,
    Setting.ADOPTERS: 3.0, Setting.SUPPORTED: 1.2, Setting.FOSTER: 1.0, Setting.KINSHIP: 0.4,
    Setting.PARENTS: 0.12, Setting.FAMILY_CENTRE: 2.0, Setting.UNREGISTERED: 2.0,
}  # fmt: skip
_NEAR = {
    Setting.HOME: 1.0, Setting.SECURE: 0.0, Setting.RESIDENTIAL: 1.0, Setting.SCHOOL: 1.0,
    Setting.ADOPTERS: 1.0, Setting.SUPPORTED: 0.7, Setting.FOSTER: 1.2, Setting.KINSHIP: 1.0,
    Setting.PARENTS: 0.5, Setting.FAMILY_CENTRE: 1.0, Setting.UNREGISTERED: 0.5,
}  # fmt: skip
_USUALLY_FAR, _USUALLY_NEAR = 0.17, 0.12
_FAMILIES = frozenset({Setting.FOSTER, Setting.KINSHIP})


def tell_locations(
    targets: Targets, told: Placements, gazetteer: Gazetteer, chance: Chance
) -> None:
    """Inside, near or far: exact for the anchor and for the new placements of its year."""
    counted = [
        placement
        for placements in told
        for placement in placements
        if not placement.stay.person.unaccompanied and not placement.stay.short_breaks
    ]
    at_anchor = [placement for placement in counted if placement.covers(ANCHOR)]
    both = [placement for placement in at_anchor if placement.new_in_anchor_year]
    settled = [placement for placement in at_anchor if not placement.new_in_anchor_year]
    passing = [
        placement
        for placement in counted
        if placement.new_in_anchor_year and not placement.covers(ANCHOR)
    ]
    stays_of = Counter(id(placements[0].stay.person) for placements in told)
    once = [placement for placement in both if stays_of[id(placement.stay.person)] == 1]
    _homes_elsewhere(targets, once, gazetteer, chance)
    far_new = targets.count("new_placements", "outside_far", ANCHOR_YEAR)
    far_at_anchor = targets.count("placed", "outside_far")
    shared = min(round(far_new * len(both) / max(1, len(both) + len(passing))), far_at_anchor)
    for group, count in (
        (both, shared),
        (settled, far_at_anchor - shared),
        (passing, far_new - shared),
    ):
        free = [placement for placement in group if not placement.location]
        for placement in choose(
            count, free, chance, lambda placement: _FAR[placement.sort], exact=targets.exact
        ):
            placement.location = FAR
    new = [placement for placement in [*both, *passing] if not placement.location]
    near = targets.count("new_placements", "outside_near", ANCHOR_YEAR)
    for placement in choose(
        near, new, chance, lambda placement: _NEAR[placement.sort], exact=targets.exact
    ):
        placement.location = NEAR
    for placement in new:
        if not placement.location:
            placement.location = FAR if placement.sort is Setting.SECURE else INSIDE
    known = {id(placement) for placement in at_anchor}
    for placements in told:
        for placement in placements:
            if not placement.location:
                placement.location = _drawn(placement, chance, dealt=id(placement) in known)


def _drawn(placement: Placement, chance: Chance, *, dealt: bool) -> str:
    """Where no figure says. A secure home is always far; the dealt are far only by their deal."""
    near = _USUALLY_NEAR * _NEAR[placement.sort]
    far = min(0.8, _USUALLY_FAR * _FAR[placement.sort])
    if placement.sort is Setting.SECURE:
        return FAR
    if not dealt and chance.happens(far):
        return FAR
    return NEAR if chance.happens(near) else INSIDE


def _homes_elsewhere(
    targets: Targets, once: list[Placement], gazetteer: Gazetteer, chance: Chance
) -> None:
    """Children from far away placed inside the authority: their only placement so far."""
    able = [
        placement
        for placement in once
        if placement.first
        and placement.end > HORIZON
        and placement.sort in _FAMILIES
        and placement.stay.end is None
    ]
    wanted = targets.count("new_placements", "inside_far", ANCHOR_YEAR)
    for placement in choose(min(wanted, len(able)), able, chance):
        placement.location = INSIDE
        placement.stay.person.family = Family(gazetteer.draw(FAR, chance))
