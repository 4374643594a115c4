"""The command ``ae``: what a person at a terminal can ask of the pipeline.

Exit codes: 0 done, 1 a blocking check failed or a step could not finish, 2 wrong usage or
configuration. Here: arguments, progress and words. What is done is elsewhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ae_pipeline.errors import PipelineError
from ae_pipeline.identity import INVENTED_MARKER
from ae_pipeline.many_files import TakingManyFiles
from ae_pipeline.periods import Month, months_between
from ae_pipeline.settings import Settings, authority

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from ae_pipeline.execution import MonthRun
    from ae_pipeline.returns.outcomes import RuleOutcome

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Data quality and key indicators of success for a council's Children's Services.",
)
_out = Console(width=None if sys.stdout.isatty() else 120)
_err = Console(stderr=True)

_DONE, _FAILED, _WRONG_USE = 0, 1, 2
_DEMO_LAST = Month(2025, 9)


@contextmanager
def _speaking_plainly() -> Iterator[None]:
    """Turn an error that is meant to be read into a sentence and an exit code."""
    try:
        yield
    except PipelineError as error:
        _err.print(f"[bold red]Error:[/] {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(_WRONG_USE) from None
    except ValidationError as error:
        for problem in error.errors(include_input=False, include_url=False):
            where = ".".join(str(part) for part in problem["loc"])
            _err.print(f"[bold red]Error:[/] setting {where}: {problem['msg']}")
        raise typer.Exit(_WRONG_USE) from None


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is not a day: write it as YYYY-MM-DD, for example 2025-11-01"
        ) from None


PeriodOption = Annotated[
    Month, typer.Option("--period", parser=_month, metavar="YYYY-MM", help="Reporting month.")
]


@app.command(epilog="Example: `AE_HOME=ae_home ae demo --faults 40`")
def demo(
    seed: Annotated[
        int, typer.Option(help="The invented authority grows from this number.")
    ] = 2024,
    scale: Annotated[
        float, typer.Option(min=0.01, max=10, help="Its size; 1 is Plymouth's.")
    ] = 1.0,
    faults: Annotated[int, typer.Option(min=0, help="Faults to plant in each of its returns.")] = 0,
    months: Annotated[
        int, typer.Option(min=1, max=18, help="Reporting months to run, up to September 2025.")
    ] = 3,
) -> None:
    """Write an invented city's files in every return, run the months, and print what came of it."""
    with _speaking_plainly():
        from ae_pipeline import city

        settings = Settings()
        in_use = settings.landing.is_dir() and any(settings.landing.iterdir())
        if in_use and not (settings.landing / INVENTED_MARKER).is_file():
            raise PipelineError(
                f"{settings.landing} holds files that are not marked as invented, and the demo "
                "would write among them. Set AE_HOME to another folder."
            )
        first, last = _DEMO_LAST.plus(1 - months), _DEMO_LAST
        _out.print(f"Writing the invented authority's returns to {settings.landing} …")
        city.write_landing(
            settings.landing,
            seed=seed,
            first=first,
            last=last,
            scale=scale,
            faults=faults,
            history=True,
        )
        done = _run_months(settings, months_between(first, last))
        _print_intake(settings, last)
        if done:
            _print_scorecard(settings, last)
        _say_where(settings)
    raise typer.Exit(_DONE if done else _FAILED)


@app.command(epilog="Example: `ae run --period 2025-09 --from 2025-04`")
def run(
    period: PeriodOption,
    first: Annotated[
        Month | None,
        typer.Option("--from", parser=_month, metavar="YYYY-MM", help="First of several months."),
    ] = None,
) -> None:
    """Materialise every asset of a month, or of several, and print the last one's scorecard."""
    with _speaking_plainly():
        settings = Settings()
        if first is not None and first > period:
            raise typer.BadParameter(f"--from {first} is after --period {period}")
        earliest = authority(settings.config).first_month
        if (first or period) < earliest:
            raise typer.BadParameter(f"the first reporting month is {earliest} (authority.yaml)")
        done = _run_months(settings, months_between(first or period, period))
        if done:
            _print_scorecard(settings, period)
        _print_intake(settings, period)
    raise typer.Exit(_DONE if done else _FAILED)


