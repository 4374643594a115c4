"""The SSDA903 as the invented authority's case management system would export it.

Here: which lives a return of the year so far holds on a day, and how they are written down: one
table of text cells per file. Not here: the lives (``lives``), or anything wrong (``faults``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ae_city.care import health
from ae_pipeline.periods import CollectionYear, Month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ae_city.care.episodes import Episode
    from ae_city.care.lives import City, Life, Period
    from ae_city.people import Person

SEX_BY_LETTER_FROM = 2024
WORKERS_FROM = 2023
UNREGISTERED_SPLIT_FROM = 2025
"""Start years of the specifications that changed a code list or added a table."""
PREVIOUS_PERMANENCE_FROM = date(2016, 4, 1)
"""Asked of children who have started to be looked after since."""
_UNREGISTERED, _SPLIT = "Z1", ("Z11", "Z12", "Z13", "Z14")
_AGREED_BREAKS = "V4"
_NEVER_ENROLLED, _ABROAD = "UN1", "UN3"
_FLAG = {True: "1", False: "0"}

Cells = list[str]

COLUMNS: dict[str, tuple[str, ...]] = {
    "header": ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    "episodes": (
        "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC",
        "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN",
    ),
    "uasc": ("CHILD", "SEX", "DOB", "DUC"),
    "reviews": ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
    "oc2": (
        "CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS",
        "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED",
        "INTERVENTION_OFFERED",
    ),
    "oc3": ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"),
    "ad1": (
        "CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR",
        "LS_ADOPTR",
    ),
    "placed_for_adoption": (
        "CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED",
    ),
    "previous_permanence": ("CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"),
    "missing": ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"),
    "sw_episodes": ("CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"),
}  # fmt: skip
"""By file name without its ending: official columns in order."""


@dataclass
class Table:
    """One file: a row is a list of cells, in the order of ``COLUMNS``."""

    name: str
    rows: list[Cells] = field(default_factory=list)

    def column(self, name: str) -> int:
        """Place of a column."""
        return COLUMNS[self.name].index(name)


@dataclass(frozen=True)
class _Scene:
    """The return of a collection year as it stands on a day."""

    city: City
    year: CollectionYear
    on: date

    def past(self, day: date | None) -> bool:
        """Whether something has happened by then."""
        return day is not None and day <= self.on

    def told(self, day: date | None) -> str:
        """A date, if it has come."""
        return written(day) if day is not None and day <= self.on else ""

    def sex(self, person: Person) -> str:
        """By letter or by number, as the year has it."""
        if self.year.start_year >= SEX_BY_LETTER_FROM:
            return person.sex
        return "1" if person.sex == "M" else "2"


def written(day: date) -> str:
    """A date as this return writes it."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def drop(city: City, month: Month) -> list[Table]:
    """The return of the collection year so far, as it stands on the last day of a month."""
    year = CollectionYear.of(month.end)
    scene = _Scene(city, year, month.end)
    tables = {name: Table(name) for name in COLUMNS}
    if year.start_year < WORKERS_FROM:
        del tables["sw_episodes"]
    leavers = {
        id(leaver.person): leaver
        for leaver in city.leavers[year.start_year + 1]
        if leaver.birthday <= month.end
    }
    for life in city.lives:
        periods = [period for period in life.periods if period.within(year.start, month.end)]
        leaver = leavers.get(id(life.person))
        if periods or leaver:
            tables["header"].rows.append(_header(scene, life, periods))
        if leaver:
            tables["oc3"].rows.append(
                [
                    *_known(life),
                    leaver.in_touch,
                    leaver.activity or "",
                    leaver.accommodation or "",
                ]
            )
        if periods:
            for name, rows in _ROWS.items():
                if name in tables:
                    tables[name].rows += rows(scene, life, periods)
    return list(tables.values())


def _known(life: Life) -> Cells:
    return [life.person.child_id, written(life.person.born)]


def _header(scene: _Scene, life: Life, periods: list[Period]) -> Cells:
    person = life.person
    if person.school_id is None:
        upn = _ABROAD
    else:
        upn = person.school_id if person.school_starts <= scene.on else _NEVER_ENROLLED
    looked_after = any(not period.stay.short_breaks for period in periods)
    asked = looked_after and person.sex == "F"
    mother = scene.told(person.child_born) if asked else ""
    return [
        person.child_id,
        scene.sex(person),
        written(person.born),
        person.ethnic,
        upn,
        ("1" if mother else "0") if asked else "",
        mother,
    ]


def _episodes(scene: _Scene, life: Life, periods: list[Period]) -> Iterator[Cells]:
    for period in periods:
        for episode in period.episodes:
            ended = episode.end is not None and episode.end < scene.year.start
            if episode.start <= scene.on and not ended:
                yield [life.person.child_id, *_episode(scene, life.person, episode)]


