"""Invented requests, plans and placements, and counting a measure of them by hand-made cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.measures.counting import count
from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.periods import Month, Period
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.counting import Counted
    from ae_pipeline.measures.declaring import Measure

Row = dict[str, Any]

MISSING: Row = {"mediation": False, "tribunal": False, "exception": False}


def request(received: str, **columns: Any) -> Row:
    """A request that awaits a decision; its person is somebody of its own unless one is given."""
    row = {"outcome": "A", "decided": None, "assessment_outcome": None, "assessed": None}
    return {"received": received, **row, **MISSING, **columns}


def decided(received: str, on: str | None, outcome: str = "Y", **columns: Any) -> Row:
    """A request of which it was recorded whether there will be an assessment."""
    return request(received, outcome=outcome, decided=on, **columns)


def assessed(received: str, on: str | None, ended: str = "Y", **columns: Any) -> Row:
    """A request whose assessment ended, with a plan (Y) or without (N)."""
    return request(
        received,
        **{"outcome": "Y", "assessment_outcome": ended, "assessed": on, **columns},
    )


def plan(started: str, ceased: str | None = None, **columns: Any) -> Row:
    """A plan that this authority issued."""
    row = {"cease_reason": None, "vanished": False, "transferred": False, "need": "SEMH"}
    return {"started": started, "since": started, "ceased": ceased, **row, **columns}


def placement(told_on: str = "2025-03-31", **columns: Any) -> Row:
    """Where somebody with a plan is: nowhere, unless it is said."""
    row: Row = {"plan_started": "2020-01-01", "need": "ASD", "urn": None, "ukprn": None}
    row |= {"setting": None, "sen_unit": False, "resourced": False, "reviewed": None}
    return {"told_on": told_on, **row, **columns}


def person(who: str, born: str | None) -> Row:
    return {"person_id": who, "date_of_birth": born, "uasc": False}


def tables(**rows: list[Row]) -> dict[str, pd.DataFrame]:
    """Frames of rows; each is a person of its own and a row of one file, unless it says so."""
    return {name: _frame(name, given) for name, given in rows.items()}


def counted(
    engine: Engine, measure: Measure, when: str | Period = "2025-03", **rows: list[Row]
) -> tuple[int, int | None]:
    """Numerator and denominator of a measure over rows, in its first frequency's period."""
    return whole(everything(engine, measure, when, **rows))


def everything(
    engine: Engine, measure: Measure, when: str | Period = "2025-03", **rows: list[Row]
) -> Counted:
    """All counts, and who stands behind them."""
    engine.load(tables(**rows))
    return loaded(engine, measure, when)


def loaded(engine: Engine, measure: Measure, when: str | Period = "2025-03") -> Counted:
    """All counts over the rows that were loaded last: loading takes longest."""
    period = when if isinstance(when, Period) else measure.period(Month.parse(when))
    return count(engine, measure, period, "E06000026")


def whole(results: Counted) -> tuple[int, int | None]:
    """Numerator and denominator of everybody."""
    row = results.counts.iloc[0]
    assert row["breakdown"] == TOTAL
    bottom = row["denominator"]
    return int(row["numerator"]), None if pd.isna(bottom) else int(bottom)


def expected_of(cases: list[tuple[Any, ...]], column: int = -1) -> dict[str, int]:
    """By name of the case, the numerator expected of it; without those not in the population."""
    return {case[0]: case[column] for case in cases if case[column] is not None}


def who(results: Counted) -> dict[str, int]:
    """By person, the numerator found."""
    return dict(zip(results.membership["person_id"], results.membership["numerator"], strict=True))


def _frame(name: str, rows: list[Row]) -> pd.DataFrame:
    columns = [column.name for column in metadata.tables[name].columns]
    made = [
        {
            "person_id": f"somebody {number}",
            "source_file": "2025-03/sen2/sen2.csv",
            "source_row": number,
            **row,
        }
        for number, row in enumerate(rows, start=1)
    ]
    frame = pd.DataFrame(made, columns=columns)
    dates = [c.name for c in metadata.tables[name].columns if str(c.type) == "DATE"]
    return frame.assign(**{day: pd.to_datetime(frame[day]) for day in dates})
