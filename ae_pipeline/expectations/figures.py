"""The profile of a month's finished indicator values: whether they can be what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.warehouse import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Period

_PERCENT, _SIGNED = "percent", {"percentage_points", "net", "mean"}
_COLUMNS = (
    "subject",
    "measure",
    "numerator",
    "denominator",
    "value",
    "lower_95",
    "upper_95",
    "is_percent",
    "is_signed",
    "answered",
)


def figures(connection: Connection, area_code: str, periods: Mapping[str, Period]) -> pd.DataFrame:
    """A row a measure that has a current value of everybody for its period.

    ``numerator``, ``denominator``, ``value``, ``lower_95`` and ``upper_95`` are numbers (null
    where there is none); ``is_percent`` and ``is_signed`` (it may be negative) describe the unit,
    ``answered`` is whether there is a value.
    """
    units = reading.units(connection)
    rows = [
        (
            figure.measure_id,
            figure.measure_id,
            *(_number(getattr(figure, name)) for name in _COLUMNS[2:7]),
            units.get(figure.measure_id) == _PERCENT,
            units.get(figure.measure_id) in _SIGNED,
            figure.value is not None,
        )
        for figure in reading.current_totals(connection, area_code, periods)
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(
        dict.fromkeys(_COLUMNS[2:7], "float64")
    )


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
