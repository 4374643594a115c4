"""Periods of care: who is looked after from which day to which, and how it ends.

Here: days and dates of birth that fit the numbers of ``cells``. Not here: what happens in between
(``journeys``), or which periods are one child's (``ties``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ae_city.care import cells
from ae_city.care.cells import EARLIER, Band, Cell, Leaving
from ae_city.care.targets import (
    ANCHOR,
    ANCHOR_YEAR,
    HORIZON,
    YEARS,
    Targets,
    first_day,
    last_day,
)
from ae_city.chance import ordinary
from ae_city.people import Person, birth_range, born_shortly_before
from ae_city.quotas import apportion, choose
from ae_pipeline.periods import years_before

if TYPE_CHECKING:
    from ae_city.chance import Chance

_LONGEST_AGO = date(2012, 4, 3)
_SHORTEST_ADOPTION = 330
_A_YEAR = 366
_COME_ALONE_FROM = 15
_ELIGIBLE_AFTER = 120
"""Days in care that make sure of the thirteen weeks which a care leaver needs."""


@dataclass(eq=False)
class Stay:
    """A period of being looked after.

    Attributes:
        start: first day.
        end: day it ceased: the first not looked after; ``None`` while it is not known to.
        cohort: year it started in, ``EARLIER`` for all before lives are told in full.
        band: age group at the anchor, for those who were there.
        placed_for_adoption: day of going to the adopters, for those who do.
        short_breaks: an agreed series of short breaks (V4), not being looked after in any count.
    """

    person: Person
    start: date
    end: date | None
    leaving: Leaving
    cohort: int
    band: Band | None = None
    placed_for_adoption: date | None = None
    short_breaks: bool = False
    aged_at_start: int = field(default=0)

    def covers(self, day: date) -> bool:
        """Looked after on a day."""
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def ended(self) -> date:
        """The end, or a day beyond all that is told."""
        return self.end or HORIZON + timedelta(days=1)


def days(count: int) -> timedelta:
    """A span of days."""
    return timedelta(days=count)


def window(cohort: int) -> tuple[date, date]:
    """Ordinary days on which a cohort may start."""
    if cohort == EARLIER:
        return _LONGEST_AGO, date(EARLIER, 3, 27)
    return date(cohort - 1, 4, 3), date(cohort, 3, 27)


def tell_stays(targets: Targets, chance: Chance) -> list[Stay]:
    """All periods of care, leavers first, then those at the anchor, then later comers."""
    counted, there = cells.leaving_cells(targets)
    stays = [_leaver(cell, chance) for cell in counted for _ in range(cell.count)]
    anchored = _anchored(targets, there, chance)
    _leave_after_anchor(targets, anchored, chance)
    stays += anchored
    stays += _after_anchor(targets, chance)
    _unaccompanied(targets, stays, chance)
    return stays + _short_breaks(targets, chance)


def _leaver(cell: Cell, chance: Chance) -> Stay:
    first, last = window(cell.started)
    opens, closes = window(cell.left)
    if cell.leaving is Leaving.AGED_18:
        end = (
            chance.day(opens + days(130), closes)
            if cell.started == cell.left
            else chance.day(opens, closes)
        )
        born = years_before(end, 18)
        start = _started(first, min(last, end - days(_ELIGIBLE_AFTER)), born, chance)
    elif cell.leaving in {Leaving.LEFT_AT_16, Leaving.HOME_AT_16}:
        margin = 10 if cell.leaving is Leaving.LEFT_AT_16 else 190
        seventeen = chance.day(opens + days(margin + 30), closes)
        born = years_before(seventeen, 17)
        end = chance.day(
            max(opens, years_before(seventeen, 1) + days(15)), seventeen - days(margin)
        )
        start = _started(first, min(last, end - days(_ELIGIBLE_AFTER)), born, chance)
    elif cell.leaving is Leaving.ADOPTED:
        end = chance.day(opens, closes)
        start = chance.day(max(first, end - days(1000)), min(last, end - days(_SHORTEST_ADOPTION)))
        born = born_shortly_before(start, 600, chance)
    else:
        start, end, born = _went_home(cell, chance)
    stay = Stay(Person(born), start, end, cell.leaving, cell.started)
    if cell.leaving is Leaving.ADOPTED:
        stay.placed_for_adoption = chance.day(
            max(start + days(180), end - days(330)), end - days(150)
        )
    return stay


def _went_home(cell: Cell, chance: Chance) -> tuple[date, date, date]:
    first, last = window(cell.started)
    opens, closes = window(cell.left)
    if cell.started == cell.left:
        start = chance.day(first, closes - days(50))
        end = chance.day(start + days(8), min(closes, start + days(200)))
    else:
        end = chance.day(opens, closes)
        start = chance.day(max(first, end - days(2900)), last)
    oldest = 12 if cell.leaving is Leaving.GUARDIAN else 15
    held = (end - start).days // 365 + 1
    age = chance.uniform() * max(oldest - held, 0.5) + held
    born = ordinary(end - days(int(age * 365.25)))
    return start, end, min(born, ordinary(start - days(5)))


def _started(first: date, last: date, born: date, chance: Chance) -> date:
    """A day in a window, rather late than early where it is long, never before birth."""
    first = max(first, ordinary(born + days(3)))
    late = chance.uniform() ** 0.6 if last - first > days(_A_YEAR) else chance.uniform()
    return ordinary(first + days(int((last - first).days * late)))


def _present(band: Band, on: date, first: date, last: date, cohort: int, chance: Chance) -> Stay:
    """Someone of an age band on a day who started within a window and is still there."""
    oldest, youngest = birth_range(*band.ages, on)
    if band is Band.UNDER_5:
        start = chance.day(max(first, oldest + days(30)), last)
        born = (
            born_shortly_before(start, 40, chance)
            if chance.happens(0.4)
            else chance.day(oldest, min(youngest, start - days(3)))
        )
    else:
        born = chance.day(oldest, youngest)
        start = _started(first, last, born, chance)
    return Stay(Person(max(born, oldest)), start, None, Leaving.NOT_YET, cohort, band)


def _anchored(targets: Targets, there: dict[int, int], chance: Chance) -> list[Stay]:
    ages = cells.anchor_ages(targets, there)
    halfway = date(2022, 9, 27)
    opens, closes = window(2023)
    long_windows = [(opens, halfway, 2023)] * ages.long_recent + [
        (*window(cohort), cohort) for cohort in (2022, EARLIER) for _ in range(there[cohort])
    ]
    middle_windows = [(date(2022, 10, 3), closes, 2023)] * (there[2023] - ages.long_recent) + [
        (*window(2024), 2024)
    ] * there[2024]
    short_windows = [(*window(ANCHOR_YEAR), ANCHOR_YEAR)] * there[ANCHOR_YEAR]
    stays = []
    for group, windows in (
        (ages.long, long_windows),
        (ages.middle, middle_windows),
        (ages.short, short_windows),
    ):
        young = [Band.UNDER_5] * group[Band.UNDER_5]
        older = [band for band in cells.BANDS[1:] for _ in range(group[band])]
        for band, (first, last, cohort) in zip(
            young + chance.shuffled(older), windows, strict=True
        ):
            stays.append(_present(band, ANCHOR, first, last, cohort, chance))
    return stays


def _leave_after_anchor(targets: Targets, anchored: list[Stay], chance: Chance) -> None:
    """Decide who of the anchor's children leaves in the year after it, and who is to be adopted."""
    year = ANCHOR_YEAR + 1
    opens, closes = window(year)
    leaving = dict(targets.flows())[year].left_stock
    for stay in anchored:
        if stay.band is Band.AGED_17:
            stay.end, stay.leaving = stay.person.birthday(18), Leaving.AGED_18
            leaving -= 1
    at_16 = [
        stay
        for stay in anchored
        if stay.band is Band.AGED_16
        and stay.cohort < ANCHOR_YEAR
        and stay.person.birthday(17) > opens + days(45)
    ]
    wanted = targets.count("care_leavers", "left_at_16", year)
    for stay in choose(wanted, at_16, chance, exact=targets.exact):
        seventeen = stay.person.birthday(17)
        stay.end = chance.day(max(opens, stay.person.birthday(16) + days(15)), seventeen - days(10))
        stay.leaving = Leaving.LEFT_AT_16
        leaving -= 1
    leaving -= _adoptions(targets, anchored, chance)
    staying = [
        stay
        for stay in anchored
        if stay.leaving is Leaving.NOT_YET
        and stay.placed_for_adoption is None
        and stay.band not in {Band.AGED_16, Band.AGED_17}
    ]
    for stay in choose(
        leaving,
        staying,
        chance,
        lambda stay: 3.0 if stay.cohort >= ANCHOR_YEAR - 1 else 1.0,
        exact=targets.exact,
    ):
        stay.end = chance.day(opens, closes)
        stay.leaving = chance.weighted({Leaving.HOME: 45, Leaving.GUARDIAN: 38, Leaving.OTHER: 17})


