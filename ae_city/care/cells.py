"""How many come and go together, and how old they are.

Starts by year crossed with ends by year, ends by kind, and the ages of those who are there when
the authority is calibrated.

Here: whole numbers only, so that everything a yearly figure says holds before anybody is born.
Not here: days and people (``stays``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ae_city.care.targets import ANCHOR_YEAR, YEARS, Targets
from ae_city.quotas import QuotaError, apportion, attainable, bounded

EARLIER = YEARS[0] - 1
"""Stands for every year before lives are told in full."""


class Leaving(StrEnum):
    """Why a period of care ends, as far as a child's age and journey hang on it."""

    AGED_18 = "aged 18"
    ADOPTED = "adopted"
    GUARDIAN = "guardian"
    HOME = "home"
    OTHER = "other"
    LEFT_AT_16 = "left at 16"
    HOME_AT_16 = "home at 16"
    NOT_YET = "not yet"


class Band(StrEnum):
    """Age groups in which those looked after at an anchor are dealt out."""

    UNDER_5 = "0-4"
    FROM_5 = "5-9"
    FROM_10 = "10-15"
    AGED_16 = "16"
    AGED_17 = "17"

    @property
    def ages(self) -> tuple[int, int]:
        """Youngest and oldest age."""
        first, _, last = self.value.partition("-")
        return int(first), int(last or first)


BANDS = tuple(Band)

_LEFT_BY_COHORT = {
    2022: {EARLIER: 130},
    2023: {EARLIER: 96, 2022: 50},
    2024: {EARLIER: 68, 2022: 25, 2023: 52},
    2025: {EARLIER: 28, 2022: 13, 2023: 24, 2024: 58},
}
"""Of those looked after when a year began and not when it ended: the year they had started in."""
_AGED_18_BY_COHORT = {
    2022: {EARLIER: 60, 2022: 3},
    2023: {EARLIER: 53, 2022: 16, 2023: 3},
    2024: {EARLIER: 32, 2022: 9, 2023: 14, 2024: 3},
    2025: {EARLIER: 27, 2022: 5, 2023: 9, 2024: 14, 2025: 3},
}
_SAME_YEAR = {Leaving.HOME: 70, Leaving.GUARDIAN: 15, Leaving.OTHER: 15}
_NEXT_YEAR = {Leaving.HOME: 38, Leaving.GUARDIAN: 27, Leaving.ADOPTED: 22, Leaving.OTHER: 13}
_LATER = {Leaving.HOME: 32, Leaving.GUARDIAN: 30, Leaving.ADOPTED: 24, Leaving.OTHER: 14}
_LONG_AGO = {Leaving.HOME: 46, Leaving.GUARDIAN: 36, Leaving.OTHER: 18}
_ADOPTION_TAKES_AT_MOST = 2
STARTING_AGES = (44, 24, 46, 14, 9)
"""Of those who started within the year: shares of the bands, youngest first."""
_LONG_UNDER_16 = (5, 37, 141)


@dataclass(frozen=True)
class Cell:
    """So many children who started in one year and left, for one reason, in another."""

    started: int
    left: int
    leaving: Leaving
    count: int


def leaving_cells(targets: Targets) -> tuple[list[Cell], dict[int, int]]:
    """Everyone who left before the anchor, and of each cohort how many were then still there.

    Raises:
        QuotaError: if figures are exact and do not hold together.
    """
    flows = dict(targets.flows())
    there = {EARLIER: flows[YEARS[0]].before}
    cells: list[Cell] = []
    for year in (year for year in YEARS if year <= ANCHOR_YEAR):
        flow = flows[year]
        gone = _fill(flow.left_stock, _LEFT_BY_COHORT[year], there, exact=targets.exact)
        there = {cohort: there[cohort] - gone.get(cohort, 0) for cohort in there}
        there[year] = flow.remaining
        gone[year] = flow.left_same_year
        cells += _reasons(targets, year, gone)
    return cells, there


