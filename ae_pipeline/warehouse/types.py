"""Column types that mean the same on SQLite and PostgreSQL.

Here: exact decimals and moments in time. Not here: tables.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

SCALE = 6


class Exact(TypeDecorator[Decimal]):
    """A decimal of six places.

    PostgreSQL has ``NUMERIC``. SQLite has only binary fractions: a value is kept as one, so that
    an analyst can compare and sort it, and rounds back to the same six places when read, which
    is exact up to a thousand million.
    """

    impl = sa.Numeric(18, SCALE)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        """A float on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.Float())
        return dialect.type_descriptor(sa.Numeric(18, SCALE))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> object:
        """What the driver is given."""
        if value is None:
            return None
        return float(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: object, dialect: Dialect) -> Decimal | None:
        """A ``Decimal`` of six places, whatever the driver gave."""
        del dialect
        return None if value is None else Decimal(str(value)).quantize(Decimal(1).scaleb(-SCALE))


class Moment(TypeDecorator[datetime]):
    """An aware time. SQLite, which has no time zones, keeps it in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC.

        Raises:
            ValueError: if the time has no zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment in the warehouse needs its time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)
