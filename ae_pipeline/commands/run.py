"""`ae run`: materialise months."""

from __future__ import annotations

from typing import Annotated

import typer

from ae_pipeline.commands.console import DONE, FAILED, PeriodOption, month, plain_errors
from ae_pipeline.commands.months import print_intake, print_scorecard, run_months
from ae_pipeline.periods import Month, months_between


def run(
    period: PeriodOption,
    first: Annotated[
        Month | None,
        typer.Option("--from", parser=month, metavar="YYYY-MM", help="First of several months."),
    ] = None,
) -> None:
    """Bring a month, or several, up to date, and print the last one's scorecard.

    What has changed since the last run is printed with the reason, and only that and what follows
    from it runs.
    """
    with plain_errors():
        from ae_pipeline.settings import Settings, authority

        settings = Settings()
        if first is not None and first > period:
            raise typer.BadParameter(f"--from {first} is after --period {period}")
        earliest = authority(settings.config).first_month
        if (first or period) < earliest:
            raise typer.BadParameter(f"the first reporting month is {earliest} (authority.yaml)")
        done, ran = run_months(settings, months_between(first or period, period))
        if done:
            print_scorecard(settings, period)
        if ran:
            print_intake(settings, period)
    raise typer.Exit(DONE if done else FAILED)
