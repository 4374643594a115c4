"""Every fact table, by the return that fills it, and the validated tables that it comes from.

Measures, lineage, trust and fix lists know returns only through here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ae_pipeline import returns
from ae_pipeline.schema.calendar import calendar_day
from ae_pipeline.schema.person import person, person_group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ae_pipeline.facts.declaration import Facts, FactTable

_NOT_FACTS = {person.name, person_group.name, calendar_day.name}


def all_facts() -> dict[str, Facts]:
    """The facts of each return that has any, by its name."""
    return _facts(returns.NAMES)


def maker_of(table: str) -> Facts:
    """The facts of which a fact table is one.

    Raises:
        KeyError: if no return fills it.
    """
    return _by_table(returns.NAMES)[table][0]


def reads_of(table: str) -> tuple[str, ...]:
    """The validated tables, by asset name, that a fact table is made from.

    Raises:
        KeyError: if no return fills it.
    """
    return _by_table(returns.NAMES)[table][1].reads


def makers_of(tables: Iterable[str]) -> tuple[str, ...]:
    """The returns that fill some tables; persons, groups and days come of none."""
    return tuple(dict.fromkeys(maker_of(name).source for name in tables if name not in _NOT_FACTS))


@cache
def _facts(names: tuple[str, ...]) -> dict[str, Facts]:
    every = {name: returns.package(name).facts for name in names}
    return {name: facts for name, facts in every.items() if facts is not None}


@cache
def _by_table(names: tuple[str, ...]) -> dict[str, tuple[Facts, FactTable]]:
    return {made.name: (facts, made) for facts in _facts(names).values() for made in facts.makes}
