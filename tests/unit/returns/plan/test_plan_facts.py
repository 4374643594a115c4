from __future__ import annotations

from datetime import date

import pandas as pd

from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.plan import RETURN
from ae_pipeline.returns.plan.facts import FACTS
from ae_pipeline.schema.plan import milestone_report


def _drop(month, *reports):
    columns = [*FACTS.reads["milestones"], "source_file", "source_row"]
    rows = [
        {"source_file": f"{month}/plan/milestones.csv", "source_row": number, **report}
        for number, report in enumerate(reports, start=1)
    ]
    return SubmissionRows(
        Month.parse(month), {"milestones": pd.DataFrame(rows, columns=columns)}, lambda ids: ids
    )


def _report(milestone_id, **columns):
    return {"milestone_id": milestone_id, "reported_on": date(2025, 3, 31), **columns}


def test_the_part_of_the_plan_is_the_beginning_of_the_id():
    drop = _drop("2025-03", _report("P04-2024-25-07"), _report("ILACS-2026-27-01"))
    assert FACTS.build([drop])["milestone_report"]["part"].tolist() == ["P04", "ILACS"]


def test_only_the_newest_export_is_read_and_it_has_all_columns():
    older, newer = _drop("2025-02", _report("P01-2024-25-01")), _drop("2025-03")
    made = FACTS.build([older, newer])["milestone_report"]
    assert len(made) == 0
    assert {column.name for column in milestone_report.columns} <= set(made.columns)
    months = [Month(2025, 2), Month(2025, 3)]
    assert RETURN.history.choose(months, months[-1]) == months[-1:]
    assert FACTS.covers(months).last == date(2025, 3, 31)
