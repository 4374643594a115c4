from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.early_help import RETURN
from ae_pipeline.returns.early_help.facts import FACTS

_WHO = {"c1": "p1", "c2": "p2"}
_DAYS = "_on"


def _person(ids):
    return ids.map(_WHO).astype("str")


def _drop(month="2025-03", **tables):
    """A drop of some rows; cells not given are empty."""
    frames = {}
    for name, columns in FACTS.reads.items():
        rows = [
            {"source_file": f"{month}/early_help/{name}.csv", "source_row": number, **row}
            for number, row in enumerate(tables.get(name, []), start=1)
        ]
        frame = pd.DataFrame(rows, columns=[*columns, "source_file", "source_row"])
        frames[name] = frame.astype({name: _dtype(name) for name in frame.columns})
    return SubmissionRows(month=Month.parse(month), tables=frames, person=_person)


def _dtype(column):
    if column.endswith(_DAYS):
        return "datetime64[ms]"
    if column in {"least_change", "pre_score", "post_score"}:
        return "Float64"
    whole = ("need_", "outcome_", "star_", "goal_met", "source_row", "conference_accepted")
    return "Int64" if column.startswith(whole) else "str"


def _made(*drops):
    made = FACTS.build(drops)
    for table in (made.table for made in FACTS.makes):
        missing = {column.name for column in table.columns} - set(made[table.name].columns)
        assert not missing
    return made


def test_needs_count_and_outcomes_only_where_there_was_a_need():
    rows = [
        {
            "eh_episode_id": "e1",
            "person_id": "c1",
            "requested_on": date(2024, 5, 1),
            "closed_on": date(2024, 9, 1),
            "closure_reason": "PARTLY_MET",
            "need_health": 1,
            "need_housing": 1,
            "need_safety": 1,
            "need_crime": 0,
            "outcome_health": 1,
            "outcome_housing": 0,
            "outcome_crime": 1,
            "star_score_start": 30,
            "star_score_end": 41,
        },
        {"eh_episode_id": "e2", "person_id": "c9", "requested_on": date(2024, 6, 1)},
    ]
    episodes = _made(_drop(episodes=rows))["early_help_episode"]
    assert list(episodes["needs_found"]) == [3, 0]
    assert list(episodes["outcomes_achieved"]) == [1, 0]
    assert episodes["star_end"].iloc[0] - episodes["star_start"].iloc[0] == 11
    assert list(episodes["person_id"].isna()) == [False, True]
    assert episodes["person_id"].iloc[0] == "p1"


def test_an_assessment_takes_the_request_of_its_episode_else_its_own_beginning():
    episodes = [
        {
            "eh_episode_id": "e1",
            "person_id": "c1",
            "requested_on": date(2024, 5, 1),
            "closed_on": date(2024, 9, 1),
        }
    ]
    begun = {"person_id": "c1", "assessment_started_on": date(2024, 5, 8)}
    assessments = [
        {"eh_episode_id": "e1", **begun},
        {"eh_episode_id": "gone", **begun},
        {"eh_episode_id": None, **begun},
    ]
    made = _made(_drop(episodes=episodes, assessments=assessments))["early_help_assessment"]
    assert list(made["requested_on"]) == [
        pd.Timestamp("2024-05-01"),
        pd.Timestamp("2024-05-08"),
        pd.Timestamp("2024-05-08"),
    ]
    assert list(made["episode_closed_on"].notna()) == [True, False, False]
    assert list(made["source_row"]) == [1, 2, 3]


def test_scores_are_whole_hundredths_and_a_goal_is_yes_no_or_unknown():
    rows = [
        {"person_id": "c1", "pre_score": 12.3, "post_score": 10.0, "least_change": 2.3,
         "goal_met": 1},
        {"person_id": "c2", "pre_score": 0.29, "goal_met": 0},
        {"person_id": "c2"},
    ]  # fmt: skip
    made = _made(_drop(interventions=rows))["targeted_intervention"]
    assert made["score_before"].tolist()[:2] == [1230, 29]
    assert made["score_before"].iloc[0] - made["score_after"].iloc[0] == 230
    assert made["least_change"].iloc[0] == 230
    assert made["goal_met"].tolist()[:2] == [True, False]
    assert made[["score_after", "goal_met"]].isna().iloc[2].all()


def test_hub_children_need_a_person_and_conferences_do_not():
    hub = [{"person_id": "c1", "hub": "Beacon"}, {"person_id": "c9", "hub": "Beacon"}]
    offers = [
        {"person_id": "c1", "conference_accepted": 1},
        {"person_id": "c9", "conference_accepted": 0},
        {"person_id": "c2"},
    ]
    made = _made(_drop(family_hub_reach=hub, family_group_conferences=offers))
    assert made["family_hub_child"]["person_id"].tolist() == ["p1"]
    conferences = made["family_group_conference"]
    assert conferences["accepted"].tolist()[:2] == [True, False]
    assert pd.isna(conferences["accepted"].iloc[2])
    assert len(conferences) == 3


def test_the_newest_submission_is_believed_alone():
    first = {"eh_episode_id": "e1", "person_id": "c1", "requested_on": date(2024, 5, 1)}
    corrected = {**first, "requested_on": date(2024, 5, 2)}
    deleted = {**first, "eh_episode_id": "e2"}
    made = _made(
        _drop("2025-02", episodes=[first, deleted]), _drop("2025-03", episodes=[corrected])
    )["early_help_episode"]
    assert made["episode_id"].tolist() == ["e1"]
    assert made["requested_on"].tolist() == [pd.Timestamp("2024-05-02")]
    assert made["source_file"].tolist() == ["2025-03/early_help/episodes.csv"]


def test_an_empty_submission_makes_empty_tables():
    assert {name: len(frame) for name, frame in _made(_drop()).items()} == {
        table.name: 0 for table in (made.table for made in FACTS.makes)
    }


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ([], None),
        ([Month(2025, 3)], Span(date(2023, 4, 1), date(2025, 3, 31))),
        ([Month(2024, 1), Month(2024, 2)], Span(date(2022, 3, 1), date(2024, 2, 29))),
    ],
)
def test_an_export_covers_24_months(months, expected):
    assert FACTS.covers(months) == expected


def test_only_the_newest_submission_is_read():
    months = [Month(2025, 1), Month(2025, 2), Month(2025, 3)]
    assert RETURN.history.choose(months, Month(2025, 3)) == [Month(2025, 3)]
