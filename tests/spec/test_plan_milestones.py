"""Milestones of the plan, as reported last by 31 March 2025."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ae_pipeline.measures.counting import count
from ae_pipeline.measures.key_indicators import plan_milestones as plan
from ae_pipeline.periods import Month
from ae_pipeline.schema.plan import milestone_report

MARCH = Month(2025, 3)
ALL = [
    plan.milestones_on_track_pct,
    plan.milestones_due_complete_pct,
    plan.milestones_overdue,
    plan.milestones_evidenced_pct,
]


def described(status, *, due="2026-03-31", on="2025-03-31", milestone=None, **columns):
    """A report; every milestone is another unless it is named."""
    return {
        "milestone_id": milestone,
        "part": "P01",
        "reported_on": date.fromisoformat(on),
        "status": status,
        "owner_role": "Head of Early Help",
        "due_on": None if due is None else date.fromisoformat(due),
        **columns,
    }


def counted(engine, measure, reports):
    rows = [
        {
            **report,
            "milestone_id": report["milestone_id"] or f"P01-2024-25-{number:02d}",
            "source_file": "milestones.csv",
            "source_row": number,
        }
        for number, report in enumerate(reports, start=1)
    ]
    frame = pd.DataFrame(rows, columns=[column.name for column in milestone_report.columns])
    engine.load({"milestone_report": frame})
    return count(engine, measure, measure.period(MARCH), "E06000026")


def check(engine, measure, reports, total):
    whole = counted(engine, measure, reports).counts.iloc[0]
    denominator = None if pd.isna(whole["denominator"]) else whole["denominator"]
    assert (whole["numerator"], denominator) == total


def test_on_track_is_complete_or_on_track_and_not_overdue(engine):
    reports = [
        described("COMPLETE", due="2025-03-01"),
        described("ON_TRACK"),
        described("ON_TRACK", due="2025-03-31"),
        described("ON_TRACK", due="2025-03-30"),
        described("ON_TRACK", due=None),
        described("AT_RISK"),
        described("DELAYED", due="2025-03-30"),
        described("NOT_STARTED"),
        described("NOT_STARTED", due="2025-03-31"),
        described("NOT_STARTED", due="2025-03-30"),
        described("NOT_STARTED", due=None),
    ]
    check(engine, plan.milestones_on_track_pct, reports, (4, 8))


def test_due_is_up_to_the_day_itself_and_overdue_from_the_day_after(engine):
    reports = [
        described("COMPLETE", due="2025-03-31"),
        described("AT_RISK", due="2025-03-31"),
        described("DELAYED", due="2025-03-30"),
        described("NOT_STARTED", due="2025-03-30"),
        described("COMPLETE", due="2025-04-01"),
        described("AT_RISK", due="2025-04-01"),
        described("AT_RISK", due=None),
    ]
    check(engine, plan.milestones_due_complete_pct, reports, (1, 4))
    check(engine, plan.milestones_overdue, reports, (2, None))


def test_evidence_is_evaluated_of_what_is_complete(engine):
    reports = [
        described("COMPLETE", evidence="Audit findings"),
        described("COMPLETE"),
        described("ON_TRACK", evidence="Audit findings"),
    ]
    check(engine, plan.milestones_evidenced_pct, reports, (1, 2))


def test_the_last_report_by_the_day_is_believed_and_of_two_on_a_day_the_later_row(engine):
    reports = [
        described("COMPLETE", milestone="P01-2024-25-01", on="2025-04-30"),
        described("AT_RISK", milestone="P01-2024-25-01", on="2025-03-31"),
        described("ON_TRACK", milestone="P01-2024-25-01", on="2025-02-28"),
        described("AT_RISK", milestone="P01-2024-25-02"),
        described("ON_TRACK", milestone="P01-2024-25-02"),
        described("ON_TRACK", milestone="P01-2024-25-03", on="2025-04-01"),
    ]
    check(engine, plan.milestones_on_track_pct, reports, (1, 2))


def test_parts_of_the_plan_and_who_answers_are_distinguished(engine):
    reports = [described("ON_TRACK"), described("AT_RISK", part="ILACS", owner_role=None)]
    counts = counted(engine, plan.milestones_on_track_pct, reports).counts
    by = {
        (row["breakdown"], row["category"]): (row["numerator"], row["denominator"])
        for row in counts.to_dict("records")
    }
    assert by["programme", "P01"] == (1, 1)
    assert by["programme", "ILACS"] == (0, 1)
    assert by["service", "Head of Early Help"] == (1, 1)
    assert by["service", "not_known"] == (0, 1)


@pytest.mark.parametrize("measure", ALL, ids=lambda each: each.id)
def test_nothing_reported_is_nothing_counted(engine, measure):
    whole = counted(engine, measure, []).counts.iloc[0]
    assert whole["numerator"] == 0
    assert pd.isna(whole["denominator"]) or whole["denominator"] == 0
