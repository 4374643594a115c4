"""What a return declares of the fact tables that it fills: inputs, tables, time covered, how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import sqlalchemy as sa

    from ae_pipeline.facts.coverage import Coverage, Span
    from ae_pipeline.periods import Month

Frames: TypeAlias = "dict[str, pd.DataFrame]"
"""By name of the table."""


@dataclass(frozen=True)
class SubmissionRows:
    """The rows of one submission.

    Attributes:
        month: the submission's.
        tables: by asset name, the columns read and ``source_file`` (``2025-09/cin/x.xml``) and
            ``source_row``; a table that the submission does not have is there without rows.
        person: from a system's own ids to ``person_id``; null where nobody is known by the id.
        quarantined: by asset name, the system's ids of those of whom a row was quarantined.
    """

    month: Month
    tables: Mapping[str, pd.DataFrame]
    person: Callable[[pd.Series[Any]], pd.Series[Any]]
    quarantined: Mapping[str, frozenset[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class FactCheck:
    """Something about a fact table that should not be; it warns.

    Attributes:
        name: of the check: ``no_episode_vanished``.
        description: what is so when it passes.
        failing: how many rows are as they should not be.
    """

    name: str
    description: str
    failing: Callable[[pd.DataFrame], int]


@dataclass(frozen=True, eq=False)
class FactTable:
    """A fact table, and what its rows come from.

    Attributes:
        table: of ``schema``.
        reads: asset names of the validated tables that its rows come from, and of those that
            decide which rows there are or what they hold. Dependencies, lineage, trust and fix
            lists all follow from it.
        covers: where it covers another time than the return's other tables: a module that the
            return has had for a year, schools that change seldom.
        checks: of its rows.
    """

    table: sa.Table
    reads: tuple[str, ...]
    covers: Coverage | None = None
    checks: tuple[FactCheck, ...] = ()

    @property
    def name(self) -> str:
        """The table's name, which is the asset's too."""
        return self.table.name


@dataclass(frozen=True, eq=False)
class Facts:
    """The fact tables of one return.

    Attributes:
        source: name of the return: ``cin``.
        reads: by asset name of a validated table, the columns needed of it.
        makes: the fact tables, each with the validated tables that it reads.
        covers: the days that the tables cover, by the submissions read.
        build: from the rows of all submissions read, oldest first, to those of every fact table.
        reduce: where a submission is too large to be kept whole: from its tables to smaller ones,
            which ``build`` gets in their place. Worked out once a submission. It must not need
            ``person``.
        quarantined: by asset name, the official column and the domain of the ids of those of whom
            ``build`` needs to know that a row was quarantined.

    Raises:
        ValueError: if a fact table reads a table that has no columns in ``reads``, or one there is
            read by no fact table.
    """

    source: str
    reads: Mapping[str, tuple[str, ...]]
    makes: tuple[FactTable, ...]
    covers: Coverage
    build: Callable[[Sequence[SubmissionRows]], Frames]
    reduce: Callable[[Mapping[str, pd.DataFrame]], Frames] | None = None
    quarantined: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        declared = {name for each in self.makes for name in each.reads}
        if odd := declared ^ self.reads.keys():
            raise ValueError(
                f"{', '.join(sorted(odd))}: read by the fact tables of {self.source} but without "
                "columns in `reads`, or the other way round"
            )

    def columns_of(self, fact: FactTable) -> dict[str, tuple[str, ...]]:
        """By validated table that a fact table reads, the columns needed of it."""
        return {name: self.reads[name] for name in fact.reads}

    def span_of(self, fact: FactTable, months: Sequence[Month]) -> Span | None:
        """The days that a fact table covers when made from the submissions of some months."""
        return (fact.covers or self.covers)(months)


def stacked(submissions: Sequence[SubmissionRows], table: str) -> pd.DataFrame:
    """The rows of a table over all submissions, oldest first.

    ``submission`` is the month of the submission that a row is of, as text.
    """
    parts = [each.tables[table].assign(submission=str(each.month)) for each in submissions]
    return pd.concat(parts, ignore_index=True)
