"""What the plan says will come of it, and which measures, or what else, shows each statement.

Here: ``config/outcomes.yaml`` as records. Not here: the figures of the measures
(``key_indicators``) or the milestones on the way (``milestones``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ae_pipeline import yaml_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path


class StatementKind(StrEnum):
    """Where in the plan a statement stands."""

    OUTCOME = "outcome"
    """Under "Outcomes include" of a priority."""
    KEY_ELEMENT = "key element"
    ACHIEVEMENT = "where we will be in 2027"
    IMPACT = "impact in 2027"


@dataclass(frozen=True)
class Statement:
    """One statement of the plan.

    Attributes:
        id: ``P03-O2``, ``P03-K1``, ``Y27-4`` or ``Y27-4-1``.
        kind: where it stands in the plan.
        priority: of the plan's ten.
        statement: in our words.
        measures: ids of those that show it.
        evidence: what shows what no measure does; null where measures show all of it.
    """

    id: str
    kind: StatementKind
    priority: int
    statement: str
    measures: tuple[str, ...]
    evidence: str | None


class OutcomesError(ValueError):
    """``outcomes.yaml`` cannot be used. The message says which row and why."""


_OF_A_PRIORITY = re.compile(r"P(?P<priority>0[1-9]|10)-(?P<kind>[OK])[1-9][0-9]?")
_OF_2027 = re.compile(r"Y27-[1-9](?P<impact>-[1-9])?")
_KINDS = {"O": StatementKind.OUTCOME, "K": StatementKind.KEY_ELEMENT}
_FIELDS = {"id", "priority", "statement", "measures", "evidence"}


def read_outcomes(path: Path) -> tuple[Statement, ...]:
    """Read ``outcomes.yaml``, in its order.

    Raises:
        OSError: if it cannot be opened.
        OutcomesError: if an id is not of the forms above or is there twice, a row has a field
            that we do not know or says nothing, or neither measures nor evidence show it.
    """
    told = yaml_file.load(path)
    statements = tuple(_statement(entry) for entry in told["outcomes"])
    seen = set[str]()
    for each in statements:
        if each.id in seen:
            raise OutcomesError(f"{each.id} is there twice")
        seen.add(each.id)
    return statements


def unknown_measures(
    statements: Iterable[Statement], known: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Ids that are no measure's, by statement. There should be none."""
    found = {
        each.id: tuple(name for name in each.measures if name not in known) for each in statements
    }
    return {statement: names for statement, names in found.items() if names}


def check_outcomes(statements: Iterable[Statement], known: Collection[str]) -> None:
    """Refuse statements that name a measure which the catalogue does not have.

    Raises:
        OutcomesError: if one does; the message names all of them.
    """
    unknown = unknown_measures(statements, known)
    if unknown:
        named = "; ".join(f"{row}: {', '.join(names)}" for row, names in unknown.items())
        raise OutcomesError(f"no such measures: {named}")


def _statement(entry: dict[str, Any]) -> Statement:
    row = entry.get("id", "a row without an id")
    if strange := sorted(entry.keys() - _FIELDS):
        raise OutcomesError(f"{row}: no field is called {', '.join(strange)}")
    kind, priority = _place(row, entry.get("priority"))
    measures, evidence = tuple(entry.get("measures", ())), entry.get("evidence")
    if not entry.get("statement"):
        raise OutcomesError(f"{row}: says nothing")
    if not measures and not evidence:
        raise OutcomesError(f"{row}: name measures, or say what evidence it needs instead")
    return Statement(row, kind, priority, entry["statement"], measures, evidence)


def _place(row: str, priority: int | None) -> tuple[StatementKind, int]:
    if match := _OF_A_PRIORITY.fullmatch(row):
        if priority is not None:
            raise OutcomesError(f"{row}: its id tells the priority")
        return _KINDS[match["kind"]], int(match["priority"])
    if (match := _OF_2027.fullmatch(row)) and priority is not None:
        return (StatementKind.IMPACT if match["impact"] else StatementKind.ACHIEVEMENT), priority
    raise OutcomesError(f"{row}: no id of an outcome, or a row of 2027 without its priority")
