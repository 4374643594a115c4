"""Relations that many measures of a month read: an engine stores each once as a temporary table.

Planning and running the history of care for each of thirty measures costs more than all else. A
shared relation is a table to those who select from it, and carries the select that makes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.sql.elements import ClauseElement

_SELECT, _NEEDS, _BELOW = "select", "needs", "below"
_RELATIONS: dict[str, sa.Table] = {}
"""Every relation made so far: making one again costs more than counting a small measure."""


def shared(
    subject: str, *days: date, select: sa.Select[Any] | Callable[[], sa.Select[Any]]
) -> sa.Table:
    """A relation stored under a name of its subject and the days it is about.

    Args:
        subject: what a row is; one subject and days name one relation.
        days: all that the select depends on. It must not name the authority.
        select: the rows, or what returns their select: it is called the first time only.
    """
    name = "_".join([subject, *(f"{each:%Y%m%d}" for each in days)])
    if name not in _RELATIONS:
        rows = select if isinstance(select, sa.Select) else select()
        columns = [sa.Column(column.key, column.type) for column in rows.selected_columns]
        tables = _tables(rows)
        info = {_SELECT: rows, _NEEDS: _shared_among(tables), _BELOW: _below(tables)}
        _RELATIONS[name] = sa.Table(name, sa.MetaData(), *columns, info=info)
    return _RELATIONS[name]


def select_of(relation: sa.Table) -> sa.Select[Any]:
    """The select of a shared relation."""
    select: sa.Select[Any] = relation.info[_SELECT]
    return select


def relations_for(statement: sa.Select[Any]) -> list[sa.Table]:
    """The shared relations that a select needs, each after those it needs itself."""
    return _shared_among(_tables(statement))


def tables_below(statement: sa.Select[Any]) -> set[str]:
    """Names of the tables that a select reads in the end, through shared relations too."""
    return _below(_tables(statement))


def _shared_among(tables: list[sa.Table]) -> list[sa.Table]:
    needed: dict[str, sa.Table] = {}
    for table in tables:
        if _SELECT in table.info:
            for each in (*table.info[_NEEDS], table):
                needed.setdefault(each.name, each)
    return list(needed.values())


def _below(tables: list[sa.Table]) -> set[str]:
    tables_read: set[str] = set()
    for table in tables:
        tables_read |= table.info[_BELOW] if _SELECT in table.info else {table.name}
    return tables_read


def _tables(statement: sa.Select[Any]) -> list[sa.Table]:
    """The tables in a select. It visits a part once, however often the select uses it."""
    tables_read: list[sa.Table] = []
    seen: dict[int, ClauseElement] = {}
    waiting: list[ClauseElement] = [statement]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen[id(part)] = part
        if isinstance(part, sa.Table):
            tables_read.append(part)
        else:
            waiting.extend(part.get_children())
    return tables_read
