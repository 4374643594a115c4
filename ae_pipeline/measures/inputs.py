"""What the counts of a group of measures in a month depend on, as its manifest records it.

A group whose inputs have not changed is not counted again. Tables are compared by content: one
that was built anew and came out the same changes nothing.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ae_pipeline import fingerprint
from ae_pipeline.lake import Lake, NotInLakeError, Stage
from ae_pipeline.measures.code import counting_code
from ae_pipeline.people.building import facts_of
from ae_pipeline.people.index import INDEX
from ae_pipeline.returns.fact_tables import maker_of
from ae_pipeline.schema.calendar import calendar_day
from ae_pipeline.schema.person import person, person_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ae_pipeline.measures.groups import MeasureGroup
    from ae_pipeline.periods import Month

_OF_THE_INDEX = (person.name, person_group.name)


def inputs_of(group: MeasureGroup, month: Month, lake: Lake, authority: str) -> dict[str, Any]:
    """The inputs of a group's counts, as plain data.

    Raises:
        NotInLakeError: if a table that it reads has not been built.
    """
    tables = paths_of(group.tables, month, lake)
    return {
        "code": counting_code(group.module),
        "authority": authority,
        "tables": {name: content_of(path) for name, path in tables.items()},
        "spans": spans_of(group.tables, month, lake),
    }


def fingerprint_of(inputs: Mapping[str, Any]) -> str:
    """One digest of ``inputs_of``."""
    return fingerprint.of(**inputs)


def spans_of(tables: Iterable[str], month: Month, lake: Lake) -> dict[str, list[str]]:
    """First and last day that each fact table covers, as ISO text; empty where it covers none."""
    spans: dict[str, list[str]] = {}
    for name in tables:
        if name not in (*_OF_THE_INDEX, calendar_day.name):
            facts = facts_of(maker_of(name).source, month, lake)
            if facts is None:
                raise not_built(month)
            spans[name] = facts.covers[name]
    return spans


def paths_of(tables: Iterable[str], month: Month, lake: Lake) -> dict[str, Path]:
    """The files of some person-keyed tables; the calendar has none.

    Raises:
        NotInLakeError: if one has not been built.
    """
    paths = {}
    for name in tables:
        if name != calendar_day.name:
            source = INDEX if name in _OF_THE_INDEX else maker_of(name).source
            if lake.manifest(Stage.PEOPLE, source, month) is None:
                raise not_built(month)
            paths[name] = lake.path(Stage.PEOPLE, source, month, name)
    return paths


def content_of(path: Path) -> str:
    """Digest of a file's content."""
    stat = path.stat()
    return _content(path, stat.st_mtime_ns, stat.st_size)


def not_built(month: Month) -> NotInLakeError:
    """The error of a month without the tables that measures read."""
    return NotInLakeError(
        f"The tables of people of {month} have not been built: run that month first "
        f"(ae run --period {month})."
    )


@lru_cache(maxsize=512)
def _content(path: Path, _modified: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
