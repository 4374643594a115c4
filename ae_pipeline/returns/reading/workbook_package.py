"""A workbook's archive, opened without believing anything that it says of itself.

Here: what makes an archive refused (encrypted, with macros, damaged, a bomb), and copying the parts
that hold cells into a plain archive of our own, each read through on the way. Not here: what a
part says (``workbook_parts``), or rows and columns (``workbook_form``).
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from ae_pipeline.returns.reading.workbook_parts import (
    PartReader,
    RelationsReader,
    SheetFacts,
    SheetReader,
    WorkbookReader,
    read_part,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ae_pipeline.returns.extract import UnreadableFileError
    from ae_pipeline.returns.reading.drop import OpenFile

MAX_FILE_BYTES = 64 << 20
"""A list of every child of the largest authority is a tenth of this."""
MAX_CONTENT_BYTES = 128 << 20
"""Of all parts together once unpacked; what reading a workbook may take of memory follows."""
MAX_DIRECTORY_BYTES = 1 << 20
"""Of the archive's list of parts: some ten thousand of them."""
MAX_RATIO, _RATIO_FROM_BYTES = 200, 4 << 20
"""No sheet of real rows shrinks more; small parts may."""
_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_END, _END_BYTES, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_LOCATOR_64, _LOCATOR_64_BYTES = b"PK\x06\x07", 20
_ENCRYPTED_FLAG = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_TYPES, _ROOT, _BOOK = "[content_types].xml", "_rels/.rels", "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_MACROS = ("vbaproject", "xl/macrosheets/", "xl/dialogsheets/")
_SHEET, _TEXTS, _STYLES = "worksheet", "sharedStrings", "styles"
_REMEDY = "Save it again as an Excel workbook (.xlsx), or export it again."


@dataclass(frozen=True)
class Package:
    """A workbook that is safe to hand to a library.

    Attributes:
        archive: a plain archive of the parts that hold cells.
        sheets: what was seen of each worksheet, by its name.
        from_1904: whether its dates are counted from 1904.
    """

    archive: io.BytesIO
    sheets: dict[str, SheetFacts]
    from_1904: bool


def open_package(file: OpenFile) -> Package:
    """Take a workbook apart.

    Raises:
        UnreadableFileError: if it is no workbook, an old or protected one, has macros, is damaged,
            or would not fit into memory once unpacked.
    """
    _refuse_other_containers(file)
    _refuse_long_directory(file)
    with _complaints(file), zipfile.ZipFile(file.binary) as source:
        entries = _entries(file, source)
        copied = io.BytesIO()
        with zipfile.ZipFile(copied, "w") as target:
            copier = _Copier(file, source, target, entries)
            book, relations = WorkbookReader(), RelationsReader()
            copier.copy(_TYPES, PartReader())
            copier.copy(_ROOT, PartReader())
            copier.copy(_BOOK, book)
            copier.copy(_RELATIONS, relations)
            sheets = {}
            for sheet in book.sheets:
                kind, path = relations.targets.get(sheet.relation, ("", ""))
                if kind == _SHEET:
                    facts = SheetReader()
                    copier.copy(_below_xl(path), facts)
                    sheets[sheet.name] = facts.told(hidden=sheet.hidden)
            for kind, path in relations.targets.values():
                if kind in {_TEXTS, _STYLES}:
                    copier.copy(_below_xl(path), PartReader())
    copied.seek(0)
    return Package(copied, sheets, book.from_1904)


class _Copier:
    """Copies parts from an archive into another, in the order asked for."""

    def __init__(
        self,
        file: OpenFile,
        source: zipfile.ZipFile,
        target: zipfile.ZipFile,
        entries: dict[str, zipfile.ZipInfo],
    ) -> None:
        self._file, self._source, self._target, self._entries = file, source, target, entries
        self._copied: set[str] = set()

    def copy(self, path: str, reader: PartReader) -> None:
        """Copy a part, if it has not been, and let a reader see it on the way."""
        entry = self._entries.get(path.lower())
        if entry is None:
            raise self._file.unreadable(None, "the workbook lacks one of its parts", _REMEDY)
        if entry.filename in self._copied:
            return
        self._copied.add(entry.filename)
        with self._source.open(entry) as part, self._target.open(entry.filename, "w") as copy:
            read_part(self._file, _chunks(part, copy), reader)


def _chunks(part: IO[bytes], copy: IO[bytes]) -> Iterator[bytes]:
    while chunk := part.read(_CHUNK):
        copy.write(chunk)
        yield chunk


