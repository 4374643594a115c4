"""What sessions of every engine do alike: which tables are there, and which are still empty.

An engine says how it fills and removes a table. What it is to its users is in ``base``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

from ae_pipeline.engines.typed import typed_tables
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    import pyarrow as pa

    from ae_pipeline.engines.base import Source


class TableSession(ABC):
    """A session with the person-keyed tables in it, as ``Engine`` describes it."""

    def __init__(self) -> None:
        """Begin with no table."""
        self.temporary: set[str] = set()
        self._created: set[str] = set()
        self._pristine: set[str] = set()

    def load(self, tables: Mapping[str, Source]) -> None:
        """See ``Engine.load``."""
        loaded = typed_tables(tables, self._pristine)
        for name in sorted(self.temporary):
            self.remove(name)
        self._create_all(loaded)
        self._pristine = set(metadata.tables) - set(tables)

    def add(self, tables: Mapping[str, Source]) -> None:
        """See ``Engine.add``."""
        if not self._created:
            self._pristine = set(metadata.tables)
        self._create_all(typed_tables(tables, self._created))
        self._pristine -= set(tables)

    def _create_all(self, tables: Mapping[str, pa.Table]) -> None:
        self._created |= set(tables)
        for name, rows in tables.items():
            self._fill(name, rows)

    @abstractmethod
    def _fill(self, name: str, rows: pa.Table) -> None:
        """Create a table of the schema with these rows, in place of one of that name."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """See ``Engine.remove``."""

    @abstractmethod
    def close(self) -> None:
        """See ``Engine.close``."""

    def __enter__(self) -> Self:
        """See ``Engine``."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """See ``Engine``."""
        self.close()
