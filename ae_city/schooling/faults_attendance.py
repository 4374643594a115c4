"""Marks that can be made wrong as a row: each cell is fine, and they do not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_city.row_faults import RowFault
from ae_city.schooling.attendance import TABLE
from ae_pipeline.returns.attendance.codes import AM, PRESENT_AM, PRESENT_PM

if TYPE_CHECKING:
    from ae_city.row_faults import Rows

_CHRISTMAS = "2024-12-25"
_SATURDAY = 5
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def _any(rows: Rows) -> pd.Series[bool]:
    return pd.Series(data=True, index=rows.index)


def _text(rows: Rows, said: str) -> pd.Series[str]:
    return pd.Series(said, index=rows.index, dtype="str")


def _other_letter(rows: Rows) -> pd.Series[str]:
    """The number under the next check letter, which is then the wrong one."""
    following = dict(zip(_LETTERS, _LETTERS[1:] + _LETTERS[0], strict=True))
    return rows["UPN"].str[0].map(following) + rows["UPN"].str[1:]


def _other_session(rows: Rows) -> pd.Series[str]:
    return pd.Series(
        [PRESENT_PM if session == AM else PRESENT_AM for session in rows["Session"]],
        index=rows.index,
        dtype="str",
    )


def _saturday(rows: Rows) -> pd.Series[str]:
    days = pd.to_datetime(rows["Date"])
    return (days + pd.to_timedelta(_SATURDAY - days.dt.day_of_week, unit="D")).dt.strftime(
        "%Y-%m-%d"
    )


ROW_FAULTS = (
    RowFault(TABLE, "AE-MARK-UPN", "UPN", _other_letter, _any),
    RowFault(TABLE, "AE-MARK-URN", "URN", lambda rows: rows["URN"] + "0", _any),
    RowFault(TABLE, "AE-MARK-CODE-DATE", "Code", lambda rows: _text(rows, "H"), _any, "2024-25"),
    RowFault(TABLE, "AE-MARK-SESSION-CODE", "Code", _other_session, _any),
    RowFault(TABLE, "AE-MARK-WEEKEND", "Date", _saturday, _any),
    RowFault(TABLE, "AE-MARK-BANK-HOLIDAY", "Date", lambda rows: _text(rows, _CHRISTMAS), _any),
    RowFault(TABLE, "AE-MARK-NOT-ON-ROLL", "Code", lambda rows: _text(rows, "Z"), _any),
)
"""A way for each row rule. Any mark can have each, since all marks are of open school days."""
