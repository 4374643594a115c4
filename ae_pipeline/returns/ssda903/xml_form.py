"""How the return's XML is nested, and the rows of each table in it.

A CHILD has a HEADER and its EPISODE elements. The HEADER holds the child's own fields, those of
UASC, OC3 and AD1 beside them, and an element for each record of the other tables. Not here:
parsing safely (``returns.reading.xml_records``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from ae_pipeline.returns.reading.delimited import MAX_COLUMNS
from ae_pipeline.returns.reading.recognition import folded, presentable
from ae_pipeline.returns.reading.xml_records import field_text, local_name, xml_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_pipeline.returns.reading.drop import OpenFile
    from ae_pipeline.returns.reading.text_table import TextTable

_CHILD = ("CHILD", "Child", "child")
_TABLE_OF = {
    element: table
    for table, elements in {
        "Header": "HEADER",
        "Episodes": "EPISODE EPISODES",
        "UASC": "UASC",
        "Reviews": "AREVIEW REVIEW REVIEWS",
        "OC2": "OC2",
        "OC3": "OC3",
        "AD1": "AD1",
        "PlacedAdoption": "AD_PLACED PLACEDADOPTION PLACED_ADOPTION",
        "PrevPerm": "PERMANENCE PREVPERM PREV_PERM",
        "Missing": "AMISSING MISSING",
        "SWEpisodes": "SWEPISODE SWEPISODES SW_EPISODE SW_EPISODES ASWEPISODE",
        "DoLo": "DOLO DOLOS ADOLO",
    }.items()
    for element in elements.split()
}
"""What an element that holds fields is a record of. The first of each is the usual name."""
_COLUMN_OF = {"CHILDID": "CHILD", "PL": "PLACE"}
_BESIDE_HEADER = ("UASC", "OC3", "AD1")
"""Tables of which a child has one row at most, and the HEADER the fields."""
_INHERITED = ("CHILD", "DOB", "SEX")
_NOT_UASC = frozenset({"", "0", "N", "NO", "F", "FALSE"})
_CHUNK_ROWS = 4_000

Cells = dict[str, str]
"""Fields that have text, trimmed, by folded official name."""


@dataclass
class ChildrenRead:
    """What an XML file held.

    Attributes:
        met: tables with a record in the file, whatever the specification.
        rows: rows read, by table.
        unknown: elements that were left out, each once, with the table they stood in.
    """

    met: set[str] = field(default_factory=set)
    rows: dict[str, int] = field(default_factory=dict)
    unknown: list[tuple[str | None, str]] = field(default_factory=list)


def read_children(
    file: OpenFile, tables: Mapping[str, TextTable], identifying: Mapping[str, frozenset[str]]
) -> ChildrenRead:
    """Read the children of an XML file into the tables; others than these are passed over.

    ``_row`` counts the elements of the table in the file, or where its fields stand in the
    HEADER the children that have any.

    Args:
        file: the file.
        tables: the tables of the specification; rows are added to them.
        identifying: by table, the columns that no other has.

    Raises:
        UnreadableFileError: if the file is not well-formed, or has a field twice in a record.
    """
    reading = _Children(file, tables, identifying)
    for child in xml_records(file, _CHILD):
        reading.add(child)
    reading.flush()
    return reading.result


class _Element(NamedTuple):
    """An element that is a record of a table, parted into its fields and what it contains."""

    cells: Cells
    has_fields: bool
    within: list[Any]


class _Children:
    """The rows of the children read so far, handed on some thousands at a time."""

    def __init__(
        self,
        file: OpenFile,
        tables: Mapping[str, TextTable],
        identifying: Mapping[str, frozenset[str]],
    ) -> None:
        self._file = file
        self._tables = tables
        self._identifying = identifying
        self._official = {
            name: dict.fromkeys(folded(column) for column in table.columns)
            for name, table in tables.items()
        }
        self._rows: dict[str, list[tuple[str | None, ...]]] = {name: [] for name in tables}
        self._numbers: dict[str, list[int]] = {name: [] for name in tables}
        self._elements = dict.fromkeys(identifying, 0)
        self._unknown: set[tuple[str | None, str]] = set()
        self.result = ChildrenRead()

    def add(self, child: Any) -> None:
        """Read one CHILD element."""
        header = next((each for each in child if local_name(each.tag) == "HEADER"), None)
        parted = None if header is None else self._parted(header, "Header")
        identity = {} if parted is None else parted.cells
        for element in child:
            if element is header and parted is not None:
                self._add_record("Header", parted, identity)
            else:
                self._visit(element, None, identity)

    def flush(self) -> None:
        """Hand on the rows that are held."""
        for table in self._tables:
            self._hand_on(table)

    def _visit(self, element: Any, inside: str | None, identity: Cells) -> None:
        name = local_name(element.tag)
        table = _TABLE_OF.get(name)
        if table is not None:
            self._add_record(table, self._parted(element, table), identity)
        elif len(element) or field_text(element, self._file):
            self._note_unknown(inside, name)

    def _parted(self, element: Any, table: str) -> _Element:
        cells: Cells = {}
        within = []
        has_fields = False
        for part in element:
            if len(part):
                within.append(part)
                continue
            has_fields = True
            text = field_text(part, self._file)
            if not text:
                continue
            name = local_name(part.tag)
            name = _COLUMN_OF.get(name, name)
            if name in cells:
                raise self._file.unreadable(
                    part.sourceline,
                    f"a record of {table} has the field {presentable(name)} more than once",
                    "Correct the export: each field may stand once in its element.",
                )
            cells[name] = text
        return _Element(cells, has_fields, within)

    def _add_record(self, table: str, element: _Element, identity: Cells) -> None:
        if element.has_fields:
            self._count(table)
            cells = element.cells
            if table == "Header":
                identity = cells
                cells = self._part_header(cells)
            if cells:
                self._add_row(table, cells, identity)
        for part in element.within:
            self._visit(part, table, identity)

    def _part_header(self, cells: Cells) -> Cells:
        """Add the rows of the tables beside the HEADER's own; what is left is the child's."""
        own = dict(cells)
        of_header = self._official.get("Header", {})
        flagged = cells.get("UASC", "").upper() not in _NOT_UASC
        for table in _BESIDE_HEADER:
            held = {name: cells[name] for name in cells if name in self._identifying[table]}
            if held or (table == "UASC" and flagged):
                self._count(table)
                self._add_row(table, held, cells)
            for name in held:
                if name not in of_header:
                    del own[name]
        if "UASC" not in of_header:
            own.pop("UASC", None)
        return own

    def _count(self, table: str) -> None:
        self.result.met.add(table)
        self._elements[table] += 1

    def _add_row(self, table: str, cells: Cells, identity: Cells) -> None:
        """Keep a row of a table, if the specification has it."""
        official = self._official.get(table)
        if official is None:
            return
        if not cells.keys() <= official.keys():
            for name in cells:
                if name not in official:
                    self._note_unknown(table, name)
        row = {name: identity[name] for name in _INHERITED if name in identity} | cells
        self._rows[table].append(tuple(map(row.get, official)))
        self._numbers[table].append(self._elements[table])
        if len(self._rows[table]) == _CHUNK_ROWS:
            self._hand_on(table)

    def _hand_on(self, table: str) -> None:
        rows, numbers = self._rows[table], self._numbers[table]
        if rows:
            columns = zip(*rows, strict=True)
            names = self._tables[table].columns
            self._tables[table].append(
                dict(zip(names, columns, strict=True)), file=self._file.name, rows=numbers
            )
            self.result.rows[table] = self.result.rows.get(table, 0) + len(rows)
        self._rows[table], self._numbers[table] = [], []

    def _note_unknown(self, table: str | None, name: str) -> None:
        if (table, name) in self._unknown:
            return
        if len(self._unknown) == MAX_COLUMNS:
            raise self._file.unreadable(
                None,
                f"more than {MAX_COLUMNS:,} of its elements are none of this return",
                "Check that this is the right file, and export it again.",
            )
        self._unknown.add((table, name))
        self.result.unknown.append((table, presentable(name)))
