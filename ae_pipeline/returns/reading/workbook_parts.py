"""The parts of a workbook read through as XML, for what the library of cells does not tell.

Here: a parser that refuses document types and overlong texts, and what it sees of the workbook's
sheets: their names and state, how far their cells reach, what is hidden, formulas in error. Not
here: the archive (``workbook_package``), or the values of cells, which python-calamine reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from ae_pipeline.returns.reading.delimited import MAX_CELL_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ae_pipeline.returns.reading.drop import OpenFile

MAX_CELLS = 5_000_000
"""Of the rectangle that a sheet's cells reach over, which is held in memory as a whole."""
MAX_ERRORS = 100_000
"""Cells whose formula failed."""
_MAX_ROWS, _MAX_COLUMNS = 1 << 20, 1 << 14
"""Of a sheet, by the format."""
_LETTERS = 26
_REMEDY = "Save it again as an Excel workbook (.xlsx), or export it again."


class RefusedPartError(Exception):
    """A part that is not read any further, and why, to begin a sentence about the workbook."""


class PartReader:
    """Sees what stands in a part; this one only refuses what is too long to be a cell."""

    def __init__(self) -> None:
        self._length = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Names have their namespace before them, parted by a space."""
        del name, attributes
        self._length = 0

    def characters(self, text: str) -> None:
        """Text stands behind the beginning of an element, before anything else begins.

        Raises:
            RefusedPartError: if it is too long for a cell.
        """
        self._length += len(text)
        if self._length > MAX_CELL_CHARACTERS:
            raise RefusedPartError(f"a cell holds more than {MAX_CELL_CHARACTERS:,} characters")


@dataclass(frozen=True)
class NamedSheet:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    hidden: bool


class WorkbookReader(PartReader):
    """The list of sheets, and which day dates are counted from."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[NamedSheet] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note a sheet."""
        super().start(name, attributes)
        kind = _local(name)
        if kind == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            relation = next((text for key, text in attributes.items() if _local(key) == "id"), "")
            self.sheets.append(NamedSheet(attributes.get("name", ""), relation, hidden))
        elif kind == "workbookPr":
            self.from_1904 = _is_true(attributes.get("date1904"))


class RelationsReader(PartReader):
    """Which part each relation of the workbook leads to, with its kind."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note a relation."""
        super().start(name, attributes)
        if _local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))


@dataclass(frozen=True)
class SheetFacts:
    """What was seen of a worksheet. Rows and columns are counted from 0.

    Attributes:
        hidden: whether the sheet is.
        hidden_rows: with cells that hold something.
        hidden_columns: first and last of each group.
        errors: by row and column, what Excel shows for a formula that failed (``#N/A``).
    """

    hidden: bool
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    errors: Mapping[tuple[int, int], str]


class SheetReader(PartReader):
    """How far a sheet's cells reach, what is hidden, and formulas in error."""

    def __init__(self) -> None:
        super().__init__()
        self._row, self._column = -1, -1
        self._row_text, self._row_number = "", -1
        self._hides = self._failed = self._shows_error = False
        self._cells = 0
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._letters: dict[str, int] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._errors: dict[tuple[int, int], str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep count of rows and columns."""
        self._length = 0
        self._shows_error = False
        kind = name[name.rfind(" ") + 1 :]
        if kind == "c":
            self._cell(attributes.get("r", ""))
            self._failed = attributes.get("t") == "e"
        elif kind in {"v", "is"}:
            self._reach()
            self._shows_error = self._failed
        elif kind == "row":
            self._begin_row(attributes)
        elif kind == "col" and _is_true(attributes.get("hidden")):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self._hidden_columns.append((int(first) - 1, int(last) - 1))

    def characters(self, text: str) -> None:
        """Keep what a failed formula shows."""
        super().characters(text)
        if self._shows_error:
            place = self._row, self._column
            self._errors[place] = self._errors.get(place, "") + text
            if len(self._errors) > MAX_ERRORS:
                raise RefusedPartError(f"more than {MAX_ERRORS:,} of its formulas failed")

    def told(self, *, hidden: bool) -> SheetFacts:
        """What was seen, once the sheet has been read through."""
        return SheetFacts(
            hidden, frozenset(self._hidden_rows), tuple(self._hidden_columns), self._errors
        )

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row_text = attributes.get("r", "")
        self._row = int(self._row_text) - 1 if self._row_text.isdecimal() else self._row + 1
        self._row_number = self._row
        self._column = -1
        self._hides = _is_true(attributes.get("hidden"))

    def _cell(self, reference: str) -> None:
        """Take the place of a cell from its reference, or else the next one in its row."""
        if self._row_text and reference.endswith(self._row_text):
            column = self._letters.get(reference[: -len(self._row_text)])
            if column is not None:
                self._row, self._column = self._row_number, column
                return
        place = _place(reference)
        if place is None:
            self._column += 1
            return
        self._row, self._column = place
        letters = reference.rstrip("0123456789")
        if self._row_text == reference[len(letters) :]:
            self._letters[letters] = self._column

    def _reach(self) -> None:
        """Take a cell that holds something into account."""
        row, column = self._row, self._column
        if not self._rows:
            self._rows, self._columns = [row, row], [column, column]
        rows, columns = self._rows, self._columns
        self._cells += 1
        if self._hides:
            self._hidden_rows.add(row)
        if rows[0] <= row <= rows[1] and columns[0] <= column <= columns[1]:
            if 1 < self._cells <= MAX_CELLS:
                return
        else:
            rows[0], rows[1] = min(rows[0], row), max(rows[1], row)
            columns[0], columns[1] = min(columns[0], column), max(columns[1], column)
        if rows[0] < 0 or rows[1] >= _MAX_ROWS or columns[0] < 0 or columns[1] >= _MAX_COLUMNS:
            raise RefusedPartError("a cell stands where no sheet has one")
        places = (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1)
        if max(self._cells, places) > MAX_CELLS:
            raise RefusedPartError(
                f"the cells of a sheet reach over more than {MAX_CELLS:,} places"
            )


def read_part(file: OpenFile, chunks: Iterable[bytes], reader: PartReader) -> None:
    """Show a part's elements to a reader.

    Raises:
        UnreadableFileError: if it is not well-formed, declares a document type or entities, has a
            text that is too long to be a cell, or the reader refuses it.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = _refuse_declaration
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except RefusedPartError as refused:
        raise file.unreadable(
            None, str(refused), "Check what it is, and copy the lists alone into a new workbook."
        ) from None
    except (expat.ExpatError, LookupError, ValueError):
        # Not chained: the message may quote the file. The other two tell of an unknown encoding.
        raise file.unreadable(
            None, "a part of the workbook is not well-formed XML", _REMEDY
        ) from None


def _refuse_declaration(*_declared: object) -> None:
    raise RefusedPartError(
        "a part of the workbook declares a document type or entities, which is refused as unsafe"
    )


def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _is_true(written: str | None) -> bool:
    return written in {"1", "true", "on"}


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column of ``B12``; none where it is no such reference."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not digits or not letters.isascii() or not letters.isalpha():
        return None
    column = 0
    for letter in letters.upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
