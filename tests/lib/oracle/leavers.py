"""Care leaver measures: who had a birthday in the year, and what their record of it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oracle.ages import age, birthday
from oracle.histories import (
    children,
    collection_year,
    day_before,
    lives_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

Row = dict[str, Any]
Tables = dict[str, list[Row]]

FOSTER = {"U1", "U2", "U3", "U4", "U5", "U6"}


def leavers(
    measure: str, tables: Tables, start: date, last: date
) -> Iterator[tuple[str, int, Row]]:
    ages = {"17_18": (17, 18), "19_21": (19, 20, 21)}.get(measure[-5:], (19, 20))
    histories = children(tables, last)
    for person in tables["person"]:
        who, born = person["person_id"], person["date_of_birth"]
        turned = (
            []
            if born is None
            else [years for years in range(30) if start <= birthday(born, years) <= last]
        )
        if not turned or turned[-1] not in ages:
            continue
        record = _leaver_record(tables, who, collection_year(birthday(born, turned[-1])))
        episodes = histories.get(who, [])
        latest = episodes[-1] if episodes else {}
        if record is None or record["in_touch"] in {"DIED", "RHOM"} or latest.get("rec") == "E3":
            continue
        if measure == "cl_staying_put_pct" and not _left_foster_care_at_18(born, episodes):
            continue
        answer = _LEAVER_ANSWERS[measure](record)
        if answer is not None:
            about = _of_leaver(person, latest.get("cin"))
            about["age_band"] = "17-18" if turned[-1] < 19 else "19-21"
            about["uasc"] = "uasc" if person["uasc"] else "not_uasc"
            yield who, int(answer), about


def _of_leaver(person: Row, need: str | None) -> Row:
    """Care leavers are distinguished by these alone: school and social care are behind them."""
    return {
        "sex": person["sex"] or "not_known",
        "ethnic_group": person["ethnic_group"] or "not_known",
        "category_of_need": need or "not_known",
    }


def _leaver_record(tables: Tables, who: str, year: int) -> Row | None:
    results = [
        one
        for one in tables["care_leaver"]
        if one["person_id"] == who and one["collection_year"] == year
    ]
    results.sort(key=lambda one: (one["source_file"], one["source_row"]))
    return results[-1] if results else None


def _left_foster_care_at_18(born: date, episodes: list[Row]) -> bool:
    for episode in episodes:
        if episode["dec"] is None or episode["rec"] == "X1":
            continue
        home = lives_in(episode, episodes)
        if home is None or home["place"] not in FOSTER:
            continue
        on_birthday = (
            age(episode["dec"], born) == 18 and age(day_before(episode["dec"]), born) == 17
        )
        if on_birthday or episode["rec"] == "E17":
            return True
    return False


def _suitable(record: Row) -> bool | None:
    accommodation = record["accom"] or "0"
    if accommodation[0] in "GHR":
        return None
    return accommodation.endswith("1")


def _eet(record: Row) -> bool:
    return record["activ"] is not None and record["activ"][0] in "FP"


_LEAVER_ANSWERS: dict[str, Callable[[Row], bool | None]] = {
    "cl_eet_19_21": _eet,
    "cl_eet_17_18": _eet,
    "cl_neet_19_21": lambda record: record["activ"] in {"G4", "G5", "G6"},
    "cl_not_in_touch_19_21": lambda record: (
        record["in_touch"] == "NO" and record["activ"] in {None, "0"}
    ),
    "cl_suitable_accom_19_21": _suitable,
    "cl_suitable_accom_17_18": _suitable,
    "cl_staying_put_pct": lambda record: record["accom"] in {"Z1", "Z2"},
}
