"""Invented facts of homes and sufficiency: each row's file says which rule it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import sqlalchemy as sa

from ae_pipeline.measures.counting import Counted, count
from ae_pipeline.periods import Month
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.declaring import Measure

PLYMOUTH = "E06000026"


@dataclass(frozen=True)
class Case:
    """A row, why it is there, and the numerators expected of it; none if it is not counted."""

    why: str
    expect: tuple[int, ...]
    columns: dict[str, Any]


def case(why: str, expect: int | tuple[int, ...] | None = None, **columns: Any) -> Case:
    """A row of the facts; days are ISO text."""
    expected = () if expect is None else (expect,) if isinstance(expect, int) else expect
    return Case(why, expected, columns)


def frame(table: str, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Rows of a table with all its columns, null where not recorded; each its own source row."""
    columns = metadata.tables[table].columns
    described = [
        {"source_file": "homes.csv", "source_row": number, **row}
        for number, row in enumerate(rows, start=1)
    ]
    return pd.DataFrame(
        {
            column.name: [_cell(row.get(column.name), column.type) for row in described]
            for column in columns
        }
    )


def check(
    engine: Engine,
    measure: Measure,
    table: str,
    cases: Sequence[Case],
    *,
    total: tuple[int, int | None],
    month: str = "2025-03",
    **further: pd.DataFrame,
) -> Counted:
    """Assert which rows count and how much, and the total (worked out by hand)."""
    rows = [{"source_file": each.why, **each.columns} for each in cases]
    engine.load({table: frame(table, rows), **further})
    counted = count(engine, measure, measure.period(Month.parse(month)), PLYMOUTH)
    results: dict[str, list[int]] = {}
    for why, numerator in zip(
        counted.membership["source_file"], counted.membership["numerator"], strict=True
    ):
        results.setdefault(why, []).append(numerator)
    expected = {each.why: sorted(each.expect) for each in cases if each.expect}
    assert {why: sorted(numbers) for why, numbers in results.items()} == expected
    assert totals(counted) == total
    return counted


def totals(counted: Counted) -> tuple[int, int | None]:
    """Numerator and denominator of everybody."""
    whole = counted.counts.iloc[0]
    denominator = None if pd.isna(whole["denominator"]) else int(whole["denominator"])
    return int(whole["numerator"]), denominator


def broken_down(counted: Counted, breakdown: str) -> dict[str, tuple[int, int | None]]:
    """Numerator and denominator by category."""
    rows = counted.counts[counted.counts["breakdown"] == breakdown]
    return {
        str(row["category"]): (
            int(row["numerator"]),
            None if pd.isna(row["denominator"]) else int(row["denominator"]),
        )
        for row in rows.to_dict("records")
    }


def _cell(value: Any, kind: sa.types.TypeEngine[Any]) -> Any:
    return (
        date.fromisoformat(value) if isinstance(value, str) and isinstance(kind, sa.Date) else value
    )
