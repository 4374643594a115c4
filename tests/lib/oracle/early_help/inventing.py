"""Invented tables of early and targeted help, and of what came before and after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ae_pipeline.returns.early_help import codes
from oracle.days import months_later
from oracle.inventing_rows import MONTHS, a_day, groups, later, maybe, people, somebody, sourced

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from oracle.areas import Row, Tables

PEOPLE = 40
AGENCIES = ("Family hub", "Targeted help team", "School", "Health", None)
PROGRAMMES = ("Edge of care", "Edge of care", "EDGE OF CARE", "Triple P", "Talking")
SPAN_OF_STANDARD = (-1, 0, 30, 62, 63, 64, 65, 66, 67, 68, 69, 70)
"""Around 45 working days, with and without bank holidays; and a day too early."""


def invent(chance: Random) -> Tables:
    episodes = _episodes(chance)
    interventions = _interventions(chance)
    conferences = _conferences(chance)
    begun = [*_days(episodes, "requested_on"), *_days(interventions, "started_on")]
    over = [*_days(episodes, "closed_on"), *_days(interventions, "ended_on")]
    worked = [*_days(interventions, "ended_on"), *_days(conferences, "held_on")]
    tables = {
        "early_help_episode": episodes,
        "early_help_assessment": _assessments(chance),
        "targeted_intervention": interventions,
        "family_hub_child": _at_hubs(chance),
        "family_group_conference": conferences,
        "referral": [
            _referral(chance, chance.choice([over, over, over, begun]), at) for at in range(140)
        ],
        "care_episode": [
            _care(chance, chance.choice([worked, worked, worked, begun])) for _ in range(90)
        ],
    }
    return {
        "person": people(chance, PEOPLE),
        "person_group": _groups(chance, episodes),
        **{name: sourced(chance.sample(rows, len(rows)), name) for name, rows in tables.items()},
    }


def _days(rows: list[Row], *names: str) -> list[tuple[str, date]]:
    return [(one["person_id"], one[name]) for one in rows for name in names if one[name]]


def _on_edge(chance: Random, day: date) -> date:
    """The day, six or twelve months later, or a day next to."""
    months = chance.choice([0, 6, 6, 12, 12])
    return months_later(day, months) + timedelta(days=chance.choice([-1, 0, 0, 0, 1]))


def _code(chance: Random, values: Sequence[str]) -> str | None:
    return maybe(chance, chance.choice(sorted(values)), 0.85)


def _with_second_entries(chance: Random, rows: list[Row]) -> list[Row]:
    """Some rows are entered twice."""
    return rows + [dict(one) for one in chance.sample(rows, len(rows) // 10)]


def _episodes(chance: Random) -> list[Row]:
    rows = []
    for at in range(110):
        definition = a_day(chance)
        needs = chance.randrange(4)
        closed = maybe(chance, later(chance, definition, 0, 1, 30, 90, 365, 366, 700), 0.7)
        rows.append(
            {
                "person_id": somebody(chance, PEOPLE),
                "episode_id": f"episode {at}",
                "family_id": maybe(chance, f"family {chance.randrange(18)}"),
                "requested_on": definition,
                "level_of_need": _code(chance, codes.LEVEL.base),
                "lead_agency": chance.choice(AGENCIES),
                "closed_on": closed,
                "closure_reason": closed and _code(chance, ["MET", *codes.CLOSURE.base]),
                "needs_found": needs,
                "outcomes_achieved": chance.randint(0, needs),
                "star_start": maybe(chance, chance.randrange(10, 40)),
                "star_end": maybe(chance, chance.randrange(10, 40)),
            }
        )
    return _with_second_entries(chance, rows)


def _assessments(chance: Random) -> list[Row]:
    """Of a few episodes, so that many have several; some of a brother or sister of the child."""
    own = [
        {
            "person_id": somebody(chance, PEOPLE),
            "episode_id": maybe(chance, f"episode {at}", 0.9),
            "requested_on": definition,
            "episode_closed_on": maybe(chance, later(chance, definition, 0, 40, 70, 365), 0.4),
        }
        for at in range(80)
        for definition in [chance.choice([a_day(chance), _standard_before_the_end(chance)])]
    ]
    rows = []
    for _ in range(150):
        episode = chance.choice(own)
        began = later(chance, episode["requested_on"], -3, 0, 0, 1, 20, 100, 300)
        done = later(chance, episode["requested_on"], *SPAN_OF_STANDARD)
        rows.append(
            {
                **episode,
                "person_id": chance.choice([*[episode["person_id"]] * 8, somebody(chance, PEOPLE)]),
                "started_on": began,
                "completed_on": maybe(chance, max(began, done), 0.6),
                "organisation": chance.choice(AGENCIES),
                "outcome": _code(chance, codes.ASSESSMENT_OUTCOME.base),
            }
        )
    return _with_second_entries(chance, rows)


def _standard_before_the_end(chance: Random) -> date:
    """A day about 45 working days before the last of a month that is counted."""
    after = months_later(date.fromisoformat(f"{chance.choice(MONTHS)}-01"), 1)
    return after - timedelta(days=chance.choice([63, 64, 64, 64, 65, 66, 67, 68]))


def _interventions(chance: Random) -> list[Row]:
    rows = []
    for _ in range(120):
        began = a_day(chance)
        rows.append(
            {
                "person_id": somebody(chance, PEOPLE // 2),
                "programme": chance.choice(PROGRAMMES),
                "provider": chance.choice(AGENCIES),
                "started_on": began,
                "ended_on": maybe(chance, later(chance, began, 0, 1, 31, 90, 365, 500)),
                "completion": _code(chance, codes.COMPLETION.base),
                "better": _code(chance, codes.BETTER.base),
                "least_change": maybe(chance, chance.choice([0, 100, 250]), 0.7),
                "score_before": maybe(chance, chance.choice([900, 1000, 1100]), 0.9),
                "score_after": maybe(chance, chance.choice([750, 900, 1000, 1100, 1250]), 0.9),
                "goal_met": chance.choice([True, False, None]),
            }
        )
    return _with_second_entries(chance, rows)


def _at_hubs(chance: Random) -> list[Row]:
    """A visit is not before the first one; some have registered after it, or on no day recorded."""
    rows = []
    for _ in range(100):
        first, last = maybe(chance, a_day(chance), 0.8), None
        if first is not None:
            last = later(chance, first, 0, 1, 90, 364, 365, 366)
        rows.append(
            {
                "person_id": somebody(chance, PEOPLE) or "nobody knows",
                "hub": chance.choice(["North hub", "South hub", "East hub"]),
                "registered_on": maybe(chance, a_day(chance)),
                "first_seen_on": first,
                "last_seen_on": last,
            }
        )
    return _with_second_entries(chance, rows)


def _conferences(chance: Random) -> list[Row]:
    rows = []
    for _ in range(120):
        day = a_day(chance)
        held = maybe(chance, later(chance, day, 0, 1, 30), 0.75)
        rows.append(
            {
                "person_id": somebody(chance, PEOPLE),
                "reason": _code(chance, codes.CONFERENCE_REASON.base),
                "offered_on": day,
                "accepted": chance.choice([True, True, False, None]),
                "held_on": held,
                "outcome": held and _code(chance, codes.CONFERENCE_OUTCOME.base),
                "plan_reviewed_on": held and maybe(chance, _on_edge(chance, held)),
            }
        )
    return _with_second_entries(chance, rows)


def _referral(chance: Random, followed: list[tuple[str, date]], at: int) -> Row:
    who, day = chance.choice(followed)
    return {
        "person_id": who,
        "referral_no": at,
        "referred_on": _on_edge(chance, day),
        "referral_source": "2A",
        "no_further_action": chance.choice([True, False, None]),
        "primary_need": "N1",
        "closed_on": None,
        "closed_imputed": False,
        "closure_reason": None,
        "born_on": None,
    }


def _care(chance: Random, followed: list[tuple[str, date]]) -> Row:
    who, day = chance.choice([one for one in followed if one[0] is not None])
    came = _on_edge(chance, day)
    return {
        "person_id": who,
        "collection_year": came.year,
        "decom": came,
        "rne": chance.choice(["S", "S", "S", "P", "L"]),
        "ls": chance.choice(["C2", "C2", "V2", "V3", "V4"]),
        "cin": "N1",
        "place": "U3",
        "place_provider": "PR1",
        "dec": maybe(chance, later(chance, came, 0, 1, 30, 365), 0.9),
        "dec_imputed": False,
        "rec": None,
        "reason_place_change": None,
        "urn": None,
        "pl_la": None,
        "pl_location": None,
        "pl_distance": None,
    }


def _groups(chance: Random, episodes: list[Row]) -> list[Row]:
    """Of some children in need since about the day help was requested, then on a plan, with a
    day between or none; of the others any spells."""
    definition = {one["person_id"]: one["requested_on"] for one in episodes if one["person_id"]}
    chosen = chance.sample(sorted(definition), len(definition) // 2)
    rows = [
        one
        for one in groups(chance, PEOPLE)
        if one["person_id"] not in chosen or one["group"] not in {"cin", "cpp", "looked_after"}
    ]
    for who in chosen:
        began = definition[who] + timedelta(days=chance.choice([-1, 0, 1]))
        ended = later(chance, began, 2, 60, 200)
        on_plan = later(chance, ended, 0, 0, 1)
        end = maybe(chance, later(chance, on_plan, 30, 400), 0.5)
        rows += [
            {"person_id": who, "group": "cin", "start": began, "end": ended},
            {"person_id": who, "group": "cpp", "start": on_plan, "end": end},
        ]
    return rows
