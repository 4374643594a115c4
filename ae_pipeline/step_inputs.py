"""What each step reads, by the names that plans and records use.

Here: a function a step, which names submissions, tables, configuration and code. Not here: what
these are now (``planning.present``), or reading any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.expectations.profile import comparable
from ae_pipeline.lake import Stage
from ae_pipeline.measures import code as measure_modules
from ae_pipeline.people import building, index
from ae_pipeline.people.index import INDEX, PERSON, PERSON_GROUP, PERSON_LINK
from ae_pipeline.planning import present
from ae_pipeline.returns import extracting, validating
from ae_pipeline.returns.fact_tables import maker_of
from ae_pipeline.schema.calendar import calendar_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ae_pipeline.expectations.profile import Intake
    from ae_pipeline.lake import Lake
    from ae_pipeline.measures.groups import MeasureGroup
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return

_OF_INDEX = {PERSON, PERSON_GROUP}
WAREHOUSE_CODE_WITHOUT = measure_modules.COUNTING_WITHOUT
MEASURE_CODE_WITHOUT = (*measure_modules.COUNTING_WITHOUT, "warehouse")
"""What these import was run in a step before, and its result is an input of its own."""


_JUDGED_BY = (
    *("authority.yaml", "population.csv", "plan.yaml", "targets", "assessment.yaml"),
    *("trust.yaml", "returns.yaml", "quality.yaml"),
)


def of_extracts(source: Return, month: Month, taken: Iterable[Month]) -> list[str]:
    """What the extracts of a return are read from."""
    return [
        present.submissions(source.name, month),
        *(present.submission(source.name, each) for each in taken),
        present.config("returns.yaml"),
        present.code(
            *extracting.code_of(source.name), without=extracting.code_left_out(source.name)
        ),
        present.WAREHOUSE,
    ]


def of_validated(source: Return, month: Month, taken: Sequence[Month], lake: Lake) -> list[str]:
    """What the validated tables of a return are made from."""
    before = {
        month_before
        for each in taken
        if (month_before := validating.last_of_year_before(source, each, lake)) is not None
    }
    return [
        present.submissions(source.name, month),
        *(present.table_set(Stage.EXTRACTS, source.name, each) for each in {*taken, *before}),
        present.config("quality.yaml"),
        present.config("authority.yaml"),
        present.KEY,
        present.code(*validating.code_of(source.name), without=validating.CODE_WITHOUT),
        present.WAREHOUSE,
    ]


def of_index(read: Mapping[str, Sequence[Month]], month: Month) -> list[str]:
    """What the person index is made from: tables that name people or groups, by return."""
    return [
        *(present.submissions(name, month) for name in read),
        *(
            present.table_set(stage, name, each, index.tables_of(name))
            for name, months in read.items()
            for each in months
            for stage in (Stage.VALIDATED, Stage.QUARANTINE)
        ),
        *map(present.config, ("linkage.yaml", "quality.yaml", "authority.yaml")),
        present.code(*index.code_of(read), without=index.CODE_WITHOUT),
    ]


def of_facts(
    source: Return, month: Month, read: Sequence[Month], tables: Iterable[str]
) -> list[str]:
    """What the fact tables of a return are made from."""
    names = sorted(tables)
    return [
        present.submissions(source.name, month),
        *(
            present.table_set(stage, source.name, each, names)
            for each in read
            for stage in (Stage.VALIDATED, Stage.QUARANTINE)
        ),
        present.table_set(Stage.PEOPLE, INDEX, month, [PERSON_LINK]),
        present.config("quality.yaml"),
        present.KEY,
        present.code(*building.code_of(source.name), without=building.CODE_WITHOUT),
    ]


def of_measures(
    subject: str,
    groups: Iterable[MeasureGroup],
    month: Month,
    history: Mapping[str, Sequence[Month]],
) -> list[str]:
    """What the figures of a subject's measures, and their judgements, are made from.

    Args:
        subject: module of the measures.
        groups: of the measures.
        month: reporting month.
        history: by return, months of the submissions that its fact tables are built from.
    """
    tables: dict[str, set[str]] = {INDEX: set(_OF_INDEX)}
    returns: set[str] = set()
    for group in groups:
        returns.update(group.returns)
        for name in set(group.tables) - {*_OF_INDEX, calendar_day.name}:
            tables.setdefault(maker_of(name).source, set()).add(name)
    return [
        *(present.table_set(Stage.PEOPLE, name, month, read) for name, read in tables.items()),
        *(present.submissions(name, month) for name in sorted(returns)),
        *(
            present.table_set(Stage.QUARANTINE, name, each)
            for name in sorted(returns)
            for each in history[name]
        ),
        present.figures_up_to(month.plus(-1)),
        *map(present.config, _JUDGED_BY),
        present.made_by("reference/benchmark_value", None),
        present.setting("engine"),
        present.code(*measure_code(subject), without=MEASURE_CODE_WITHOUT),
        present.WAREHOUSE,
    ]


def measure_code(subject: str) -> tuple[str, ...]:
    """Modules that count the measures of a subject and make figures of the counts."""
    return (
        *measure_modules.counting_modules(subject),
        "indicators.values",
        "indicators.assessment",
        "indicators.revisions",
    )


WAREHOUSE_CODE = ("warehouse.judgements", "warehouse.reading")
PROFILE_CODE = ("expectations",)
MILESTONE_CODE = ("indicators.milestones", "warehouse.record")
FIX_LIST_CODE = ("reports.fix_lists", "reports.workbooks")


def of_warehouse(month: Month) -> list[str]:
    """What the summary of a month's figures and judgements is made from."""
    return [
        present.figures_of(month),
        present.config("authority.yaml"),
        present.code(*WAREHOUSE_CODE, without=WAREHOUSE_CODE_WITHOUT),
        present.WAREHOUSE,
    ]


