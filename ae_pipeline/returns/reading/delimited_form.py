"""Delimited text as a form of a return's tables: one table a file, known by its columns.

Not here: delimiters and quoting (``delimited``), or which columns tell a table (the return says).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from ae_pipeline.returns.reading.delimited import delimited_text
from ae_pipeline.returns.reading.disguise import begins_as_markup, disguised_as
from ae_pipeline.returns.reading.encoding import text_encoding
from ae_pipeline.returns.reading.recognition import Recognition, recognise

if TYPE_CHECKING:
    from ae_pipeline.returns.extract import SourceFile
    from ae_pipeline.returns.reading.drop import OpenFile
    from ae_pipeline.returns.reading.gathering import FileForm, Gathering

Recogniser: TypeAlias = Callable[[str, Sequence[str]], Recognition]
"""From a file's name and header to its table."""
DELIMITED = ("csv", "txt", "tsv")
"""Extensions of delimited text."""


def by_columns(identifying: Mapping[str, frozenset[str]]) -> Recogniser:
    """Tells a table from its columns, whatever the file is called."""
    folded = {
        table: frozenset(name.upper() for name in columns) for table, columns in identifying.items()
    }
    return lambda _name, header: recognise(header, folded)


def delimited_forms(recogniser: Recogniser) -> dict[str, FileForm]:
    """The form of delimited text, by extension."""

    def read(file: OpenFile, gathering: Gathering) -> SourceFile:
        insist_on_text(file)
        return _read(file, gathering, recogniser)

    return dict.fromkeys(DELIMITED, read)


def insist_on_text(file: OpenFile, *, markup: bool = False) -> None:
    """Refuse a file that is of another kind than its name says.

    Args:
        file: whose beginning tells.
        markup: whether it should be XML rather than delimited text.

    Raises:
        UnreadableFileError: if it is a workbook, an archive, a web page …
    """
    disguise = disguised_as(file.head)
    if disguise is None and not markup and begins_as_markup(file.head):
        disguise = "XML or a web page"
    if disguise is not None:
        raise file.unreadable(
            None,
            f"this is {disguise}, though its name ends in .{file.extension}",
            "Export it from the source system as CSV or XML, rather than renaming it.",
        )


def _read(file: OpenFile, gathering: Gathering, recogniser: Recogniser) -> SourceFile:
    encoding = text_encoding(file)
    with delimited_text(file, encoding) as text:
        recognition = recogniser(file.name, text.header)
        table = recognition.table
        if table is None:
            gathering.unrecognised(file, recognition.reason)
            return file.source(encoding, {})
        gathering.recognised.add(table)
        if table not in gathering.layouts:
            gathering.outside(file, table)
            return file.source(encoding, {})
        positions = gathering.positions(file, table, text.header, text.header_line)
        count = 0
        for columns in text.chunks():
            rows = range(count + 1, count + len(columns[0]) + 1)
            gathering.tables[table].append(
                {name: columns[position] for name, position in positions.items()},
                file=file.name,
                rows=rows,
            )
            count += len(rows)
    return file.source(encoding, {table: count})
