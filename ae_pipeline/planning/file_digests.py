"""Digests of files, remembered by size and time of change, so that each is read once."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from ae_pipeline.planning.records import restricted_folder

if TYPE_CHECKING:
    from pathlib import Path


class FileDigests:
    """SHA-256 of files. One whose size and time of change are as they were is taken as it was."""

    def __init__(self, remembered: Path) -> None:
        self._path = remembered
        self._known: dict[str, list[int | str]] = {}
        if remembered.is_file():
            self._known = json.loads(remembered.read_text(encoding="utf-8"))
        self._changed = False

    def of(self, path: Path) -> str:
        """The digest of one file."""
        state = path.stat()
        key = str(path.absolute())
        known = self._known.get(key)
        if known is not None and known[:2] == [state.st_size, state.st_mtime_ns]:
            return str(known[2])
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._known[key] = [state.st_size, state.st_mtime_ns, digest]
        self._changed = True
        return digest

    def under(self, folder: Path) -> dict[str, str]:
        """The digest of every file below a folder, by its path in it; empty where there is none."""
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): self.of(path) for path in paths}

    def remember(self) -> None:
        """Write down what was read since."""
        if self._changed:
            restricted_folder(self._path.parent)
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps(self._known), encoding="utf-8")
            new.replace(self._path)
            self._changed = False
