"""How far a run has come, for whoever waits for it.

Here: what is reported. How it is shown is the commands' business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from ae_pipeline.periods import Month


@dataclass(frozen=True)
class Progress:
    """How far a run of one or several months has come.

    Attributes:
        stage: what is being done now: ``validated/cin``, ``measures/ki07_fostering`` …
        month: that it is done for.
        done: steps that have ended, over all months.
        total: steps there are, over all months; it may shrink or grow as the plan is made again.
    """

    stage: str
    month: Month
    done: int
    total: int


Report: TypeAlias = "Callable[[Progress], None]"
"""What is called whenever a step begins, and once more when all of them have ended."""


def unheard(_: Progress) -> None:
    """Report to nobody."""
