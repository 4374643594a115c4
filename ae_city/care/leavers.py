"""Care leavers on their birthdays: activity, accommodation, and whether anyone is in touch.

Here: who is a care leaver (the OC3 cohort rules) and what is known of each, dealt out so that the
published counts come out exactly. Not here: how a return writes it (``ssda903``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_city.care.cells import Leaving
from ae_city.care.stays import Stay, days
from ae_city.care.targets import YEARS, Targets, first_day, last_day
from ae_city.chance import Chance
from ae_city.people import Person
from ae_city.quotas import choose, lowest, scaled
from ae_pipeline.periods import years_before

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

BIRTHDAYS = (17, 18, 19, 20, 21)
_OLDER = 19
_COUNTED_FROM, _SOME_FROM = 14, 16
_WEEKS = 13
_OTHER_AUTHORITY = "E3"
_EMPLOYED = {
    "older": {"F1": 10.0, "F2": 20.0, "P2": 1.0, "F4": 6.0, "F5": 38.0, "P5": 7.0},
    "younger": {"F1": 1.0, "F2": 21.0, "P2": 1.0, "F4": 3.0, "F5": 9.0, "P5": 2.0},
}
_NOT_EMPLOYED = {"G4": 33.0, "G5": 54.0, "G6": 11.0}
_SUITABLE = {"U1": 40.0, "D1": 28.0, "B1": 14.0, "E1": 8.0, "K1": 4.0, "T1": 4.0, "C1": 4.0}
_UNSUITABLE = {"X2": 5.0, "S2": 3.0, "V2": 2.0, "W2": 2.0, "U2": 1.0}
_SUITABLE_AT_17 = {"D1": 45.0, "B1": 30.0, "E1": 15.0, "C1": 10.0}
_FORMER_CARERS = "Z1"
_PARENT = "G6"


@dataclass(frozen=True)
class Leaver:
    """What is known of a care leaver around one birthday; blanks where nothing is asked."""

    person: Person
    birthday: date
    in_touch: str
    activity: str | None
    accommodation: str | None


@dataclass(frozen=True)
class _Candidate:
    person: Person
    age: int
    returned_home: bool
    fostered: bool
    put: bool


@dataclass(frozen=True)
class CarePast:
    """What of a person's past in care decides about the cohort."""

    person: Person
    stays: tuple[Stay, ...]
    ending: str | None
    fostered_until_18: bool
    stayed_put: bool


def past_care_leavers(targets: Targets, chance: Chance) -> list[Person]:
    """Who had left before lives are told in full, known only by what became of them."""
    people = []
    for year in range(2019, 2022):
        for _ in range(targets.count("care_leavers", "turning_18", year)):
            day = chance.day(first_day(year) + days(3), last_day(year) - days(4))
            people.append(Person(years_before(day, 18)))
    return people


def in_cohort(past: CarePast, age: int) -> bool:
    """Whether a birthday brings someone into OC3.

    Thirteen weeks or more in care since the 14th birthday, some of it at 16 or 17; not looked
    after on the birthday; not the care of another authority by then.
    """
    person = past.person
    day = person.birthday(age)
    usual = [stay for stay in past.stays if not stay.short_breaks and stay.start < day]
    if not past.stays:
        return age >= _OLDER
    if not usual or any(stay.covers(day) for stay in usual) or past.ending == _OTHER_AUTHORITY:
        return False
    counted = sum(
        max(0, (min(stay.ended, day) - max(stay.start, person.birthday(_COUNTED_FROM))).days)
        for stay in usual
    )
    at_16 = any(min(stay.ended, day) > person.birthday(_SOME_FROM) for stay in usual)
    return counted >= 7 * _WEEKS and at_16


