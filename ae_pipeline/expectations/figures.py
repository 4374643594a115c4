"""Facts about a month's finished figures: whether they can be what they say.

Not here: whether a figure is good or bad news (``indicators``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.warehouse import reading

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Month

_PERCENT = "percent"
_COLUMNS = (
    "subject",
    "measure",
    "numerator",
    "denominator",
    "value",
    "lower_95",
    "upper_95",
    "is_percent",
    "answered",
)


def figures(connection: Connection, area_code: str, month: Month) -> pd.DataFrame:
    """A row a current figure of everybody whose period ends with the month.

    ``numerator``, ``denominator``, ``value``, ``lower_95`` and ``upper_95`` are numbers (null
    where there is none); ``is_percent`` tells the unit, ``answered`` that the figure has a value.
    """
    units = reading.units(connection)
    rows = [
        (
            row["measure_id"],
            row["measure_id"],
            *(_number(row[name]) for name in _COLUMNS[2:7]),
            units.get(row["measure_id"]) == _PERCENT,
            row["value"] is not None,
        )
        for row in reading.current_totals(connection, area_code, month.end)
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(
        dict.fromkeys(_COLUMNS[2:7], "float64")
    )


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
