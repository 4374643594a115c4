"""XML read one record at a time, from files that nobody vouches for.

Here: a parser that fetches nothing, expands nothing and forgets each record once it is read; the
names and texts of elements. Not here: which element is which table (each return's ``reader``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from ae_pipeline.returns.reading.delimited import MAX_CELL_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ae_pipeline.returns.extract import UnreadableFileError
    from ae_pipeline.returns.reading.drop import OpenFile

MAX_RECORD_BYTES = 16 << 20
"""What may stand between the ends of two records: bounds the memory that one can take."""
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<[A-Za-z_]")
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)")
_REMEDY = "Export it again as the return's XML."


def xml_records(file: OpenFile, names: Collection[str]) -> Iterator[Any]:
    """Yield each element of these names that has elements within it, and then free it.

    Names are compared without their namespace. Comments and processing instructions are left
    out. An element that is yielded is complete, and empty once the next is asked for. A file
    without any such element in its first 16 MiB yields nothing.

    Raises:
        UnreadableFileError: if the file is not well-formed XML, declares a document type or
            entities, or has a record of more than 16 MiB.
    """
    _refuse_declarations(file)
    file.binary.seek(0)
    content = _Metered(file)
    parser = etree.iterparse(
        content,
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in parser:
            if not content.records and element.getroottree().docinfo.internalDTD is not None:
                raise _declares(file, None)
            if len(element):
                yield element
                content.mark()
                _free(element)
    except etree.XMLSyntaxError as error:
        if content.foreign:
            return
        ends_early = error.code == etree.ErrorTypes.ERR_TAG_NOT_FINISHED
        # Some errors, as of an unknown entity, have their line in the log of the parser alone.
        line = error.lineno or next((entry.line for entry in parser.error_log), None)
        # Not chained: the parser's message may quote the file.
        raise file.unreadable(
            line,
            "the file ends before its elements do" if ends_early else "this is not well-formed XML",
            f"The file may have been cut short or edited by hand. {_REMEDY}",
        ) from None


@lru_cache(maxsize=4_096)
def local_name(tag: str) -> str:
    """An element's name in upper case, without its namespace."""
    return tag.rpartition("}")[2].upper()


def field_text(element: Any, file: OpenFile) -> str:
    """The trimmed text of an element without elements; empty where it has none.

    Raises:
        UnreadableFileError: if it is too long to be a field of a return.
    """
    text: str | None = element.text
    if text is None:
        return ""
    if len(text) > MAX_CELL_CHARACTERS:
        raise file.unreadable(
            element.sourceline,
            f"a field is longer than {MAX_CELL_CHARACTERS:,} characters",
            "Correct it in the source system and export the file again.",
        )
    return text.strip()


class _Metered:
    """The content of a file, as far as records go on ending in it.

    Attributes:
        records: how many have ended.
        foreign: whether reading stopped because the file has none.
    """

    def __init__(self, file: OpenFile) -> None:
        self._file = file
        self._allowance = MAX_RECORD_BYTES
        self.records = 0
        self.foreign = False

    def mark(self) -> None:
        """Note that a record has ended."""
        self.records += 1
        self._allowance = MAX_RECORD_BYTES

    def read(self, size: int) -> bytes:
        """The next bytes."""
        if self._allowance <= 0 and self.records:
            raise self._file.unreadable(
                None,
                f"an element is larger than {MAX_RECORD_BYTES >> 20} MiB",
                f"Check that the file is one return. {_REMEDY}",
            )
        if self._allowance <= 0:
            self.foreign = True
            return b""
        data = self._file.binary.read(size)
        self._allowance -= len(data)
        return data


def _free(element: Any) -> None:
    """Empty an element, and let go of what stands before it."""
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]


def _refuse_declarations(file: OpenFile) -> None:
    """Refuse a document type before any parser sees it, whatever it declares.

    Raises:
        UnreadableFileError: if there is one, or no element where one must be.
    """
    # Without its NULs, UTF-16 reads as ASCII as far as markup goes.
    prolog = _COMMENT.sub(
        lambda comment: b"\n" * comment[0].count(b"\n"), file.head.replace(b"\0", b"")
    )
    root = _ROOT.search(prolog)
    declaration = _DECLARATION.search(prolog, 0, root.start() if root else len(prolog))
    if declaration:
        raise _declares(file, prolog.count(b"\n", 0, declaration.start()) + 1)
    if root is None:
        raise file.unreadable(None, "no XML element begins in this file", _REMEDY)


def _declares(file: OpenFile, line: int | None) -> UnreadableFileError:
    return file.unreadable(
        line,
        "the file declares a document type or entities, which is refused as unsafe",
        "Remove the declaration: the return's XML has none.",
    )
