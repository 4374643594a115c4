"""The check of the invented authority: every calibrated figure, counted again from its files.

Here: plain counting over the CSV files, by the published definitions, that knows nothing of how
lives were told and shares nothing with the measures. Not here: the targets' values (``targets``).
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ae_city.care.targets import ANCHOR_YEAR, Places, Targets, first_day, last_day
from ae_city.postcodes import METRES_IN_A_MILE, Place, directory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

Row = dict[str, str]
_SHORT_BREAKS = {"V3", "V4"}
_FOSTER = {"U1", "U2", "U3", "U4", "U5", "U6"}
_TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}
_NEW_PLACEMENT = {"S", "P", "B"}
_BY_CARER = {"A3", "A5"}
_SETTINGS = {
    "foster": _FOSTER,
    "foster_kinship": {"U1", "U2", "U3"},
    "childrens_home": {"K2"},
    "secure_home": {"K1"},
    "supported": {"K3", "H5", "P2"},
    "adoption": {"A3", "A4", "A5", "A6"},
    "parents": {"P1"},
}
_FAR_MILES = 20.0
_MANY = 3
_HALF_A_DECIMAL = 0.05
_WORKERS_FROM = 2024
"""First year that social workers are collected for."""
_SCORED_AGES, _UNDER_16 = range(5, 17), range(16)


@dataclass(frozen=True)
class Figure:
    """A figure, what it should be and what the files say."""

    name: str
    year: int
    target: float
    found: float

    @property
    def met(self) -> bool:
        """To the unit; a mean to within half of its published decimal."""
        return abs(self.target - self.found) < _HALF_A_DECIMAL


@dataclass(frozen=True)
class _Episode:
    """An episode as the files tell it, of one child."""

    start: date
    end: date
    row: Row

    def covers(self, day: date) -> bool:
        return self.start <= day < self.end


class Files:
    """The year-end drops of a landing folder, read as they are."""

    def __init__(self, landing: Path, places: Places, years: list[int]) -> None:
        self._drops = {
            year: landing / f"{year}-03" / "ssda903"
            for year in years
            if (landing / f"{year}-03" / "ssda903").is_dir()
        }
        self.years = list(self._drops)
        self._places = places
        wanted = frozenset({places.authority, *places.near, *places.far})
        self._directory = {place.postcode: place for place in directory(places.letters, wanted)}
        self.histories = self._histories()

    def rows(self, year: int, table: str) -> list[Row]:
        """A table of a year's last drop."""
        with (self._drops[year] / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def born(self, year: int) -> dict[str, date]:
        """Dates of birth by child."""
        return {row["CHILD"]: day(row["DOB"]) for row in self.rows(year, "header")}

    def _histories(self) -> dict[str, list[_Episode]]:
        """By child, the latest telling of every episode that is no short break, in order."""
        latest: dict[tuple[str, date], Row] = {}
        for year in self.years:
            for row in self.rows(year, "episodes"):
                if row["LS"] not in _SHORT_BREAKS:
                    latest[row["CHILD"], day(row["DECOM"])] = row
        histories: dict[str, list[_Episode]] = {}
        for (child, start), row in sorted(latest.items()):
            end = day(row["DEC"]) if row["DEC"] else date.max
            histories.setdefault(child, []).append(_Episode(start, end, row))
        return histories

    def location(self, row: Row) -> str:
        """Where a placement is: ``inside_near`` and so on, or ``unknown`` without a home."""
        home, placed = (self._directory.get(row[name]) for name in ("HOME_POST", "PL_POST"))
        if home is None or placed is None:
            return "unknown"
        side = "inside" if placed.authority == self._places.authority else "outside"
        return f"{side}_{'far' if _miles(home, placed) > _FAR_MILES else 'near'}"


def day(text: str) -> date:
    """A date as the return writes it."""
    number, month, year = text.split("/")
    return date(int(year), int(month), int(number))


def _miles(one: Place, other: Place) -> float:
    metres = math.dist((one.easting, one.northing), (other.easting, other.northing))
    return math.floor(metres / METRES_IN_A_MILE * 10 + 0.5) / 10


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def check(landing: Path, targets: Targets) -> list[Figure]:
    """Every calibrated figure that the year-end drops in a landing folder let one count.

    Scores of difficulties are left out but for the anchor: elsewhere they are carried over as
    shares, to a number of children aged 5 to 16 that is not the published one.
    """
    files = Files(landing, targets.places, list(range(ANCHOR_YEAR - 3, ANCHOR_YEAR + 2)))
    figures: list[Figure] = []
    for year in files.years:
        for name, path, found in _counts(files, year):
            if targets.has(*path, year) and (path[0] != "difficulties" or year == ANCHOR_YEAR):
                figures.append(Figure(name, year, targets.count(*path, year), found))
        if year == ANCHOR_YEAR:
            figures += _shares(files, targets)
    return figures


def _counts(files: Files, year: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Name, place in the configuration, and count, of what is published for every year."""
    on, since = last_day(year), first_day(year)
    stock = _looked_after(files, on)
    events = [
        (child, episode)
        for child, episodes in files.histories.items()
        for episode in episodes
        if episode.start <= on and episode.end >= since
    ]
    started = {
        child for child, each in events if each.row["RNE"] == "S" and since <= each.start <= on
    }
    ceased = {
        child for child, each in events if each.end <= on and each.row["REC"] not in {"X1", ""}
    }
    yield "looked after", ("stock", "looked_after"), len(stock)
    yield "started", ("stock", "started"), len(started)
    yield "ceased", ("stock", "ceased"), len(ceased)
    moves = {child: _placements(episodes, since, on) for child, episodes in files.histories.items()}
    many = [child for child in stock if len(moves[child]) >= _MANY]
    yield "three or more placements", ("stability", "three_or_more"), len(many)
    new = [each for stays in moves.values() for each in stays if each.start >= since]
    yield "new placements", ("new_placements", "all"), len(new)
    where = Counter(files.location(each.row) for each in new)
    for name in ("inside_near", "inside_far", "outside_near", "outside_far", "unknown"):
        yield f"new placements {name}", ("new_placements", name), where[name]
    yield from _health(files, year)
    yield from _leavers(files, year)
    if year >= _WORKERS_FROM:
        seen: dict[str, set[str]] = {}
        for row in files.rows(year, "sw_episodes"):
            seen.setdefault(row["CHILD"], set()).add(row["SW_ID"])
        often = [child for child in stock if len(seen.get(child, ())) >= _MANY]
        yield "three or more workers", ("stability", "three_or_more_workers"), len(often)


def _looked_after(files: Files, on: date) -> dict[str, _Episode]:
    """Children looked after on a day, with the episode that says where they live.

    During a temporary placement that is the last one before it.
    """
    found = {}
    for child, episodes in files.histories.items():
        before = [each for each in episodes if each.start <= on]
        if before and before[-1].covers(on):
            lasting = [each for each in before if each.row["PLACE"] not in _TEMPORARY]
            found[child] = lasting[-1]
    return found


def _placements(episodes: list[_Episode], since: date, on: date) -> list[_Episode]:
    """First episodes of the placements that were open at some time from one day to another.

    Temporary ones are passed over, and so is coming back from them to where the child was.
    """
    firsts: list[list[_Episode]] = []
    previous: _Episode | None = None
    lasting: _Episode | None = None
    for each in episodes:
        if each.row["PLACE"] not in _TEMPORARY:
            back = (
                previous is not None
                and lasting is not None
                and previous.row["PLACE"] in _TEMPORARY
                and all(
                    each.row[name] == lasting.row[name]
                    for name in ("PLACE", "PLACE_PROVIDER", "PL_POST", "URN")
                )
            )
            moved = each.row["RNE"] in _NEW_PLACEMENT and each.row["PLACE"] not in _BY_CARER
            if not firsts or (moved and not back):
                firsts.append([])
            firsts[-1].append(each)
            lasting = each
        elif firsts:
            firsts[-1].append(each)
        previous = each
    return [stay[0] for stay in firsts if stay[0].start <= on and stay[-1].end > since]


def _health(files: Files, year: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
    on = last_day(year)
    rows = files.rows(year, "oc2")
    ages = {row["CHILD"]: _age(day(row["DOB"]), on) for row in rows}
    yield "twelve months", ("twelve_months", "all"), len(rows)
    for name, low, high in (
        ("under_5", 0, 4), ("from_5_to_16", 5, 16), ("from_10_to_17", 10, 17),
    ):  # fmt: skip
        group = [row for row in rows if low <= ages[row["CHILD"]] <= high]
        yield f"twelve months {name}", ("twelve_months", name), len(group)
    for flag in ("teeth_check", "health_assessment", "immunisations", "convicted"):
        yield flag, ("health", flag), sum(row[flag.upper()] == "1" for row in rows)
    scores = [
        int(row["SDQ_SCORE"])
        for row in rows
        if row["SDQ_SCORE"] and ages[row["CHILD"]] in _SCORED_AGES
    ]
    for name, low, high in (("normal", 0, 13), ("borderline", 14, 16), ("concern", 17, 40)):
        group_size = sum(low <= score <= high for score in scores)
        yield f"difficulties {name}", ("difficulties", name), group_size


def _leavers(files: Files, year: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
    rows = [row for row in files.rows(year, "oc3") if row["IN_TOUCH"] not in {"RHOM", "DIED"}]
    for name, ages in (("older", (19, 21)), ("younger", (17, 18))):
        group = [row for row in rows if ages[0] <= _age(day(row["DOB"]), last_day(year)) <= ages[1]]
        wanted: Mapping[str, Callable[[Row], bool]] = {
            "all": lambda _row: True,
            "employed": lambda row: row["ACTIV"][:1] in {"F", "P"},
            "not_employed": lambda row: row["ACTIV"][:1] == "G",
            "suitable": lambda row: row["ACCOM"][1:] == "1",
            "unsuitable": lambda row: row["ACCOM"][1:] == "2",
        }
        for figure, counts in wanted.items():
            yield (
                f"care leavers {name} {figure}",
                ("care_leavers", name, figure),
                sum(counts(row) for row in group),
            )


def _shares(files: Files, targets: Targets) -> list[Figure]:
    """What is published for the anchor alone, and means."""
    year, on = ANCHOR_YEAR, last_day(ANCHOR_YEAR)
    stock = _looked_after(files, on)
    found: dict[str, float] = {
        f"placed {name}": sum(each.row["PLACE"] in codes for each in stock.values())
        for name, codes in _SETTINGS.items()
    }
    wanted: dict[str, float] = {
        f"placed {name}": targets.count("placed", name) for name in _SETTINGS
    }
    found["placed outside and far"] = sum(
        files.location(each.row) == "outside_far" for each in stock.values()
    )
    wanted["placed outside and far"] = targets.count("placed", "outside_far")
    alone = {row["CHILD"] for row in files.rows(year, "uasc")}
    found["unaccompanied"] = sum(child in alone for child in stock)
    wanted["unaccompanied"] = targets.count("unaccompanied", year)
    long, settled = _long_term(files, stock, on)
    found["long-term"], found["long-term, same placement"] = long, settled
    wanted["long-term"] = targets.count("stability", "long_term", year)
    wanted["long-term, same placement"] = targets.count("stability", "same_placement", year)
    scores = [
        int(row["SDQ_SCORE"])
        for row in files.rows(year, "oc2")
        if row["SDQ_SCORE"] and _age(day(row["DOB"]), on) in _SCORED_AGES
    ]
    found["difficulties mean"] = round(sum(scores) / max(1, len(scores)), 2)
    wanted["difficulties mean"] = targets.rate("difficulties", "mean", year)
    found["staying put, percent"] = _staying_put(files, year)
    wanted["staying put, percent"] = targets.rate("care_leavers", "staying_put_pct", year)
    return [Figure(name, year, wanted[name], found[name]) for name in wanted]


def _long_term(files: Files, stock: Mapping[str, _Episode], on: date) -> tuple[int, int]:
    """Under 16 and in care for two and a half years; of them two years in one placement."""
    born = files.born(on.year)
    long = settled = 0
    for child in stock:
        episodes = [each for each in files.histories[child] if each.start <= on]
        since = episodes[-1].start
        for before, each in zip(reversed(episodes[:-1]), reversed(episodes), strict=False):
            if before.end != each.start:
                break
            since = before.start
        if _age(born[child], on) not in _UNDER_16 or since > date(on.year - 3, 9, 30):
            continue
        long += 1
        settled += _placements(episodes, on, on + timedelta(days=1))[-1].start <= date(
            on.year - 2, on.month, on.day
        )
    return long, settled


def _staying_put(files: Files, year: int) -> float:
    """Of those aged 19 or 20 who left foster care at 18, those with their former carers."""
    able = there = 0
    for row in files.rows(year, "oc3"):
        born = day(row["DOB"])
        episodes = files.histories.get(row["CHILD"], [])
        if row["IN_TOUCH"] == "RHOM" or not episodes:
            continue
        last = episodes[-1]
        at_18 = last.end == born.replace(year=born.year + 18)
        if _age(born, last_day(year)) in {19, 20} and at_18 and last.row["PLACE"] in _FOSTER:
            able += 1
            there += row["ACCOM"] == "Z1"
    return round(100 * there / max(1, able))
