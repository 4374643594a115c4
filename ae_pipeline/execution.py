"""Running months: plan, run the difference, and say what came of it.

Dagster is loaded only when something is out of date: a month in which nothing has changed costs no
more than looking. Not here: how a plan is made (``planning``), or a run of Dagster's
(``dagster_run``).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from ae_pipeline import progress, source_code
from ae_pipeline.identity import pseudonymiser
from ae_pipeline.lake import Lake
from ae_pipeline.month_run import MonthRun
from ae_pipeline.planning.plan import plan
from ae_pipeline.planning.present import Present
from ae_pipeline.progress import Progress, unheard

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ae_pipeline.month_run import Outcome
    from ae_pipeline.periods import Month
    from ae_pipeline.planning.plan import Plan
    from ae_pipeline.progress import Report
    from ae_pipeline.settings import Settings

    Steps = Mapping[str, Collection[str]]

_INTAKE = ("extracts/", "validated/", "people/index")
"""Steps that come first: what they make often turns out as it was, and then nothing follows."""
_REFERENCE = "reference/"


class Runner(Protocol):
    """Runs steps, by whatever means."""

    @property
    def steps(self) -> Steps:
        """Every step in the order of the data, each with those it follows directly."""
        ...

    def run(self, month: Month | None, steps: Collection[str]) -> Outcome:
        """Run some steps of a month, or of none."""
        ...


def run_months(
    settings: Settings,
    months: Sequence[Month],
    report: Report = unheard,
    planned: Callable[[Plan], None] | None = None,
) -> list[MonthRun]:
    """Bring months up to date in order, with the earlier submissions that they look back to.

    Args:
        settings: of the home.
        months: reporting months, oldest first.
        report: hears how far it has come.
        planned: is handed each plan before it runs.

    Returns:
        What each month came to; first, what is of no month, if any of it was out of date.

    Raises:
        PseudonymKeyError: if the pseudonym key is missing or has changed; before anything runs.
    """
    lake = Lake(settings.lake)
    lake.prepare()
    pseudonymiser(settings.pseudonym_key, settings.landing, lake.root)
    runner = _WhenNeeded(settings)
    runs = [run_reference(settings, runner, report, planned)]
    waiting = {month: len(_plan(settings, runner, month).steps) for month in months}
    done = 0
    for month in months:
        del waiting[month]
        onwards = _shifted(report, done, sum(waiting.values()))
        runs.append(run_month(settings, runner, month, onwards, planned))
        done += len(runs[-1].executed)
    return [each for each in runs if each.month is not None or each.executed or each.errors]


def _shifted(report: Report, done: int, waiting: int) -> Report:
    """Report a month's progress as part of all that there is to do."""
    return lambda each: report(
        Progress(each.stage, each.month, done + each.done, done + each.total + waiting)
    )


def _plan(settings: Settings, runner: Runner, month: Month) -> Plan:
    return plan(month, _of_months(runner.steps), Present(settings))


def _of_months(steps: Steps) -> Steps:
    return {name: before for name, before in steps.items() if not name.startswith(_REFERENCE)}


def run_reference(
    settings: Settings,
    runner: Runner,
    report: Report = unheard,
    planned: Callable[[Plan], None] | None = None,
) -> MonthRun:
    """Bring up to date what is of no month."""
    steps = {name: () for name in runner.steps if name.startswith(_REFERENCE)}
    return _run(settings, runner, None, [steps], report, planned)


def run_month(
    settings: Settings,
    runner: Runner,
    month: Month,
    report: Report = unheard,
    planned: Callable[[Plan], None] | None = None,
) -> MonthRun:
    """Bring a month up to date: what it reads first, then what follows from what has changed."""
    steps = _of_months(runner.steps)
    intake = {name: before for name, before in steps.items() if name.startswith(_INTAKE)}
    return _run(settings, runner, month, [intake, steps], report, planned)


def _run(
    settings: Settings,
    runner: Runner,
    month: Month | None,
    stages: Sequence[Steps],
    report: Report,
    planned: Callable[[Plan], None] | None,
) -> MonthRun:
    begun = time.monotonic()
    first = plan(month, stages[-1], Present(settings))
    if planned is not None and first.steps:
        planned(first)
    outcomes: list[Outcome] = []
    latest = first
    if first.steps:
        for steps in stages:
            latest = plan(
                month,
                steps,
                Present(settings),
                failed=[name for each in outcomes for name in each.failed],
                done=[name for each in outcomes for name in each.done],
            )
            if latest.steps:
                done = sum(len(each.done) for each in outcomes)
                last = steps is stages[-1]
                total = done + len(latest.steps) if last else len(first.steps)
                outcomes.append(_reported(runner, month, latest, report, done, total))
        latest = plan(month, stages[-1], Present(settings))
    return MonthRun(
        month=month,
        plan=first,
        seconds=time.monotonic() - begun,
        executed=tuple(name for each in outcomes for name in each.done),
        failed_checks=tuple(check for check in latest.checks if not check.passed),
        errors=tuple(dict.fromkeys(error for each in outcomes for error in each.errors)),
        run_ids=tuple(each.run_id for each in outcomes),
    )


def _reported(
    runner: Runner, month: Month | None, latest: Plan, report: Report, done: int, total: int
) -> Outcome:
    """Run a plan's steps, and report each as it begins.

    Args:
        runner: runs them.
        month: of the plan.
        latest: the plan.
        report: hears of each.
        done: steps of the month that have run before.
        total: all its steps, those that may follow this plan among them.
    """
    ended = done + len(latest.steps)
    count = iter(range(done, ended + 1))

    def begun(step: str, _: Month | None) -> None:
        report(Progress(step, month, next(count, ended), total))

    with progress.listening(begun):
        outcome = runner.run(month, latest.steps)
    report(Progress("done", month, ended, total))
    return outcome


class _WhenNeeded:
    """Knows the steps from the last time they were assembled; assembles them when one has to run.

    They are those of the last time as long as no module of the package has changed, and the
    council has the same returns.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._runner: Runner | None = None
        self._records = Present(settings).records
        self._made_from = source_code.text_digest(
            f"{source_code.digest('', without=())} {settings.returns} {settings.config}"
        )
        graph = self._records.graph()
        known = graph is not None and graph[0] == self._made_from
        self.steps: Steps = graph[1] if graph is not None and known else self._assembled().steps

    def run(self, month: Month | None, steps: Collection[str]) -> Outcome:
        """Run some steps."""
        return self._assembled().run(month, steps)

    def _assembled(self) -> Runner:
        if self._runner is None:
            from ae_pipeline.dagster_run import DagsterRunner  # noqa: PLC0415 - see above

            self._runner = DagsterRunner.of(self._settings)
            steps = {name: list(before) for name, before in self._runner.steps.items()}
            self._records.write_graph(self._made_from, steps)
        return self._runner
