"""Excel workbooks as a form of a return's tables: a sheet a table, known by its columns.

Here: finding the header, which column is which, and what of a sheet's looks is worth telling. Not
here: the archive and why one is refused (``workbook_package``), cells as text (``workbook_sheet``),
or the tables and what people call their columns (each return's ``reader``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.returns.reading.delimited import CHUNK_RECORDS, MAX_COLUMNS
from ae_pipeline.returns.reading.header_names import Patterns, official_names
from ae_pipeline.returns.reading.recognition import Recognition, presentable
from ae_pipeline.returns.reading.workbook_package import open_package, refuse_macros, refuse_old
from ae_pipeline.returns.reading.workbook_sheet import CellValue, Sheet, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ae_pipeline.returns.extract import SourceFile
    from ae_pipeline.returns.reading.drop import OpenFile
    from ae_pipeline.returns.reading.gathering import FileForm, Gathering

SheetRecogniser: TypeAlias = Callable[[str, Sequence[str]], Recognition]
"""From a sheet's name and header to its table."""
Stranger: TypeAlias = Callable[[Sequence[str]], str | None]
"""From a header to what other workbook it is of, to end "this is …"; none where it is not."""
HEADER_WITHIN = 40
"""Rows from the top, blank ones apart, among which the header is sought."""
_WITH_MACROS, _OTHER_FORMATS = ("xlsm", "xltm", "xlam"), ("xls", "xlsb", "xlt", "ods")


@dataclass(frozen=True)
class WorkbookLayout:
    """How a return's workbooks are understood.

    Attributes:
        recogniser: tells a sheet's table.
        patterns: by table and official column, what else it may be called.
        days: by table, the columns of dates: there a plain number is the day Excel counts it as.
        stranger: tells a workbook that is often mistaken for this one; such a file is refused.
    """

    recogniser: SheetRecogniser
    patterns: Mapping[str, Patterns]
    days: Mapping[str, Collection[str]] = field(default_factory=dict)
    stranger: Stranger | None = None


def workbook_forms(layout: WorkbookLayout) -> dict[str, FileForm]:
    """The forms of workbooks, by extension: ``.xlsx`` is read, others are refused with a reason.

    Every sheet whose header is found is read, hidden ones and hidden rows too, for they are data;
    a notice tells of them. ``_row`` counts the rows below the header, blank ones included, and
    goes on from sheet to sheet where several hold one table.
    """

    def read(file: OpenFile, gathering: Gathering) -> SourceFile:
        return _Reader(file, gathering, layout).read()

    def with_macros(file: OpenFile, _gathering: Gathering) -> SourceFile:
        raise refuse_macros(file)

    def other_format(file: OpenFile, _gathering: Gathering) -> SourceFile:
        raise refuse_old(file)

    return {
        "xlsx": read,
        **dict.fromkeys(_WITH_MACROS, with_macros),
        **dict.fromkeys(_OTHER_FORMATS, other_format),
    }


@dataclass(frozen=True)
class _Header:
    """The row that names the columns: its number, its names, and the table they tell."""

    number: int
    names: tuple[str, ...]
    recognition: Recognition
    known: dict[int, str]


