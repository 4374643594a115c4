"""The whole invented authority: every life put together from its parts.

Here: the order in which lives are told, and what a returns' projection may ask of them. Not here:
any of the parts, or what a system writes down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_city.care.absences import tell_absences
from ae_city.care.adoptions import Adoption, Decision, tell_adoption, tell_decision
from ae_city.care.episodes import Episode, tell_episodes
from ae_city.care.health import Health
from ae_city.care.journeys import tell_journeys
from ae_city.care.leavers import CarePast, Leaver, past_care_leavers, tell_leavers
from ae_city.care.legal import tell_legal_path
from ae_city.care.placements import tell_placements
from ae_city.care.providers import Setting
from ae_city.care.reviews import MissingTime, Review, tell_missing, tell_reviews
from ae_city.care.stays import Stay, days, tell_stays
from ae_city.care.targets import HORIZON, YEARS, first_day
from ae_city.care.ties import tie_together
from ae_city.care.workers import Allocation, tell_allocations
from ae_city.chance import Chance
from ae_city.people import Person, name_people
from ae_city.postcodes import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ae_city.care.targets import Targets

_PREVIOUS_ORDERS = {"P1": 2.0, "P2": 4.0, "P3": 1.5}
_HAD_ONE = 0.05
_MOTHERS_EACH_YEAR = 1.4


@dataclass(frozen=True)
class PreviousOrder:
    """A permanence order from before a child came into care: adoption, guardianship or other."""

    code: str
    authority: str
    made: date


@dataclass(frozen=True)
class Period:
    """A period of care with all that is recorded of it."""

    stay: Stay
    episodes: tuple[Episode, ...]
    reviews: tuple[Review, ...]
    missing: tuple[MissingTime, ...]
    decision: Decision | None
    adoption: Adoption | None

    def within(self, first: date, last: date) -> bool:
        """Whether a return of these days reports it."""
        return self.stay.start <= last and self.stay.ended >= first


@dataclass(frozen=True)
class Life:
    """A person and their periods of care, oldest first; none for long past care leavers.

    Attributes:
        previous: an order from before the first period of care, if there was one.
    """

    person: Person
    periods: tuple[Period, ...]
    allocations: tuple[Allocation, ...]
    previous: PreviousOrder | None


@dataclass(frozen=True)
class City:
    """All lives, by child number, and what is dealt out by year."""

    lives: tuple[Life, ...]
    health: Health
    leavers: Mapping[int, list[Leaver]]
    la_number: int
    gazetteer: Gazetteer


def tell_city(targets: Targets, seed: int) -> City:
    """Tell every life. The same seed and figures tell the same lives.

    In a small authority, whose people are too few for all figures at once, what is told later
    gives way to what was told before: how many are looked after at each year's end, and come and
    go, holds longest; then their ages; who comes back within a year; who is settled and who moves
    often; how many placements are new; of what sort they are; how far away; and last workers,
    health and what becomes of care leavers.

    Raises:
        QuotaError: if figures are exact and cannot all be met.
    """
    gazetteer = Gazetteer(targets.places)
    stays = tell_stays(targets, Chance(seed, "stays"))
    tie_together(targets, stays, Chance(seed, "ties"))
    gone = past_care_leavers(targets, Chance(seed, "past care leavers"))
    people = [*{id(stay.person): stay.person for stay in stays}.values(), *gone]
    name_people(people, gazetteer, targets.upn_authorities, Chance(seed, "people"))
    _mothers(targets, stays, Chance(seed, "mothers"))
    journeys = tell_journeys(targets, stays, Chance(seed, "journeys"))
    told = tell_placements(targets, journeys, gazetteer, Chance(seed, "placements"))
    chance = Chance(seed, "legal")
    paths = [
        tell_legal_path(stay, placements, chance)
        for stay, placements in zip(stays, told, strict=True)
    ]
    absences = tell_absences(targets, told, paths, gazetteer, Chance(seed, "absences"))
    chance, asides = Chance(seed, "episodes"), Chance(seed, "adoptions")
    records, roaming = Chance(seed, "reviews"), Chance(seed, "missing")
    periods: dict[int, list[Period]] = {}
    fostered: set[int] = set()
    for number, journey in enumerate(journeys):
        stay, placements, away = journey.stay, told[number], absences.get(number)
        decision = tell_decision(stay, paths[number], asides)
        if placements[-1].sort in {Setting.FOSTER, Setting.KINSHIP}:
            fostered.add(id(stay))
        periods.setdefault(id(stay.person), []).append(
            Period(
                stay,
                tuple(tell_episodes(journey, placements, paths[number], away, chance)),
                tuple(tell_reviews(stay, first_day(YEARS[0]), records)),
                tuple(
                    time
                    for placement in placements
                    for time in tell_missing(placement, away, roaming)
                ),
                decision,
                tell_adoption(stay, decision, asides, by_carer=journey.adopted_by_carer),
            )
        )
    for each in periods.values():
        each.sort(key=lambda period: period.stay.start)
    in_care = [person for person in people if id(person) in periods]
    allocations = tell_allocations(
        targets,
        [(person, [period.stay for period in periods[id(person)]]) for person in in_care],
        Chance(seed, "workers"),
    )
    workers = {id(person): each for person, each in zip(in_care, allocations, strict=True)}
    before = Chance(seed, "previous orders")
    lives = [
        _life(person, periods.get(id(person), []), workers.get(id(person), []), targets, before)
        for person in people
    ]
    return City(
        tuple(sorted(lives, key=lambda life: life.person.child_id)),
        Health(targets, stays, seed),
        tell_leavers(targets, [_past(life, fostered) for life in lives], seed),
        targets.la_number,
        gazetteer,
    )


def _life(
    person: Person,
    periods: list[Period],
    allocations: list[Allocation],
    targets: Targets,
    chance: Chance,
) -> Life:
    previous = None
    if periods and chance.happens(_HAD_ONE):
        start = periods[0].stay.start
        youngest = person.born + days(400)
        if youngest < start - days(200) and not person.unaccompanied:
            previous = PreviousOrder(
                chance.weighted(_PREVIOUS_ORDERS),
                str(chance.pick(targets.upn_authorities)),
                chance.day(youngest, start - days(150)),
            )
    return Life(person, tuple(periods), tuple(allocations), previous)


def _past(life: Life, fostered: set[int]) -> CarePast:
    stays = tuple(period.stay for period in life.periods if not period.stay.short_breaks)
    ending = life.periods[-1].episodes[-1].rec if life.periods else None
    at_18 = bool(stays) and stays[-1].end == life.person.birthday(18)
    return CarePast(
        life.person,
        stays,
        ending,
        at_18 and id(stays[-1]) in fostered,
        at_18 and ending == "E17",
    )


def _mothers(targets: Targets, stays: list[Stay], chance: Chance) -> None:
    """A few young women have a child while they are looked after."""
    able = []
    for stay in stays:
        opens = max(stay.start + days(30), stay.person.birthday(16), first_day(YEARS[0]) + days(9))
        closes = min(stay.ended, HORIZON) - days(20)
        if stay.person.sex == "F" and not stay.short_breaks and opens < closes:
            able.append((stay.person, opens, closes))
    for person, opens, closes in chance.sample(
        able, targets.scaled(_MOTHERS_EACH_YEAR * len(YEARS))
    ):
        person.child_born = chance.day(opens, closes)
