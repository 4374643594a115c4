"""Relations that many measures of a month read: an engine works each out once and keeps it.

Planning and running the history of care for each of thirty measures costs more than all else. A
kept relation is a table to those who select from it, and carries the select that makes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.sql.elements import ClauseElement

_SELECT, _NEEDS = "select", "needs"


def kept(subject: str, *days: date, select: sa.Select[Any]) -> sa.Table:
    """A relation to be kept, under a name made of its subject and the days it is about.

    Args:
        subject: what a row is; one subject and days name one relation.
        days: all that the select depends on. It must not name the authority.
        select: what makes it.
    """
    name = "_".join([subject, *(f"{each:%Y%m%d}" for each in days)])
    columns = [sa.Column(column.key, column.type) for column in select.selected_columns]
    return sa.Table(name, sa.MetaData(), *columns, info={_SELECT: select, _NEEDS: kept_for(select)})


def select_of(relation: sa.Table) -> sa.Select[Any]:
    """What makes a kept relation."""
    select: sa.Select[Any] = relation.info[_SELECT]
    return select


def kept_for(statement: sa.Select[Any]) -> list[sa.Table]:
    """The kept relations that a select needs, each after those it needs itself."""
    needed: dict[str, sa.Table] = {}
    for table in _tables(statement):
        if _SELECT in table.info:
            for each in (*table.info[_NEEDS], table):
                needed.setdefault(each.name, each)
    return list(needed.values())


def tables_below(statement: sa.Select[Any]) -> set[str]:
    """Names of the tables that a select reads in the end, through kept relations too."""
    selects = [statement, *(select_of(relation) for relation in kept_for(statement))]
    return {table.name for each in selects for table in _tables(each) if _SELECT not in table.info}


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