def _adoptions(targets: Targets, anchored: list[Stay], chance: Chance) -> int:
    """Who lives with adopters at the anchor, who joins them after it; how many are adopted."""
    opens, closes = window(ANCHOR_YEAR + 1)
    placed = targets.count("placed", "adoption")
    young = [
        stay
        for stay in anchored
        if stay.band is Band.UNDER_5
        and stay.cohort > EARLIER + 1
        and stay.start < ANCHOR - days(240)
        and stay.start > ANCHOR - days(860)
    ]
    chosen = chance.shuffled(choose(min(placed + placed // 2, len(young)), young, chance))
    adopted = min(placed * 16 // 22, len(chosen))
    for number, stay in enumerate(chosen):
        if number < placed:
            stay.placed_for_adoption = chance.day(
                max(stay.start + days(190), ANCHOR - days(330)), ANCHOR - days(10)
            )
            if number < adopted:
                stay.end = chance.day(max(opens, stay.placed_for_adoption + days(150)), closes)
                stay.leaving = Leaving.ADOPTED
        else:
            stay.placed_for_adoption = chance.day(opens + days(20), closes)
    return adopted


def _after_anchor(targets: Targets, chance: Chance) -> list[Stay]:
    """Those who start in the year after the anchor."""
    year = ANCHOR_YEAR + 1
    flow = dict(targets.flows())[year]
    stays = []
    for band, count in zip(
        cells.BANDS, apportion(flow.remaining, cells.STARTING_AGES), strict=True
    ):
        stays += [_present(band, HORIZON, *window(year), year, chance) for _ in range(count)]
    for leaving, count in cells.same_year_reasons(flow.left_same_year).items():
        stays += [_leaver(Cell(year, year, leaving, 1), chance) for _ in range(count)]
    return stays


def _unaccompanied(targets: Targets, stays: list[Stay], chance: Chance) -> None:
    """Choose who came to the country alone: recent starters of 15 to 17."""
    anchored = [
        stay
        for stay in stays
        if stay.band in {Band.AGED_16, Band.AGED_17}
        and stay.covers(ANCHOR)
        and stay.start > ANCHOR - days(700)
        and stay.leaving is not Leaving.LEFT_AT_16
    ]
    wanted = targets.count("unaccompanied", ANCHOR_YEAR)
    recent = [stay for stay in anchored if stay.cohort == ANCHOR_YEAR]
    chosen = choose(min(wanted // 2, len(recent)), recent, chance)
    others = [stay for stay in anchored if stay.cohort != ANCHOR_YEAR]
    chosen += choose(min(wanted - len(chosen), len(others)), others, chance)
    for year in YEARS:
        closing = last_day(year)
        fits = [
            stay
            for stay in stays
            if stay.end is not None
            and first_day(year) <= stay.end <= closing
            and not stay.covers(ANCHOR)
            and stay.leaving is Leaving.AGED_18
            and stay.cohort > EARLIER
            and stay.person.age(stay.start) >= _COME_ALONE_FROM
        ]
        chosen += choose(min(wanted * 6 // 18, len(fits)), fits, chance)
    latest = [
        stay
        for stay in stays
        if stay.cohort == ANCHOR_YEAR + 1 and stay.band in {Band.AGED_16, Band.AGED_17}
    ]
    chosen += choose(min(wanted * 7 // 18, len(latest)), latest, chance)
    for stay in chosen:
        stay.person.unaccompanied = True


def _short_breaks(targets: Targets, chance: Chance) -> list[Stay]:
    """Disabled children with an agreed series of short breaks, who no count may include."""
    stays = []
    for _ in range(targets.scaled(9)):
        start = chance.day(date(2021, 6, 3), date(2025, 6, 27))
        end = chance.day(start + days(200), start + days(1100))
        born = chance.day(start - days(365 * 13), start - days(365 * 6))
        open_still = end > HORIZON - days(5)
        stays.append(
            Stay(
                Person(born),
                start,
                None if open_still else end,
                Leaving.HOME,
                EARLIER,
                short_breaks=True,
            )
        )
    return stays
