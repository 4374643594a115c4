"""Young people of 16 and over and the September Guarantee, one row of tracking at a time.

Activities are written out by what they mean for a figure, not taken from the package.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from oracle.areas import Area, Member
from oracle.days import days
from oracle.inventing_rows import a_day, groups, later, maybe, people, somebody, sourced
from oracle.people import described

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from oracle.areas import Row, Tables

CUSTODY = {"290", "710"}
NEET = {
    *("540", "610", "615", "616", "617", "618", "619", "620"),
    *("630", "640", "650", "660", "670", "680", "690"),
}
TOLD_NOT_KNOWN = {"810", "820", "830"}
APPRENTICESHIP, INTERNSHIP = "310", "460"
PARTICIPATING = {
    *("210", "220", "230", "240", "270", "280", "281"),
    APPRENTICESHIP,
    *("320", "381", "410", "430", "450", INTERNSHIP, "550"),
}
NONE_OF_THESE = {
    *("110", "120", "130", "140", "150", "250", "260"),
    *("330", "340", "350", "360", "380", "530"),
}
SEN = {"E": "ehc_plan", "K": "sen_support", "N": "none"}


def _does(row: Row) -> str | None:
    """The activity that goes on at the month's end; none where it is not known."""
    if row["activity"] is None or row["activity"] in TOLD_NOT_KNOWN:
        return None
    due = row["review_due"]
    lapsed = due is not None and due < row["tracked_on"]
    return None if lapsed and row["activity"] not in CUSTODY else row["activity"]


def _neet(row: Row) -> bool:
    return _does(row) in NEET


def _not_known(row: Row) -> bool:
    return _does(row) is None


def _neet_or_not_known(row: Row) -> bool:
    return _neet(row) or _not_known(row)


def _participates(row: Row) -> bool:
    return _does(row) in PARTICIPATING


def _apprenticed(row: Row) -> bool:
    return _does(row) == APPRENTICESHIP


def _aged(row: Row, first: int, last: int) -> bool:
    return first <= row["academic_age"] <= last


def _young(row: Row) -> bool:
    return _aged(row, 16, 17) and _does(row) not in CUSTODY


def _with_sen(row: Row) -> bool:
    return _young(row) and row["send"] in {"K", "E"}


def _with_plan(row: Row) -> bool:
    return _young(row) and row["send"] == "E"


def _vulnerable(row: Row) -> bool:
    return _young(row) and row["vulnerable"]


def _care_experienced(row: Row) -> bool:
    return _young(row) and (row["looked_after"] or row["care_leaver"])


def _adult_with_plan(row: Row) -> bool:
    return _aged(row, 18, 24) and row["send"] == "E" and _does(row) not in CUSTODY


def _interned(row: Row) -> bool:
    return _aged(row, 16, 24) and _does(row) == INTERNSHIP


def _described(
    tables: Tables, start: date, end: date, of: Callable[[Row], bool]
) -> Iterator[tuple[Row, dict[str, str]]]:
    """Those rows of the lists of a period, and who each is about: SEN as tracking has it."""
    for row in tables["tracked_young_person"]:
        if start <= row["tracked_on"] <= end and of(row):
            about = described(tables, row["person_id"], row["tracked_on"])
            yield row, {**about, "sen": SEN.get(row["send"], "not_known")}


def _share(
    of: Callable[[Row], bool], counts: Callable[[Row], bool]
) -> Callable[[Tables, date, date], Iterator[Member]]:
    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for row, about in _described(tables, start, end, of):
            yield Member(int(counts(row)), 1, about)

    return members


def _number(of: Callable[[Row], bool]) -> Callable[[Tables, date, date], Iterator[Member]]:
    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for _row, about in _described(tables, start, end, of):
            yield Member(1, None, about)

    return members


def _neet_since_a_day(row: Row) -> bool:
    since = row["neet_since"]
    return _young(row) and _neet(row) and since is not None and since <= row["tracked_on"]