@app.command(
    cls=TakingManyFiles,
    epilog="Example: `ae validate ssda903 *.csv --specification 2025-26 --output findings.csv`",
)
def validate(
    return_name: Annotated[str, typer.Argument(metavar="RETURN", help="For example ssda903.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", exists=True, readable=True)],
    specification: Annotated[str, typer.Option(help="Specification year, for example 2025-26.")],
    output: Annotated[Path, typer.Option(help="Where to write the findings, as CSV.")],
    previous: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE...",
            exists=True,
            readable=True,
            help="Files (or a folder) of last year's return, for rules that look back.",
        ),
    ] = None,
    providers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            readable=True,
            dir_okay=False,
            help="Ofsted's list of homes as CSV, for rules about a provider's number.",
        ),
    ] = None,
    postcodes: Annotated[
        bool,
        typer.Option("--postcodes", help="Look postcodes up too, for rules about distance: slow."),
    ] = False,
) -> None:
    """Check a return's files against all its rules, and write the findings, without values.

    A rule that could not be asked is named with what it lacks. Exit code 1: a rule broke down.
    """
    with _speaking_plainly():
        from ae_pipeline.returns.checking import check_files

        config = Settings().config
        own = authority(config) if (config / "authority.yaml").exists() else None
        found = check_files(
            return_name,
            files,
            specification,
            previous=previous or (),
            providers=providers,
            authority=None if own is None else own.code,
            areas=own.areas if postcodes and own is not None else None,
        )
        found.findings.to_csv(output, index=False)
        for notice in found.notices:
            _out.print(f"Note: {escape(notice.message)}", soft_wrap=True)
        for name, outcome in found.tables.items():
            _out.print(
                f"{name}: {outcome.read} rows read, {outcome.accepted} accepted, "
                f"{outcome.quarantined} would be set aside, {outcome.findings} findings"
            )
        crashed = _print_rules(found.rules)
        _out.print(f"{len(found.findings)} findings written to {output}.")
    if crashed:
        raise typer.Exit(1)


def _print_rules(rules: Sequence[RuleOutcome]) -> int:
    """Say what became of the rules; how many crashed."""
    from ae_pipeline.returns.outcomes import by_severity
    from ae_pipeline.returns.statutory.examining import Outcome

    for severity, count in by_severity(rules).items():
        told = ", ".join(f"{count[outcome]} {outcome}" for outcome in Outcome)
        _out.print(f"Rules that {severity}: {count.total()}, {told}")
    reasons: dict[str, list[str]] = {}
    for rule in rules:
        if rule.outcome is Outcome.SKIPPED:
            reasons.setdefault(rule.why, []).append(rule.code)
    for why, codes in reasons.items():
        _out.print(escape(f"Skipped, {why}: {', '.join(codes)}"), soft_wrap=True)
    crashed = [rule for rule in rules if rule.outcome is Outcome.CRASHED]
    for rule in crashed:
        message = f"Crashed, a fault of this software: {rule.code} ({rule.why})"
        _err.print(escape(message), soft_wrap=True)
    return len(crashed)


@app.command(epilog="Example: `ae explain cla_foster_pct --period 2025-09 --where sex=F`")
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
            parser=_day,
            metavar="YYYY-MM-DD",
            help="Instead, the figure as reported at the end of that day (UK time) beside the "
            "figure now, and what changed it. Figures only: who was in it then is not kept.",
        ),
    ] = None,
) -> None:
    """Show who makes up a figure, as pseudonyms, and which rows set aside could move it."""
    with _speaking_plainly():
        from ae_pipeline.lake import Lake
        from ae_pipeline.reports import explanation

        if as_at is not None:
            _print_as_at(Settings(), measure, period, as_at, where or [], frequency)
            return
        lake = Lake(Settings().lake)
        found = explanation.explain(lake, measure, period, where or [], frequency)
        for part in explanation.render(found, limit):
            _out.print(part)


