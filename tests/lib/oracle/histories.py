"""Ages, episodes, periods of care and placements, worked out one child at a time."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

from oracle.people import described

Row = dict[str, Any]

FAR = date(9999, 12, 31)
TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}


def earlier(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def collection_year(day: date) -> int:
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def end(episode: Row) -> date:
    return episode["dec"] or FAR


def children(tables: dict[str, list[Row]], until: date) -> dict[str, list[Row]]:
    """Each child's episodes in order; no short breaks, none that lasts no night."""
    results: dict[str, list[Row]] = {}
    for episode in tables["care_episode"]:
        if episode["ls"] in {"V3", "V4"} or episode["decom"] > until:
            continue
        if end(episode) <= episode["decom"]:
            continue
        results.setdefault(episode["person_id"], []).append(episode)
    for episodes in results.values():
        episodes.sort(key=lambda e: (e["decom"], end(e), e["source_file"], e["source_row"]))
    return results


def period_of(episode: Row, episodes: list[Row]) -> list[Row]:
    """The episodes that touch or overlap this one, or one that does, and so on."""
    together = [episode]
    grew = True
    while grew:
        grew = False
        for other in episodes:
            if any(other is one for one in together):
                continue
            if any(other["decom"] <= end(one) and one["decom"] <= end(other) for one in together):
                together.append(other)
                grew = True
    return [one for one in episodes if any(one is other for other in together)]


def present(episodes: list[Row], on: date) -> Row | None:
    """The episode a child is in on a day."""
    running = [one for one in episodes if one["decom"] <= on < end(one)]
    return running[-1] if running else None


def lives_in(episode: Row, episodes: list[Row]) -> Row | None:
    """The episode that states where the child lives; none if only temporary ones do."""
    for one in reversed(_up_to(episode, period_of(episode, episodes))):
        if one["place"] not in TEMPORARY:
            return one
    return None


def _up_to(episode: Row, episodes: list[Row]) -> list[Row]:
    for position, one in enumerate(episodes):
        if one is episode:
            return episodes[: position + 1]
    raise AssertionError


def stays(episodes: list[Row]) -> list[list[Row]]:
    """Placements of a period of care: each the list of its episodes, temporary ones left out."""
    results: list[list[Row]] = []
    away = False
    for episode in episodes:
        if episode["place"] in TEMPORARY:
            away = True
            continue
        if not results or _moves(results[-1][-1], episode, away=away):
            results.append([episode])
        else:
            results[-1].append(episode)
        away = False
    return results


def _moves(before: Row, now: Row, *, away: bool) -> bool:
    if now["rne"] not in {"S", "P", "B"} or now["place"] in {"A3", "A5"}:
        return False
    same = ("place", "place_provider", "urn", "pl_la", "pl_distance")
    return not (away and all(before.get(name) == now.get(name) for name in same))


def placements(episodes: list[Row]) -> list[Row]:
    """Every placement of a child over all periods, with when it began and ended, in order."""
    results: list[Row] = []
    seen: list[Row] = []
    for episode in episodes:
        if any(episode is one for one in seen):
            continue
        period = period_of(episode, episodes)
        seen += period
        in_period = stays(period)
        begun = [stay[0]["decom"] for stay in in_period]
        left = [*begun[1:], max(end(one) for one in period)]
        before = None
        for stay, start, stop in zip(in_period, begun, left, strict=False):
            if stop > start:
                results.append(
                    {"first": stay[0], "all": stay, "start": start, "end": stop, "before": before}
                )
                before = start
    return results


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def breakdowns(
    tables: dict[str, list[Row]], person: Row | None, who: str, need: str | None, on: date
) -> Row:
    if person is None:
        status = "not_known"
    elif person["uasc"] and (person.get("uasc_until") is None or person["uasc_until"] > on):
        status = "uasc"
    else:
        status = "not_uasc"
    return {
        **described(tables, who, on),
        "uasc": status,
        "category_of_need": need or "not_known",
    }
