"""A month judged: what is known of it out of the warehouse, and the judgements into it.

Here: gathering, and writing. Not here: any judgement (``indicators.assessment``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline.indicators.assessment import Assessment, Evidence, assessed
from ae_pipeline.indicators.benchmarks import GOOD, latest_before
from ae_pipeline.indicators.judging import read_judging
from ae_pipeline.indicators.key_indicators import reference_values
from ae_pipeline.indicators.targets import aim, read_plan
from ae_pipeline.indicators.trajectory import end_goal, trajectory
from ae_pipeline.indicators.trust import trust
from ae_pipeline.indicators.trust_rules import read_trust
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.periods import Period
from ae_pipeline.settings import calendars, quality
from ae_pipeline.warehouse import assessments as tables
from ae_pipeline.warehouse import evidence, reading, store
from ae_pipeline.warehouse.lineage import sources_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from ae_pipeline.indicators.judging import Judging
    from ae_pipeline.indicators.key_indicators import Areas
    from ae_pipeline.indicators.targets import Plan
    from ae_pipeline.indicators.trust import Trust
    from ae_pipeline.lake import Lake
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.history import Row
    from ae_pipeline.warehouse.store import Run, Written

_MONTHS = 61
"""That a month's series look back over: five years, and the month itself."""


def assess(
    connection: Connection,
    month: Month,
    measures: Sequence[Measure],
    areas: Areas,
    lake: Lake,
    config: Path,
) -> list[Assessment]:
    """Judge a month by what the council's configuration says.

    Args:
        connection: to the warehouse.
        month: reporting month.
        measures: that the council has the returns for.
        areas: whose codes are whose.
        lake: that tells what the figures were made from.
        config: folder of the configuration.

    Raises:
        PipelineError: if a file of the configuration is not as it should be.
    """
    basis = Basis(
        read_plan(config), read_judging(config, {each.id for each in all_measures()}), areas
    )
    sources = sources_of(
        connection,
        lake,
        month,
        measures,
        calendars=calendars(config),
        threshold=quality(config).rejection_threshold,
    )
    rules = read_trust(config)
    return assess_month(
        connection,
        month,
        measures,
        basis,
        lambda figure, each: trust(figure, each.info, sources[each.id], rules),
    )


@dataclass(frozen=True)
class Basis:
    """What a council decides, and whom it is compared with.

    Attributes:
        plan: its targets.
        judging: groups to compare, seasonal measures.
        areas: whose codes are whose.
    """

    plan: Plan
    judging: Judging
    areas: Areas


def assess_month(
    connection: Connection,
    month: Month,
    measures: Iterable[Measure],
    basis: Basis,
    believed: Callable[[Row, Measure], Trust],
) -> list[Assessment]:
    """Judge every measure that has a row of ``key_indicator`` in a month.

    Args:
        connection: to the warehouse.
        month: reporting month.
        measures: of the catalogue.
        basis: what is decided.
        believed: how far a measure's figure of the month can be believed.
    """
    areas = basis.areas
    by_id = {measure.id: measure for measure in measures}
    judged = {
        row["measure_id"]: row
        for row in reading.key_indicators(connection, str(month), areas.authority)
        if row["measure_id"] in by_id
    }
    periods = {
        measure_id: Period(row["period_start"], row["period_end"])
        for measure_id, row in judged.items()
    }
    totals = evidence.totals_between(
        connection, areas.authority, month.plus(-_MONTHS).start, month.end
    )
    breakdowns = evidence.breakdowns_of(
        connection, areas.authority, periods, {rule.breakdown for rule in basis.judging.gaps}
    )
    published = _published(connection, basis)
    england = {
        measure_id: found["period"]
        for measure_id, period in periods.items()
        if (
            found := latest_before(
                published.get(measure_id, []), measure_id, areas.country, period.end
            )
        )
        is not None
    }
    authorities = evidence.published_by_authorities(connection, england.items(), areas.authority)
    made = []
    for measure_id, row in judged.items():
        measure, period = by_id[measure_id], periods[measure_id]
        figure = totals[measure_id][period]
        series = published.get(measure_id, [])
        target = basis.plan.target(measure_id)
        known = Evidence(
            figure=figure,
            breakdowns=breakdowns.get(measure_id, []),
            totals=totals[measure_id],
            judged=row,
            target=target,
            target_number=aim(
                target, *reference_values(target, series, areas, period.end), period.end
            ),
            published=series,
            authorities=authorities.get(measure_id, []),
            trajectory=trajectory(
                measure.info,
                target,
                [each for each in series if each["area_code"] == areas.authority],
                figure,
                on=month.end,
                goal=end_goal(target, *reference_values(target, series, areas, month.end)),
                ends=basis.plan.ends,
            ),
            trust=believed(figure, measure),
        )
        made.append(assessed(measure, month, known, basis.judging, areas))
    return made


def hold_assessments(
    connection: Connection, month: Month, area_code: str, made: Sequence[Assessment], run: Run
) -> Written:
    """Hold these judgements of an area's month, and no others.

    Returns:
        What was written of ``indicator_assessment``.
    """
    scope = {"area_code": area_code, "month": str(month)}
    store.hold(
        connection,
        tables.indicator_comparison,
        scope,
        tables.COMPARISON_KEY,
        [row for each in made for row in each.comparisons],
        run,
    )
    store.hold(
        connection,
        tables.indicator_gap,
        scope,
        tables.GAP_KEY,
        [row for each in made for row in each.gaps],
        run,
    )
    return store.hold(
        connection,
        tables.indicator_assessment,
        scope,
        tables.ASSESSMENT_KEY,
        [each.row for each in made],
        run,
    )


def _published(connection: Connection, basis: Basis) -> Mapping[str, list[Row]]:
    areas = basis.areas
    comparators = {target.comparator for target in basis.plan.targets.values()} - {None}
    wanted = {
        *(areas.authority, areas.country, areas.region, areas.neighbours, GOOD),
        *map(str, comparators),
    }
    found: dict[str, list[Row]] = {}
    for row in reading.current_benchmarks(connection, sorted(wanted)):
        found.setdefault(row["measure_id"], []).append(row)
    return found
