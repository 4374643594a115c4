"""Making an export wrong, in every way that its return's contract can tell.

Here: the kinds of fault that follow from a contract (a cell that cannot be used, one that is
missing, a row that stands twice, two rows that contradict one another), those that a system lists
itself, and planting them, one a row at most. Not here: the rules that should find them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from ae_city.fault import Fault
from ae_pipeline.validation.cells import CellType
from ae_pipeline.validation.findings import Severity
from ae_pipeline.validation.keys import DUPLICATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ae_city.row_faults import RowFault
    from ae_city.systems import Export, System
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.declared import DeclaredReturn
    from ae_pipeline.validation.contract import TableContract
    from ae_pipeline.validation.fields import Cell

FILE = "_file"
_Name: TypeAlias = tuple[str, str, str, str]
_UNUSABLE = ("31/02/2021", "?!", "-98765")
"""Texts of which one at least is neither a date, a number within reason, nor a code or number."""


@dataclass(frozen=True, eq=False)
class _Kind:
    """One way of making a row of a table wrong.

    Attributes:
        says: what the column says instead; none where the row is copied as it is.
        listed: the system's own entry, which says where and what.
        copied: whether the fault is a second row.
    """

    name: str
    table: str
    rule: str
    severity: Severity
    column: str = ""
    says: str | None = None
    listed: RowFault | None = None
    copied: bool = False


class Planter:
    """Plants faults in the exports of one system, month after month.

    Kinds that no export has had yet come first, so that all come up once as many faults are
    wanted as there are kinds, if some row of some month can have each.
    """

    def __init__(
        self,
        system: System,
        source: DeclaredReturn,
        seed: int,
        row_faults: Sequence[RowFault] = (),
    ) -> None:
        self._system, self._source, self._row_faults = system, source, row_faults
        self._random = np.random.default_rng([seed, *source.name.encode()])
        self._planted: Counter[_Name] = Counter()

    def plant(
        self, month: Month, export: Export, count: int
    ) -> tuple[Export, list[tuple[str, Fault]]]:
        """Make so many rows wrong, or as many as can be.

        Args:
            month: of the export.
            export: stays as it is.
            count: faults wanted.

        Returns:
            The export with the faults, and each fault beside its table. ``Fault.file`` is what
            the row's ``_file`` says, or empty where the table is in one file.
        """
        specification = self._source.specification(month)
        found = _kinds(self._system, self._source, specification, self._row_faults)
        kinds = {(kind.table, kind.column, kind.rule, kind.name): kind for kind in found}
        drafts = {table: _Draft(frame) for table, frame in export.items()}
        left = set(kinds)
        while count and left:
            name = min(left, key=lambda each: (self._planted[each], *each))
            kind = kinds[name]
            draft = drafts.get(kind.table)
            contract = self._source.contracts[kind.table]
            if draft is not None and draft.plant(kind, contract, self._random):
                self._planted[name] += 1
                count -= 1
            else:
                left.remove(name)
        faults = [
            (table, fault)
            for table, draft in drafts.items()
            for fault in draft.faults(self._source.name, month)
        ]
        return {table: draft.finished() for table, draft in drafts.items()}, faults


def _kinds(
    system: System, source: DeclaredReturn, specification: str, row_faults: Sequence[RowFault]
) -> Iterator[_Kind]:
    for table in source.tables_in(specification):
        contract = source.contracts[table]
        for column in system.plantable.get(table, ()):
            yield from _of_cell(table, column, contract.cells[column], specification)
        if table in system.copyable:
            yield _Kind("row given twice", table, DUPLICATE, Severity.REJECT, copied=True)
            yield from _of_key(system, contract, specification)
    severities = _severities(source, specification)
    for fault in row_faults:
        if fault.since <= specification and (fault.table, fault.rule) in severities:
            severity = severities[fault.table, fault.rule]
            name = f"{fault.column} at odds with the rest"
            yield _Kind(name, fault.table, fault.rule, severity, fault.column, listed=fault)


def _of_cell(table: str, column: str, cell: Cell, specification: str) -> Iterator[_Kind]:
    if cell.rule is not None:
        for text in _UNUSABLE:
            if _is_unusable(text, cell, specification):
                yield _Kind(
                    f"{column} that cannot be used", table, cell.rule, cell.severity, column, text
                )
                break
    if cell.required:
        yield _Kind(
            f"{column} missing", table, cell.missing, cell.missing_severity, column, says=""
        )


def _is_unusable(text: str, cell: Cell, specification: str) -> bool:
    """Whether a cell may not say this, told without the contract's own way of reading cells."""
    match cell.cell_type:
        case CellType.TEXT:
            return not bool(cell.usable(pd.Series([text], dtype="str"), specification)[0])
        case CellType.DATE:
            return text == _UNUSABLE[0]
        case _:
            return text == _UNUSABLE[1]


