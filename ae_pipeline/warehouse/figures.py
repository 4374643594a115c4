"""A group of measures published: from counts to figures, reported values and judgements.

Here: what a step that has counted measures does next, on a connection whose transaction the caller
opens. Not here: counting (``measures``), or dividing and judging (``indicators``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline.indicators.population import read_population
from ae_pipeline.indicators.targets import read_plan
from ae_pipeline.indicators.values import figures
from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.warehouse import record
from ae_pipeline.warehouse.reasons import reasons_for_change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd
    from sqlalchemy.engine import Connection

    from ae_pipeline.indicators.key_indicators import Areas
    from ae_pipeline.indicators.values import Figure, Squares
    from ae_pipeline.lake import Lake
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.store import Run, Written


@dataclass(frozen=True)
class CountedMeasures:
    """Measures that read the same returns, as a month counted them.

    Attributes:
        measures: of the group.
        counts: ``measures.definition.COUNT_COLUMNS``, all of the month's periods.
        spreads: by id of a measure that is a mean, its sums of squares (``measures.spread``).
    """

    measures: Sequence[Measure]
    counts: pd.DataFrame
    spreads: Mapping[str, Squares]


@dataclass(frozen=True)
class PublishedGroup:
    """What became of them.

    Attributes:
        figures: every figure, by breakdown and period.
        headlines: the figure of everybody in the period of the key indicator, a measure each.
        written: rows of ``indicator_value`` that are new, and that no longer hold.
    """

    figures: Sequence[Figure]
    headlines: Sequence[Figure]
    written: Written


def publish_group(
    connection: Connection,
    month: Month,
    counted: CountedMeasures,
    lake: Lake,
    config: Path,
    areas: Areas,
    run: Run,
) -> PublishedGroup:
    """Report the figures of a group of measures, and judge them.

    Args:
        connection: to the warehouse, in a transaction.
        month: reporting month.
        counted: the group.
        lake: for the drops that the figures come from: why a figure has changed.
        config: folder of the configuration: population and plan.
        areas: whose figures they are, and of the comparators.
        run: that reports.

    Raises:
        PipelineError: if a file of the configuration is not as it should be.
        ValueError: if a count cannot be a measure's (``indicators.values.figures``).
    """
    measures = counted.measures
    infos = {measure.id: measure.info for measure in measures}
    periods = {measure.id: measure.period(month) for measure in measures}
    published = figures(
        counted.counts,
        infos,
        read_population(config / "population.csv"),
        areas.authority,
        counted.spreads,
    )
    reasons = reasons_for_change(connection, areas.authority, month, lake, measures)
    written = record.publish_values(connection, month, published, reasons, run)
    record.refresh_key_indicator(connection, month, periods, infos, read_plan(config), areas, run)
    headlines = [
        figure
        for figure in published
        if figure.breakdown == TOTAL
        and (period := periods[figure.measure_id]).start == figure.period_start
        and period.end == figure.period_end
    ]
    return PublishedGroup(published, headlines, written)
