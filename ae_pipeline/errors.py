"""Errors that are meant to be read, and a guard that keeps records out of all others.

A ``PipelineError`` says what is wrong, where, and what to do, and never holds a value of a
record. Any other exception may quote one (pandas likes to), so none crosses a stage's boundary
as it is.
"""

from __future__ import annotations

import inspect
import traceback
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_FRAMES_TOLD = 5


class PipelineError(Exception):
    """An error whose message is for people: what, where, what to do, and no one's data."""


class UnexpectedError(PipelineError):
    """A fault of the pipeline itself, told by kind and place only."""


def _hidden(error: Exception) -> UnexpectedError:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES_TOLD:]
    where = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return UnexpectedError(
        f"{type(error).__name__} at {where}. Its message is withheld, since it may quote a "
        "record. This is a fault of the pipeline: please report it."
    )


def without_values(
    step: Callable[_Given, Iterator[_Made]],
) -> Callable[_Given, Iterator[_Made]]:
    """Let a step's ``PipelineError`` pass; of any other exception tell only its kind and place."""

    @wraps(step)
    def guarded(*args: _Given.args, **kwargs: _Given.kwargs) -> Iterator[_Made]:
        hidden: UnexpectedError | None = None
        try:
            yield from step(*args, **kwargs)
        except PipelineError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold a record
            hidden = _hidden(error)
        if hidden is not None:  # outside the handler, so that the original is not its context
            raise hidden

    # Dagster inspects a step. It wants annotations as types and not as text, and would take an
    # annotated result as the type of an asset.
    told = inspect.signature(step, eval_str=True)
    vars(guarded)["__signature__"] = told.replace(return_annotation=inspect.Signature.empty)
    return guarded
