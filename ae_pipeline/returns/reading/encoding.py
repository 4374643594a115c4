"""How the characters of a text file are encoded, and that all of it can be decoded.

Here: UTF-8, UTF-16 by its mark, else Windows-1252. Not here: XML, which says its own encoding.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ae_pipeline.returns.reading.drop import OpenFile

_CHUNK_BYTES = 1 << 20
_REMEDY = "Export it again as CSV in UTF-8."


def text_encoding(file: OpenFile) -> str:
    """The encoding of a text file, after decoding all of it once.

    A byte order mark decides where there is one. Without it the text is ``utf-8`` if every byte
    of it is, and else ``windows-1252``, in which the older systems export.

    Returns:
        ``utf-8``, ``utf-8-sig``, ``utf-16`` or ``windows-1252``.

    Raises:
        UnreadableFileError: if the file is no text in that encoding, or holds a NUL character.
    """
    if file.head.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif file.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8", "windows-1252"]
    line: int | None = None
    for encoding in candidates:
        undecodable, line = _undecodable(file, encoding)
        if not undecodable:
            return encoding
    titles = {"utf-8-sig": "UTF-8, which its first bytes say it is", "utf-16": "UTF-16"}
    title = titles.get(candidates[0], "UTF-8 or Windows-1252")
    raise file.unreadable(line, f"a character is not {title} text", _REMEDY)


def _undecodable(file: OpenFile, encoding: str) -> tuple[bool, int | None]:
    """Whether some byte does not decode, and its line where lines of bytes can be counted."""
    file.binary.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    lines = _LineCount()
    while True:
        chunk = file.binary.read(_CHUNK_BYTES)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode("latin-1")
            return True, None if encoding == "utf-16" else lines.after(before)
        nul = text.find("\0")
        if nul >= 0:
            raise file.unreadable(
                lines.after(text[:nul]), "a NUL character stands in the text", _REMEDY
            )
        if not chunk:
            return False, None
        lines.add(text)


class _LineCount:
    """Counts lines ended by LF, CR or both over text that comes in pieces."""

    def __init__(self) -> None:
        self._ended = 0
        self._last = ""

    def add(self, text: str) -> None:
        self._ended = self._count(text)
        self._last = text[-1:] or self._last

    def after(self, text: str) -> int:
        """The 1-based line that is reached after a last piece."""
        return self._count(text) + 1

    def _count(self, text: str) -> int:
        pairs = text.count("\r\n") + (self._last == "\r" and text.startswith("\n"))
        return self._ended + text.count("\n") + text.count("\r") - pairs
