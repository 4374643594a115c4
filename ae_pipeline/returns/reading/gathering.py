"""The files of a drop into the tables of a return, each file by the form that its name claims.

Here: walking a drop, and what is kept of it on the way. Not here: any form (``delimited_form``,
``xml_form``, ``workbook_form``), or what a row must be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ae_pipeline.returns.extract import (
    Extract,
    Notice,
    NoticeKind,
    SourceFile,
    UnreadableFileError,
)
from ae_pipeline.returns.reading.drop import OpenFile, files_of, opened
from ae_pipeline.returns.reading.recognition import folded, presentable
from ae_pipeline.returns.reading.text_table import TextTable

if TYPE_CHECKING:
    from pathlib import Path

Layouts: TypeAlias = Mapping[str, Sequence[str]]
"""By official table name, the official columns that a specification has, in order."""


@dataclass
class Gathering:
    """What has been read of a drop so far.

    Attributes:
        title: of the return, as messages name it.
        layouts: tables and columns of the specification.
        tables: rows met so far.
        recognised: tables met in some file, those outside the specification included.
    """

    title: str
    layouts: Layouts
    tables: dict[str, TextTable] = field(init=False)
    notices: list[Notice] = field(default_factory=list)
    recognised: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.tables = {table: TextTable(columns) for table, columns in self.layouts.items()}

    @property
    def size(self) -> int:
        """Rows read since the last part, of all tables."""
        return sum(len(table) for table in self.tables.values())

    def note(
        self,
        kind: NoticeKind,
        file: OpenFile | None,
        table: str | None,
        column: str | None,
        message: str,
    ) -> None:
        """Keep a notice."""
        self.notices.append(Notice(kind, file.name if file else None, table, column, message))

    def unrecognised(self, file: OpenFile, reason: str) -> None:
        """Note that a file, or a part of one, is of no table."""
        self.note(NoticeKind.UNRECOGNISED_FILE, file, None, None, f"Not read: {reason}.")

    def outside(self, file: OpenFile, table: str) -> None:
        """Note that a table is not of the specification."""
        message = f"Not read: {table} is not a table of this specification."
        self.note(NoticeKind.OUTSIDE_SPECIFICATION, file, table, None, message)

    def positions(
        self, file: OpenFile, table: str, header: Sequence[str], line: int | None
    ) -> dict[str, int]:
        """Where each official column stands in a header; notes those unknown and those missing.

        Names are compared trimmed and whatever their case.

        Raises:
            UnreadableFileError: if a column stands there twice.
        """
        official = {folded(name): name for name in self.layouts[table]}
        positions: dict[str, int] = {}
        met: set[str] = set()
        for position, name in enumerate(header):
            key = folded(name)
            if key and key in met:
                raise file.unreadable(
                    line,
                    f"the header has the column {presentable(name)} more than once",
                    "Leave one of them in the export.",
                )
            met.add(key)
            if key in official:
                positions[official[key]] = position
            else:
                shown = presentable(name) or f"(column {position + 1}, without a name)"
                message = f"Left out: {table} has no column {shown} in this specification."
                self.note(NoticeKind.UNKNOWN_COLUMN, file, table, shown, message)
        for key, name in official.items():
            if key not in met:
                message = f"{table} lacks the column {name}: it is read as empty."
                self.note(NoticeKind.MISSING_COLUMN, file, table, name, message)
        return positions

    def extract(self, files: Sequence[SourceFile]) -> Extract:
        """Everything that was read; notes the tables that no file holds."""
        for table in self.layouts:
            if table not in self.recognised:
                self.note(NoticeKind.ABSENT_TABLE, None, table, None, f"No file holds {table}.")
        return self.part(files)

    def part(self, files: Sequence[SourceFile]) -> Extract:
        """What was read since the last part."""
        notices, self.notices = tuple(self.notices), []
        return Extract(
            tables={table: rows.take() for table, rows in self.tables.items()},
            files=tuple(files),
            notices=notices,
        )


FileForm: TypeAlias = Callable[[OpenFile, Gathering], SourceFile]
"""Reads one file into a gathering: its rows into ``tables``, the tables it met into
``recognised``. A file of no table is noted, a damaged one raises ``UnreadableFileError``."""


def gather(
    folder: Path, layouts: Layouts, forms: Mapping[str, FileForm], *, title: str, remedy: str
) -> Extract:
    """Read all files of a drop into the tables of a specification.

    Args:
        folder: the drop; its sub-folders are read too.
        layouts: tables and columns of the specification.
        forms: by extension, lower case without the dot, how such a file is read.
        title: of the return, to end the sentence "none of its files is a table of …".
        remedy: what to do where no file of the return is there.

    Returns:
        Every table of ``layouts``, all its columns as text, rows in order of file names.

    Raises:
        UnreadableFileError: if a file is damaged or not what its name says it is, or the drop
            has no file of this return.
    """
    (whole,) = gather_parts(folder, layouts, forms, title=title, remedy=remedy, rows=None)
    return whole


def gather_parts(
    folder: Path,
    layouts: Layouts,
    forms: Mapping[str, FileForm],
    *,
    title: str,
    remedy: str,
    rows: int | None,
    about: Callable[[Path], str] | None = None,
) -> Iterator[Extract]:
    """Read all files of a drop as ``gather`` does, some at a time.

    Args:
        folder: the drop; its sub-folders are read too.
        layouts: tables and columns of the specification.
        forms: by extension, how such a file is read.
        title: of the return.
        remedy: what to do where no file of the return is there.
        rows: a part ends with the file that brings it to so many rows, or with the last file
            about the same if that brings it to no more than twice as many; none for one part.
        about: what a file is about. Files about the same come one after another, and else in
            order of name.

    Yields:
        At least one part, the last with what can only be told at the end.

    Raises:
        UnreadableFileError: if a file is damaged or not what its name says it is, or the drop
            has no file of this return.
    """
    gathering = Gathering(title, layouts)
    files: list[SourceFile] = []
    found = files_of(folder)
    subjects = [name if about is None else about(path) for name, path in found]
    before = ""
    for subject, (name, path) in sorted(zip(subjects, found, strict=True)):
        if rows is not None and gathering.size >= (2 * rows if subject == before else rows):
            yield gathering.part(files)
            files.clear()
        before = subject
        with opened(name, path) as file:
            files.append(_read(file, forms, gathering))
    if not gathering.recognised:
        raise UnreadableFileError(
            str(folder), None, f"none of its {len(found)} files is a table of {title}", remedy
        )
    yield gathering.extract(files)


def _read(file: OpenFile, forms: Mapping[str, FileForm], gathering: Gathering) -> SourceFile:
    form = forms.get(file.extension)
    if form is None:
        *some, last = (f".{extension}" for extension in forms)
        known = f"{', '.join(some)} and {last} files are" if some else f"{last} files are"
        gathering.unrecognised(file, f"only {known}")
    elif not file.head.strip():
        gathering.unrecognised(file, "the file is empty")
    else:
        return form(file, gathering)
    return file.source(None, {})
