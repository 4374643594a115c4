"""Invented people for tests: rows of the person-keyed tables, with defaults for the rest.

A person's id is the sentence that says why they are in the table, so that a failing test says it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[str, Any]


@dataclass(frozen=True)
class Invented:
    """A person, their records, and the numerators expected of them; none if not counted at all."""

    why: str
    expect: tuple[int, ...] = ()
    person: Row = field(default_factory=dict)
    episodes: Sequence[Row] = ()
    health: Sequence[Row] = ()
    leaver: Sequence[Row] = ()
    workers: Sequence[Row] = ()


def invented(
    why: str,
    expect: int | tuple[int, ...] | None = None,
    *,
    born: str | None = "2014-06-15",
    episodes: Sequence[Row] = (),
    health: Sequence[Row] = (),
    leaver: Sequence[Row] = (),
    workers: Sequence[Row] = (),
    **about: Any,
) -> Invented:
    """A person aged 10 on 31 March 2025 by default."""
    expected = () if expect is None else (expect,) if isinstance(expect, int) else expect
    person = {"date_of_birth": _day(born), "uasc": False, **about}
    return Invented(why, expected, person, episodes, health, leaver, workers)


def episode(start: str, end: str | None = None, **columns: Any) -> Row:
    """An episode of a care order with a foster carer; it ends by going home by default."""
    return {
        "decom": _day(start),
        "dec": _day(end),
        "rec": None if end is None else "E4A",
        "rne": "S",
        "ls": "C2",
        "cin": "N1",
        "place": "U6",
        "place_provider": "PR1",
        "dec_imputed": False,
        "collection_year": 2024,
        **columns,
    }


def health(year: int = 2024, **columns: Any) -> Row:
    """An OC2 record."""
    return {"collection_year": year, **columns}


def leaver(year: int = 2024, **columns: Any) -> Row:
    """An OC3 record of someone in touch."""
    return {"collection_year": year, "in_touch": "YES", **columns}


def worker(worker_id: str, start: str, end: str | None = None) -> Row:
    """A social worker's time with a child."""
    return {
        "worker_id": worker_id,
        "sw_decom": _day(start),
        "sw_dec": _day(end),
        "collection_year": 2024,
    }


def rows(people: Iterable[Invented]) -> dict[str, list[Row]]:
    """The rows of every table, each with its own source row."""
    tables: dict[str, list[Row]] = {name: [] for name in metadata.tables}
    for one in people:
        records = {
            "person": [one.person],
            "care_episode": one.episodes,
            "health_outcome": one.health,
            "care_leaver": one.leaver,
            "social_worker_episode": one.workers,
        }
        for name, results in records.items():
            for record in results:
                number = len(tables[name]) + 1
                source = {"source_file": f"{name}.csv", "source_row": number}
                tables[name].append({**source, **record, "person_id": one.why})
    return tables


def frames(tables: dict[str, list[Row]]) -> dict[str, pd.DataFrame]:
    """Rows as frames with every column of their table."""
    return {
        name: pd.DataFrame(
            results, columns=[column.name for column in metadata.tables[name].columns]
        )
        for name, results in tables.items()
        if results
    }


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
