"""`ae explain`: who makes up a figure, or what it was on an earlier day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ae_pipeline.commands.console import PeriodOption, day, open_warehouse, out, plain_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.periods import Month
    from ae_pipeline.settings import Settings


def explain(
    measure: Annotated[str, typer.Argument(help="The measure's identifier.")],
    period: PeriodOption,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="BREAKDOWN=CATEGORY", help="Only these people."),
    ] = None,
    frequency: Annotated[
        str | None,
        typer.Option(help="Which of the month's figures: month, twelve_months, quarter …"),
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many people; 0 for all.")] = 20,
    as_at: Annotated[
        date | None,
        typer.Option(
            "--as-at",
            parser=day,
            metavar="YYYY-MM-DD",
            help="Instead, the figure as reported at the end of that day (UK time) and the "
            "figure now, with what changed it. Figures only: who was in it then is not kept.",
        ),
    ] = None,
) -> None:
    """Show who makes up a figure, as pseudonyms, and which quarantined rows could move it."""
    with plain_errors():
        from ae_pipeline.lake import Lake
        from ae_pipeline.reports import explanation
        from ae_pipeline.settings import Settings

        if as_at is not None:
            _print_as_at(Settings(), measure, period, as_at, where or [], frequency)
            return
        lake = Lake(Settings().lake)
        members = explanation.explain(lake, measure, period, where or [], frequency)
        for part in explanation.render(members, limit):
            out.print(part)


def _print_as_at(
    settings: Settings,
    measure: str,
    month: Month,
    day: date,
    where: Sequence[str],
    frequency: str | None,
) -> None:
    from ae_pipeline.reports import as_at
    from ae_pipeline.settings import authority

    area = authority(settings.config).code
    with open_warehouse(settings) as connection:
        values = as_at.as_at(
            connection, area, measure, month, day, where=where, frequency=frequency
        )
        for part in as_at.render(values):
            out.print(part, soft_wrap=isinstance(part, str))