def _episode(scene: _Scene, person: Person, episode: Episode) -> Cells:
    over = scene.past(episode.end)
    place, provider = episode.place, episode.provider or ""
    if place == _UNREGISTERED and scene.year.start_year >= UNREGISTERED_SPLIT_FROM:
        place, provider = _SPLIT[int(person.child_id) % len(_SPLIT)], ""
    breaks = episode.ls == _AGREED_BREAKS
    home = "" if person.home is None or breaks else person.home.postcode
    return [
        written(episode.start),
        episode.rne,
        episode.ls,
        episode.cin,
        place,
        provider,
        scene.told(episode.end),
        (episode.rec or "") if over else "",
        (episode.reason or "") if over else "",
        home,
        "" if breaks else episode.where.postcode,
        "" if breaks else episode.urn or "",
    ]


def _uasc(scene: _Scene, life: Life, periods: list[Period]) -> Iterator[Cells]:
    """The status ends at 18 at the latest: that day is entered from the start."""
    del periods
    if life.person.unaccompanied:
        child, born = _known(life)
        yield [child, scene.sex(life.person), born, written(life.person.birthday(18))]


def _reviews(scene: _Scene, life: Life, periods: list[Period]) -> Iterator[Cells]:
    for period in periods:
        for review in period.reviews:
            if scene.year.start <= review.held <= scene.on:
                yield [*_known(life), written(review.held), review.code]


def _oc2(scene: _Scene, life: Life, periods: list[Period]) -> Iterator[Cells]:
    if not any(health.twelve_months(period.stay, scene.on) for period in periods):
        return
    person = life.person
    outcome = scene.city.health.outcome(person, scene.year.start_year + 1, scene.on)
    age = person.age(scene.year.end)
    misuse = outcome.flags["substance_misuse"]
    yield [
        *_known(life),
        "" if outcome.score is None else str(outcome.score),
        outcome.refusal or "",
        _FLAG[outcome.flags["convicted"]] if age >= health.RESPONSIBLE_FROM else "",
        "1" if age < health.DEVELOPMENT_BELOW else "",
        _FLAG[outcome.flags["immunisations"]],
        _FLAG[outcome.flags["teeth_check"]],
        _FLAG[outcome.flags["health_assessment"]],
        _FLAG[misuse],
        _FLAG[bool(outcome.helped)] if misuse else "",
        "1" if misuse and not outcome.helped else "",
    ]


def _ad1(scene: _Scene, life: Life, periods: list[Period]) -> Iterator[Cells]:
    for period in periods:
        adoption = period.adoption
        if adoption is not None and scene.past(period.stay.end):
            yield [
                *_known(life),
                written(adoption.decided),
                written(adoption.matched),
                _FLAG[adoption.by_carer],
                *adoption.adopters,
            ]


def _placed(scene: _Scene, life: Life, periods: list[Period]) -> Iterator[Cells]:
    """Decisions that stand, and those reversed this year."""
    for period in periods:
        decision = period.decision
        if decision is None or not scene.past(decision.made):
            continue
        reversed_on = decision.reversed_on
        if reversed_on is None or reversed_on >= scene.year.start:
            why = decision.why_reversed if scene.past(reversed_on) else None
            yield [
                *_known(life), written(decision.made), scene.told(reversed_on), why or "",
            ]  # fmt: skip


def _previous(scene: _Scene, life: Life, periods: list[Period]) -> Iterator[Cells]:
    del scene
    if any(period.stay.start >= PREVIOUS_PERMANENCE_FROM for period in periods):
        order = life.previous
        known = [order.code, order.authority, written(order.made)] if order else ["Z1", "", ""]
        yield [*_known(life), *known]


def _missing(scene: _Scene, life: Life, periods: list[Period]) -> Iterator[Cells]:
    for period in periods:
        for time in period.missing:
            if time.start <= scene.on and time.end >= scene.year.start:
                yield [*_known(life), time.kind, written(time.start), scene.told(time.end)]


def _workers(scene: _Scene, life: Life, periods: list[Period]) -> Iterator[Cells]:
    """The whole year's, care or not; the one who had the child when care ended has no end."""
    left = max(period.stay.ended for period in periods)
    for allocation in life.allocations:
        begun = allocation.start <= scene.on and allocation.start < left
        over = allocation.end is not None and allocation.end < scene.year.start
        if begun and not over:
            end = allocation.end if allocation.end is not None and allocation.end < left else None
            yield [
                *_known(life),
                allocation.worker,
                written(allocation.start),
                scene.told(end),
                allocation.reason,
            ]


_ROWS: dict[str, Callable[[_Scene, Life, list[Period]], Iterator[Cells]]] = {
    "episodes": _episodes,
    "uasc": _uasc,
    "reviews": _reviews,
    "oc2": _oc2,
    "ad1": _ad1,
    "placed_for_adoption": _placed,
    "previous_permanence": _previous,
    "missing": _missing,
    "sw_episodes": _workers,
}
