"""A system that writes one CSV file a table, monthly.

Here: how an export comes of what was told. Not here: any table (``workforce``, ``homes`` …).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from ae_city.services.telling import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from ae_city.services.telling import Telling
    from ae_city.systems import Export
    from ae_pipeline.periods import Month

Tellings = Callable[[], "Mapping[str, Telling]"]


@dataclass(frozen=True, eq=False)
class CsvSystem:
    """A system of the city with a table a file.

    Attributes:
        name: of the return it makes.
        files: by official table name, the file's name.
        tell: tells all tables, once something is exported.
        first: first day on which the system was in use.
        last: last day that lives are told of.
        history_months: what was over so long before the export's month is left out.
    """

    name: str
    files: Mapping[str, str]
    tell: Tellings
    first: date
    last: date
    history_months: int

    @cached_property
    def tellings(self) -> Mapping[str, Telling]:
        """What is told for each table."""
        return self.tell()

    @property
    def plantable(self) -> Mapping[str, tuple[str, ...]]:
        """All columns: no row hangs on another's cells."""
        return {table: tuple(each.rows.columns) for table, each in self.tellings.items()}

    @property
    def copyable(self) -> frozenset[str]:
        """All tables."""
        return frozenset(self.tellings)

    def sends(self, month: Month) -> bool:
        """Every month of its use."""
        return self.first <= month.end <= self.last

    def export(self, month: Month) -> Export:
        """Every table as it stands on the last day of the month."""
        on = pd.Timestamp(month.end)
        since = pd.Timestamp(month.plus(-self.history_months).end)
        return {
            table: as_text(telling.as_it_stands(on, since))
            for table, telling in self.tellings.items()
        }

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """Write a CSV file a table."""
        folder.mkdir(parents=True, exist_ok=True)
        for table, name in self.files.items():
            export[table].to_csv(folder / name, index=False, lineterminator="\r\n")
        return dict(self.files)
