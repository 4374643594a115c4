"""Invented rows of the workforce and of quality assurance, and the total that a measure counts.

A day is text (``2025-03-31``); what a row does not say is null, or a plain default.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import sqlalchemy as sa

from ae_pipeline.measures.counting import count
from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.periods import Month
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.declaring import Measure

Row = dict[str, Any]
_DEFAULTS: dict[str, Row] = {
    "social_worker_role": {
        "role_start": "2015-01-01",
        "contract": "PERMANENT",
        "team": "North",
        "career_stage": "2",
        "fte_hundredths": 100,
    },
    "worker_caseload": {"as_at": "2025-03-31", "cases": 0, "fte_hundredths": 100},
    "team_vacancy": {"as_at": "2025-03-31", "team": "North"},
    "audit": {"planned_on": "2024-10-01", "tool": "CORE", "service": "CARE"},
    "audit_action": {"raised_on": "2024-06-03"},
    "complaint": {"stage": "1", "received_on": "2024-06-03", "service": "CARE"},
    "wish_answer": {"answered_on": "2024-07-01", "wish": "wish_01"},
}


def rows(table: str, *given: Row) -> dict[str, pd.DataFrame]:
    """A table of rows, numbered in order as those of one file."""
    columns = metadata.tables[table].columns
    numbered = [
        {"source_file": "2025-03/x.csv", "source_row": place, **_DEFAULTS.get(table, {}), **row}
        for place, row in enumerate(given, start=1)
    ]
    return {
        table: pd.DataFrame(
            {
                column.name: [_cell(column, row.get(column.name)) for row in numbered]
                for column in columns
            }
        )
    }


def load(engine: Engine, *tables: dict[str, pd.DataFrame]) -> None:
    """Put tables in place of all that were there before."""
    engine.load({name: frame for each in tables for name, frame in each.items()})


def total(engine: Engine, measure: Measure, month: str = "2025-03") -> tuple[int, int | None]:
    """Numerator and denominator of everybody, over the measure's first period of a month."""
    return by(engine, measure, TOTAL, month)[TOTAL]


def by(
    engine: Engine, measure: Measure, breakdown: str, month: str = "2025-03"
) -> dict[str, tuple[int, int | None]]:
    """The same by category of a breakdown."""
    period = measure.period(Month.parse(month))
    described = count(engine, measure, period, "E06000026").counts
    return {
        row["category"]: (
            int(row["numerator"]),
            None if pd.isna(row["denominator"]) else int(row["denominator"]),
        )
        for _, row in described[described["breakdown"] == breakdown].iterrows()
    }


def _cell(column: sa.Column[Any], value: Any) -> Any:
    if isinstance(column.type, sa.Date) and isinstance(value, str):
        return date.fromisoformat(value)
    return value
