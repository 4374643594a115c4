"""What is wrong in a city that is not clean: planted faults, each known by place and rule.

Here: planting them, and what is known of each. A row gets one fault at most, so that every finding
can be told apart. Not here: the kinds (``fault_kinds``), or the rules that should find them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_city.care.fault_kinds import KINDS, Kind
from ae_city.care.ssda903 import COLUMNS, Table
from ae_city.chance import Chance
from ae_city.fault import Fault
from ae_city.quotas import QuotaError
from ae_pipeline.periods import CollectionYear, Month

if TYPE_CHECKING:
    from collections.abc import Sequence

RETURN = "ssda903"


def plant(drops: Sequence[tuple[Month, list[Table]]], count: int, seed: int) -> list[Fault]:
    """Make so many rows wrong, in place, kind after kind and spread over the months.

    Returns:
        Every fault, by month, file and row. All kinds come up once there are as many as kinds.

    Raises:
        QuotaError: if there are not so many rows that a fault could be planted in.
    """
    planter = _Planter(drops, Chance(seed, "faults"))
    planted: list[Fault] = []
    turn, in_vain = 0, 0
    while len(planted) < count:
        fault = planter.plant(KINDS[turn % len(KINDS)], turn)
        planted += [fault] if fault else []
        in_vain = 0 if fault else in_vain + 1
        turn += 1
        if in_vain == len(KINDS):
            raise QuotaError(f"Only {len(planted)} faults of {count} could be planted")
    return sorted(planted, key=lambda fault: (fault.month, fault.file, fault.row))


class _Planter:
    """Remembers which rows have had their fault."""

    def __init__(self, drops: Sequence[tuple[Month, list[Table]]], chance: Chance) -> None:
        self._drops, self._chance = drops, chance
        self._used: set[tuple[Month, str, int]] = set()
        self._children: set[tuple[Month, str]] = set()

    def plant(self, kind: Kind, turn: int) -> Fault | None:
        """One fault, in the month whose turn it is or the next one that has a row for it."""
        for later in range(len(self._drops)):
            month, tables = self._drops[(turn + turn // len(KINDS) + later) % len(self._drops)]
            if CollectionYear.of(month.start).start_year < kind.since:
                continue
            for table in tables:
                if table.name == kind.table and table.rows:
                    fault = self._plant(kind, month, table)
                    if fault:
                        return fault
        return None

    def _plant(self, kind: Kind, month: Month, table: Table) -> Fault | None:
        first = self._chance.number(0, len(table.rows) - 1)
        for step in range(len(table.rows)):
            row = (first + step) % len(table.rows)
            cells = dict(zip(COLUMNS[table.name], table.rows[row], strict=True))
            whose = (month, cells["CHILD"])
            if (month, table.name, row) in self._used or whose in self._children:
                continue
            if not kind.where(cells):
                continue
            self._used.add((month, table.name, row))
            self._children.add(whose)
            changed = list(table.rows[row])
            if kind.column and kind.change is not None:
                changed[table.column(kind.column)] = kind.change(cells)
            if kind.copied:
                table.rows.append(changed)
                row = len(table.rows) - 1
                self._used.add((month, table.name, row))
            else:
                table.rows[row] = changed
            return Fault(
                kind.name,
                RETURN,
                month,
                f"{table.name}.csv",
                row + 1,
                kind.column,
                kind.rule,
                kind.severity,
            )
        return None
