"""A group of measures judged: what their figures of a month mean, from the warehouse and into it.

Here: gathering what a judgement needs. Not here: judging (``indicators.assessment``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.indicators.assessment import Basis, FigureContext, judgement_of
from ae_pipeline.indicators.benchmarks import GOOD, latest_before
from ae_pipeline.indicators.trust import Trust, trust
from ae_pipeline.warehouse import judgement_inputs, reading
from ae_pipeline.warehouse.decisions import decisions
from ae_pipeline.warehouse.judgements import hold_judgements
from ae_pipeline.warehouse.lineage import sources_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from ae_pipeline.indicators.areas import Areas
    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.indicators.judgement import Judgement
    from ae_pipeline.indicators.published.value import PublishedValue
    from ae_pipeline.lake import Lake
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.store import Run

_MONTHS = 61
"""That a month's series look back over: five years, and the month itself."""


def judge_measures(
    connection: Connection,
    month: Month,
    measures: Sequence[Measure],
    lake: Lake,
    config: Path,
    areas: Areas,
    run: Run,
) -> list[Judgement]:
    """Judge the reported figures of some measures in a month, and hold the judgements.

    Args:
        connection: to the warehouse, in a transaction.
        month: reporting month.
        measures: of the catalogue.
        lake: for what the figures come from: how far they can be relied on.
        config: folder of the configuration.
        areas: whose codes are whose.
        run: that judges.

    Raises:
        PipelineError: if a file of the configuration is not as it should be.
    """
    decided = decisions(config)
    sources = sources_of(
        connection,
        lake,
        month,
        measures,
        calendars=decided.calendars,
        threshold=decided.threshold,
    )
    judgements = judge(
        connection,
        month,
        measures,
        Basis(decided.plan, decided.judging, areas),
        lambda figure, each: trust(figure, each.info, sources[each.id], decided.trust),
    )
    ids = [measure.id for measure in measures]
    hold_judgements(connection, month, areas.authority, ids, judgements, run)
    return judgements


def judge(
    connection: Connection,
    month: Month,
    measures: Iterable[Measure],
    basis: Basis,
    trust_in: Callable[[Figure, Measure], Trust],
) -> list[Judgement]:
    """Judge each measure that has a figure of everybody in the period of its key indicator.

    Args:
        connection: to the warehouse.
        month: reporting month.
        measures: of the catalogue.
        basis: what the council decides, and whom it is compared with.
        trust_in: how far a measure's figure of the month can be relied on.
    """
    areas, code = basis.areas, basis.areas.authority
    by_id = {measure.id: measure for measure in measures}
    first = month.plus(-_MONTHS).start
    totals = judgement_inputs.totals_between(connection, code, list(by_id), first, month.end)
    headlines = {
        measure_id: figure
        for measure_id, measure in by_id.items()
        if (figure := totals[measure_id].get(measure.period(month))) is not None
    }
    breakdowns = judgement_inputs.breakdowns_of(
        connection,
        code,
        {measure_id: figure.period for measure_id, figure in headlines.items()},
        {rule.breakdown for rule in basis.judging.gaps},
    )
    published = _published(connection, basis, list(headlines))
    years = {
        measure_id: england.period
        for measure_id, figure in headlines.items()
        if (
            england := latest_before(
                published.get(measure_id, ()), measure_id, areas.country, figure.period_end
            )
        )
        is not None
    }
    authorities = judgement_inputs.published_by_authorities(connection, years, code)
    return [
        judgement_of(
            by_id[measure_id],
            month,
            FigureContext(
                figure=figure,
                breakdowns=breakdowns.get(measure_id, ()),
                totals=totals[measure_id],
                published=published.get(measure_id, ()),
                authorities=authorities.get(measure_id, ()),
                trust=trust_in(figure, by_id[measure_id]),
            ),
            basis,
        )
        for measure_id, figure in headlines.items()
    ]


def _published(
    connection: Connection, basis: Basis, measures: Sequence[str]
) -> Mapping[str, list[PublishedValue]]:
    areas = basis.areas
    comparators = {target.comparator for target in basis.plan.targets.values()} - {None}
    codes = {
        *(areas.authority, areas.country, areas.region, areas.neighbours, GOOD),
        *map(str, comparators),
    }
    by_measure: dict[str, list[PublishedValue]] = {}
    for value in reading.current_benchmarks(connection, sorted(codes), measures):
        by_measure.setdefault(value.measure_id, []).append(value)
    return by_measure