def of_profile(intakes: Iterable[Intake], month: Month, lake: Lake) -> list[str]:
    """What the profile of a month is made from."""
    names = []
    for intake in intakes:
        name = intake.source.name
        names.append(present.submissions(name, month))
        for stage in (Stage.EXTRACTS, Stage.VALIDATED):
            before = comparable(
                intake.drop, lake.months(stage, name), intake.calendar.cumulative_from
            )
            names.extend(
                present.table_set(stage, name, each)
                for each in (intake.drop, before)
                if each is not None
            )
    return [
        *names,
        present.table_set(Stage.PEOPLE, INDEX, month, [PERSON, PERSON_LINK]),
        present.figures_of(month),
        *map(present.config, ("expectations", "returns.yaml", "authority.yaml")),
        present.code(*PROFILE_CODE, without=MEASURE_CODE_WITHOUT),
    ]


def of_milestones(month: Month) -> list[str]:
    """What the standing of the plan's milestones is made from."""
    return [
        present.table_set(Stage.PEOPLE, "plan", month),
        present.config("milestones.yaml"),
        present.code(*MILESTONE_CODE),
        present.WAREHOUSE,
    ]


def of_fix_lists(newest: Mapping[str, Month], month: Month, lake: Lake) -> list[str]:
    """What the fix lists of a month are made from: its findings, and those open before it."""
    earlier = []
    for name in newest:
        register = f"{name}_findings"
        months = [each for each in lake.months(Stage.QUARANTINE, register) if each < month]
        if months:
            earlier.append(present.table_set(Stage.QUARANTINE, register, max(months)))
    return [
        *(present.table_set(Stage.QUARANTINE, name, each) for name, each in newest.items()),
        *(present.table_set(Stage.EXTRACTS, name, each) for name, each in newest.items()),
        *earlier,
        *(present.submissions(name, month) for name in newest),
        *map(present.config, ("teams.yaml", "returns.yaml")),
        present.KEY,
        present.code(*FIX_LIST_CODE, without=MEASURE_CODE_WITHOUT),
    ]
