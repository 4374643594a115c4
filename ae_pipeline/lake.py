"""The restricted store of rows: one Parquet file a table, under a folder only its owner can read.

``lake/<stage>/<return>/<month>/<table>.parquet``. A set of tables is written next to the old one
and put in its place whole, so that a killed process leaves the last good set. A table that does
not fit into memory is written and read in parts (``table_parts``). Not here: what the tables mean.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.errors import PipelineError
from ae_pipeline.periods import Month
from ae_pipeline.table_parts import TableWriter, arrow_table, parts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa
    from _typeshed import DataclassInstance

_RESTRICTED = 0o700
_MANIFEST, _DIGESTS = "manifest.json", "digests.json"


class Stage(StrEnum):
    """The lake's folders."""

    EXTRACTS = "extracts"
    VALIDATED = "validated"
    QUARANTINE = "quarantine"
    PEOPLE = "people"
    MEMBERSHIP = "membership"


def records_all(records: Iterable[Collection[str]], kind: type[DataclassInstance]) -> bool:
    """Whether records in a manifest, as plain data, each have the fields of a class of today."""
    names = {field.name for field in fields(kind)}
    return all(set(record) == names for record in records)


class NotInLakeError(PipelineError):
    """A table that an earlier stage should have written is not there."""


@dataclass(frozen=True)
class Lake:
    """Reads and writes the restricted rows of a deployment."""

    root: Path

    def prepare(self) -> None:
        """Make the folders, closed to everyone else, where they are missing."""
        for folder in (self.root, *(self.root / stage for stage in Stage)):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(_RESTRICTED)

    def folder(self, stage: Stage, source: str, month: Month) -> Path:
        """Where the tables of a source (a return, or what made them) lie for a month."""
        return self.root / stage / source / str(month)

    def months(self, stage: Stage, source: str) -> list[Month]:
        """Months of which a source's tables are there, oldest first."""
        folder = self.root / stage / source
        written = (path.parent.name for path in folder.glob(f"[0-9]*/{_MANIFEST}"))
        return sorted(Month.parse(name) for name in written)

    def path(self, stage: Stage, source: str, month: Month, table: str) -> Path:
        """The Parquet file of one table.

        Raises:
            NotInLakeError: if it has not been written.
        """
        path = self.folder(stage, source, month) / f"{table}.parquet"
        if not path.is_file():
            raise NotInLakeError(
                f"{stage}/{source}/{table} of {month} has not been materialised: "
                f"run that month first (ae run --period {month})."
            )
        return path

    def read(
        self,
        stage: Stage,
        source: str,
        month: Month,
        table: str,
        columns: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """The rows of one table, of all columns or of some."""
        selection = None if columns is None else list(columns)
        return pd.read_parquet(self.path(stage, source, month, table), columns=selection)

    def manifest(
        self, stage: Stage, source: str, month: Month, keys: Collection[str] = ()
    ) -> dict[str, Any] | None:
        """The record of how the tables were built, written with them; none if there is none.

        Args:
            stage: folder.
            source: a return, or what made the tables.
            month: of the tables.
            keys: that code of today records. A manifest without one of them was written by an
                earlier version, and counts as none: the tables have to be built anew.
        """
        content = _json_of(self.folder(stage, source, month) / _MANIFEST)
        return content if content is not None and content.keys() >= set(keys) else None

    def digests(self, stage: Stage, source: str, month: Month) -> dict[str, str]:
        """By table, the digest of its file: equal rows in equal order have equal digests."""
        return _json_of(self.folder(stage, source, month) / _DIGESTS) or {}

    def parts(
        self, stage: Stage, source: str, month: Month, table: str, by: str | None = None
    ) -> Iterator[pd.DataFrame]:
        """The rows of one table, some at a time.

        Args:
            stage: folder.
            source: a return, or what made the tables.
            month: of the tables.
            table: of which the rows are.
            by: column whose equal values must be in one part; none for the table in one piece.

        Yields:
            Every row once. A table without rows is one empty part.
        """
        path = self.path(stage, source, month, table)
        if by is None:
            yield pd.read_parquet(path)
        else:
            yield from parts_of(path, by)

    def replace(
        self,
        stage: Stage,
        source: str,
        month: Month,
        tables: Mapping[str, pd.DataFrame | pa.Table],
        manifest: Mapping[str, Any],
    ) -> None:
        """Put a whole set of tables in the place of the last one, or leave that untouched."""
        with self.replacement(stage, source, month) as new:
            for name, frame in tables.items():
                new.append(name, frame)
            new.finish(manifest)

    @contextmanager
    def replacement(self, stage: Stage, source: str, month: Month) -> Iterator[Replacement]:
        """A new set of tables, written part by part, that takes the old one's place at the end.

        It does so only where the block ends without an exception and has called ``finish``.
        """
        target = self.folder(stage, source, month)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.parent.chmod(_RESTRICTED)
        new = Path(tempfile.mkdtemp(prefix=f".{month}-", dir=target.parent))
        try:
            with ExitStack() as open_files:
                replacement = Replacement(new, open_files)
                yield replacement
            if not replacement.finished:
                return
            if target.exists():
                old = new.with_name(f"{new.name}.old")
                target.replace(old)
                new.replace(target)
                shutil.rmtree(old)
            else:
                new.replace(target)
        finally:
            shutil.rmtree(new, ignore_errors=True)


class Replacement:
    """A set of tables while it is being written.

    Attributes:
        finished: whether it is complete, and may take the place of the last one.
    """

    def __init__(self, folder: Path, open_files: ExitStack) -> None:
        self._folder = folder
        self._open_files = open_files
        self._writers: dict[str, TableWriter] = {}
        self.finished = False

    def append(self, table: str, rows: pd.DataFrame | pa.Table) -> None:
        """Add rows to a table, which has the columns of its first part."""
        part = arrow_table(rows)
        writer = self._writers.get(table)
        if writer is None:
            writer = TableWriter(self._folder / f"{table}.parquet", part)
            self._writers[table] = self._open_files.enter_context(writer)
        writer.append(part)

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Record how the tables were built; nothing is added after this."""
        self._open_files.close()
        digests = {table: _digest(self._folder / f"{table}.parquet") for table in self._writers}
        for name, content in ((_DIGESTS, digests), (_MANIFEST, manifest)):
            (self._folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")
        self.finished = True


def _json_of(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
