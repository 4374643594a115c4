"""XML whose records nest as a form of a return's tables, from a declaration of its elements.

Here: which element is a row of which table, where its cells stand, and what it takes from the
elements around it. Not here: parsing safely (``xml_records``), or any return's elements (each
return's ``reader``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.returns.reading.delimited import MAX_COLUMNS
from ae_pipeline.returns.reading.delimited_form import insist_on_text
from ae_pipeline.returns.reading.recognition import folded, presentable
from ae_pipeline.returns.reading.xml_records import field_text, local_name, xml_records

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ae_pipeline.returns.extract import SourceFile
    from ae_pipeline.returns.reading.drop import OpenFile
    from ae_pipeline.returns.reading.gathering import FileForm, Gathering

_CHUNK_ROWS = 4_000

Inspector: TypeAlias = "Callable[[Any, OpenFile, Gathering], None]"
"""Looks at a whole record before it is read, and notes what is amiss with it."""


@dataclass(frozen=True)
class Element:
    """An element of a return's XML. Names are compared without namespace, whatever their case.

    Attributes:
        name: of the element.
        table: official name of the table that each such element is a row of; none for one that
            only wraps others.
        fields: by official column, the name of the element within this one that holds it, or a
            path to it (``CollectionDetails/Year``), where that is not just the column's name. A
            column that stands here is still found under its own name too. An element without a
            table has these columns alone, for the elements within it to inherit.
        text: the column that takes the element's own text.
        number: the column that gets the running number of the row within the drop, from 1.
        inherits: columns taken from the nearest element around this one that has them, where
            they do not stand in the element itself.
        children: elements within it that are rows, or wrap some.
    """

    name: str
    table: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    number: str | None = None
    inherits: tuple[str, ...] = ()
    children: tuple[Element, ...] = ()


def nested_form(
    *records: Element,
    what: str,
    known_by: Collection[str] = (),
    inspect: Inspector | None = None,
    whole: bool = False,
) -> FileForm:
    """The form of XML in which rows nest.

    Every element of a table is a row, even an empty one, and ``_row`` counts them in the file. An
    element that is no field and no row is left out and noted once, and so is a whole table that
    the specification does not have. A field that is not sent is null.

    Args:
        records: the elements that repeat, as high up as may be; each is read and then forgotten.
        what: the file should hold, to end "it has no …".
        known_by: tables of which a file must have a row to be one of this return; by default any.
        inspect: is shown every record that has elements.
        whole: a file has everything of the return, so that a table of which it has no row is
            empty rather than absent.

    Raises:
        ValueError: when a file is read, if an element inherits a column that nothing around it
            has.
    """

    def read(file: OpenFile, gathering: Gathering) -> SourceFile:
        insist_on_text(file, markup=True)
        reading = _Reading(file, gathering, records)
        for record in xml_records(file, reading.names):
            if inspect is not None:
                inspect(record, file, gathering)
            reading.add(record)
        met = reading.met()
        if not met & (set(known_by) or met):
            gathering.unrecognised(file, f"it has no {what}")
            return file.source(None, {})
        if whole:
            gathering.recognised |= reading.tables
        return file.source(None, reading.finish())

    return read


class _Place:
    """What may stand in an element, by folded name.

    Attributes:
        title: what notices call the element.
        table: that its fields are of.
        content: the position of a field's column, an element that is a row or wraps some, or an
            element in which only further fields of this one stand.
    """

    def __init__(self, title: str, table: str | None) -> None:
        self.title = title
        self.table = table
        self.content: dict[str, int | _Node | _Place] = {}

    def lead_to(self, steps: list[str], position: int) -> None:
        """Enter a field that stands some elements further down."""
        *way, last = steps
        place = self
        for step in way:
            inner = place.content.get(folded(step))
            if not isinstance(inner, _Place):
                inner = place.content[folded(step)] = _Place(step, self.table)
            place = inner
        place.content[folded(last)] = position


class _Node(_Place):
    """An ``Element`` made ready for a specification.

    Attributes:
        columns: of the row, or those that are there to inherit.
        depth: how many elements of the declaration are around it.
        inherited: position of a column here, depth of the element it is taken from, position there.
        sought: fields that stand in rows of other tables: position here, and the way to them.
        outside: whether its table is not of the specification.
    """

    def __init__(
        self, element: Element, layouts: Mapping[str, Collection[str]], around: tuple[_Node, ...]
    ) -> None:
        super().__init__(element.name, element.table)
        self.outside = element.table is not None and element.table not in layouts
        own = layouts.get(element.table, ()) if element.table else tuple(element.fields)
        self.columns = tuple(own)
        self.depth = len(around)
        position = {column: place for place, column in enumerate(self.columns)}
        self.text = position.get(element.text or "")
        self.number = position.get(element.number or "")
        rows = {folded(child.name) for child in element.children}
        self.sought: list[tuple[int, list[str]]] = []
        for column, place in position.items():
            if element.table:
                self.content[folded(column)] = place
            steps = element.fields.get(column, column).split("/")
            if folded(steps[0]) in rows and len(steps) > 1:
                self.sought.append((place, [folded(step) for step in steps]))
            else:
                self.lead_to(steps, place)
        self.inherited = [
            (position[column], *_source(element.name, column, around))
            for column in element.inherits
            if column in position
        ]
        if not self.outside:
            for child in element.children:
                self.content[folded(child.name)] = _Node(child, layouts, (*around, self))

    def tables(self) -> set[str]:
        """Tables of the specification at or below it."""
        own = {self.table} if self.table and not self.outside else set()
        return own.union(*(i.tables() for i in self.content.values() if isinstance(i, _Node)))


def _source(name: str, column: str, around: tuple[_Node, ...]) -> tuple[int, int]:
    """Where an inherited column is taken from: the depth of the element, the position in it."""
    for node in reversed(around):
        if column in node.columns:
            return node.depth, node.columns.index(column)
    raise ValueError(f"{name} inherits {column}, which nothing around it has")


_Cells: TypeAlias = "list[str | None]"


class _Reading:
    """The rows read so far of one file, handed on some thousands at a time."""

    def __init__(self, file: OpenFile, gathering: Gathering, records: Collection[Element]) -> None:
        self._file = file
        self._gathering = gathering
        nodes = [_Node(record, gathering.layouts, ()) for record in records]
        self._records = {folded(node.title): node for node in nodes}
        spellings = (str, str.upper, str.lower)
        self.names = {spell(record.name) for record in records for spell in spellings}
        self.tables = set().union(*(node.tables() for node in nodes))
        self._rows: dict[str, list[_Cells]] = {table: [] for table in self.tables}
        self._counts = dict.fromkeys(self.tables, 0)
        self._before = {table: len(gathering.tables[table]) for table in self.tables}
        self._unknown: set[tuple[str, str]] = set()
        self._outside: set[str] = set()

    def add(self, record: Any) -> None:
        """Read one record."""
        self._visit(record, self._records[local_name(record.tag)], ())

    def met(self) -> set[str]:
        """Tables of which the file has a row, whatever the specification."""
        return self._outside.union(table for table, count in self._counts.items() if count)

    def finish(self) -> dict[str, int]:
        """Hand on the rows that are held; how many each table had."""
        for table in self._rows:
            self._hand_on(table)
        self._gathering.recognised |= self.met()
        return {table: count for table, count in self._counts.items() if count}

    def _visit(self, element: Any, node: _Node, around: tuple[_Cells, ...]) -> None:
        table = node.table
        if node.outside and table is not None:
            self._note_outside(table)
            return
        cells: _Cells = [None] * len(node.columns)
        within: list[tuple[Any, _Node]] = []
        self._fill(element, node, cells, within)
        if node.text is not None:
            cells[node.text] = field_text(element, self._file)
        for place, steps in node.sought:
            cells[place] = self._found(element, steps)
        for place, depth, there in node.inherited:
            if cells[place] is None:
                cells[place] = around[depth][there]
        if table is not None:
            self._keep(table, node, cells)
        if within:
            around = (*around, cells)
            for part, child in within:
                self._visit(part, child, around)

    def _keep(self, table: str, node: _Node, cells: _Cells) -> None:
        self._counts[table] += 1
        if node.number is not None:
            cells[node.number] = str(self._before[table] + self._counts[table])
        rows = self._rows[table]
        rows.append(cells)
        if len(rows) == _CHUNK_ROWS:
            self._hand_on(table)

    def _fill(
        self, element: Any, place: _Place, cells: _Cells, within: list[tuple[Any, _Node]]
    ) -> None:
        """Read the fields of a row into its cells, and set aside what is a row of its own."""
        find = place.content.get  # this loop is most of what reading a file costs
        for part in element:
            action = find(local_name(part.tag))
            if isinstance(action, int):
                if len(part):
                    self._note_unknown(place, local_name(part[0].tag))
                text = field_text(part, self._file)
                if not text:
                    continue
                if cells[action] is not None:
                    raise self._file.unreadable(
                        part.sourceline,
                        f"an element {place.title} has the field "
                        f"{presentable(local_name(part.tag))} more than once",
                        "Correct the export: each field may stand once in its element.",
                    )
                cells[action] = text
            elif isinstance(action, _Node):
                within.append((part, action))
            elif action is not None:
                self._fill(part, action, cells, within)
            elif len(part) or field_text(part, self._file):
                self._note_unknown(place, local_name(part.tag))

    def _found(self, element: Any, steps: list[str]) -> str | None:
        for step in steps:
            element = next((part for part in element if local_name(part.tag) == step), None)
            if element is None:
                return None
        return field_text(element, self._file) or None

    def _hand_on(self, table: str) -> None:
        rows = self._rows[table]
        if rows:
            frame = self._gathering.tables[table]
            last = self._counts[table] + 1
            columns = dict(zip(frame.columns, zip(*rows, strict=True), strict=True))
            frame.append(columns, file=self._file.name, rows=range(last - len(rows), last))
            self._rows[table] = []

    def _note_outside(self, table: str) -> None:
        if table not in self._outside:
            self._outside.add(table)
            self._gathering.outside(self._file, table)

    def _note_unknown(self, place: _Place, name: str) -> None:
        if (place.title, name) in self._unknown:
            return
        if len(self._unknown) == MAX_COLUMNS:
            raise self._file.unreadable(
                None,
                f"more than {MAX_COLUMNS:,} of its elements are none of this return",
                "Check that this is the right file, and export it again.",
            )
        self._unknown.add((place.title, name))
        shown = presentable(name)
        self._gathering.note(
            NoticeKind.UNKNOWN_COLUMN,
            self._file,
            place.table,
            shown,
            f"Left out: {place.title} has no element {shown} in this specification.",
        )
