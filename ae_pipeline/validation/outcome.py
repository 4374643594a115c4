"""What became of a rule: passed, failed, skipped or crashed, and the same of all rules of a code.

Here: the shapes, and how outcomes of one code come together. Not here: how a rule is evaluated
(``engine``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ae_pipeline.errors import PipelineError
from ae_pipeline.validation.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ae_pipeline.validation.rule import Rule


class Outcome(StrEnum):
    """What became of a rule."""

    PASSED = "passed"
    FAILED = "failed"
    """Some row breaks it."""
    SKIPPED = "skipped"
    """It could not be evaluated: a table, a column or a list that it needs is not there."""
    CRASHED = "crashed"
    """A fault of this software: the rule broke down. What it would have found is not known."""


_GRAVEST = (Outcome.CRASHED, Outcome.FAILED, Outcome.PASSED, Outcome.SKIPPED)


class RuleCrashedError(PipelineError):
    """A rule broke down: a fault of this software. Says which, and where."""


@dataclass(frozen=True, eq=False)
class RuleOutcome:
    """What became of one rule on the tables of a return.

    Attributes:
        rule: that was evaluated.
        severity: what a row that breaks it meets, as the deployment has it.
        outcome: what became of it.
        why: what is not there, of a rule that was skipped; where it broke down, of one that
            crashed. Never a value of a row.
        failing: by table, one truth per row. Empty where a rule over tables was skipped, or
            crashed.
        checked: by table, likewise, the rows that it could be evaluated on.
    """

    rule: Rule[Any]
    severity: Severity
    outcome: Outcome
    why: str = ""
    failing: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    checked: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)


@dataclass(frozen=True)
class CodeOutcome:
    """What became of all rules of one code.

    Attributes:
        code: of the rules.
        severity: the gravest that a row can meet by it.
        outcome: failed if any row of any table breaks it; skipped if it could be evaluated on none.
        why: why it was skipped, or where it crashed.
    """

    code: str
    severity: Severity
    outcome: Outcome
    why: str = ""


def by_code(
    outcomes: Iterable[RuleOutcome], undefined: Mapping[str, str]
) -> tuple[CodeOutcome, ...]:
    """One line per code, in the order in which rules were evaluated.

    Args:
        outcomes: of all rules.
        undefined: codes that nobody can evaluate by what is published, each with the reason.
    """
    parts: dict[str, list[RuleOutcome]] = {}
    for outcome in outcomes:
        parts.setdefault(outcome.rule.code, []).append(outcome)
    codes = {code: _together(code, each) for code, each in parts.items()}
    codes |= {
        code: CodeOutcome(code, Severity.WARN, Outcome.SKIPPED, why)
        for code, why in undefined.items()
    }
    return tuple(codes.values())


def refuse_crashed(outcomes: Iterable[RuleOutcome], title: str) -> None:
    """Raise where a rule broke down: what is wrong with a row is then not known.

    Raises:
        RuleCrashedError: if any has.
    """
    crashed = [
        f"{each.rule.code} ({each.why})" for each in outcomes if each.outcome is Outcome.CRASHED
    ]
    if crashed:
        raise RuleCrashedError(
            f"{title}: a fault of this software in {', '.join(crashed)}. Report it; nothing was "
            "validated."
        )


def by_severity(codes: Iterable[CodeOutcome]) -> dict[Severity, Counter[Outcome]]:
    """How many rules of each severity passed, failed, were skipped or crashed."""
    lines = tuple(codes)
    return {
        severity: Counter(line.outcome for line in lines if line.severity is severity)
        for severity in Severity
    }


def _together(code: str, parts: Sequence[RuleOutcome]) -> CodeOutcome:
    severity = min((part.severity for part in parts), key=list(Severity).index)
    outcome = min((part.outcome for part in parts), key=_GRAVEST.index)
    whys: dict[tuple[str, ...], str] = {}
    for part in parts:
        if part.outcome is outcome and part.why:
            whys.setdefault((part.rule.scope, *part.rule.fields), part.why)
    return CodeOutcome(code, severity, outcome, "; ".join(dict.fromkeys(whys.values())))
