"""What a file really is, told from how it begins, whatever its name says.

Here: the formats that people rename to ``.csv`` or ``.xml``. Not here: reading any of them.
"""

from __future__ import annotations

_SIGNATURES = (
    (b"PK\x03\x04", "an Excel workbook or a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook or other Office document"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a rich text document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "an SQLite database"),
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def disguised_as(head: bytes) -> str | None:
    """What a file is that is neither delimited text nor XML; ``None`` if it may be either."""
    for signature, title in _SIGNATURES:
        if head.startswith(signature):
            return title
    if _beginning(head).lower().startswith(_HTML):
        return "a web page (HTML), as some systems save under another name"
    return None


def begins_as_markup(head: bytes) -> bool:
    """Whether the first character that is not white space is ``<``, as in XML."""
    return _beginning(head).startswith(b"<")


def _beginning(head: bytes) -> bytes:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    # In UTF-16 every other byte of these characters is NUL.
    return head[:512].replace(b"\0", b"").lstrip()
