"""What each team has to put right: a month's open findings, how long they have been open, and why.

Here: the register of open findings in the lake, and lists for teams made from it. Not here: how a
finding is followed from month to month (``validation.open_findings``) or the workbook
(``workbooks``). No list holds a value of a record: file, row and field say where to look.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline import yaml_file
from ae_pipeline.errors import PipelineError
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.periods import Month
from ae_pipeline.returns.fact_tables import all_facts
from ae_pipeline.returns.validating import FINDINGS, validated
from ae_pipeline.validation.findings import FILE_COLUMN, ROW_COLUMN
from ae_pipeline.validation.open_findings import FIRST_SEEN, RECORD, still_open

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.returns.base import Return

OPEN, FIXED = "open", "fixed"
"""Tables of the register: what is open in a month, and what was put right since the last."""
NO_MEASURE = "No measure is made from this table"
_BETWEEN_CELLS = "\x1f"


class TeamsError(PipelineError):
    """``teams.yaml`` does not give every return to a team."""


@dataclass(frozen=True)
class Opened:
    """A return's findings in a month.

    Attributes:
        open: ``OPEN_COLUMNS`` of what is wrong in the drop that the month reads.
        fixed: likewise, of what was wrong in the month before and is not any more.
    """

    source: Return
    month: Month
    open: pd.DataFrame
    fixed: pd.DataFrame


def read_teams(config: Path, returns: Collection[str]) -> dict[str, str]:
    """Which team puts a return, or a table of it (``return/table``), right.

    Raises:
        OSError: if ``teams.yaml`` cannot be opened.
        TeamsError: if a return is nobody's, or something is given to two teams.
    """
    path = config / "teams.yaml"
    told = yaml_file.load(path)
    team_of: dict[str, str] = {}
    for team, names in told.items():
        for name in names:
            if name in team_of:
                raise TeamsError(f"{path}: {name} belongs to {team_of[name]} and to {team}")
            team_of[name] = team
    if nobodys := sorted(set(returns) - set(team_of)):
        raise TeamsError(f"{path}: give {', '.join(nobodys)} to a team")
    return team_of


def register(source: Return, drop: Month, month: Month, lake: Lake, keys: Pseudonymiser) -> Opened:
    """Bring a return's register of open findings up to a month, and give what it says.

    It continues that of the latest month before. Running a month again gives the same.

    Args:
        source: the return.
        drop: month of the drop that the month reads.
        month: reporting month.
        lake: with the drop's extract and findings.
        keys: makes the pseudonym of a record.
    """
    name = f"{source.name}_findings"
    findings = lake.read(Stage.QUARANTINE, source.name, drop, FINDINGS)
    now = _with_records(source, drop, findings, lake, keys)
    earlier = [each for each in lake.months(Stage.QUARANTINE, name) if each < month]
    before = lake.read(Stage.QUARANTINE, name, max(earlier), OPEN) if earlier else None
    opened, fixed = still_open(before, now, str(drop))
    known = validated(source, drop, lake)
    manifest = {"drop": str(drop), "made_from": None if known is None else known.fingerprint}
    lake.replace(Stage.QUARANTINE, name, month, {OPEN: opened, FIXED: fixed}, manifest)
    return Opened(source, month, opened, fixed)


def _with_records(
    source: Return, drop: Month, findings: pd.DataFrame, lake: Lake, keys: Pseudonymiser
) -> pd.DataFrame:
    """Findings with the pseudonym of the key of the row that each is about."""
    parts = [findings.iloc[:0].assign(**{RECORD: pd.Series(dtype="str")})]
    for table, group in findings.groupby("table", sort=False):
        key = list(source.key(str(table)))
        columns = [*key, FILE_COLUMN, ROW_COLUMN]
        asset = source.asset_name(str(table))
        rows = lake.read(Stage.EXTRACTS, source.name, drop, asset, columns)
        wanted = rows.merge(
            group[["file", "row"]].drop_duplicates(),
            left_on=[FILE_COLUMN, ROW_COLUMN],
            right_on=["file", "row"],
        )
        cells = [wanted[name].fillna("").astype("str") for name in key]
        text = cells[0]
        for more in cells[1:]:
            text = text + _BETWEEN_CELLS + more
        records = wanted[["file", "row"]].assign(
            **{RECORD: keys.column(text, f"finding/{source.name}/{table}")}
        )
        parts.append(group.merge(records, on=["file", "row"], how="left"))
    return pd.concat(parts, ignore_index=True)


def lists(
    opened: Iterable[Opened], team_of: Mapping[str, str]
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """By team, what it has to put right, oldest first, and what it has put right.

    Columns: months open, first seen, return, table, file, row, field, rule, what is wrong, what it
    does, kind of fault, measures it moves.
    """
    teams: dict[str, tuple[list[pd.DataFrame], list[pd.DataFrame]]] = {
        team: ([], []) for team in dict.fromkeys(team_of.values())
    }
    for each in opened:
        for place, findings in enumerate((each.open, each.fixed)):
            told = _told(each, findings)
            names = findings["table"].map(
                lambda table, of=each: team_of.get(
                    f"{of.source.name}/{of.source.asset_name(table)}", team_of[of.source.name]
                )
            )
            for team, group in told.groupby(names.to_numpy(), sort=False):
                teams[str(team)][place].append(group)
    return {
        team: (_oldest_first(todo), _oldest_first(done)) for team, (todo, done) in teams.items()
    }


def _oldest_first(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if not parts:
        return pd.DataFrame(columns=list(LIST_COLUMNS))
    return (
        pd.concat(parts, ignore_index=True)
        .sort_values(
            ["Months open", "Effect", "Return", "Table", "File", "Row"],
            ascending=[False, False, True, True, True, True],
            kind="stable",
        )
        .reset_index(drop=True)
    )


LIST_COLUMNS = (
    *("Months open", "First seen", "Return", "Table", "File", "Row", "Field", "Rule"),
    *("What is wrong", "Effect", "Kind of fault", "Measures it moves"),
)
_EFFECT = {
    "reject": "The row is left out of every figure until it is put right",
    "warn": "The row is counted as it stands",
}


def _told(opened: Opened, findings: pd.DataFrame) -> pd.DataFrame:
    source = opened.source
    messages = {
        (info.table, info.code): info.message
        for specification in source.specifications
        for table in source.tables_in(specification)
        for info in source.rules(table, specification)
    } | {
        (table, code): rule.message
        for specification in source.specifications
        for code, rule in source.cross_rules(specification).items()
        for table in rule.fields
    }
    pairs = list(zip(findings["table"], findings["rule"], strict=True))
    months = findings[FIRST_SEEN].map(lambda text: opened.month.since(Month.parse(text)))
    return pd.DataFrame(
        {
            "Months open": months.astype("int64"),
            "First seen": findings[FIRST_SEEN],
            "Return": source.title,
            "Table": findings["table"],
            "File": findings["file"],
            "Row": findings["row"],
            "Field": findings["column"],
            "Rule": findings["rule"],
            "What is wrong": [messages.get(pair, "") for pair in pairs],
            "Effect": findings["severity"].map(_EFFECT),
            "Kind of fault": findings["dimension"],
            "Measures it moves": findings["table"].map(
                lambda table: moves(source.name, source.asset_name(table))
            ),
        }
    )


@cache
def moves(return_name: str, table: str) -> str:
    """Titles of the measures that are made from a validated table, in one text."""
    facts = all_facts().get(return_name)
    if facts is None:
        return NO_MEASURE
    fed = {made.name for made in facts.makes if table in made.reads}
    moved = [each.info.title for each in all_measures() if not fed.isdisjoint(each.sources)]
    return "; ".join(moved) or NO_MEASURE
