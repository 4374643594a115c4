"""From rows of whom a figure is to its members: what a row is recorded with, and what it adds.

A population gives rows with the day their person is described on. Not here: any population.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from oracle.areas import Member, Row, Tables
from oracle.people import described


class Case(NamedTuple):
    """A row of a population, the day it is described on, and breakdowns of its own."""

    row: Row
    on: date
    further: dict[str, str]


Population = Callable[[Tables, date, date], Iterable[Case]]
Condition = Callable[[Tables, Row, date], bool]
"""Whether it holds for a row; the day is the last of the period."""
Measured = Callable[[Tables, date, date], Iterator[Member]]


def about(tables: Tables, case: Case) -> dict[str, str]:
    return described(tables, case.row["person_id"], case.on) | case.further


def number(population: Population) -> Measured:
    """How many they are."""

    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for case in population(tables, start, end):
            yield Member(1, None, about(tables, case))

    return members


def share(population: Population, holds: Condition) -> Measured:
    """Of how many of them a condition holds."""

    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for case in population(tables, start, end):
            yield Member(int(holds(tables, case.row, end)), 1, about(tables, case))

    return members


def middle(population: Population, value: Callable[[Row], int]) -> Measured:
    """What each has, for the middle of them."""

    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for case in population(tables, start, end):
            yield Member(value(case.row), 1, about(tables, case))

    return members


def within(day: date | None, start: date, end: date) -> bool:
    return day is not None and start <= day <= end


def source(row: Row) -> tuple[str, int]:
    return row["source_file"], row["source_row"]


def one_each(rows: Iterable[Row], order: Callable[[Row], object]) -> list[Row]:
    """The last row of each person by an order; every row of nobody known."""
    results: list[Row] = []
    of_person: dict[str, Row] = {}
    for row in rows:
        who = row["person_id"]
        if who is None:
            results.append(row)
        elif who not in of_person or order(of_person[who]) < order(row):
            of_person[who] = row
    return results + list(of_person.values())
