"""Opening the warehouse and bringing its tables up to date.

Here: the engine and the migrations' entry. Not here: the tables (``tables``) or their rows
(``store``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(url: str) -> Engine:
    """An engine for a warehouse URL; PostgreSQL is driven by psycopg whatever the URL says.

    Raises:
        sqlalchemy.exc.ArgumentError: if the URL cannot be parsed.
        ValueError: if it is neither SQLite nor PostgreSQL.
    """
    parsed = sa.make_url(url)
    backend = parsed.get_backend_name()
    if backend not in {"sqlite", "postgresql"}:
        raise ValueError(f"the warehouse is SQLite or PostgreSQL, and not {backend}")
    if backend == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return sa.create_engine(parsed)


def upgrade(engine: Engine) -> None:
    """Make or migrate tables and views to the newest version; nothing to do is nothing done.

    Runs in one transaction where the database allows it, and leaves logging alone.
    """
    from alembic import command  # noqa: PLC0415 - loading the definitions needs no migrations
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
