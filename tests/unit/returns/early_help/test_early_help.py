"""The early help layout: its contract, its row rules, and how its files are told apart."""

from __future__ import annotations

import pandas as pd
import pytest

from ae_pipeline.returns.early_help.contract import EARLY_HELP, rules
from ae_pipeline.validation.findings import FILE_COLUMN, ROW_COLUMN

YEAR = "2024-25"
NO_NEEDS = dict.fromkeys(rules.NEEDS, "0")
ORDINARY = {
    "People": {
        "person_id": "P1", "family_id": "F1", "forename": "Ann", "surname": "Example",
        "date_of_birth": "2014-05-01", "sex": "F", "ethnicity": "WBRI", "home_postcode": "PL4 8AA",
    },
    "Assessments": {
        "eh_assessment_id": "A1", "eh_episode_id": "E1", "person_id": "P1",
        "assessment_started_on": "2024-05-01", "assessing_organisation": "School",
    },
    "Episodes": {
        "eh_episode_id": "E1", "person_id": "P1", "requested_on": "2024-05-01",
        "request_source": "SCHOOL", "level_of_need": "2", **NO_NEEDS, "need_health": "1",
    },
    "Interventions": {
        "intervention_id": "I1", "person_id": "P1", "programme": "Mentoring",
        "intervention_started_on": "2024-05-01",
    },
    "FamilyHubReach": {
        "person_id": "P1", "hub": "Harbour", "hub_registered_on": "2024-05-01",
        "hub_visits_in_12_months": "0",
    },
    "FamilyGroupConferences": {
        "conference_id": "C1", "person_id": "P1", "conference_reason": "EDGE_OF_CARE",
        "conference_offered_on": "2024-05-01",
    },
}  # fmt: skip
CLOSED = {"closed_on": "2024-09-01", "closure_reason": "PARTLY_MET"}


def found(table: str, **changed: str | None) -> tuple[set[str], int]:
    """Rules broken, and rows rejected."""
    columns = list(EARLY_HELP.columns(table))
    row = {**ORDINARY[table], **changed}
    frame = pd.DataFrame([{name: row.get(name) for name in columns}], dtype="str")
    frame = frame.assign(**{FILE_COLUMN: "a.csv", ROW_COLUMN: [1]})
    verdict = EARLY_HELP.validate(table, frame, YEAR)
    return set(verdict.findings["rule"]), len(verdict.quarantined)


@pytest.mark.parametrize("table", ORDINARY)
def test_an_ordinary_row_is_accepted_without_a_finding(table):
    assert found(table) == (set(), 0)


@pytest.mark.parametrize(
    ("table", "changed"),
    [
        ("People", {"person_id": None}),
        ("Episodes", {"requested_on": "31/02/2024"}),
        ("Episodes", {"person_id": None}),
        ("Episodes", {"closed_on": "sometime"}),
        ("Episodes", {"closed_on": "2024-04-30", "closure_reason": "MET"}),
        ("Assessments", {"assessment_completed_on": "2024-04-30", "assessment_outcome": "PLAN"}),
        ("Interventions", {"programme": None}),
        ("FamilyHubReach", {"hub": None}),
        ("FamilyGroupConferences", {"conference_offered_on": None}),
    ],
)
def test_a_row_that_counts_nothing_is_rejected(table, changed):
    assert found(table, **changed)[1] == 1


@pytest.mark.parametrize(
    ("table", "code", "changed", "breaks"),
    [
        ("Episodes", rules.DATES, {"plan_started_on": "2024-04-30"}, True),
        ("Episodes", rules.DATES, {"plan_started_on": "2024-05-01"}, False),
        ("Episodes", rules.CLOSURE, {"closed_on": "2024-09-01"}, True),
        ("Episodes", rules.CLOSURE, {"closure_reason": "MOVED"}, True),
        ("Episodes", rules.CLOSURE, CLOSED, False),
        ("Episodes", rules.NO_NEED, {"need_health": "0"}, True),
        ("Episodes", rules.NO_NEED, {"need_health": None}, False),
        ("Episodes", rules.OUTCOME, {**CLOSED, "outcome_crime": "1"}, True),
        ("Episodes", rules.OUTCOME, {**CLOSED, "outcome_crime": "0"}, False),
        ("Episodes", rules.OPEN_OUTCOME, {"outcome_health": "0"}, True),
        ("Episodes", rules.OPEN_OUTCOME, {**CLOSED, "outcome_health": "0"}, False),
        ("Episodes", rules.MET, {**CLOSED, "closure_reason": "MET"}, True),
        ("Episodes", rules.MET, {**CLOSED, "closure_reason": "MET", "outcome_health": "1"}, False),
        ("Assessments", rules.ASSESSED, {"assessment_outcome": "PLAN"}, True),
        ("Interventions", rules.SESSIONS, {"sessions_offered": "4", "sessions_attended": "5"},
         True),
        ("Interventions", rules.SESSIONS, {"sessions_offered": "4", "sessions_attended": "4"},
         False),
        ("Interventions", rules.COMPLETED, {"intervention_ended_on": "2024-06-01"}, True),
        ("Interventions", rules.SCORES, {"post_score": "7.5"}, True),
        ("Interventions", rules.SCORES, {"pre_score": "9", "post_score": "7.5"}, False),
        ("Interventions", "AE-NUMBER", {"pre_score": "many"}, True),
        ("FamilyHubReach", rules.SEEN, {"hub_visits_in_12_months": "2"}, True),
        ("FamilyHubReach", rules.SEEN,
         {"hub_visits_in_12_months": "2", "hub_last_seen_on": "2024-06-01"}, False),
        ("FamilyGroupConferences", rules.HELD, {
            "conference_accepted": "0", "conference_held_on": "2024-06-01",
            "conference_outcome": "PLAN"}, True),
        ("FamilyGroupConferences", rules.HELD, {"conference_held_on": "2024-06-01"}, True),
        ("FamilyGroupConferences", rules.HELD, {
            "conference_accepted": "1", "conference_held_on": "2024-06-01",
            "conference_outcome": "PLAN"}, False),
        ("People", "AE-TEXT", {"upn": "A123"}, True),
    ],
)  # fmt: skip
def test_row_rules(table, code, changed, breaks):
    broken, rejected = found(table, **changed)
    assert (code in broken) == breaks
    assert rejected == 0


def test_files_are_recorded_by_their_columns_whatever_they_are_called(tmp_path):
    for number, (table, row) in enumerate(ORDINARY.items()):
        columns = list(EARLY_HELP.columns(table))
        frame = pd.DataFrame([{name: row.get(name) for name in columns}])
        frame.to_csv(tmp_path / f"{number}.csv", index=False)
    extract = EARLY_HELP.read(tmp_path, YEAR)
    assert extract.notices == ()
    assert {table: len(rows) for table, rows in extract.tables.items()} == dict.fromkeys(
        ORDINARY, 1
    )