def _below_xl(path: str) -> str:
    """Where a relation of the workbook leads to, within the archive."""
    return path[1:] if path.startswith("/") else posixpath.normpath(posixpath.join("xl", path))


def _entries(file: OpenFile, source: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The parts by name in lower case, once all that the archive says of them is acceptable."""
    entries: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for entry in source.infolist():
        name = entry.filename.lower()
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise _protected(file)
        if any(mark in name for mark in _MACROS):
            raise refuse_macros(file)
        if name in entries or entry.compress_type not in _METHODS:
            raise file.unreadable(None, "the workbook's archive is damaged", _REMEDY)
        bomb = (
            entry.file_size > _RATIO_FROM_BYTES
            and entry.file_size > MAX_RATIO * entry.compress_size
        )
        total += entry.file_size
        if bomb or total > MAX_CONTENT_BYTES:
            raise file.unreadable(
                None,
                f"the workbook unpacks to more than {MAX_CONTENT_BYTES >> 20} MiB, or to more than "
                f"{MAX_RATIO} times its size",
                "Check what it is. If it is genuine, copy the lists alone into a new workbook.",
            )
        entries[name] = entry
    if _BOOK not in entries:
        raise file.unreadable(None, "this is an archive, but no Excel workbook", _REMEDY)
    return entries


def _refuse_other_containers(file: OpenFile) -> None:
    if file.head.startswith(_OLE):
        if _holds(file, _ENCRYPTED_STREAM):
            raise _protected(file)
        raise refuse_old(file)
    if not file.head.startswith(b"PK"):
        raise file.unreadable(
            None, f"this is no Excel workbook, though its name ends in .{file.extension}", _REMEDY
        )
    if file.size > MAX_FILE_BYTES:
        raise file.unreadable(
            None,
            f"the workbook is larger than {MAX_FILE_BYTES >> 20} MiB",
            "Leave pictures out, and copy the lists alone into a new workbook.",
        )


def _holds(file: OpenFile, wanted: bytes) -> bool:
    """Whether some bytes stand anywhere in a file."""
    file.binary.seek(0)
    kept = b""
    while chunk := file.binary.read(1 << 20):
        if wanted in kept + chunk:
            return True
        kept = chunk[-len(wanted) :]
    return False


def _refuse_long_directory(file: OpenFile) -> None:
    """Look at how long the archive's directory is before anything reads it whole."""
    file.binary.seek(max(file.size - _END_BYTES - _LONGEST_COMMENT - _LOCATOR_64_BYTES, 0))
    tail = file.binary.read()
    # Where the archive has no comment, its end is at a fixed place; only otherwise it is sought.
    plain = tail[-_END_BYTES:]
    found = plain.startswith(_END) and plain.endswith(b"\0\0")
    end = len(tail) - _END_BYTES if found else tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_BYTES:
        raise _cut_short(file)
    (directory,) = struct.unpack_from("<L", tail, end + 12)
    large = tail[max(end - _LOCATOR_64_BYTES, 0) : end].startswith(_LOCATOR_64)
    if large or directory > MAX_DIRECTORY_BYTES:
        raise file.unreadable(None, "the workbook's archive has too many parts", _REMEDY)


@contextmanager
def _complaints(file: OpenFile) -> Iterator[None]:
    """Tell what reading an archive complains of in our words."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError):
        raise _cut_short(file) from None
    except (UnicodeDecodeError, RuntimeError, ValueError, OverflowError):
        raise file.unreadable(None, "the workbook's archive is damaged", _REMEDY) from None


def _cut_short(file: OpenFile) -> UnreadableFileError:
    return file.unreadable(
        None, "the workbook is damaged or was cut short", f"Copy the file again. {_REMEDY}"
    )


def _protected(file: OpenFile) -> UnreadableFileError:
    return file.unreadable(
        None,
        "the workbook is protected by a password",
        "Open it with the password, and save a copy without one.",
    )


def refuse_macros(file: OpenFile) -> UnreadableFileError:
    """The error that tells of a workbook with macros."""
    return file.unreadable(
        None,
        "the workbook has macros, which are refused as unsafe",
        "Save a copy as an Excel workbook without macros (.xlsx).",
    )


def refuse_old(file: OpenFile) -> UnreadableFileError:
    """The error that tells of a workbook of Excel before 2007, or another format."""
    return file.unreadable(
        None,
        "this is a workbook of an old or another format",
        "Open it and save it as an Excel workbook (.xlsx).",
    )
