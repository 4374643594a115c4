from __future__ import annotations

from datetime import date

import pandas as pd

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.workforce import RETURN
from ae_pipeline.returns.workforce.facts import FACTS

_DAYS = {
    *("role_start", "role_end", "as_at", "absence_start", "absence_end"),
    *("supervision_due", "supervision_held"),
}
_NUMBERS = {"fte", "caseload_fte", "vacant_fte", "days_lost"}


def _column(name, values):
    if name in _DAYS:
        return pd.to_datetime(pd.Series(values)).astype("datetime64[ms]")
    if name == "cases":
        return pd.Series(values, dtype="Int64")
    return pd.Series(values, dtype="Float64" if name in _NUMBERS else "str")


def _table(columns, rows, month):
    frame = pd.DataFrame({name: _column(name, [row.get(name) for row in rows]) for name in columns})
    numbers = range(1, len(rows) + 1)
    return frame.assign(source_file=f"{month}/x.csv", source_row=list(numbers))


def _drop(month, **tables):
    return SubmissionRows(
        Month.parse(month),
        {
            name: _table(columns, tables.get(name, []), month)
            for name, columns in FACTS.reads.items()
        },
        lambda ids: ids,
    )


def _absence(start, end, lost, worker="a", reason="SIC"):
    return {
        "worker_id": worker,
        "absence_start": start,
        "absence_end": end,
        "absence_reason": reason,
        "days_lost": lost,
    }


def _shared(*drops):
    rows = FACTS.build(drops)["sickness_in_month"]
    months = rows["month_start"].dt.strftime("%Y-%m")
    return list(zip(rows["worker_id"], months, rows["lost_hundredths"], strict=True))


def test_shares_of_full_time_become_hundredths():
    built = FACTS.build(
        [
            _drop(
                "2025-03",
                workers=[
                    {
                        "worker_id": "a",
                        "role_start": "2020-01-01",
                        "contract": "PERMANENT",
                        "fte": 0.6,
                    },
                    {"worker_id": "b", "role_start": "2020-01-01", "contract": "AGENCY"},
                ],
                caseload=[
                    {"as_at": "2025-03-31", "worker_id": "a", "cases": 9, "caseload_fte": 0.58}
                ],
                vacancies=[{"as_at": "2025-03-31", "team": "North", "vacant_fte": 2.3}],
            )
        ]
    )
    assert built["social_worker_role"]["fte_hundredths"].tolist() == [60, pd.NA]
    assert built["worker_caseload"]["fte_hundredths"].tolist() == [58]
    assert built["team_vacancy"]["vacant_hundredths"].tolist() == [230]


def test_of_two_submissions_the_later_is_believed_and_the_earlier_kept_where_it_alone_states():
    role = {"worker_id": "a", "role_start": "2020-01-01", "contract": "PERMANENT", "fte": 1.0}
    gone = {"worker_id": "b", "role_start": "2019-01-01", "contract": "PERMANENT", "fte": 0.5}
    due = {"worker_id": "a", "supervision_due": "2025-02-14"}
    held = {**due, "supervision_held": "2025-02-13", "supervision_grade": "GOOD"}
    built = FACTS.build(
        [
            _drop("2025-02", workers=[role, gone], supervision=[due]),
            _drop("2025-03", workers=[{**role, "role_end": "2025-03-14"}], supervision=[held]),
        ]
    )
    roles = built["social_worker_role"].set_index("worker_id")
    assert roles.loc["a", "role_end"] == pd.Timestamp("2025-03-14")
    assert roles.loc["a", "source_file"] == "2025-03/x.csv"
    assert roles.loc["b", "source_file"] == "2025-02/x.csv"
    told = built["supervision"]
    assert told["grade"].tolist() == ["GOOD"]
    assert told["held_on"].tolist() == [pd.Timestamp("2025-02-13")]


def test_days_lost_are_shared_out_by_working_days():
    # 20, 23, 24, 27, 30 and 31 December; 2 and 3 January.
    drop = _drop(
        "2025-01",
        absence=[
            _absence("2024-12-20", "2025-01-03", 8.0),
            _absence("2024-12-20", "2025-01-03", 5.0, "part time"),
            _absence("2024-12-20", "2025-01-03", 0.01, "hardly"),
        ],
    )
    assert _shared(drop) == [
        ("a", "2024-12", 600),
        ("a", "2025-01", 200),
        ("part time", "2024-12", 375),
        ("part time", "2025-01", 125),
        ("hardly", "2025-01", 1),
    ]


def test_an_absence_that_lasts_goes_up_to_the_end_of_the_submissions_month():
    # 27 and 28 February, and 21 working days of March.
    told = (("a", None), ("ends later", "2025-06-30"))
    absences = [_absence("2025-02-27", end, 23.0, worker) for worker, end in told]
    assert _shared(_drop("2025-03", absence=absences)) == [
        (worker, month, lost)
        for worker, _ in told
        for month, lost in (("2025-02", 200), ("2025-03", 2100))
    ]


def test_an_absence_over_a_weekend_lost_its_days_in_the_month_it_began():
    drop = _drop("2025-04", absence=[_absence("2025-03-29", "2025-03-30", 1.0)])
    assert _shared(drop) == [("a", "2025-03", 100)]


def test_a_month_without_a_working_day_of_the_absence_has_no_row():
    drop = _drop("2025-06", absence=[_absence("2025-05-31", "2025-06-02", 1.0)])
    assert _shared(drop) == [("a", "2025-06", 100)]


def test_only_sickness_that_lost_days_is_a_fact():
    drop = _drop(
        "2025-04",
        absence=[
            _absence("2025-03-03", "2025-03-04", 2.0, reason="MAT"),
            _absence("2025-03-03", "2025-03-04", None, "not known"),
            _absence("2025-03-03", "2025-03-04", 0.0, "none"),
            _absence("2025-03-03", "2025-03-04", 2.0, "no reason", reason=None),
        ],
    )
    assert _shared(drop) == []


def test_days_beyond_the_calendar_stop_at_its_edge():
    drop = _drop("2025-01", absence=[_absence("1899-12-31", "2025-01-03", 1.0)])
    assert sum(lost for _, _, lost in _shared(drop)) == 100


def test_an_empty_submission_makes_empty_tables_with_all_columns():
    built = FACTS.build([_drop("2025-03")])
    for table in (made.table for made in FACTS.makes):
        assert len(built[table.name]) == 0
        assert {column.name for column in table.columns} <= set(built[table.name].columns)


def test_two_years_up_to_the_newest_submission_are_recorded():
    months = [Month.parse("2024-01"), Month.parse("2025-09")]
    assert FACTS.covers(months) == Span(date(2023, 10, 1), date(2025, 9, 30))
    assert FACTS.covers([]) is None
    assert RETURN.history.choose(months, months[-1]) == months[-1:]
