"""Running months from a command, and what it prints of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from ae_pipeline.commands.console import out
from ae_pipeline.commands.progress import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.month_run import MonthRun
    from ae_pipeline.periods import Month
    from ae_pipeline.planning.plan import Plan
    from ae_pipeline.settings import Settings


def run_months(settings: Settings, months: Sequence[Month]) -> tuple[bool, bool]:
    """Bring months up to date, and print what was out of date and what did not pass.

    Returns:
        Whether all went through, and whether any step ran.
    """
    from ae_pipeline import execution

    with shown() as progress:
        runs = execution.run_months(settings, months, progress, _print_plan)
    for done in runs:
        _print_run(done)
    return all(done.succeeded for done in runs), any(done.executed for done in runs)


def _print_plan(plan: Plan) -> None:
    """What is out of date, and why; of steps that have never run only how many there are."""
    from ae_pipeline.planning.plan import NOT_RUN

    changed = [each for each in plan.out_of_date if each.reasons != (NOT_RUN,)]
    new = len(plan.out_of_date) - len(changed)
    subject = plan.month or "Reference data"
    out.print(
        f"{subject}: {len(plan.out_of_date)} steps are out of date, and "
        f"{len(plan.following)} may follow"
    )
    if new:
        out.print(f"  {new} have not run yet")
    for each in changed:
        out.print(escape(f"  {each.step}: {'; '.join(each.reasons)}"), soft_wrap=True)


def _print_run(done: MonthRun) -> None:
    """One line for a month, and one for each thing that was not as it should be."""
    subject = done.month or "Reference data"
    if done.plan.steps:
        word = "[green]done[/]" if done.succeeded else "[bold red]stopped[/]"
        out.print(f"{subject} {word} in {done.seconds:.1f} s: {len(done.executed)} steps ran")
    else:
        out.print(f"{subject} [green]up to date[/]: nothing had to run")
    for error in done.errors:
        out.print(f"  [red]{escape(error)}[/]", soft_wrap=True)
    for check in done.failed_checks:
        kind = "[red]blocked[/]" if check.blocking else "[yellow]warning[/]"
        out.print(f"  {kind} {check.asset}: {check.name} ({escape(check.message)})", soft_wrap=True)


def print_intake(settings: Settings, month: Month) -> None:
    """Print which submission of each return a month reads, and what became of its rows."""
    from ae_pipeline.definitions import sources
    from ae_pipeline.lake import Lake
    from ae_pipeline.reports import intake
    from ae_pipeline.resources import Configuration

    configuration = Configuration()
    read = sources()
    submissions = {
        source.name: configuration.submission(source.name, month).month for source in read
    }
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