def _reasons(targets: Targets, year: int, gone: dict[int, int]) -> list[Cell]:
    aged = targets.count("care_leavers", "turning_18", year) - targets.count(
        "care_leavers", "left_at_16", year - 1
    )
    earlier = {cohort: count for cohort, count in gone.items() if cohort < year}
    by_reason = {Leaving.AGED_18: _fill(aged, _AGED_18_BY_COHORT[year], gone, exact=targets.exact)}
    for leaving, name in (
        (Leaving.LEFT_AT_16, "left_at_16"),
        (Leaving.HOME_AT_16, "returned_home"),
    ):
        taken = by_reason.values()
        free = {
            cohort: count - sum(part.get(cohort, 0) for part in taken)
            for cohort, count in earlier.items()
        }
        wanted = targets.count("care_leavers", name, year)
        by_reason[leaving] = _fill(wanted, free, free, exact=targets.exact)
    cells = [
        Cell(cohort, year, leaving, count)
        for leaving, part in by_reason.items()
        for cohort, count in part.items()
    ]
    for cohort, count in gone.items():
        rest = count - sum(part.get(cohort, 0) for part in by_reason.values())
        weights = _weights(cohort, year)
        shares = apportion(rest, list(weights.values()))
        cells += [
            Cell(cohort, year, leaving, share)
            for leaving, share in zip(weights, shares, strict=True)
        ]
    return [cell for cell in cells if cell.count]


def _weights(cohort: int, year: int) -> dict[Leaving, int]:
    if cohort == year:
        return _SAME_YEAR
    if year - cohort > _ADOPTION_TAKES_AT_MOST:
        return _LONG_AGO
    return _NEXT_YEAR if year - cohort == 1 else _LATER


def same_year_reasons(count: int) -> dict[Leaving, int]:
    """How so many left who had started in the same year, after the anchor."""
    return dict(zip(_SAME_YEAR, apportion(count, list(_SAME_YEAR.values())), strict=True))


@dataclass(frozen=True)
class Ages:
    """Those looked after at the anchor by how long and how old.

    Attributes:
        long: for two and a half years or more; ``long_recent`` of them started in the first
            half of the year ended two years before the anchor.
        middle: for one year or more.
        short: for less than one.
    """

    long: dict[Band, int]
    long_recent: int
    middle: dict[Band, int]
    short: dict[Band, int]


def anchor_ages(targets: Targets, there: dict[int, int]) -> Ages:
    """Deal the anchor's children out so that every published group has its size.

    The published groups (under 5, 5 to 16, 10 to 17, under 16 for two and a half years) leave
    one choice, made here: how many of the oldest are 16, and how many of those are long-term.
    Where figures are not exact, ages give way to how many there are and since when.

    Raises:
        QuotaError: if figures are exact and do not hold together.
    """
    everyone = sum(count for cohort, count in there.items() if cohort < ANCHOR_YEAR)
    under_5 = targets.count("twelve_months", "under_5", ANCHOR_YEAR)
    from_10 = targets.count("twelve_months", "from_10_to_17", ANCHOR_YEAR)
    from_5 = everyone - under_5 - from_10
    to_16 = targets.count("twelve_months", "from_5_to_16", ANCHOR_YEAR) - from_5
    aged_16 = round(to_16 * 50 / 242)
    groups = (under_5, from_5, to_16 - aged_16, aged_16, from_10 - to_16)
    total = bounded(groups, [everyone] * len(groups), everyone, everyone)
    young = apportion(targets.count("stability", "long_term", ANCHOR_YEAR), _LONG_UNDER_16)
    usual = [*young, round(aged_16 * 34 / 50), round((from_10 - to_16) * 36 / 52)]
    certainly_long = there[EARLIER] + there[2022]
    long = bounded(usual, total, certainly_long, certainly_long + there[2023])
    if targets.exact and (total != list(groups) or long[:-1] != usual[:-1]):
        raise QuotaError("The published age groups do not hold together")
    middle = [whole - part for whole, part in zip(total, long, strict=True)]
    short = apportion(there[ANCHOR_YEAR], STARTING_AGES)
    return Ages(
        long=dict(zip(BANDS, long, strict=True)),
        long_recent=sum(long) - certainly_long,
        middle=dict(zip(BANDS, middle, strict=True)),
        short=dict(zip(BANDS, short, strict=True)),
    )


def _fill(
    wanted: int, weights: dict[int, int], room: dict[int, int], *, exact: bool
) -> dict[int, int]:
    """Divide by weight, nowhere more than there is room for; what does not fit goes elsewhere."""
    keys = list(weights)
    most = sum(room.get(key, 0) for key in keys)
    total = attainable(wanted, most, "ends of care by year of start", exact=exact)
    parts = [
        min(part, room.get(key, 0))
        for key, part in zip(keys, apportion(total, list(weights.values())), strict=True)
    ]
    missing = total - sum(parts)
    for place, key in enumerate(keys):
        more = min(missing, room.get(key, 0) - parts[place])
        parts[place] += more
        missing -= more
    return dict(zip(keys, parts, strict=True))
