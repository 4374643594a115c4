"""Dagster's event log in one SQLite file, over connections that are kept.

Dagster's own class makes a new engine for every statement, so that each is compiled anew and the
file opened anew: with some two hundred assets that is most of a month's time. Here: keeping the
engine, and nothing else. ``config/dagster.yaml`` names this class.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

import sqlalchemy as sa
from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator


class KeptSqliteEventLogStorage(ConsolidatedSqliteEventLogStorage):
    """The event log of a deployment on one machine."""

    @cached_property
    def _engine(self) -> sa.Engine:
        return sa.create_engine(
            self._conn_string, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}
        )

    @contextmanager
    def _connect(self) -> Iterator[sa.Connection]:
        with self._engine.begin() as connection:
            yield connection
