"""Delimited text that needs no care, read at once: large drops consist of such files.

A file is plain where all of it is printable ASCII without a quotation mark, parted by commas, and
every line has as many cells. Whatever is not plain, or turns out not to be, goes to the careful
reader (``delimited_form``), which finds the same rows in a plain file and says what is wrong with
any other. Not here: which columns tell a table (the return says).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from ae_pipeline.returns.reading.delimited import MAX_CELL_CHARACTERS, MAX_COLUMNS
from ae_pipeline.returns.reading.delimited_form import delimited_forms, insist_on_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.returns.extract import SourceFile
    from ae_pipeline.returns.reading.delimited_form import Recogniser
    from ae_pipeline.returns.reading.drop import OpenFile
    from ae_pipeline.returns.reading.gathering import FileForm, Gathering

LARGEST_BYTES = 32 << 20
"""A larger file is not read at once but in chunks, whatever is in it."""
_PLAIN = bytes(code for code in range(ord(" "), 0x7F) if code != ord('"')) + b"\r\n"
_PARSING = pyarrow.csv.ParseOptions(quote_char=False, double_quote=False, escape_char=False)
_TEXT = pa.large_string()


def plain_forms(recogniser: Recogniser) -> dict[str, FileForm]:
    """The form of delimited text, by extension, plain files read at once."""

    def either(careful: FileForm) -> FileForm:
        def read(file: OpenFile, gathering: Gathering) -> SourceFile:
            insist_on_text(file)
            plain = _plain(file)
            if plain is None:
                return careful(file, gathering)
            header, columns = plain
            table = recogniser(file.name, header).table
            if table is None or table not in gathering.layouts:
                return careful(file, gathering)
            gathering.recognised.add(table)
            positions = gathering.positions(file, table, header, 1)
            rows = range(1, len(columns[0]) + 1)
            gathering.tables[table].append(
                {name: columns[position] for name, position in positions.items()},
                file=file.name,
                rows=rows,
            )
            return file.source("utf-8", {table: len(rows)})

        return read

    return {
        extension: either(careful) for extension, careful in delimited_forms(recogniser).items()
    }


def _plain(file: OpenFile) -> tuple[tuple[str, ...], Sequence[Any]] | None:
    """The header and the columns of a plain file; none for any other."""
    if file.size > LARGEST_BYTES:
        return None
    file.binary.seek(0)
    content = file.binary.read()
    first = content[: content.find(b"\n") + 1]
    header = tuple(name.strip() for name in first.decode("latin-1").split(","))
    if (
        content.translate(None, delete=_PLAIN)
        or content.count(b"\r") != content.count(b"\r\n")
        or b";" in first
        or not 1 < len(header) <= MAX_COLUMNS
        or not first
    ):
        return None
    names = [str(position) for position in range(len(header))]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(content),
            read_options=pyarrow.csv.ReadOptions(
                use_threads=False, column_names=names, skip_rows=1
            ),
            parse_options=_PARSING,
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, _TEXT), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    columns = [column.combine_chunks() for column in table.columns]
    longest = [pc.max(pc.binary_length(column)).as_py() or 0 for column in columns]
    return (header, columns) if max(longest) <= MAX_CELL_CHARACTERS else None
