"""Running months from a command, and what it prints of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from ae_pipeline.commands.console import out
from ae_pipeline.commands.progress import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.execution import MonthRun
    from ae_pipeline.periods import Month
    from ae_pipeline.settings import Settings


def run_months(settings: Settings, months: Sequence[Month]) -> bool:
    """Run months in order, with progress; print what did not pass. True if all went through."""
    from ae_pipeline import execution

    with shown() as progress:
        runs = execution.run_months(settings, months, progress=progress)
    for done in runs:
        _print_run(done)
    return all(done.succeeded for done in runs)


def _print_run(done: MonthRun) -> None:
    """One line for a month, and one for each thing that was not as it should be."""
    word = "[green]done[/]" if done.succeeded else "[bold red]stopped[/]"
    out.print(f"{done.month} {word} in {done.seconds:.1f} s")
    for error in done.errors:
        out.print(f"  [red]{escape(error)}[/]", soft_wrap=True)
    for check in done.failed_checks:
        kind = "[red]blocked[/]" if check.blocking else "[yellow]warning[/]"
        out.print(f"  {kind} {check.asset}: {check.name} ({escape(check.told)})", soft_wrap=True)


def print_intake(settings: Settings, month: Month) -> None:
    """Print which submission of each return a month reads, and what became of its rows."""
    from ae_pipeline.definitions import sources
    from ae_pipeline.lake import Lake
    from ae_pipeline.reports import intake
    from ae_pipeline.resources import Deployment

    deployment = Deployment()
    read = sources()
    submissions = {source.name: deployment.drop(source.name, month).month for source in read}
    out.print(intake.render(intake.rows(Lake(settings.lake), read, submissions, month)))


def print_scorecard(settings: Settings, month: Month) -> None:
    """Print a month's scorecard, its coverage of the plan, and its early warnings."""
    from ae_pipeline.indicators.targets import read_plan
    from ae_pipeline.reports import briefing as briefing_of
    from ae_pipeline.reports import coverage, scorecard
    from ae_pipeline.settings import authority
    from ae_pipeline.warehouse import open_engine

    plan, area = read_plan(settings.config), authority(settings.config).code
    with open_engine(settings.database_url).connect() as connection:
        out.print(scorecard.render(scorecard.rows(connection, month)))
        for part in coverage.render(connection, month, area, plan.priorities):
            out.print(part)
        for line in briefing_of.warnings(connection, month, area):
            out.print(line, soft_wrap=True, highlight=False)