@app.command(epilog="Example: `ae revisions --measure cla_foster_pct --since 2025-10-01`")
def revisions(
    measure: Annotated[
        str | None, typer.Option(help="Only this measure, with its breakdowns.")
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(
            parser=_day,
            metavar="YYYY-MM-DD",
            help="The log from that day on (UK time); sizes are of all time.",
        ),
    ] = None,
) -> None:
    """Show which figures were revised, when and why, and how large revisions usually are."""
    with _speaking_plainly():
        from ae_pipeline.reports import revision_log

        settings = Settings()
        with _warehouse(settings) as connection:
            area = authority(settings.config).code
            for part in revision_log.render(connection, area, measure, since):
                _out.print(part)


@app.command(epilog="Example: `ae briefing --period 2025-09 --key-indicator 7`")
def briefing(
    period: PeriodOption,
    key_indicator: Annotated[
        int | None, typer.Option(min=0, max=13, help="Only this one; 0 for the plan's delivery.")
    ] = None,
) -> None:
    """Say in sentences what a month's figures mean, early warnings first."""
    with _speaking_plainly():
        from ae_pipeline.reports import briefing as telling
        from ae_pipeline.warehouse import open_engine

        settings = Settings()
        area = authority(settings.config).code
        with open_engine(settings.database_url).connect() as connection:
            for line in telling.briefing(connection, period, area, key_indicator):
                _out.print(line, soft_wrap=True, highlight=False)


@app.command(epilog="Example: `ae agreement --period 2025-09 --output agreement.csv`")
def agreement(
    period: PeriodOption,
    output: Annotated[
        Path | None,
        typer.Option(help="Where to write a line a person, field and pair, for your eyes only."),
    ] = None,
) -> None:
    """Compare what returns say of the same people, and print how many agree; no value is shown."""
    with _speaking_plainly():
        from ae_pipeline.lake import Lake
        from ae_pipeline.reports import consistency as comparing

        found = comparing.report(Lake(Settings().lake), period)
        for part in comparing.render(found):
            _out.print(part)
        if output is not None:
            comparing.write(found.rows, output)
            _out.print(f"{len(found.rows)} lines of pseudonyms written to {output}.")


@app.command(epilog="Example: `ae ui --port 3000`")
def ui(
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 3000,
) -> None:
    """Open the Dagster UI on this home. Stop it with Ctrl-C."""
    with _speaking_plainly():
        from ae_pipeline.execution import dagster_home

        settings = Settings()
        environment = {
            **os.environ,
            "AE_HOME": str(settings.home.absolute()),
            "DAGSTER_HOME": str(dagster_home(settings)),
        }
        _out.print(f"Dagster UI: http://127.0.0.1:{port} (stop it with Ctrl-C)")
        dagster = str(Path(sys.executable).with_name("dagster"))
        where = ["--host", "127.0.0.1", "--port", str(port)]
        ended = subprocess.run(  # noqa: S603 - our own program, no shell
            [dagster, "dev", "-m", "ae_pipeline.definitions", *where], env=environment, check=False
        )
    raise typer.Exit(ended.returncode)


@app.command(epilog="Example: `ae bench --quick`")
def bench(
    quick: Annotated[bool, typer.Option("--quick", help="Small sizes only.")] = False,
) -> None:
    """Measure speed, memory and growth with size on this machine."""
    with _speaking_plainly():
        from ae_pipeline.bench.suite import run_bench

        for part in run_bench(quick=quick):
            _out.print(part)


