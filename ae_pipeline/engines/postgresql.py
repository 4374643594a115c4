"""PostgreSQL: for an authority whose rows should not leave its database server.

Tables are temporary ones. PostgreSQL keeps them in a schema of the session's own, which it removes
when the session ends, however it ends: a run that is killed leaves no personal data behind.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.csv
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from ae_pipeline.engines.session import TableSession
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from psycopg import Cursor

# A null is an empty field and an empty text is a quoted one, to Arrow as to COPY.
_CSV = pyarrow.csv.WriteOptions(include_header=False, quoting_style="all_valid")


class PostgreSqlEngine(TableSession):
    """A session on a server."""

    name = "postgresql"

    def __init__(self, url: str) -> None:
        """Open it.

        Args:
            url: as libpq has it (``postgresql://user@host/database``), or SQLAlchemy with the
                psycopg driver (``postgresql+psycopg://…``). The user must be allowed to make
                temporary tables.
        """
        import psycopg  # noqa: PLC0415

        super().__init__()
        plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
        # Tables of one name are made anew in other shapes, which a prepared statement forbids.
        self._connection = psycopg.connect(plain, autocommit=True, prepare_threshold=None)
        # Compiling costs more than it gains on selects this short.
        self._connection.execute("SET jit = off")

    def store(self, name: str, select: str) -> None:
        """See ``Engine.store``."""
        self._run(f"DROP TABLE IF EXISTS pg_temp.{name}")
        self._run(f"CREATE TEMPORARY TABLE {name} AS {select}")
        # Nothing else does it for temporary tables, and joins of what is not known to be large
        # are planned as if it were small.
        self._run(f"ANALYZE {name}")
        self.temporary.add(name)

    def remove(self, name: str) -> None:
        """See ``Engine.remove``."""
        self._run(f"DROP TABLE pg_temp.{name}")
        self.temporary.remove(name)

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """See ``Engine.rows``."""
        return self._run(select).fetchall()

    def table(self, select: str) -> pa.Table:
        """See ``Engine.table``."""
        cursor = self._run(select)
        names = [column.name for column in cursor.description or ()]
        columns = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(names)
        return pa.table(dict(zip(names, map(list, columns), strict=True)))

    def close(self) -> None:
        """See ``Engine.close``."""
        self._connection.close()

    def _fill(self, name: str, rows: pa.Table) -> None:
        self._run(f"DROP TABLE IF EXISTS pg_temp.{name}")
        self._run(_create(metadata.tables[name]))
        self._copy(name, rows)
        self._run(f"ANALYZE {name}")

    def _copy(self, name: str, rows: pa.Table) -> None:
        text = io.BytesIO()
        pyarrow.csv.write_csv(rows, text, _CSV)
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {name} FROM STDIN (FORMAT csv)".encode()) as copy,
        ):
            copy.write(text.getbuffer())

    def _run(self, statement: str) -> Cursor[tuple[Any, ...]]:
        # As bytes: the driver's type for text is that of a literal, and ours is built, though
        # only ever of our own tables and measures.
        return self._connection.execute(statement.encode())


def _create(table: sa.Table) -> str:
    """The statement that makes a table, with texts compared by their bytes.

    A database's own collation may order texts otherwise than other engines do, and ties between
    rows are broken by their source file.
    """
    bytewise = sa.Table(
        table.name,
        sa.MetaData(),
        *(sa.Column(column.name, _bytewise(column.type)) for column in table.columns),
        prefixes=["TEMPORARY"],
    )
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    return str(CreateTable(bytewise).compile(dialect=dialect))


def _bytewise(kind: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    return sa.Text(collation="C") if isinstance(kind, sa.Text) else kind
