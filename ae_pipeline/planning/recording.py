"""The record of one step while it runs: inputs as they were at its start, then what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from ae_pipeline import progress
from ae_pipeline.planning.present import KEY, WAREHOUSE, Present
from ae_pipeline.planning.records import CheckRecord, StepRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ae_pipeline.periods import Month
    from ae_pipeline.planning.records import Value
    from ae_pipeline.settings import Settings


@dataclass(frozen=True)
class Recording:
    """A step that has begun.

    Attributes:
        inputs: by name, what they were when it began.
    """

    settings: Settings
    step: str
    month: Month | None
    inputs: dict[str, Value]

    @classmethod
    def begin(
        cls, settings: Settings, step: str, month: Month | None, inputs: Iterable[str]
    ) -> Self:
        """Note what the inputs are, and report that the step has begun."""
        progress.begun(step, month)
        return cls(settings, step, month, Present(settings).values(inputs))

    def end(
        self, outputs: Iterable[str] = (), *, made: str = "", checks: Iterable[CheckRecord] = ()
    ) -> None:
        """Write the record of a step that has done its work.

        Args:
            outputs: names of what it left, looked up now.
            made: digest of what it wrote to the warehouse.
            checks: that it evaluated.
        """
        present = Present(self.settings)
        # Both are there from the first step on that needs them.
        late = {name: present.value(name) for name in (KEY, WAREHOUSE) if name in self.inputs}
        record = StepRecord(
            self.step,
            {**self.inputs, **late},
            present.values(outputs),
            made,
            tuple(checks),
        )
        present.records.write(self.month, record)
