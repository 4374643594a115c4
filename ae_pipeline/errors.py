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

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
_FRAMES_SHOWN = 5


class PipelineError(Exception):
    """An error whose message is for people: what, where, what to do, and no one's data."""


class UnexpectedError(PipelineError):
    """A fault of the pipeline itself, reported by kind and place only."""


def _hidden(error: Exception) -> UnexpectedError:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES_SHOWN:]
    where = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return UnexpectedError(
        f"{type(error).__name__} at {where}. Its message is withheld, since it may quote a "
        "record. This is a fault of the pipeline: please report it."
    )


def without_values(
    step: Callable[_Arguments, Iterator[_Result]],
) -> Callable[_Arguments, Iterator[_Result]]:
    """Let a step's ``PipelineError`` pass; report any other by kind and place only."""

    @wraps(step)
    def guarded(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> Iterator[_Result]:
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
    signature = inspect.signature(step, eval_str=True)
    vars(guarded)["__signature__"] = signature.replace(return_annotation=inspect.Signature.empty)
    return guarded