def _days_neet(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for row, about in _described(tables, start, end, _neet_since_a_day):
        yield Member(days(row["neet_since"], row["tracked_on"]) or 0, 1, about)


def _offers(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for row in tables["september_offer"]:
        if row["guarantee_year"] != end.year or row["year_group"] not in {11, 12, None}:
            continue
        if row["guarantee"] == "LEFT":
            continue
        in_time = row["offered_on"] is None or row["offered_on"] <= date(end.year, 9, 30)
        about = described(tables, row["person_id"], end)
        yield Member(int(row["guarantee"] == "OFFER" and in_time), 1, about)


COUNTED = ("2024-02-29", "2024-03-31", "2024-12-31", "2025-02-28", "2025-03-31", "2025-09-30")
BESIDE = ("2023-03-31", "2023-11-30", "2023-12-31", "2024-01-31", "2024-11-30", "2025-01-31")
MONTH_ENDS = tuple(date.fromisoformat(text) for text in (*COUNTED, *COUNTED, *COUNTED, *BESIDE))
KNOWN = 30


def _tracked(chance: Random) -> Row:
    on = chance.choice(MONTH_ENDS)
    kinds = [PARTICIPATING, NEET, NEET, NEET, NONE_OF_THESE, TOLD_NOT_KNOWN, CUSTODY]
    kinds += [{APPRENTICESHIP}, {INTERNSHIP}]
    in_care, left_care = chance.random() < 0.2, chance.random() < 0.2
    since = chance.choice([on - timedelta(days=chance.choice([0, 0, 1, 31, 400])), a_day(chance)])
    return {
        "person_id": somebody(chance, KNOWN),
        "tracked_on": on,
        "academic_age": chance.choice([16, 16, 16, 17, 17, 17, 18, 19, 24, 24, 25]),
        "send": chance.choice(["N", "K", "E", "E", None]),
        "activity": maybe(chance, chance.choice(sorted(chance.choice(kinds))), 0.93),
        "review_due": maybe(chance, later(chance, on, -60, -1, 0, 0, 1, 1, 90, 90, 365)),
        "neet_since": maybe(chance, since) if since <= on else None,
        "looked_after": in_care,
        "care_leaver": left_care,
        "vulnerable": in_care or left_care or chance.random() < 0.3,
    }


def _offered(chance: Random) -> Row:
    year = chance.choice([2023, 2024, 2024, 2025, 2025])
    september = date(year, 9, 30)
    offered = chance.choice([a_day(chance), later(chance, september, -60, -1, 0, 1, 30)])
    return {
        "person_id": somebody(chance, KNOWN),
        "guarantee_year": year,
        "year_group": chance.choice([11, 12, None]),
        "guarantee": chance.choice(["OFFER", "OFFER", "NOOFFER", "LEFT", "NOTREC", None]),
        "offered_on": maybe(chance, offered),
    }


def _invent(chance: Random) -> Tables:
    tracked = [_tracked(chance) for _ in range(150)]
    offers = [_offered(chance) for _ in range(50)]
    return {
        "person": people(chance, KNOWN),
        "person_group": groups(chance, KNOWN),
        "tracked_young_person": sourced(tracked, "tracked_young_person"),
        "september_offer": sourced(offers, "september_offer"),
    }


AREA = Area(
    measures={
        "neet_16_17": _share(_young, _neet),
        "not_known_16_17": _share(_young, _not_known),
        "neet_nk_16_17": _share(_young, _neet_or_not_known),
        "participation_16_17": _share(_young, _participates),
        "participation_sen": _share(_with_sen, _participates),
        "september_guarantee": _offers,
        "apprenticeship_16_17": _share(_young, _apprenticed),
        "apprentices_16_17": _number(lambda row: _young(row) and _apprenticed(row)),
        "supported_internships": _number(_interned),
        "neet_duration_weeks": _days_neet,
        "neet_vulnerable_16_17": _share(_vulnerable, _neet),
        "neet_nk_vulnerable_16_17": _share(_vulnerable, _neet_or_not_known),
        "neet_ehcp_16_17": _share(_with_plan, _neet),
        "neet_nk_ehcp_16_17": _share(_with_plan, _neet_or_not_known),
        "neet_care_experienced_16_17": _share(_care_experienced, _neet),
        "neet_ehcp_18_24": _share(_adult_with_plan, _neet),
    },
    invent=_invent,
    medians=frozenset({"neet_duration_weeks"}),
)
