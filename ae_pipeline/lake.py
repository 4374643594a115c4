"""The restricted store of rows: one Parquet file a table, under a folder only its owner can read.

``lake/<stage>/<return>/<month>/<table>.parquet``. A set of tables is written beside the old one
and put in its place whole, so that a killed process leaves the last good set. Not here: what the
tables mean.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.errors import PipelineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_pipeline.periods import Month

_RESTRICTED = 0o700


class Stage(StrEnum):
    """The lake's folders."""

    EXTRACTS = "extracts"
    VALIDATED = "validated"
    QUARANTINE = "quarantine"
    PEOPLE = "people"
    MEMBERSHIP = "membership"


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

    def read(self, stage: Stage, source: str, month: Month, table: str) -> pd.DataFrame:
        """The rows of one table."""
        return pd.read_parquet(self.path(stage, source, month, table))

    def manifest(self, stage: Stage, source: str, month: Month) -> dict[str, Any] | None:
        """What was written beside the tables to tell how they were made; none if nothing was."""
        path = self.folder(stage, source, month) / "manifest.json"
        if not path.is_file():
            return None
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return content

    def replace(
        self,
        stage: Stage,
        source: str,
        month: Month,
        tables: Mapping[str, pd.DataFrame],
        manifest: Mapping[str, Any],
    ) -> None:
        """Put a whole set of tables in the place of the last one, or leave that untouched."""
        target = self.folder(stage, source, month)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.parent.chmod(_RESTRICTED)
        new = Path(tempfile.mkdtemp(prefix=f".{month}-", dir=target.parent))
        try:
            for name, frame in tables.items():
                frame.to_parquet(new / f"{name}.parquet", index=False, compression="zstd")
            (new / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
            if target.exists():
                old = new.with_name(f"{new.name}.old")
                target.replace(old)
                new.replace(target)
                shutil.rmtree(old)
            else:
                new.replace(target)
        finally:
            shutil.rmtree(new, ignore_errors=True)
