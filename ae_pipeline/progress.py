"""How far a run has come, for whoever waits for it.

Here: what is reported. How it is shown is the commands' business.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ae_pipeline.periods import Month


@dataclass(frozen=True)
class Progress:
    """How far a run of one or several months has come.

    Attributes:
        stage: what is being done now: ``validated/cin``, ``measures/ki07_fostering`` …
        month: that it is done for; none for what is of no month.
        done: steps that have ended, over all months.
        total: steps that may run, over all months; fewer do, where what they read is as it was.
    """

    stage: str
    month: Month | None
    done: int
    total: int


Report: TypeAlias = "Callable[[Progress], None]"
"""What is called whenever a step begins, and once more when all of them have ended."""


Begun: TypeAlias = "Callable[[str, Month | None], None]"
"""What is called with the name of a step, and its month, when it begins."""


def unheard(_: Progress) -> None:
    """Report to nobody."""


def _unheard_step(_step: str, _month: Month | None) -> None:
    """Nobody waits."""


_LISTENER: ContextVar[Begun] = ContextVar("listener", default=_unheard_step)


def begun(step: str, month: Month | None) -> None:
    """Say that a step has begun, to whoever listens in this process."""
    _LISTENER.get()(step, month)


@contextmanager
def listening(listener: Begun) -> Iterator[None]:
    """Have a function called for every step that begins, until the block ends."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)
