"""The facts stage of a month: from a return's validated drops in the lake to its facts there.

Here: reading, joining to the person index, keeping. Not here: what the facts are (``facts``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline import fingerprint, source_code
from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.lake import Lake, NotInLakeError, Stage
from ae_pipeline.people.index import index_of, person_ids
from ae_pipeline.returns.validating import validated
from ae_pipeline.schema.base import SOURCE_FILE, SOURCE_ROW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import sqlalchemy as sa

    from ae_pipeline.facts.declaration import Facts, Frames
    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.validating import ValidatedDrop
    from ae_pipeline.settings import RejectionThreshold

CODE_WITHOUT = (
    *source_code.STORING,
    *("people.index", "returns.fact_tables", "returns.validating"),
)
"""What these make is an input of its own, or changes nothing in the rows."""
_MANIFEST = ("fingerprint", "rows", "drops", "covers", "failing", "blocked")
_REDUCED = ("fingerprint", "tables")


def code_of(source: str) -> tuple[str, ...]:
    """Modules that build the fact tables of a return."""
    return ("people.building", f"returns.{source}.facts", "identity")


@dataclass(frozen=True)
class FactsOfMonth:
    """What is known of a month's facts of one return.

    Attributes:
        rows: by table.
        drops: months of the drops they were built from, the newest last.
        covers: by table, first and last day that it tells of, as ISO text; empty where of none.
        failing: rows that each check of the facts found, by its name.
        blocked: tables that were left out, each with what they were not to be built on.
    """

    source: str
    month: Month
    fingerprint: str
    rows: dict[str, int]
    drops: list[str]
    covers: dict[str, list[str]]
    failing: dict[str, int]
    blocked: dict[str, list[str]]

    def span(self, table: str) -> Span | None:
        """The days that a table tells of without a gap; none where it was left out."""
        told = self.covers.get(table)
        return Span(*map(date.fromisoformat, told)) if told else None


def facts_of(source: str, month: Month, lake: Lake) -> FactsOfMonth | None:
    """What is known of a month's fact tables of a return; none if today's code built none."""
    manifest = lake.manifest(Stage.PEOPLE, source, month, _MANIFEST)
    if manifest is None:
        return None
    recorded = {name: manifest[name] for name in _MANIFEST}
    return FactsOfMonth(source=source, month=month, **recorded)


def build_facts(
    facts: Facts,
    source: Return,
    month: Month,
    drops: Sequence[Month],
    lake: Lake,
    *,
    pseudonymiser: Pseudonymiser,
    threshold: RejectionThreshold,
) -> FactsOfMonth:
    """Build a month's facts of a return, unless that has been done from the same.

    A table is left out where too many rows of a validated table that it reads are in quarantine,
    in any of the submissions, or where the return is left out of the person index; others are
    built all the same.

    Args:
        facts: what to build.
        source: the return.
        month: reporting month.
        drops: months of the drops to read, oldest first; none where none ever came.
        lake: validated tables and the person index; the facts go there too.
        pseudonymiser: keys the ids of rows set aside, where the facts ask who they were about.
        threshold: percent of rows in quarantine beyond which a validated table is not built on.

    Raises:
        NotInLakeError: if a drop has not been validated, or the month has no person index.
    """
    known = [_validated(source, each, month, lake) for each in drops]
    index = index_of(month, lake)
    if index is None:
        raise NotInLakeError(f"{month} has no person index yet: run it (ae run --period {month}).")
    blocked = _blocked(facts, known, threshold, left_out=source.name in index.left_out)
    code = source_code.digest(*code_of(source.name), without=CODE_WITHOUT)
    made_from = fingerprint.of(
        drops=[(str(drop.month), _rows_of(facts, drop, lake)) for drop in known],
        people=index.people.get(source.name),
        blocked=blocked,
        code=code,
    )
    found = facts_of(source.name, month, lake)
    if found is None or found.fingerprint != made_from:
        ids = person_ids(lake, month, source.name)
        told = [
            SubmissionRows(
                drop.month,
                _tables(facts, drop, lake, code),
                lambda local: local.map(ids).astype("str"),
                {
                    table: _quarantined(lake, drop, table, *column, pseudonymiser)
                    for table, column in facts.quarantined.items()
                },
            )
            for drop in known
        ]
        tables = {name: rows for name, rows in _built(facts, told).items() if name not in blocked}
        spans = {
            table.name: facts.span_of(table, [drop.month for drop in known])
            for table in facts.makes
            if table.name in tables
        }
        found = FactsOfMonth(
            source=source.name,
            month=month,
            fingerprint=made_from,
            rows={name: len(frame) for name, frame in tables.items()},
            drops=[str(drop.month) for drop in known],
            covers={
                name: [] if span is None else [str(span.first), str(span.last)]
                for name, span in spans.items()
            },
            failing={
                check.name: 0 if tables[made.name].empty else check.failing(tables[made.name])
                for made in facts.makes
                if made.name in tables
                for check in made.checks
            },
            blocked=blocked,
        )
        manifest = {name: getattr(found, name) for name in _MANIFEST}
        lake.replace(Stage.PEOPLE, source.name, month, tables, manifest)
    return found


def _validated(source: Return, drop: Month, month: Month, lake: Lake) -> ValidatedDrop:
    known = validated(source, drop, lake)
    if known is None:
        raise NotInLakeError(
            f"{month} needs the {source.name} return of {drop} for its history, and that "
            f"has not been validated. Run the month again: ae run --period {month}"
        )
    return known


def _blocked(
    facts: Facts,
    drops: Sequence[ValidatedDrop],
    threshold: RejectionThreshold,
    *,
    left_out: bool,
) -> dict[str, list[str]]:
    """By fact table, the validated tables that it is not to be built on, and of which month."""
    beyond = [(table, drop.month) for drop in drops for table in drop.blocked(threshold)]
    found = {}
    for table in facts.makes:
        reasons = [
            f"{facts.source}/{name} of {month}" for name, month in beyond if name in table.reads
        ]
        if left_out and "person_id" in table.table.columns:
            reasons.append(f"{facts.source} in the person index")
        if reasons:
            found[table.name] = reasons
    return found


def _rows_of(facts: Facts, drop: ValidatedDrop, lake: Lake) -> dict[str, str]:
    """What a drop has of the tables that facts read, by digest."""
    accepted = lake.digests(Stage.VALIDATED, drop.return_name, drop.month)
    aside = lake.digests(Stage.QUARANTINE, drop.return_name, drop.month)
    return {
        **{table: accepted[table] for table in facts.reads if table in accepted},
        **{f"quarantined {table}": aside[table] for table in facts.quarantined if table in aside},
    }


def _built(facts: Facts, told: Sequence[SubmissionRows]) -> Frames:
    rows = facts.build(told) if told else {}
    return {made.name: _shaped(rows.get(made.name), made.table) for made in facts.makes}


def _shaped(frame: pd.DataFrame | None, table: sa.Table) -> pd.DataFrame:
    """Exactly the columns of a table, in its order."""
    names = [column.name for column in table.columns]
    if frame is None:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in names})
    return frame[names].reset_index(drop=True)


def _tables(facts: Facts, drop: ValidatedDrop, lake: Lake, code: str) -> Mapping[str, pd.DataFrame]:
    """What ``build`` gets of a drop: its tables, or what they were reduced to."""
    if facts.reduce is None:
        return _read(facts, drop, lake)
    name = f"{facts.source}_of_drop"
    made_from = fingerprint.of(drop=_rows_of(facts, drop, lake), code=code)
    manifest = lake.manifest(Stage.PEOPLE, name, drop.month, _REDUCED)
    if manifest is None or manifest["fingerprint"] != made_from:
        reduced = facts.reduce(_read(facts, drop, lake))
        manifest = {"fingerprint": made_from, "tables": sorted(reduced)}
        lake.replace(Stage.PEOPLE, name, drop.month, reduced, manifest)
        return reduced
    return {table: lake.read(Stage.PEOPLE, name, drop.month, table) for table in manifest["tables"]}


def _read(facts: Facts, drop: ValidatedDrop, lake: Lake) -> dict[str, pd.DataFrame]:
    tables = {}
    for table, columns in facts.reads.items():
        wanted = [*columns, SOURCE_FILE, SOURCE_ROW]
        if table in drop.tables:
            rows = lake.read(Stage.VALIDATED, drop.return_name, drop.month, table, wanted)
            folder = f"{drop.month}/{drop.return_name}/"
            tables[table] = rows.assign(source_file=folder + rows[SOURCE_FILE].astype("str"))
        else:
            tables[table] = pd.DataFrame({name: pd.Series(dtype="str") for name in wanted})
    return tables


def _quarantined(
    lake: Lake,
    drop: ValidatedDrop,
    table: str,
    column: str,
    domain: str,
    pseudonymiser: Pseudonymiser,
) -> frozenset[Any]:
    if table not in drop.tables:
        return frozenset()
    rows = lake.read(Stage.QUARANTINE, drop.return_name, drop.month, table, [column])
    return frozenset(pseudonymiser.column(rows[column], domain).dropna())