class _Reader:
    """Reads one workbook into a gathering."""

    def __init__(self, file: OpenFile, gathering: Gathering, layout: WorkbookLayout) -> None:
        self._file, self._gathering, self._layout = file, gathering, layout
        self._counts: Counter[str] = Counter()
        self._last_numbers: Counter[str] = Counter()

    def read(self) -> SourceFile:
        package = open_package(self._file)
        try:
            with CalamineWorkbook.from_filelike(package.archive) as workbook:
                for known in workbook.sheets_metadata:
                    if known.typ is SheetTypeEnum.WorkSheet and known.name in package.sheets:
                        sheet = Sheet(
                            workbook.get_sheet_by_name(known.name), package.sheets[known.name]
                        )
                        self._read_sheet(sheet, from_1904=package.from_1904)
        except CalamineError:
            # Not chained: the library's message may quote the file.
            raise self._file.unreadable(
                None,
                "the workbook is damaged",
                "Open it and save it again as an Excel workbook (.xlsx), or export it again.",
            ) from None
        return self._file.source(None, dict(self._counts))

    def _read_sheet(self, sheet: Sheet, *, from_1904: bool) -> None:
        header = self._header(sheet)
        if header is None:
            return
        table = header.recognition.table
        if table is None:
            reason = f"sheet {presentable(sheet.name)}: {header.recognition.reason}"
            self._gathering.unrecognised(self._file, reason)
            return
        self._gathering.recognised.add(table)
        if table not in self._gathering.layouts:
            self._gathering.outside(self._file, table)
            return
        positions = self._positions(header, table)
        count = 0
        nameless = [at for at, name in enumerate(header.names) if not name]
        unnamed_data = False
        days = self._layout.days.get(table, ())
        for numbers, rows in _chunks(sheet, header.number):
            unnamed_data |= any(row[at] != "" for row in rows for at in nameless)
            cells = {
                name: [text_of(row[at], is_day=name in days, from_1904=from_1904) for row in rows]
                for name, at in positions.items()
            }
            self._gathering.tables[table].append(
                cells,
                file=self._file.name,
                rows=[self._last_numbers[table] + each - header.number for each in numbers],
            )
            count += len(rows)
            last = numbers[-1] - header.number
        if count:
            self._last_numbers[table] += last
        self._counts[table] += count
        self._tell_looks(sheet, header, table, positions, unnamed=unnamed_data)

    def _header(self, sheet: Sheet) -> _Header | None:
        """The header, or the likeliest row where none is; none of an empty sheet.

        Of several rows that could be it, the one with the most known columns is, and of equal ones
        the lowest: where a header takes two rows, its merged cells stand in both.
        """
        best: _Header | None = None
        fullest: _Header | None = None
        for place, (number, row) in enumerate(sheet.rows()):
            names = tuple(" ".join(text_of(cell).split()) for cell in row)
            self._refuse_strangers(names)
            self._refuse_width(sheet, names)
            here = self._header_in(sheet, number, names)
            if here.recognition.table is None and (best is not None or place == HEADER_WITHIN):
                break
            if here.recognition.table is None:
                fullest = max(fullest or here, here, key=lambda each: sum(map(bool, each.names)))
            elif best is None or len(here.known) >= len(best.known):
                best = here
        return best or fullest

    def _header_in(self, sheet: Sheet, number: int, names: tuple[str, ...]) -> _Header:
        recognition = self._layout.recogniser(sheet.name, names)
        known: dict[int, str] = {}
        if recognition.table is not None:
            patterns = self._layout.patterns.get(recognition.table, {})
            columns = self._gathering.layouts.get(recognition.table, ())
            known = official_names(names, columns, patterns)
        return _Header(number, names, recognition, known)

    def _refuse_strangers(self, names: Sequence[str]) -> None:
        stranger = self._layout.stranger(names) if self._layout.stranger else None
        if stranger is not None:
            raise self._file.unreadable(
                None, f"this is {stranger}", f"Put a workbook of {self._gathering.title} here."
            )

    def _refuse_width(self, sheet: Sheet, names: Sequence[str]) -> None:
        if len(names) > MAX_COLUMNS:
            raise self._file.unreadable(
                None,
                f"sheet {presentable(sheet.name)} is {len(names):,} columns wide, more than the "
                f"{MAX_COLUMNS:,} that are read",
                "Delete what stands far to the right of the list.",
            )

    def _positions(self, header: _Header, table: str) -> dict[str, int]:
        """Where each official column stands; notes those unknown and those missing."""
        named = [at for at, name in enumerate(header.names) if name]
        official = [header.known.get(at, header.names[at]) for at in named]
        found = self._gathering.positions(self._file, table, official, header.number + 1)
        return {name: named[place] for name, place in found.items()}

    def _tell_looks(
        self,
        sheet: Sheet,
        header: _Header,
        table: str,
        positions: Mapping[str, int],
        *,
        unnamed: bool,
    ) -> None:
        """Note what is hidden, merged, unnamed, or failed."""
        facts, shown = sheet.facts, presentable(sheet.name)
        if facts.hidden:
            self._note(NoticeKind.PRESENTATION, table, f"Sheet {shown} is hidden: it is read.")
        rows = sum(row > header.number for row in facts.hidden_rows)
        if rows:
            self._note(
                NoticeKind.PRESENTATION,
                table,
                f"{rows:,} rows of sheet {shown} are hidden: they are read.",
            )
        places = [at + sheet.first_column for at in positions.values()]
        columns = sum(
            any(first <= at <= last for first, last in facts.hidden_columns) for at in places
        )
        if columns:
            self._note(
                NoticeKind.PRESENTATION,
                table,
                f"{columns:,} columns of sheet {shown} are hidden: they are read.",
            )
        if sheet.merged_below(header.number):
            self._note(
                NoticeKind.PRESENTATION,
                table,
                f"Cells of sheet {shown} are merged over several "
                "rows: each of the rows is read as saying the same.",
            )
        if unnamed:
            message = f"Left out: a column of sheet {shown} that has no name."
            self._gathering.note(NoticeKind.UNKNOWN_COLUMN, self._file, table, None, message)
        failed = Counter(
            column - sheet.first_column for row, column in facts.errors if row > header.number
        )
        for name, at in positions.items():
            if failed[at]:
                message = f"{failed[at]:,} cells of {name} hold a formula that failed."
                self._gathering.note(NoticeKind.FORMULA_ERROR, self._file, table, name, message)

    def _note(self, kind: NoticeKind, table: str, message: str) -> None:
        self._gathering.note(kind, self._file, table, None, message)


def _chunks(sheet: Sheet, below: int) -> Iterator[tuple[list[int], list[list[CellValue]]]]:
    """The rows below the header with their numbers, some thousands at a time."""
    numbers: list[int] = []
    rows: list[list[CellValue]] = []
    for number, row in sheet.rows():
        if number > below:
            numbers.append(number)
            rows.append(row)
        if len(rows) == CHUNK_RECORDS:
            yield numbers, rows
            numbers, rows = [], []
    if rows:
        yield numbers, rows
