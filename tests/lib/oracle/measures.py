"""Each measure: a list of (person, numerator, breakdown), and what they add up to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from oracle.ages import age
from oracle.histories import (
    FAR,
    breakdowns,
    children,
    collection_year,
    earlier,
    end,
    lives_in,
    period_of,
    placements,
    present,
)
from oracle.leavers import leavers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Member = tuple[str, int, Row]

FOSTER = {"U1", "U2", "U3", "U4", "U5", "U6"}
MEANS = {"cla_sdq_mean"}
WITHOUT_DENOMINATOR = {"cla_rate", "cla_start_rate", "cla_cease_rate"}


def counts(
    measure: str, tables: Tables, start: date, last: date, authority: str
) -> dict[tuple[str, str], tuple[int, int | None]]:
    """Numerator and denominator by (breakdown, category).

    Args:
        start: first day of the twelve months that end on the last.
    """
    members = list(_members(measure, tables, start, last, authority))
    keys = {("total", "total")} | {pair for _, _, about in members for pair in about.items()}
    results: dict[tuple[str, str], tuple[int, int | None]] = {}
    for key in keys:
        those = [
            number
            for _, number, about in members
            if key == ("total", "total") or about[key[0]] == key[1]
        ]
        results[key] = (sum(those), None if measure in WITHOUT_DENOMINATOR else len(those))
    return results


def _members(
    measure: str, tables: Tables, start: date, last: date, authority: str
) -> Iterator[Member]:
    if measure == "cla_start_rate":
        yield from _started(tables, start, last)
    elif measure == "cla_cease_rate":
        yield from _ceased(tables, start, last)
    elif measure == "new_placements_local_pct":
        yield from _new_placements(tables, start, last)
    elif measure.startswith("cl_"):
        yield from leavers(measure, tables, start, last)
    else:
        yield from _looked_after(measure, tables, start, last, authority)


def _person(tables: Tables, person_id: str) -> Row | None:
    return next((one for one in tables["person"] if one["person_id"] == person_id), None)


def _started(tables: Tables, start: date, last: date) -> Iterator[Member]:
    for who, episodes in children(tables, last).items():
        for episode in episodes:
            if episode["rne"] == "S" and start <= episode["decom"] <= last:
                yield (
                    who,
                    1,
                    breakdowns(tables, _person(tables, who), who, episode["cin"], episode["decom"]),
                )
                break


def _ceased(tables: Tables, start: date, last: date) -> Iterator[Member]:
    for who, episodes in children(tables, last).items():
        left: Row | None = None
        for episode in episodes:
            if episode["dec"] is None or not start <= episode["dec"] <= last:
                continue
            if episode["rec"] == "X1":
                continue
            if episode["rec"] is None and any(
                end(one) > episode["dec"] for one in period_of(episode, episodes)
            ):
                continue
            if left is None or episode["dec"] >= left["dec"]:
                left = episode
        if left is not None:
            yield who, 1, breakdowns(tables, _person(tables, who), who, left["cin"], left["dec"])


def _new_placements(tables: Tables, start: date, last: date) -> Iterator[Member]:
    for who, episodes in children(tables, last).items():
        for stay in placements(episodes):
            if start <= stay["start"] <= last:
                first = stay["first"]
                miles = first["pl_distance"]
                near = first["pl_location"] == "IN" and miles is not None and miles <= 20
                about = breakdowns(tables, _person(tables, who), who, first["cin"], stay["start"])
                yield who, int(near), about


def _looked_after(
    measure: str, tables: Tables, start: date, last: date, authority: str
) -> Iterator[Member]:
    for who, episodes in children(tables, last).items():
        now = present(episodes, last)
        if now is None:
            continue
        home = lives_in(now, episodes) or now
        person = _person(tables, who)
        child = {
            "who": who,
            "episodes": episodes,
            "now": now,
            "home": home,
            "age": age(last, person["date_of_birth"]) if person else None,
            "since": min(one["decom"] for one in period_of(now, episodes)),
            "health": _health(tables, who, last),
        }
        answer = _ANSWERS[measure](child, tables, start, last, authority)
        if answer is not None:
            yield who, int(answer), breakdowns(tables, person, who, now["cin"], last)


def _health(tables: Tables, who: str, last: date) -> Row:
    results = [
        one
        for one in tables["health_outcome"]
        if one["person_id"] == who and one["collection_year"] == collection_year(last)
    ]
    results.sort(key=lambda one: (one["source_file"], one["source_row"]))
    return results[-1] if results else {}


def _for_months(child: Row, months: int, last: date) -> bool:
    return child["since"] <= earlier(last + timedelta(days=1), months)


def _placed(*codes: str) -> Callable[..., int]:
    return lambda child, *_: child["home"]["place"] in codes


def _in_house(child: Row, *_: Any) -> bool | None:
    if child["home"]["place"] not in FOSTER:
        return None
    return child["home"]["place_provider"] == "PR1"


def _far(child: Row, *_: Any) -> bool:
    miles = child["home"]["pl_distance"]
    return miles is not None and miles > 20


def _far_outside(child: Row, *_: Any) -> bool:
    return _far(child) and child["home"]["pl_location"] == "OUT"


def _inside(child: Row, _t: Tables, _s: date, _l: date, authority: str) -> bool | None:
    area = child["home"]["pl_la"]
    return None if area is None else area == authority


def _check(column: str) -> Callable[..., bool | None]:
    def answer(child: Row, _t: Tables, _s: date, last: date, _a: str) -> bool | None:
        if not _for_months(child, 12, last):
            return None
        return child["health"].get(column) == 1

    return answer


def _convicted(child: Row, _t: Tables, _s: date, last: date, _a: str) -> bool | None:
    if not _for_months(child, 12, last) or child["age"] not in range(10, 18):
        return None
    return child["health"].get("convicted") == 1


def _sdq(child: Row, last: date) -> tuple[bool, int | None]:
    definition = _for_months(child, 12, last) and child["age"] in range(5, 17)
    return definition, child["health"].get("sdq_score")


def _sdq_score(child: Row, _t: Tables, _s: date, last: date, _a: str) -> int | None:
    definition, score = _sdq(child, last)
    return score if definition else None


def _sdq_returned(child: Row, _t: Tables, _s: date, last: date, _a: str) -> bool | None:
    definition, score = _sdq(child, last)
    return score is not None if definition else None


def _sdq_concern(child: Row, _t: Tables, _s: date, last: date, _a: str) -> bool | None:
    definition, score = _sdq(child, last)
    return None if not definition or score is None else score in range(17, 41)


def _many_workers(child: Row, tables: Tables, start: date, last: date, _a: str) -> bool:
    workers = set()
    for one in tables["social_worker_episode"]:
        if one["person_id"] != child["who"]:
            continue
        begun_in = start <= one["sw_decom"] <= last
        went_on = one["sw_decom"] < start and (one["sw_dec"] or FAR) > start
        if begun_in or went_on:
            workers.add(one["worker_id"])
    return len(workers) >= 3


def _many_placements(child: Row, _t: Tables, start: date, last: date, _a: str) -> bool:
    in_year = [
        stay
        for stay in placements(child["episodes"])
        if stay["start"] <= last and stay["end"] > start
    ]
    return len(in_year) >= 3


def _settled(child: Row, _t: Tables, _s: date, last: date, _a: str) -> bool | None:
    if child["age"] is None or child["age"] >= 16 or not _for_months(child, 30, last):
        return None
    home = lives_in(child["now"], child["episodes"])
    if home is None:
        return False
    order = [id(one) for one in child["episodes"]]
    period = [id(one) for one in period_of(home, child["episodes"])]
    candidates = [
        stay
        for stay in placements(child["episodes"])
        if id(stay["first"]) in period and order.index(id(stay["first"])) <= order.index(id(home))
    ]
    if not candidates:
        return False
    stay = candidates[-1]
    since = stay["start"]
    if stay["first"]["place"] in {"A3", "A4", "A5", "A6"} and stay["before"] is not None:
        since = stay["before"]
    return since <= earlier(last + timedelta(days=1), 24)


_ANSWERS: dict[str, Callable[..., int | bool | None]] = {
    "cla_rate": lambda *_: 1,
    "cla_foster_pct": _placed(*FOSTER),
    "cla_kinship_foster_pct": _placed("U1", "U2", "U3"),
    "cla_inhouse_foster_pct": _in_house,
    "cla_over_20_miles_pct": _far_outside,
    "cla_over_20_miles_any_pct": _far,
    "cla_in_plymouth_pct": _inside,
    "cla_dental_pct": _check("teeth_check"),
    "cla_health_assessment_pct": _check("health_assessment"),
    "cla_immunisation_pct": _check("immunisations"),
    "cla_convicted_pct": _convicted,
    "cla_sdq_mean": _sdq_score,
    "cla_sdq_completion_pct": _sdq_returned,
    "cla_sdq_concern_pct": _sdq_concern,
    "cla_sw_instability": _many_workers,
    "cla_3plus_placements_pct": _many_placements,
    "cla_long_term_stability_pct": _settled,
    "cla_childrens_home_pct": _placed("K1", "K2"),
    "cla_supported_accom_pct": _placed("K3", "H5", "P2"),
}
