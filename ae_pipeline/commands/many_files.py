"""A command line on which one option takes several files: ``--previous a.csv b.csv``.

Here: how the arguments are read. Not here: what any command does (``cli``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPTION = "--previous"


class TakingManyFiles(TyperCommand):
    """A command whose ``--previous`` takes every file up to the next option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read arguments in which the option stands before each of its files."""
        return super().parse_args(ctx, list(named_each(args)))


def named_each(args: Sequence[str]) -> Iterator[str]:
    """The arguments, with the option named anew before each further file of it."""
    files = 0
    of_option = False
    for arg in args:
        if arg.startswith("-"):
            of_option, files = arg == OPTION, 0
        elif of_option:
            files += 1
            if files > 1:
                yield OPTION
        yield arg
