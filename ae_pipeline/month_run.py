"""What running a month came to, for whoever has to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ae_pipeline.periods import Month
    from ae_pipeline.planning.plan import Plan
    from ae_pipeline.planning.records import CheckRecord


@dataclass(frozen=True)
class Outcome:
    """What one Dagster run came to.

    Attributes:
        run_id: Dagster's.
        done: steps that have ended well, in the order of the data.
        failed: steps that raised, or that were not begun since one before them had.
        errors: of steps that raised, each once and without a record's value.
    """

    run_id: str
    done: tuple[str, ...]
    failed: tuple[str, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True)
class MonthRun:
    """What one month came to.

    Attributes:
        month: none for what is of no month.
        plan: what was out of date when it began, and why.
        executed: steps that ran, in order; none where nothing was out of date.
        failed_checks: checks that do not pass, of steps that ran and of those that did not.
        errors: of steps that raised, each once and without a record's value.
    """

    month: Month | None
    plan: Plan
    seconds: float
    executed: tuple[str, ...]
    failed_checks: tuple[CheckRecord, ...]
    errors: tuple[str, ...]
    run_ids: tuple[str, ...] = ()

    @property
    def succeeded(self) -> bool:
        """Whether every step ended well and nothing blocks figures."""
        return not self.errors and not any(check.blocking for check in self.failed_checks)