def _run_months(settings: Settings, months: Sequence[Month]) -> bool:
    """Run months in order, with progress; tell of what did not pass. True if all went through."""
    from ae_pipeline import execution
    from ae_pipeline.definitions import definitions, sources
    from ae_pipeline.resources import Deployment

    _ = Deployment().pseudonyms  # a missing or changed key is told before anything runs
    assembled = definitions()
    history = execution.drops_of_history(settings, sources(), months)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    runs: list[MonthRun] = []
    with (
        execution.instance(settings) as on,
        Progress(*columns, console=_err, transient=True) as progress,
    ):
        task = progress.add_task("Running", total=len(history) + len(months))
        for month, needed in history.items():
            progress.update(task, description=f"{month} (history)")
            runs.append(execution.run_intake(assembled, on, month, needed))
            progress.advance(task)
        for month in months:
            progress.update(task, description=str(month))
            runs.append(execution.run_month(assembled, on, month))
            progress.advance(task)
    for done in runs:
        _tell(done)
    return all(done.succeeded for done in runs)


def _tell(done: MonthRun) -> None:
    """One line for a month, and one for each thing that was not as it should be."""
    word = "[green]done[/]" if done.succeeded else "[bold red]stopped[/]"
    _out.print(f"{done.month} {word} in {done.seconds:.1f} s")
    for error in done.errors:
        _out.print(f"  [red]{escape(error)}[/]", soft_wrap=True)
    for check in done.failed_checks:
        kind = "[red]blocked[/]" if check.blocking else "[yellow]warning[/]"
        _out.print(f"  {kind} {check.asset}: {check.name} ({escape(check.told)})", soft_wrap=True)


def _print_intake(settings: Settings, month: Month) -> None:
    from ae_pipeline.definitions import sources
    from ae_pipeline.lake import Lake
    from ae_pipeline.reports import intake
    from ae_pipeline.resources import Deployment

    deployment = Deployment()
    read = sources()
    drops = {source.name: deployment.drop(source.name, month).month for source in read}
    _out.print(intake.render(intake.rows(Lake(settings.lake), read, drops, month)))


@contextmanager
def _warehouse(settings: Settings) -> Iterator[Connection]:
    """The warehouse, to read; that there is none yet is told, and none is made."""
    from ae_pipeline.warehouse import open_engine

    if settings.warehouse_url is None and not (settings.home / "warehouse.db").is_file():
        raise PipelineError(f"{settings.home} has no warehouse yet: ae run --period YYYY-MM")
    with open_engine(settings.database_url).connect() as connection:
        yield connection


def _print_as_at(
    settings: Settings,
    measure: str,
    month: Month,
    day: date,
    where: Sequence[str],
    frequency: str | None,
) -> None:
    from ae_pipeline.reports import as_at

    area = authority(settings.config).code
    with _warehouse(settings) as connection:
        found = as_at.as_at(connection, area, measure, month, day, where=where, frequency=frequency)
        for part in as_at.render(found):
            _out.print(part, soft_wrap=isinstance(part, str))


def _print_scorecard(settings: Settings, month: Month) -> None:
    from ae_pipeline.indicators.targets import read_plan
    from ae_pipeline.reports import briefing as briefing_of
    from ae_pipeline.reports import coverage, scorecard
    from ae_pipeline.warehouse import open_engine

    plan, area = read_plan(settings.config), authority(settings.config).code
    with open_engine(settings.database_url).connect() as connection:
        _out.print(scorecard.render(scorecard.rows(connection, month)))
        for part in coverage.render(connection, month, area, plan.priorities):
            _out.print(part)
        for line in briefing_of.warnings(connection, month, area):
            _out.print(line, soft_wrap=True, highlight=False)


def _say_where(settings: Settings) -> None:
    _out.print(f"Indicator tables: {settings.home / 'warehouse.db'} (SQLite), for example:")
    _out.print(
        "  select * from priority_04_right_homes order by measure_id;",
        style="cyan",
        highlight=False,
    )
    _out.print("Open the Dagster UI with: [cyan]make ui[/] (or [cyan]ae ui[/])")
