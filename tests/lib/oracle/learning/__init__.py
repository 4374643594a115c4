"""Results, destinations and education plans: who counts, one pupil and one plan at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from oracle.areas import Area, Member, Row, Tables
from oracle.days import working_days
from oracle.histories import FAR, breakdowns, children, earlier, end, period_of, present
from oracle.learning.rows import invent
from oracle.people import described, person_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Counts = Callable[[Row], int | None]
    Pupils = Callable[[Tables, date], Iterator[Row]]
    Members = Callable[[Tables, date, date], Iterator[Member]]

OF_A_PUPIL = ("sex", "ethnic_group", "sen", "fsm", "social_care", "locality")
OF_A_YOUNG_PERSON = ("sex", "ethnic_group", "locality")
AUGUST, SEPTEMBER, DECEMBER = 8, 9, 12

WITHOUT_RESULT = {"L", "F", "P", "M", "S", "X"}
"""Left, judged in a later or an earlier year, missing, suppressed, lost."""
EDUCATION = {"SSF", "SFC", "FE", "SPE", "HE", "OED"}
LASTING = EDUCATION | {"APP", "EMP"}


# Results: one row is a pupil, as on 31 March of the academic year -----------------------------


def year_of(last: date) -> int:
    """The year in which the academic year ends that a day is in."""
    return last.year + (last.month >= SEPTEMBER)


def _results(table: str, stays: Callable[[Row], bool], *, years_before: int = 0) -> Pupils:
    def pupils(tables: Tables, last: date) -> Iterator[Row]:
        for row in tables[table]:
            if row["year_ended"] == year_of(last) - years_before and stays(row):
                yield row

    return pupils


def _eligible(row: Row) -> bool:
    outcomes = {row["reading"], row["mathematics"], row["writing"]}
    return not outcomes & WITHOUT_RESULT


profiles = _results("eyfsp_result", lambda row: row["complete"])
phonics = _results("phonics_result", lambda row: row["year_group"] == 1 and row["outcome"] != "L")
key_stage_2 = _results("ks2_result", _eligible)
key_stage_4 = _results("ks4_result", lambda _: True)
by_19 = _results("result_by_19", lambda _: True, years_before=1)
left_key_stage_4 = _results("destination", lambda row: row["stage"] == "KS4", years_before=1)
left_after_16 = _results("destination", lambda row: row["stage"] == "16-18", years_before=1)


def _in_need(pupils: Pupils) -> Pupils:
    def those(tables: Tables, last: date) -> Iterator[Row]:
        spring = date(year_of(last), 3, 31)
        for row in pupils(tables, last):
            if row["person_id"] is None:
                continue
            groups = {
                spell["group"]
                for spell in tables["person_group"]
                if spell["person_id"] == row["person_id"]
                and spell["start"] <= spring
                and (spell["end"] or FAR) > spring
            }
            if "cin" in groups and not groups & {"cpp", "looked_after"}:
                yield row

    return those


def _looked_after(pupils: Pupils) -> Pupils:
    def those(tables: Tables, last: date) -> Iterator[Row]:
        spring = date(year_of(last), 3, 31)
        in_care = {child["who"] for child in children_on(tables, spring) if child["for_a_year"]}
        for row in pupils(tables, last):
            if row["person_id"] in in_care:
                yield row

    return those


def _each(pupils: Pupils, counts: Counts, about: tuple[str, ...] = OF_A_PUPIL) -> Members:
    """Each pupil is a member, unless what it counts as is not known."""

    def members(tables: Tables, _: date, last: date) -> Iterator[Member]:
        for row in pupils(tables, last):
            number = counts(row)
            if number is None:
                continue
            was = described(tables, row["person_id"], date(row["year_ended"], 3, 31))
            yield Member(int(number), 1, {name: was[name] for name in about})

    return members


def _holds(column: str) -> Counts:
    return lambda row: row[column] is True


def _value(column: str) -> Counts:
    return lambda row: row[column]


def _went_on_to(*codes: str) -> Counts:
    return lambda row: row["sustained"] is True and row["destination"] in codes


# Children looked after -----------------------------------------------------------------------


def children_on(tables: Tables, on: date) -> Iterator[Row]:
    """Who is looked after on a day, since when, and their breakdowns."""
    for who, episodes in children(tables, on).items():
        now = present(episodes, on)
        if now is None:
            continue
        since = min(one["decom"] for one in period_of(now, episodes))
        status = breakdowns(tables, person_of(tables, who), who, now["cin"], on)
        yield {
            "who": who,
            "episodes": episodes,
            "since": since,
            "for_a_year": since <= earlier(on + timedelta(days=1), 12),
            "about": {
                **described(tables, who, on),
                "uasc": status["uasc"],
                "category_of_need": status["category_of_need"],
            },
        }


def _of_school_age(plan: Row) -> bool:
    return plan["year_group"] in range(12)


def _within(day: date | None, start: date, last: date) -> bool:
    return day is not None and start <= day <= last


def _plans_of(tables: Tables, who: str) -> list[Row]:
    return [plan for plan in tables["education_plan"] if plan["person_id"] == who]


def changed_school(tables: Tables, start: date, last: date) -> Iterator[Member]:
    for child in children_on(tables, last):
        if not any(
            _of_school_age(plan) and _within(plan["due"], start, last)
            for plan in _plans_of(tables, child["who"])
        ):
            continue
        first = min(max(one["decom"], start) for one in child["episodes"] if end(one) > start)
        moves = [
            move
            for move in tables["school_move"]
            if move["person_id"] == child["who"]
            and _within(move["moved"], first, last)
            and move["moved"].month not in {AUGUST, SEPTEMBER}
        ]
        yield Member(int(bool(moves)), 1, child["about"])


def missing_education(tables: Tables, _: date, last: date) -> Iterator[Member]:
    for child in children_on(tables, last):
        fell_due = [
            plan
            for plan in _plans_of(tables, child["who"])
            if _within(plan["due"], child["since"], last)
        ]
        if not fell_due:
            continue
        latest = max(
            fell_due,
            key=lambda plan: (
                plan["due"],
                plan["term_ends"],
                plan["source_file"],
                plan["source_row"],
            ),
        )
        if not _of_school_age(latest):
            continue
        possible, attended = latest["sessions_possible"], latest["sessions_attended"]
        never_there = possible is not None and possible > 0 and attended == 0
        yield Member(int(latest["school"] is None or never_there), 1, child["about"])


def suspended(tables: Tables, start: date, last: date) -> Iterator[Member]:
    for child in children_on(tables, last):
        terms = [
            plan["suspensions"] or 0
            for plan in _plans_of(tables, child["who"])
            if _of_school_age(plan) and _within(plan["term_ends"], start, last)
        ]
        if child["for_a_year"] and terms:
            yield Member(int(sum(terms) > 0), 1, child["about"])


# Education plans -----------------------------------------------------------------------------


def _termly(tables: Tables, start: date, last: date) -> Iterator[tuple[Row, Row]]:
    for plan in tables["education_plan"]:
        if _of_school_age(plan) and _within(plan["term_ends"], start, last):
            yield plan, described(tables, plan["person_id"], plan["term_ends"])


def made_in_term(tables: Tables, start: date, last: date) -> Iterator[Member]:
    for plan, about in _termly(tables, start, last):
        in_time = plan["made"] is not None and plan["made"] <= plan["term_ends"]
        yield Member(int(in_time), 1, about)


def attended(tables: Tables, start: date, last: date) -> Iterator[Member]:
    for plan, about in _termly(tables, start, last):
        there, possible = plan["sessions_attended"], plan["sessions_possible"]
        if there is not None and possible is not None:
            yield Member(there, possible, about)


def first_in_time(tables: Tables, start: date, last: date) -> Iterator[Member]:
    for plan in tables["education_plan"]:
        if plan["first"] and _within(plan["due"], start, last):
            since, made = plan["care_started"], plan["made"]
            in_time = None not in {since, made} and made >= since
            in_time = in_time and working_days(since, made) <= 10
            yield Member(int(in_time), 1, described(tables, plan["person_id"], plan["due"]))


def judged_good(tables: Tables, start: date, last: date) -> Iterator[Member]:
    for plan in tables["education_plan"]:
        if _within(plan["made"], start, last) and plan["quality"] is not None:
            about = described(tables, plan["person_id"], plan["made"])
            yield Member(int(plan["quality"] == "G"), 1, about)


AREA = Area(
    measures={
        "eyfsp_gld": _each(profiles, _holds("good_level")),
        "eyfsp_language": _each(profiles, _holds("language")),
        "phonics_pct": _each(phonics, lambda row: row["outcome"] == "Wa"),
        "ks2_rwm_expected": _each(key_stage_2, _holds("all_three_expected")),
        "ks4_attainment8": _each(key_stage_4, _value("attainment_8")),
        "ks4_em95": _each(key_stage_4, _holds("english_maths_95")),
        "ks4_em94": _each(key_stage_4, _holds("english_maths_94")),
        "ks4_ebacc_entered": _each(key_stage_4, _holds("ebacc_entered")),
        "ks4_ebacc_aps": _each(key_stage_4, _value("ebacc_points")),
        "cin_ks2_rwm": _each(_in_need(key_stage_2), _holds("all_three_expected")),
        "cin_ks4_att8": _each(_in_need(key_stage_4), _value("attainment_8")),
        "cla_ks2_rwm": _each(_looked_after(key_stage_2), _holds("all_three_expected")),
        "cla_ks4_att8": _each(_looked_after(key_stage_4), _value("attainment_8")),
        "cla_ks4_em94": _each(_looked_after(key_stage_4), _holds("english_maths_94")),
        "pep_timely_pct": made_in_term,
        "pep_first_10wd_pct": first_in_time,
        "pep_quality_pct": judged_good,
        "cla_school_move_pct": changed_school,
        "cla_missing_education_pct": missing_education,
        "cla_suspended_by_pep_pct": suspended,
        "cla_attendance": attended,
        "level3_by_19": _each(by_19, _holds("level_3"), OF_A_YOUNG_PERSON),
        "level2_by_19": _each(by_19, _holds("level_2"), OF_A_YOUNG_PERSON),
        "level2_em_by_19": _each(by_19, _holds("level_2_english_maths"), OF_A_YOUNG_PERSON),
        "ks4_sustained": _each(left_key_stage_4, _went_on_to(*LASTING)),
        "ks4_sustained_education": _each(left_key_stage_4, _went_on_to(*EDUCATION)),
        "post16_sustained": _each(left_after_16, _went_on_to(*LASTING)),
    },
    invent=invent,
)
