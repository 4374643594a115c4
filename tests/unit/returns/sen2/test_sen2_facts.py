"""From SEN2 exports of several years to requests, plans and placements. Everyone is invented."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.sen2 import RETURN
from ae_pipeline.returns.sen2.facts import FACTS

_DAYS = {
    *("received", "outcome_date", "started", "ceased", "review_meeting", "review_decided"),
    *("phase_transfer_due", "phase_transfer_final", "entered", "left"),
}


def export(month, *, quarantined=None, **rows):
    """An export; who is called nobody is not known. Ids hold within it alone."""
    tables = {name: _table(name, rows.get(name, [])) for name in FACTS.reads}
    return SubmissionRows(
        Month.parse(month),
        tables,
        lambda ids: ("person " + ids.astype("str")).where(~ids.eq("nobody")).astype("str"),
        {name: frozenset(ids) for name, ids in (quarantined or {}).items()},
    )


def _table(name, rows):
    columns = [*FACTS.reads[name], "source_file", "source_row"]
    made = [
        {"source_file": f"{name}.csv", "source_row": number, **row}
        for number, row in enumerate(rows, start=1)
    ]
    frame = pd.DataFrame(made, columns=columns).astype("str")
    # A table that a drop does not have comes as text alone.
    return frame.assign(
        **{day: pd.to_datetime(frame[day]) for day in columns if day in _DAYS and rows}
    )


def request(who, received, outcome="A", on=None, **columns):
    return {
        "request_id": f"request of {who}",
        "person_id": who,
        "received": received,
        "outcome": outcome,
        "outcome_date": on,
        **columns,
    }


def assessment(who, outcome, on=None, **columns):
    ids = {"assessment_id": f"assessment of {who}", "request_id": f"request of {who}"}
    return {**ids, "outcome": outcome, "outcome_date": on, **columns}


def plan(who, started, ceased=None, reason=None):
    return {
        "assessment_id": f"assessment of {who}",
        "started": started,
        "ceased": ceased,
        "cease_reason": reason,
    }


def active(who, **columns):
    return {"active_id": f"active {who}", "request_id": f"request of {who}", **columns}


def held(who, started, ceased=None, reason=None, received="2019-01-01"):
    """The rows of a plan that was issued before the year."""
    return {
        "requests": [request(who, received, "H")],
        "assessment": [assessment(who, "H")],
        "named_plan": [plan(who, started, ceased, reason)],
    }


def built(table, *exports):
    frame = FACTS.build(exports)[table]
    names = [
        column.name for column in next(m for m in FACTS.makes if m.name == table).table.columns
    ]
    return frame[names].reset_index(drop=True)


def told(frame, *columns):
    """Rows of some columns, days as text, what is null as none."""
    return [
        tuple(
            None if pd.isna(cell) else str(cell.date()) if isinstance(cell, pd.Timestamp) else cell
            for cell in row
        )
        for row in frame[list(columns)].itertuples(index=False)
    ]


def test_a_decision_of_an_earlier_year_is_not_lost_when_a_later_export_calls_it_historical():
    requests = built(
        "ehc_request",
        export(
            "2025-01",
            requests=[request("a", "2024-06-03", "Y", "2024-07-01", mediation="1")],
            assessment=[assessment("a", "A")],
        ),
        export(
            "2025-09",
            requests=[request("a", "2024-06-03", "H", mediation="False")],
            assessment=[assessment("a", "Y", "2025-02-03", exception="True")],
        ),
    )
    columns = ("outcome", "decided", "assessment_outcome", "assessed", "mediation", "exception")
    assert told(requests, "person_id", *columns) == [
        ("person a", "Y", "2024-07-01", "Y", "2025-02-03", True, True)
    ]
    assert requests["source_file"].tolist() == ["requests.csv"]


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (("A", None), ("Y", "2025-02-03"), ("Y", "2025-02-03")),
        (("Y", "2024-07-01"), ("N", "2024-07-02"), ("N", "2024-07-02")),  # a correction
        (("A", None), ("H", None), ("H", None)),  # decided, and nobody told how
        (("H", None), ("H", None), ("H", None)),
        (("W", "2024-07-01"), ("H", None), ("W", "2024-07-01")),
    ],
)
def test_the_newest_decision_is_believed(earlier, later, expected):
    requests = built(
        "ehc_request",
        export("2025-01", requests=[request("a", "2024-06-03", *earlier)]),
        export("2025-09", requests=[request("a", "2024-06-03", *later)]),
    )
    assert told(requests, "outcome", "decided") == [expected]


def test_a_request_that_a_later_export_no_longer_has_stays():
    requests = built(
        "ehc_request",
        export("2025-01", requests=[request("a", "2024-06-03", "W", "2024-07-01")]),
        export("2025-09", requests=[request("b", "2025-06-03")]),
    )
    assert sorted(told(requests, "person_id", "outcome")) == [("person a", "W"), ("person b", "A")]


def test_an_awaited_decision_and_an_unissued_plan_have_no_day():
    requests = built(
        "ehc_request",
        export(
            "2025-09",
            requests=[
                request("a", "2025-06-03", "A", "2025-06-04"),
                request("b", "2025-06-03", "Y"),
            ],
            assessment=[assessment("b", "Y")],
        ),
    )
    columns = ("outcome", "decided", "assessment_outcome", "assessed", "exception")
    assert told(requests, *columns) == [
        ("A", None, None, None, False),
        ("Y", None, "Y", None, False),
    ]


def test_a_plan_from_elsewhere_is_no_request():
    assert built("ehc_request", export("2025-09", requests=[request("a", None, "H")])).empty


def test_a_request_of_nobody_known_is_recorded_by_the_export_of_its_year_alone():
    requests = built(
        "ehc_request",
        export("2025-01", requests=[request("nobody", "2024-06-03", "Y", "2024-07-01")]),
        export(
            "2025-09",
            requests=[
                request("nobody", "2024-06-03", "H"),
                {**request("nobody", "2025-06-03"), "request_id": "another"},
            ],
        ),
    )
    assert requests["person_id"].isna().all()
    assert sorted(told(requests, "received", "outcome")) == [
        ("2024-06-03", "Y"),
        ("2025-06-03", "A"),
    ]


def test_a_plan_is_one_over_all_exports_and_the_newest_is_believed():
    plans = built(
        "ehc_plan",
        export("2025-01", **held("a", "2020-01-06")),
        export("2025-09", **held("a", "2020-01-06", "2025-05-01", "4")),
    )
    columns = ("person_id", "started", "since", "ceased", "cease_reason", "vanished")
    assert told(plans, *columns) == [
        ("person a", "2020-01-06", "2020-01-06", "2025-05-01", "4", False)
    ]


def test_a_plan_that_ceased_in_an_earlier_year_stays():
    plans = built(
        "ehc_plan",
        export("2025-01", **held("a", "2020-01-06", "2024-05-01", "5")),
        export("2025-09", **held("b", "2020-01-06")),
    )
    assert told(plans, "person_id", "ceased", "vanished") == [
        ("person a", "2024-05-01", False),
        ("person b", None, False),
    ]


def test_a_plan_that_the_newest_export_no_longer_has_ended_after_the_day_of_the_last_that_has():
    plans = built("ehc_plan", export("2025-01", **held("a", "2020-01-06")), export("2025-09"))
    assert told(plans, "ceased", "cease_reason", "vanished") == [("2025-01-17", None, True)]
    assert FACTS.makes[1].checks[0].failing(plans) == 1


@pytest.mark.parametrize(
    ("aside", "requests", "vanished"),
    [
        ({"requests": ["a"]}, [], False),
        ({"assessment": ["request of a"]}, [request("a", "2019-01-01", "H")], False),
        ({"requests": ["b"]}, [], True),
    ],
)
def test_a_plan_with_a_row_in_quarantine_did_not_vanish(aside, requests, vanished):
    plans = built(
        "ehc_plan",
        export("2025-01", **held("a", "2020-01-06")),
        export("2025-09", quarantined=aside, requests=requests),
    )
    assert plans["vanished"].tolist() == [vanished]
    assert plans["ceased"].isna().tolist() == [not vanished]


def test_a_plan_from_elsewhere_is_here_from_the_first_export_that_has_it():
    plans = built(
        "ehc_plan",
        export("2025-01", **held("old", "2018-01-08", received=None)),
        export(
            "2025-09",
            requests=[
                request("old", None, "H"),
                request("new", None, "H"),
                request("own", "2019-01-01", "H"),
            ],
            assessment=[assessment(who, "H") for who in ("old", "new", "own")],
            named_plan=[plan(who, "2018-01-08") for who in ("old", "new", "own")],
        ),
    )
    assert sorted(told(plans, "person_id", "since", "transferred")) == [
        ("person new", "2025-09-30", True),
        ("person old", "2018-01-08", True),
        ("person own", "2018-01-08", False),
    ]


def test_plans_in_force_are_recorded_with_main_place_primary_need_and_last_review():
    rows = held("a", "2020-01-06")
    january = export(
        "2025-01",
        **rows,
        active_plans=[active("a", review_meeting="2024-05-01", review_decided="2024-05-29")],
        placement_detail=[
            {"active_id": "active a", "urn": "1", "rank": "1", "left": "2024-08-31"},
            {"active_id": "active a", "urn": "2", "rank": "1", "sen_unit": "1"},
            {"active_id": "active a", "urn": "3", "rank": "2"},
        ],
        sen_need=[
            {"active_id": "active a", "need": "SLCN", "rank": "2"},
            {"active_id": "active a", "need": "ASD", "rank": "1"},
        ],
    )
    september = export("2025-09", **rows, active_plans=[active("a", review_meeting="2024-05-01")])
    places = built("ehc_placement", january, september)
    columns = ("told_on", "plan_started", "need", "urn", "sen_unit", "reviewed")
    assert told(places, *columns) == [
        ("2025-01-16", "2020-01-06", "ASD", "2", True, "2024-05-01"),
        ("2025-09-30", "2020-01-06", None, None, False, "2024-05-01"),
    ]
    assert told(built("ehc_review", january, september), "person_id", "meeting", "decided") == [
        ("person a", "2024-05-01", "2024-05-29")
    ]
    plans = built("ehc_plan", january, september)
    assert told(plans, "need") == [(None,)]


def test_a_change_of_phase_is_final_when_some_export_says_so():
    due = active("a", phase_transfer_due="2025-02-15")
    final = active("a", phase_transfer_due="2025-02-15", phase_transfer_final="2025-02-14")
    transfers = built(
        "ehc_phase_transfer",
        export("2025-01", **held("a", "2020-01-06"), active_plans=[due]),
        export("2025-09", **held("a", "2020-01-06"), active_plans=[final]),
    )
    assert told(transfers, "person_id", "due", "final") == [
        ("person a", "2025-02-15", "2025-02-14")
    ]


def test_an_export_without_rows_makes_no_fact_tables():
    made = FACTS.build([export("2025-01"), export("2025-09")])
    assert {name: len(frame) for name, frame in made.items()} == {
        table.name: 0 for table in (made.table for made in FACTS.makes)
    }


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ([], None),
        (["2025-09"], Span(date(2025, 1, 1), date(2025, 9, 30))),
        (["2025-01", "2025-09"], Span(date(2024, 1, 1), date(2025, 9, 30))),
        (["2024-12", "2025-09"], Span(date(2024, 1, 1), date(2025, 9, 30))),
        (["2024-11", "2025-09"], Span(date(2025, 1, 1), date(2025, 9, 30))),
        (["2023-01", "2025-01", "2025-09"], Span(date(2024, 1, 1), date(2025, 9, 30))),
        (["2024-01", "2025-01", "2025-09"], Span(date(2023, 1, 1), date(2025, 9, 30))),
        # January's export tells nothing of January but the census day, its third Thursday
        (["2024-01", "2025-01"], Span(date(2023, 1, 1), date(2025, 1, 16))),
        (["2024-02"], Span(date(2024, 1, 1), date(2024, 2, 29))),
    ],
)
def test_years_are_recorded_back_to_one_whose_export_was_made_before_its_end(months, expected):
    assert FACTS.covers([Month.parse(month) for month in months]) == expected


def test_the_newest_export_of_each_year_is_read():
    months = [Month.parse(m) for m in ("2024-11", "2024-12", "2025-01", "2025-02", "2025-09")]
    assert RETURN.history.choose(months, Month(2025, 9)) == [Month(2025, 1), Month(2025, 9)]