def _of_key(system: System, contract: TableContract, specification: str) -> Iterator[_Kind]:
    """A second row of a key that says otherwise in a column which is not part of it."""
    others = [name for name in system.plantable.get(contract.table, ()) if name not in contract.key]
    if others and contract.key:
        rule = contract.conflict_rule(specification)
        yield _Kind(
            "row that contradicts another", contract.table, rule, Severity.REJECT, copied=True,
            column=others[0],
        )  # fmt: skip


def _severities(source: DeclaredReturn, specification: str) -> Mapping[tuple[str, str], Severity]:
    return {
        (table, info.code): info.severity
        for table in source.tables_in(specification)
        for info in source.rules(table, specification)
    }


class _Draft:
    """A table while faults are planted in it."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._free = np.ones(len(frame), dtype=bool)
        self._changed: dict[int, tuple[_Kind, str]] = {}

    def plant(self, kind: _Kind, contract: TableContract, random: np.random.Generator) -> bool:
        """Plant one fault of a kind in a row that can have it; false where there is none."""
        fits = self._free & self._fitting(kind, contract)
        rows = np.flatnonzero(fits)
        if not len(rows):
            return False
        row = int(random.choice(rows))
        self._free &= ~self._sharing_key(row, contract)
        self._free[row] = False
        self._changed[row] = (kind, self._says(kind, row, random))
        return True

    def _fitting(self, kind: _Kind, contract: TableContract) -> np.ndarray:
        if kind.listed is not None:
            return kind.listed.where(self._frame).to_numpy(dtype=bool, na_value=False)
        if kind.copied:
            keys = self._frame[list(contract.key)]
            return (keys.notna().all(axis=1) & self._others(kind)).to_numpy()
        filled = self._frame[kind.column].notna().to_numpy()
        return filled if filled.any() or not kind.says else ~filled

    def _others(self, kind: _Kind) -> pd.Series[bool]:
        """Rows of which a second version could say something else."""
        if not kind.column:
            return pd.Series(data=True, index=self._frame.index)
        cells = self._frame[kind.column]
        varied = len(cells.dropna().unique()) > 1
        return cells.notna() & varied

    def _says(self, kind: _Kind, row: int, random: np.random.Generator) -> str:
        if kind.listed is not None:
            changed = kind.listed.change(self._frame.iloc[[row]]).iloc[0]
            return "" if pd.isna(changed) else str(changed)
        if kind.says is not None or not kind.column:
            return kind.says or ""
        now = self._frame[kind.column].iloc[row]
        others = np.sort(self._frame[kind.column].dropna().unique().astype(str))
        return str(random.choice(others[others != now]))

    def _sharing_key(self, row: int, contract: TableContract) -> np.ndarray:
        """Rows that would no longer be clean if this one is not: those of its key."""
        names = [name for name in contract.key if name in self._frame]
        if not names:
            return np.zeros(len(self._frame), dtype=bool)
        same = self._frame[names].eq(self._frame[names].iloc[row]).all(axis=1)
        return same.to_numpy(dtype=bool, na_value=False)

    def faults(self, return_name: str, month: Month) -> Iterator[Fault]:
        """What was planted; a copy stands right behind the row it copies."""
        files = self._frame[FILE] if FILE in self._frame else pd.Series("", self._frame.index)
        place = pd.Series(1, self._frame.index).groupby(files.to_numpy()).cumsum().to_numpy()
        for row, (kind, _) in sorted(self._changed.items()):
            copies_before = sum(
                known.copied and other < row and files.iloc[other] == files.iloc[row]
                for other, (known, _) in self._changed.items()
            )
            number = int(place[row]) + copies_before + kind.copied
            yield Fault(
                kind.name, return_name, month, files.iloc[row], number, kind.column, kind.rule,
                kind.severity,
            )  # fmt: skip

    def finished(self) -> pd.DataFrame:
        """The table with its faults."""
        if not self._changed:
            return self._frame
        copied = [row for row, (kind, _) in self._changed.items() if kind.copied]
        order = np.sort(np.concatenate([np.arange(len(self._frame)), np.array(copied, dtype=int)]))
        made = self._frame.iloc[order].reset_index(drop=True)
        for row, (kind, says) in self._changed.items():
            if kind.column:
                at = int(np.searchsorted(order, row)) + kind.copied
                made.loc[at, kind.column] = says or None
        return made
