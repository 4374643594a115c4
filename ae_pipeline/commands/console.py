"""What commands share: where they print, exit codes, and options that are months or days."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from ae_pipeline.errors import PipelineError
from ae_pipeline.periods import Month

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from ae_pipeline.settings import Settings

out = Console(width=None if sys.stdout.isatty() else 120)
err = Console(stderr=True)

DONE, FAILED, WRONG_USE = 0, 1, 2


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn an error that is meant for the user into a sentence and an exit code."""
    try:
        yield
    except PipelineError as error:
        err.print(f"[bold red]Error:[/] {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(WRONG_USE) from None
    except ValueError as error:
        from pydantic import ValidationError

        if not isinstance(error, ValidationError):
            raise
        for problem in error.errors(include_input=False, include_url=False):
            where = ".".join(str(part) for part in problem["loc"])
            err.print(f"[bold red]Error:[/] setting {where}: {problem['msg']}")
        raise typer.Exit(WRONG_USE) from None


def month(text: str) -> Month:
    """The month that an option names."""
    try:
        return Month.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def day(text: str) -> date:
    """The day that an option names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is not a day: write it as YYYY-MM-DD, for example 2025-11-01"
        ) from None


PeriodOption = Annotated[
    Month, typer.Option("--period", parser=month, metavar="YYYY-MM", help="Reporting month.")
]


@contextmanager
def open_warehouse(settings: Settings) -> Iterator[Connection]:
    """A connection for reading the warehouse.

    Raises:
        PipelineError: if there is no warehouse yet; none is created.
    """
    from ae_pipeline.warehouse import open_engine

    if settings.warehouse_url is None and not (settings.home / "warehouse.db").is_file():
        raise PipelineError(f"{settings.home} has no warehouse yet: ae run --period YYYY-MM")
    with open_engine(settings.database_url).connect() as connection:
        yield connection
