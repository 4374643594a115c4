"""A group of measures published: from counts to figures, reported values and judgements.

Here: what a step that has counted measures does next, on a connection whose transaction the caller
opens. Not here: counting (``measures``), or dividing and judging (``indicators``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline.indicators.values import figures
from ae_pipeline.warehouse import record
from ae_pipeline.warehouse.decisions import decisions
from ae_pipeline.warehouse.judging import judge_measures
from ae_pipeline.warehouse.reasons import reasons_for_change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd
    from sqlalchemy.engine import Connection

    from ae_pipeline.indicators.areas import Areas
    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.indicators.judgement import Judgement
    from ae_pipeline.indicators.values import Squares
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
        judgements: of the figure of everybody in the period of the key indicator.
        written: rows of ``indicator_value`` that are new, and that no longer hold.
    """

    figures: Sequence[Figure]
    judgements: Sequence[Judgement]
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
    population = decisions(config).population
    published = figures(counted.counts, infos, population, areas.authority, counted.spreads)
    reasons = reasons_for_change(connection, areas.authority, month, lake, measures)
    written = record.publish_values(connection, month, published, reasons, run)
    judgements = judge_measures(connection, month, measures, lake, config, areas, run)
    return PublishedGroup(published, judgements, written)
