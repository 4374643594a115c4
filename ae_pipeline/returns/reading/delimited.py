"""Delimited text: a header line and records as wide as it, read column by column in chunks.

Here: delimiters, quoting, line numbers, and refusing what is damaged. Not here: what the columns
mean. The records come from the standard library's CSV reader.
"""

from __future__ import annotations

import csv
import io
import re
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ae_pipeline.returns.extract import UnreadableFileError
    from ae_pipeline.returns.reading.drop import OpenFile

MAX_CELL_CHARACTERS = 65_536
"""No field of a return is near so long: a longer cell is a quotation mark gone astray."""
MAX_RECORD_CHARACTERS = 1 << 20
"""Bounds what a record, with all its quoted lines, can take of memory."""
MAX_COLUMNS = 1_000
"""More than the widest return has."""
CHUNK_RECORDS = 4_000
_DELIMITERS = (",", ";", "\t")
_LONG_CELL = f"has a cell of more than {MAX_CELL_CHARACTERS:,} characters"
_TRUNCATED = "The file may have been cut short: export it again."


class DelimitedText:
    """A delimited text file of which the header has been read.

    Attributes:
        header: column names as the file has them, trimmed; may hold empty names.
        header_line: line of the file on which the header stands.
    """

    def __init__(self, file: OpenFile, text: TextIO) -> None:
        self._file = file
        self._lines = _Lines(text)
        # Lines before the header, which the CSV reader does not see.
        self._offset = 0
        self._start = 1
        names: list[str] = []
        with self._complaints():
            first = ""
            for line in self._lines:
                if line.strip():
                    first = line
                    break
                self._lines.pending = 0
                self._offset += 1
            self._start = self.header_line = self._offset + 1
            self._records = csv.reader(
                chain([first], self._lines),
                delimiter=_delimiter(first),
                strict=True,
                skipinitialspace=True,
            )
            names = next(self._records, names)
        self.header = tuple(name.replace("\ufeff", "").strip() for name in names)
        if len(self.header) > MAX_COLUMNS:
            raise file.unreadable(
                self.header_line,
                f"the header has {len(self.header):,} columns, more than the {MAX_COLUMNS:,} "
                "that are read",
                "Check that this is the right file, and export it again.",
            )

    def chunks(self) -> Iterator[list[list[str]]]:
        """The columns of the records below the header, some thousands of records at a time.

        Blank lines are passed over. Cells are as the file has them, not trimmed.

        Raises:
            UnreadableFileError: at a record that has more or fewer cells than the header, whose
                quotation does not end, or that is too large to be one.
        """
        width = len(self.header)
        # One list of cells: a list for each record would keep the garbage collector busy.
        cells: list[str] = []
        with self._complaints():
            self._next_record()
            for record in self._records:
                if self._lines.pending > MAX_CELL_CHARACTERS:
                    self._require_short_cells(record)
                if len(record) == width:
                    cells.extend(record)
                elif len(record) > 1 or (record and record[0].strip()):
                    raise self._ragged(width, len(record))
                self._next_record()
                if len(cells) >= CHUNK_RECORDS * width:
                    yield [cells[column::width] for column in range(width)]
                    cells.clear()
        if cells:
            yield [cells[column::width] for column in range(width)]

    def _next_record(self) -> None:
        self._lines.pending = 0
        self._start = self._offset + self._records.line_num + 1

    @contextmanager
    def _complaints(self) -> Iterator[None]:
        """Tell what the CSV reader and the lines complain of in our words."""
        try:
            yield
        except _RecordTooLongError:
            raise self._too_long(f"is longer than {MAX_RECORD_CHARACTERS:,} characters") from None
        except UnicodeDecodeError:
            # All of it has been decoded once, so it can only have changed since then.
            problem = "a character cannot be decoded"
            raise self._file.unreadable(self._start, problem, _TRUNCATED) from None
        except csv.Error:
            if self._lines.pending > MAX_CELL_CHARACTERS:
                raise self._too_long(_LONG_CELL) from None
            problem = (
                "a quotation that begins in this row does not end"
                if self._lines.ended
                else "a closing quotation mark in this row is not followed by a delimiter"
            )
            raise self._file.unreadable(self._start, problem, _TRUNCATED) from None

    def _require_short_cells(self, record: list[str]) -> None:
        if any(len(cell) > MAX_CELL_CHARACTERS for cell in record):
            raise self._too_long(_LONG_CELL)

    def _too_long(self, how: str) -> UnreadableFileError:
        remedy = "A quotation mark or a line end may be missing or astray: export the file again."
        return self._file.unreadable(self._start, f"this row {how}", remedy)

    def _ragged(self, width: int, cells: int) -> UnreadableFileError:
        return self._file.unreadable(
            self._start,
            f"the header has {width} cells and this row has {cells}",
            f"{_TRUNCATED} A cell that holds the delimiter must be in quotes.",
        )


class _RecordTooLongError(Exception):
    """More lines belong to one record than it may have characters."""


class _Lines:
    """The lines of a text file, endings kept, never more of them at once than one record may be.

    Attributes:
        pending: characters read since the reader of records last set this to 0.
        ended: whether the last line has been read.
    """

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.pending = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        readline = self._text.readline
        while line := readline(MAX_RECORD_CHARACTERS + 1):
            self.pending += len(line)
            if self.pending > MAX_RECORD_CHARACTERS:
                raise _RecordTooLongError
            yield line
        self.ended = True


@contextmanager
def delimited_text(file: OpenFile, encoding: str) -> Iterator[DelimitedText]:
    """Open a file as delimited text. An empty file has an empty header.

    Raises:
        UnreadableFileError: if its header is damaged or has an absurd number of columns.
    """
    file.binary.seek(0)
    text = io.TextIOWrapper(file.binary, encoding=encoding, newline="")
    try:
        yield DelimitedText(file, text)
    finally:
        # The file stays open for whoever opened it.
        text.detach()


def _delimiter(header: str) -> str:
    """The delimiter that parts the header into most cells; comma where none parts it."""
    unquoted = re.sub('"[^"]*"', "", header)
    return max(_DELIMITERS, key=unquoted.count)
