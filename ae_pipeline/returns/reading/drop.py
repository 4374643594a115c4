"""The files of a drop: which there are, and one of them held open, hashed and unchanging.

Here: the file system. Not here: what is in a file.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from ae_pipeline.returns.extract import SourceFile, UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD_BYTES = 65_536


@dataclass(frozen=True)
class OpenFile:
    """A file of a drop while it is being read.

    Attributes:
        name: path below the drop, with forward slashes.
        binary: its content, opened for reading and seekable; a reader starts with ``seek(0)``.
        head: the first 64 KiB.
        size: bytes.
        modified: when it was last changed, in UTC.
    """

    name: str
    binary: IO[bytes]
    head: bytes
    size: int
    sha256: str
    modified: datetime

    @property
    def extension(self) -> str:
        """What its name ends in, lower case, without the dot; empty where there is none."""
        stem, dot, extension = self.name.rpartition("/")[2].rpartition(".")
        return extension.lower() if stem and dot else ""

    def unreadable(self, line: int | None, problem: str, remedy: str) -> UnreadableFileError:
        """The error that says what is wrong with this file."""
        return UnreadableFileError(self.name, line, problem, remedy)

    def source(self, encoding: str | None, rows: dict[str, int]) -> SourceFile:
        """What the extract records of it."""
        return SourceFile(self.name, self.size, self.sha256, self.modified, encoding, rows)


def files_of(folder: Path) -> list[tuple[str, Path]]:
    """Every file of a drop with its name below it, in order of name.

    Sub-folders are included. Hidden files and folders (``.…``) and the lock files that office
    programs leave (``~$…``) are not part of a drop.

    Raises:
        UnreadableFileError: if the folder is not there, or holds something that is neither a
            file nor a folder, or a link to a folder.
    """
    if not folder.is_dir():
        raise UnreadableFileError(
            str(folder), None, "there is no such folder", "Put the files of the drop into it."
        )
    found = []
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if any(part.startswith((".", "~$")) for part in parts):
            continue
        # A name that is no UTF-8 would break every table that carries it.
        name = os.fsencode("/".join(parts)).decode("utf-8", "replace")
        if path.is_dir() and not path.is_symlink():
            continue
        if not path.is_file():
            raise UnreadableFileError(
                name,
                None,
                "this is not a regular file (a broken link, a linked folder or a device)",
                "Put the file itself into the drop.",
            )
        found.append((name, path))
    return sorted(found)


@contextmanager
def opened(name: str, path: Path) -> Iterator[OpenFile]:
    """Hold a file open, hashed, and make sure that it did not change until it was read.

    Raises:
        UnreadableFileError: if it cannot be opened, or was changed or replaced meanwhile.
    """
    try:
        with path.open("rb") as binary:
            before = os.fstat(binary.fileno())
            file = OpenFile(
                name=name,
                binary=binary,
                head=_head(binary),
                size=before.st_size,
                sha256=hashlib.file_digest(binary, "sha256").hexdigest(),
                modified=datetime.fromtimestamp(before.st_mtime, UTC),
            )
            try:
                yield file
            except UnreadableFileError:
                # A file still being written looks damaged; say rather why.
                _require_unchanged(name, path, before)
                raise
            _require_unchanged(name, path, before)
    except OSError as error:
        raise UnreadableFileError(
            name,
            None,
            f"the file cannot be read ({error.strerror})",
            "Check that it is still there and may be read by the account that runs the pipeline.",
        ) from error


def _head(binary: IO[bytes]) -> bytes:
    head = binary.read(_HEAD_BYTES)
    binary.seek(0)
    return head


def _identity(status: os.stat_result) -> tuple[int, ...]:
    kind = stat.S_IFMT(status.st_mode)
    return (kind, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _require_unchanged(name: str, path: Path, before: os.stat_result) -> None:
    try:
        unchanged = _identity(path.stat()) == _identity(before)
    except FileNotFoundError:
        unchanged = False
    if not unchanged:
        raise UnreadableFileError(
            name,
            None,
            "the file was changed while it was being read",
            "Wait until the export has finished, then run again.",
        ) from None
