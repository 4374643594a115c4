"""Writing what COLLECT exports and takes: ids of rows, dates, flags, flat files and nested XML.

Here: form alone, for any return of schools or the SEND team. Not here: what is said in it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from ae_city.population.days import ALWAYS, NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ae_city.population.draws import Flags, Numbers
    from ae_city.systems import Export

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIRST_DAY, _LAST_DAY = -30_000, 60_000
"""Bounds within which every day that is told lies."""
_WRITING = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none", eol="\r\n")
_MIX, _RANGE = 2_654_435_761, 1 << 32
"""An odd factor: multiplied by it modulo the range, numbers stay different and look random."""


def row_ids(numbers: Numbers, salt: int) -> pd.Series[str]:
    """Ids as COLLECT gives them, different for different numbers of one salt."""
    mixed = ((numbers.astype(np.uint64) + np.uint64(salt)) * np.uint64(_MIX)) % np.uint64(_RANGE)
    return pd.Series([f"{each:08x}-{salt:03x}" for each in mixed.tolist()], dtype="str")


def _iso(days: Numbers) -> list[str]:
    written: list[str] = np.datetime_as_string(
        days.clip(_FIRST_DAY, _LAST_DAY).astype("datetime64[D]")
    ).tolist()
    return written


def day_times(days: Numbers) -> pd.Series[str]:
    """Days as COLLECT writes them: 2025-Jan-16 00:00:00; null where none is meant."""
    known, places = np.unique(days, return_inverse=True)
    told = [
        None
        if each <= ALWAYS or each >= NEVER
        else f"{text[:5]}{_MONTHS[int(text[5:7]) - 1]}{text[7:]} 00:00:00"
        for each, text in zip(known.tolist(), _iso(known), strict=True)
    ]
    return pd.Series(np.array(told, dtype=object)[places], dtype="str")


def truths(flags: Flags) -> pd.Series[str]:
    """True and False."""
    return pd.Series(np.where(flags, "True", "False"), dtype="str")


def write_flat(
    folder: Path, export: Export, prefix: str, names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Write an export as COLLECT does: a file a table, its own columns beside the return's.

    Args:
        folder: where to.
        export: tables; one without the id of its rows is given one.
        prefix: begins the names of the files.
        names: what files and ids call a table where that is not its name.

    Returns:
        By table, the name of its file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for table, rows in export.items():
        stem = (names or {}).get(table, table).lower()
        numbers = np.arange(1, len(rows) + 1)
        row_id = f"{stem}tableid"
        ids = {} if row_id in rows else {row_id: row_ids(numbers, len(stem))}
        own = pd.DataFrame(
            {
                **ids,
                f"{stem}orderseqcolumn": pd.Series(numbers.astype(np.str_), dtype="str"),
                "sourceid": row_ids(numbers, len(stem)).str[:8],
            }
        )
        named = rows.rename(columns=str.lower).rename(columns={"nativeid": "NativeId"})
        files[table] = f"{prefix}{stem}.csv"
        _write_csv(folder / files[table], pd.concat([named, own], axis="columns"))
    return files


def _write_csv(path: Path, rows: pd.DataFrame) -> None:
    """Write a file, without quotation marks where no cell needs them, which is fast."""
    header = f"{','.join(rows.columns)}\r\n".encode()
    try:
        with pa.OSFile(str(path), "wb") as file:
            file.write(header)
            pyarrow.csv.write_csv(pa.Table.from_pandas(rows, preserve_index=False), file, _WRITING)
    except pa.ArrowInvalid:
        rows.to_csv(path, index=False, lineterminator="\r\n", encoding="utf-8")


@dataclass(frozen=True)
class XmlRow:
    """How the rows of a table are written as elements.

    Attributes:
        number: column that says which row of the table one is; not written.
        parent: column that says which row it belongs to; not written.
        content: in order, columns that are written as elements where the table has them, and
            tables whose rows stand within.
    """

    table: str
    number: str
    parent: str
    content: tuple[str | XmlRow, ...]


def nested_xml(row: XmlRow, export: Export) -> list[str]:
    """The elements of a table with all that is in them, in order of its rows."""
    rows = export[row.table]
    parts: list[list[str]] = []
    for part in row.content:
        if isinstance(part, XmlRow):
            within: dict[str, str] = defaultdict(str)
            for parent, text in zip(
                export[part.table][part.parent], nested_xml(part, export), strict=True
            ):
                within[parent] += text
            parts.append([within[number] for number in rows[row.number]])
        elif part in rows:
            parts.append(
                [
                    f"<{part}>{escape(cell)}</{part}>" if isinstance(cell, str) else ""
                    for cell in rows[part]
                ]
            )
    return [f"<{row.table}>{''.join(texts)}</{row.table}>" for texts in zip(*parts, strict=True)]


def element(name: str, cells: Mapping[str, str | None], columns: Sequence[str]) -> str:
    """An element of some fields, those without text left out."""
    fields = "".join(
        f"<{column}>{escape(text)}</{column}>"
        for column in columns
        if (text := cells.get(column)) is not None and not pd.isna(text)
    )
    return f"<{name}>{fields}</{name}>"
