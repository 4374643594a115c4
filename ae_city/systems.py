"""The systems of the invented authority: what each exports in a month, and in which files.

Here: the shape that every system of the city has. Not here: any system (``care``,
``social_care``, ``schooling``, ``services``), or what is wrong in an export (``planting``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from ae_pipeline.periods import Month

Export: TypeAlias = "dict[str, pd.DataFrame]"
"""By official table name, text cells (``str``, null where empty) under the official columns in
the order of the file, rows in the order of the file. Where a table comes in several files, a
column ``_file`` names each row's."""


class System(Protocol):
    """One source system: lives go in, exports come out."""

    @property
    def name(self) -> str:
        """Name of the return it makes: ``cin``."""
        ...

    @property
    def plantable(self) -> Mapping[str, tuple[str, ...]]:
        """By table, the columns in which a wrong cell is wrong in its own row alone.

        In nested XML those are the fields of the element itself, not the keys it inherits.
        """
        ...

    @property
    def copyable(self) -> frozenset[str]:
        """Tables of which a row can stand twice without anything else standing twice."""
        ...

    def sends(self, month: Month) -> bool:
        """Whether the system makes an export at the end of a month."""
        ...

    def export(self, month: Month) -> Export:
        """What it exports of the lives as they stand on the last day of a month."""
        ...

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """Write an export as the system's files.

        Returns:
            By table, the name of the file its rows are in (where a table has no ``_file``).
        """
        ...
