"""Relations that many measures of a month read: an engine works each out once and keeps it.

Planning and running the history of care for each of thirty measures costs more than all else. A
kept relation is a table to those who select from it, and carries the select that makes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.sql.elements import ClauseElement

_SELECT, _NEEDS, _BELOW = "select", "needs", "below"
_MADE: dict[str, sa.Table] = {}
"""Every relation made so far: making one again costs more than counting a small measure."""


def kept(
    subject: str, *days: date, select: sa.Select[Any] | Callable[[], sa.Select[Any]]
) -> sa.Table:
    """A relation to be kept, under a name made of its subject and the days it is about.

    Args:
        subject: what a row is; one subject and days name one relation.
        days: all that the select depends on. It must not name the authority.
        select: what makes it, or what gives that: it is only asked the first time.
    """
    name = "_".join([subject, *(f"{each:%Y%m%d}" for each in days)])
    if name not in _MADE:
        made = select if isinstance(select, sa.Select) else select()
        columns = [sa.Column(column.key, column.type) for column in made.selected_columns]
        tables = _tables(made)
        info = {_SELECT: made, _NEEDS: _kept_among(tables), _BELOW: _below(tables)}
        _MADE[name] = sa.Table(name, sa.MetaData(), *columns, info=info)
    return _MADE[name]


def select_of(relation: sa.Table) -> sa.Select[Any]:
    """What makes a kept relation."""
    select: sa.Select[Any] = relation.info[_SELECT]
    return select


def kept_for(statement: sa.Select[Any]) -> list[sa.Table]:
    """The kept relations that a select needs, each after those it needs itself."""
    return _kept_among(_tables(statement))


def tables_below(statement: sa.Select[Any]) -> set[str]:
    """Names of the tables that a select reads in the end, through kept relations too."""
    return _below(_tables(statement))


def _kept_among(tables: list[sa.Table]) -> list[sa.Table]:
    needed: dict[str, sa.Table] = {}
    for table in tables:
        if _SELECT in table.info:
            for each in (*table.info[_NEEDS], table):
                needed.setdefault(each.name, each)
    return list(needed.values())


def _below(tables: list[sa.Table]) -> set[str]:
    found: set[str] = set()
    for table in tables:
        found |= table.info[_BELOW] if _SELECT in table.info else {table.name}
    return found


def _tables(statement: sa.Select[Any]) -> list[sa.Table]:
    """The tables in a select. It visits a part once, however often the select uses it."""
    found: list[sa.Table] = []
    seen: dict[int, ClauseElement] = {}
    waiting: list[ClauseElement] = [statement]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen[id(part)] = part
        if isinstance(part, sa.Table):
            found.append(part)
        else:
            waiting.extend(part.get_children())
    return found