def tell_leavers(targets: Targets, pasts: Sequence[CarePast], seed: int) -> dict[int, list[Leaver]]:
    """The care leavers of each year, by the March it ends in."""
    told: dict[int, list[Leaver]] = {}
    for year in YEARS:
        chance = Chance(seed, f"care leavers {year}")
        found = [
            _Candidate(
                past.person,
                age,
                bool(past.stays) and past.stays[-1].leaving is Leaving.HOME_AT_16,
                past.fostered_until_18,
                past.stayed_put,
            )
            for past in pasts
            for age in BIRTHDAYS
            if first_day(year) <= past.person.birthday(age) <= last_day(year)
            and in_cohort(past, age)
        ]
        told[year] = [_plain(each, "RHOM", None, None) for each in found if each.returned_home]
        for name, group in (
            ("older", [each for each in found if each.age >= _OLDER]),
            ("younger", [each for each in found if each.age < _OLDER]),
        ):
            counted = [each for each in group if not each.returned_home]
            told[year] += _tell_group(targets, year, name, counted, chance)
    return told


def _plain(
    candidate: _Candidate, in_touch: str, activity: str | None, accommodation: str | None
) -> Leaver:
    person = candidate.person
    return Leaver(person, person.birthday(candidate.age), in_touch, activity, accommodation)


def _tell_group(
    targets: Targets, year: int, name: str, group: list[_Candidate], chance: Chance
) -> list[Leaver]:
    def count(figure: str) -> int:
        whole = targets.count("care_leavers", name, "all", year)
        return scaled(targets.count("care_leavers", name, figure, year), whole, len(group))

    employed, suitable = count("employed"), count("suitable")
    unknown = max(0, len(group) - employed - count("not_employed"))
    suitable = min(suitable, len(group) - unknown)
    untold = lowest(unknown, group, lambda each: each.person.leaning("contact"))
    hidden = {id(each) for each in untold}
    known = [each for each in group if id(each) not in hidden]
    working = {
        id(each) for each in lowest(employed, known, lambda each: each.person.leaning("employed"))
    }
    put = _staying_put(targets, year, name, group, known)
    housed = [each for each in known if id(each) not in put]
    badly = {
        id(each)
        for each in choose(
            len(known) - suitable,
            housed,
            chance,
            lambda each: 0.1 + each.person.leaning("accommodation"),
            exact=targets.exact,
        )
    }
    leavers = []
    for each in known:
        activities: Mapping[str, float] = _EMPLOYED[name] if id(each) in working else _NOT_EMPLOYED
        if each.person.sex == "M" or each.age < _OLDER - 1:
            activities = {code: odds for code, odds in activities.items() if code != _PARENT}
        if id(each) in put:
            home = _FORMER_CARERS
        elif id(each) in badly:
            home = chance.weighted(_UNSUITABLE)
        else:
            young = each.age < _OLDER - 1
            home = chance.weighted(_SUITABLE_AT_17 if young else _SUITABLE)
        leavers.append(_plain(each, "YES", chance.weighted(activities), home))
    lost = targets.count("care_leavers", "not_in_touch", year) if name == "older" else 0
    for number, each in enumerate(untold):
        elsewhere = chance.weighted({"REFU": 65.0, "NREQ": 35.0})
        leavers.append(_plain(each, "NO" if number < lost else elsewhere, "0", "0"))
    return leavers


def _staying_put(
    targets: Targets, year: int, name: str, group: list[_Candidate], known: list[_Candidate]
) -> set[int]:
    """Who still lives with former foster carers: a published share at 19 and 20."""
    if name == "younger":
        return {id(each) for each in known if each.put and each.age == _OLDER - 1}
    able = [each for each in group if each.fostered and each.age in {_OLDER, _OLDER + 1}]
    share = targets.rate("care_leavers", "staying_put_pct", year) / 100
    there = [each for each in known if each.fostered and each.age in {_OLDER, _OLDER + 1}]
    wanted = min(int(len(able) * share + 0.5), len(there))
    return {
        id(each) for each in lowest(wanted, there, lambda each: each.person.leaning("staying_put"))
    }
