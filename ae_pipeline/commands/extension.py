"""Parts of a command that another distribution has, found by their entry point."""

from __future__ import annotations

from typing import Any

from ae_pipeline.errors import PipelineError


def load(group: str, distribution: str, purpose: str) -> Any:
    """The object that the first installed distribution registers in a group.

    Args:
        group: of entry points, for example ``ae_pipeline.benchmarks``.
        distribution: the one of this repository that has it, for the message.
        purpose: what the command needs, for the message.

    Raises:
        PipelineError: if no installed distribution registers one.
    """
    from importlib.metadata import entry_points

    for entry in entry_points(group=group):
        return entry.load()
    raise PipelineError(
        f"This command needs {purpose}, which is not installed. Install the distribution "
        f"{distribution}; in a checkout of the repository, `make install` does."
    )
