"""What reading a return gives: text tables, the files they came from, and notices about them.

Here: the shapes only. How files are read is in ``reading`` and in each return's ``reader``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ae_pipeline.errors import PipelineError
from ae_pipeline.validation.findings import FILE_COLUMN, ROW_COLUMN

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

__all__ = [
    "FILE_COLUMN",
    "ROW_COLUMN",
    "Extract",
    "Notice",
    "NoticeKind",
    "SourceFile",
    "UnreadableFileError",
]


class UnreadableFileError(PipelineError):
    """A file that cannot be read as what it claims to be. Says what, where and what to do.

    The message never holds a cell's value.
    """

    def __init__(self, file: str, line: int | None, problem: str, remedy: str) -> None:
        where = file if line is None else f"{file}, line {line}"
        super().__init__(f"{where}: {problem}. {remedy}")
        self.file, self.line, self.problem, self.remedy = file, line, problem, remedy


class NoticeKind(StrEnum):
    """What the reader noticed about a file, short of being unable to read it."""

    UNKNOWN_COLUMN = "unknown_column"
    MISSING_COLUMN = "missing_column"
    UNRECOGNISED_FILE = "unrecognised_file"
    OUTSIDE_SPECIFICATION = "outside_specification"
    ABSENT_TABLE = "absent_table"
    STRUCTURE = "structure"
    PRESENTATION = "presentation"
    """Something of a workbook's looks, such as a hidden row, which does not change what is read."""
    FORMULA_ERROR = "formula_error"
    """Cells of a workbook whose formula failed."""


@dataclass(frozen=True)
class Notice:
    """One thing worth telling about a file or table; never a value of a row."""

    kind: NoticeKind
    file: str | None
    table: str | None
    column: str | None
    message: str


@dataclass(frozen=True)
class SourceFile:
    """A file of a drop, as it was when read.

    Attributes:
        rows: data rows read, by official table name (an XML file feeds several tables).
        encoding: ``utf-8``, ``utf-8-sig`` or ``windows-1252``; ``None`` where the format says.
    """

    name: str
    size: int
    sha256: str
    modified: datetime
    encoding: str | None
    rows: dict[str, int]


@dataclass(frozen=True)
class Extract:
    """A return as text, before anything is judged.

    Attributes:
        tables: by official table name, every table of the specification (empty where nothing
            was sent): official columns in the order of the contract as ``str`` with missing
            cells null, then ``_file`` (str) and ``_row`` (int64).
        files: every file of the drop, recognised or not.
        notices: unknown and missing columns, unrecognised files, absent tables.
    """

    tables: dict[str, pd.DataFrame]
    files: tuple[SourceFile, ...]
    notices: tuple[Notice, ...] = field(default=())
