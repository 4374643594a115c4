"""Reading a drop of SSDA903 as text: CSV files, one per table, or the return's XML, or both.

Here: what tells each table from the others, and putting a drop's files together. Not here: how
the XML is nested (``xml_form``), the formats themselves (``returns.reading``), or what a row must
be (``tables``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ae_pipeline.returns.extract import (
    Extract,
    Notice,
    NoticeKind,
    SourceFile,
    UnreadableFileError,
)
from ae_pipeline.returns.reading.delimited import DelimitedText, delimited_text
from ae_pipeline.returns.reading.disguise import begins_as_markup, disguised_as
from ae_pipeline.returns.reading.drop import OpenFile, files_of, opened
from ae_pipeline.returns.reading.encoding import text_encoding
from ae_pipeline.returns.reading.recognition import folded, presentable, recognise
from ae_pipeline.returns.reading.text_table import TextTable
from ae_pipeline.returns.ssda903.xml_form import read_children

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

IDENTIFYING: dict[str, frozenset[str]] = {
    table: frozenset(columns.split())
    for table, columns in {
        "Header": "ETHNIC UPN MOTHER MC_DOB",
        "Episodes": "DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST "
        "PL_POST URN",
        "UASC": "DUC",
        "Reviews": "REVIEW REVIEW_CODE",
        "OC2": "SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK "
        "HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
        "OC3": "IN_TOUCH ACTIV ACCOM",
        "AD1": "DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
        "PlacedAdoption": "DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
        "PrevPerm": "PREV_PERM LA_PERM DATE_PERM",
        "Missing": "MISSING MIS_START MIS_END",
        "SWEpisodes": "SW_ID SW_DECOM SW_DEC SW_REASON",
        "DoLo": "DOLO_START DOLO_END",
    }.items()
}
"""The columns that only one table has. CHILD, SEX and DOB stand in several."""
_DELIMITED_EXTENSIONS = frozenset({"csv", "txt", "tsv"})


def read_drop(folder: Path, layouts: Mapping[str, Sequence[str]]) -> Extract:
    """Read all files of a drop into the tables of a specification.

    A file is known by its columns, or as XML by its elements, whatever it is called. Several
    files of one table are put one below the other, in order of their names.

    Args:
        folder: the drop; its sub-folders are read too.
        layouts: by official table name, the official columns that the specification has.

    Returns:
        Every table of ``layouts``: its columns, all of them, as text. White space around a cell
        is trimmed, an empty cell is null, and a row of nothing but delimiters is a row. In XML,
        a row takes CHILD, DOB and SEX from its child's header, a field that is not sent is
        null, and an element without any text is no row.

    Raises:
        UnreadableFileError: if a file is damaged or not what its name says it is, or the drop
            has no file of this return.
    """
    drop = _Drop(layouts)
    files = []
    for name, path in files_of(folder):
        with opened(name, path) as file:
            files.append(_read_file(file, drop))
    if not drop.recognised:
        raise UnreadableFileError(
            str(folder),
            None,
            f"none of its {len(files)} files is a table of SSDA903",
            "Put the return's CSV files or its XML here: each CSV needs a header line with the "
            "official column names.",
        )
    for table in layouts:
        if table not in drop.recognised:
            drop.note(NoticeKind.ABSENT_TABLE, None, table, None, f"No file holds {table}.")
    tables = {table: rows.take() for table, rows in drop.tables.items()}
    return Extract(tables=tables, files=tuple(files), notices=tuple(drop.notices))


@dataclass
class _Drop:
    """What has been read of a drop so far.

    Attributes:
        recognised: tables met in some file, those outside the specification included.
    """

    layouts: Mapping[str, Sequence[str]]
    tables: dict[str, TextTable] = field(init=False)
    notices: list[Notice] = field(default_factory=list)
    recognised: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.tables = {table: TextTable(columns) for table, columns in self.layouts.items()}

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
        """Note that a file is of no table."""
        self.note(NoticeKind.UNRECOGNISED_FILE, file, None, None, f"Not read: {reason}.")

    def outside(self, file: OpenFile, table: str) -> None:
        """Note that a table is not of the specification."""
        message = f"Not read: {table} is not a table of this specification."
        self.note(NoticeKind.OUTSIDE_SPECIFICATION, file, table, None, message)


def _read_file(file: OpenFile, drop: _Drop) -> SourceFile:
    delimited = file.extension in _DELIMITED_EXTENSIONS
    if not delimited and file.extension != "xml":
        drop.unrecognised(file, "only .csv, .txt, .tsv and .xml files are")
        return file.source(None, {})
    if not file.head.strip():
        drop.unrecognised(file, "the file is empty")
        return file.source(None, {})
    disguise = disguised_as(file.head)
    if disguise is None and delimited and begins_as_markup(file.head):
        disguise = "XML or a web page"
    if disguise is not None:
        raise file.unreadable(
            None,
            f"this is {disguise}, though its name ends in .{file.extension}",
            "Export it from the source system as CSV or XML, rather than renaming it.",
        )
    return _read_delimited(file, drop) if delimited else _read_xml(file, drop)


def _read_delimited(file: OpenFile, drop: _Drop) -> SourceFile:
    encoding = text_encoding(file)
    with delimited_text(file, encoding) as text:
        recognition = recognise(text.header, IDENTIFYING)
        table = recognition.table
        if table is None:
            drop.unrecognised(file, recognition.reason)
            return file.source(encoding, {})
        drop.recognised.add(table)
        if table not in drop.layouts:
            drop.outside(file, table)
            return file.source(encoding, {})
        positions = _positions(file, text, table, drop)
        count = 0
        for columns in text.chunks():
            rows = range(count + 1, count + len(columns[0]) + 1)
            drop.tables[table].append(
                {name: columns[position] for name, position in positions.items()},
                file=file.name,
                rows=rows,
            )
            count += len(rows)
    return file.source(encoding, {table: count})


def _positions(file: OpenFile, text: DelimitedText, table: str, drop: _Drop) -> dict[str, int]:
    """Where each official column stands in a file; notes those unknown and those missing."""
    official = {folded(name): name for name in drop.layouts[table]}
    positions: dict[str, int] = {}
    met: set[str] = set()
    for position, name in enumerate(text.header):
        key = folded(name)
        if key and key in met:
            raise file.unreadable(
                text.header_line,
                f"the header has the column {presentable(name)} more than once",
                "Leave one of them in the export.",
            )
        met.add(key)
        if key in official:
            positions[official[key]] = position
        else:
            shown = presentable(name) or f"(column {position + 1}, without a name)"
            message = f"Left out: {table} has no column {shown} in this specification."
            drop.note(NoticeKind.UNKNOWN_COLUMN, file, table, shown, message)
    for key, name in official.items():
        if key not in met:
            message = f"{table} lacks the column {name}: it is read as empty."
            drop.note(NoticeKind.MISSING_COLUMN, file, table, name, message)
    return positions


def _read_xml(file: OpenFile, drop: _Drop) -> SourceFile:
    form = read_children(file, drop.tables, IDENTIFYING)
    if not form.met:
        drop.unrecognised(file, "it has no CHILD element with the elements of this return")
        return file.source(None, {})
    drop.recognised |= form.met
    for table, name in form.unknown:
        message = f"Left out: {table or 'CHILD'} has no element {name} in this specification."
        drop.note(NoticeKind.UNKNOWN_COLUMN, file, table, name, message)
    for table in IDENTIFYING:
        if table in form.met and table not in drop.layouts:
            drop.outside(file, table)
    return file.source(None, form.rows)
