"""Early help: assessments, children and families who are helped, and episodes that closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from oracle.ages import age
from oracle.areas import Member
from oracle.days import months_later, working_days
from oracle.early_help.following import by_source, referred, within
from oracle.people import described, person_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from oracle.areas import Row, Tables

STANDARD = 45
THE_AUTHORITY = {"Family hub", "Targeted help team"}
SOCIAL_CARE = {"cin", "cpp", "looked_after"}


def _about(tables: Tables, row: Row, on: date, agency: str) -> Row:
    return {**described(tables, row["person_id"], on), "service": row[agency] or "not_known"}


# Assessments


def _of_each_episode(tables: Tables) -> Iterable[list[Row]]:
    """Assessments of a child in one episode; cancelled ones are none."""
    results: dict[object, list[Row]] = {}
    for at, one in enumerate(tables["early_help_assessment"]):
        if one["outcome"] == "CANCELLED":
            continue
        named = one["episode_id"] is not None
        results.setdefault((one["person_id"], one["episode_id"]) if named else at, []).append(one)
    return results.values()


def _completed(tables: Tables, start: date, end: date) -> Iterator[tuple[Row, Row]]:
    for rows in _of_each_episode(tables):
        done = [one for one in rows if one["completed_on"] is not None]
        if done:
            first = min(
                done, key=lambda one: (one["completed_on"], one["started_on"], by_source(one))
            )
            if within(first["completed_on"], start, end):
                yield first, _about(tables, first, first["completed_on"], "organisation")


def assessments(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for _, about in _completed(tables, start, end):
        yield Member(1, None, about)


def timely(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _completed(tables, start, end):
        took = working_days(one["requested_on"], one["completed_on"])
        yield Member(int(took is not None and 0 <= took <= STANDARD), 1, about)


def by_partners(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _completed(tables, start, end):
        who = one["organisation"]
        yield Member(int(who is not None and who not in THE_AUTHORITY), 1, about)


def overdue(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    """Recorded as of the day: what is completed later is under way on it."""
    for rows in _of_each_episode(tables):
        begun = [one for one in rows if one["started_on"] <= end]
        if not begun or any(within(one["completed_on"], date.min, end) for one in rows):
            continue
        first = min(begun, key=lambda one: (one["started_on"], by_source(one)))
        closed = first["episode_closed_on"]
        if closed is not None and closed <= end:
            continue
        if working_days(first["requested_on"], end) > STANDARD:
            yield Member(1, None, _about(tables, first, end, "organisation"))


# Children and families on a day


def _with_social_care_since(tables: Tables, who: str | None, since: date, on: date) -> bool:
    """On every day from one to the other, in whichever of the three groups."""
    spells = [
        spell
        for spell in tables["person_group"]
        if spell["person_id"] == who and spell["group"] in SOCIAL_CARE
    ]
    reached = since
    while reached <= on:
        ends = [
            spell["end"] or date.max
            for spell in spells
            if spell["start"] <= reached < (spell["end"] or date.max)
        ]
        if not ends:
            return False
        reached = max(ends)
    return True


def _helped(tables: Tables, on: date) -> list[Row]:
    """The episodes that count, each child's first; a child nobody is known by has one alone."""
    seen = set()
    results = []
    for one in sorted(
        tables["early_help_episode"], key=lambda one: (one["requested_on"], by_source(one))
    ):
        who, closed = one["person_id"], one["closed_on"]
        if one["requested_on"] > on or (closed is not None and closed <= on):
            continue
        child = (who, None if who else one["episode_id"])
        if child in seen or _with_social_care_since(tables, who, one["requested_on"], on):
            continue
        seen.add(child)
        results.append(one)
    return results


def children_open(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for one in _helped(tables, end):
        yield Member(1, None, _about(tables, one, end, "lead_agency"))


def targeted_open(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for one in _helped(tables, end):
        if one["level_of_need"] == "3":
            yield Member(1, None, _about(tables, one, end, "lead_agency"))


def under_three(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for one in _helped(tables, end):
        years = age(end, (person_of(tables, one["person_id"]) or {}).get("date_of_birth"))
        if years in {0, 1, 2}:
            yield Member(1, None, _about(tables, one, end, "lead_agency"))


def _families(tables: Tables, on: date) -> list[Row]:
    """The row of each family's child helped for longest; a child without a family is one."""
    seen = set()
    results = []
    for one in _helped(tables, on):
        if one["family_id"] is None or one["family_id"] not in seen:
            results.append(one)
        seen.add(one["family_id"])
    return results


def families(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for one in _families(tables, end):
        yield Member(1, None, {"service": one["lead_agency"] or "not_known"})


def families_for_a_year(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    latest = months_later(end + timedelta(days=1), -12)
    for one in _families(tables, end):
        about = {"service": one["lead_agency"] or "not_known"}
        yield Member(int(one["requested_on"] <= latest), 1, about)


# Episodes that closed


def _closed(tables: Tables, start: date, end: date) -> Iterator[tuple[Row, Row]]:
    for one in tables["early_help_episode"]:
        if within(one["closed_on"], start, end):
            yield one, _about(tables, one, one["closed_on"], "lead_agency")


def _needs_met(one: Row) -> bool:
    if one["closure_reason"] is not None:
        return one["closure_reason"] == "MET"
    return one["needs_found"] > 0 and one["outcomes_achieved"] == one["needs_found"]


def needs_met(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _closed(tables, start, end):
        yield Member(int(_needs_met(one)), 1, about)


def needs_met_of_who_went_on(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _closed(tables, start, end):
        if one["closure_reason"] not in {"MOVED", "CONSENT_WITHDRAWN"}:
            yield Member(int(_needs_met(one)), 1, about)


def outcomes_achieved(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _closed(tables, start, end):
        yield Member(one["outcomes_achieved"], one["needs_found"], about)


def star_gain(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _closed(tables, start, end):
        if one["star_start"] is not None and one["star_end"] is not None:
            yield Member(one["star_end"] - one["star_start"], 1, about)


def stepped_up(months: int) -> Callable[[Tables, date, date], Iterator[Member]]:
    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for one, about in _closed(tables, start, end):
            who, closed = one["person_id"], one["closed_on"]
            if who is not None:
                first = one["requested_on"] if one["closure_reason"] == "STEP_UP" else closed
                after = months_later(closed, months)
                yield Member(int(referred(tables, who, first, after)), 1, about)

    return members


EPISODES: dict[str, Callable[[Tables, date, date], Iterable[Member]]] = {
    "early_help_assessments_completed": assessments,
    "early_help_assessment_rate": assessments,
    "early_help_assessments_timely": timely,
    "early_help_assessments_overdue": overdue,
    "early_help_partner_led_pct": by_partners,
    "early_help_open_rate": children_open,
    "early_help_families_open": families,
    "early_help_families_open_12_months_pct": families_for_a_year,
    "early_help_open_aged_0_2": under_three,
    "targeted_help_open_rate": targeted_open,
    "early_help_outcomes_met_pct": needs_met,
    "early_help_outcomes_met_excl_moved_pct": needs_met_of_who_went_on,
    "early_help_outcomes_achieved_pct": outcomes_achieved,
    "early_help_average_star_gain": star_gain,
    "early_help_step_up_pct": stepped_up(12),
    "early_help_step_up_6m_pct": stepped_up(6),
}
