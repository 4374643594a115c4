"""A month judged: from its figures in the warehouse to what they mean, written there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ae_pipeline.lake import Lake
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.resources import Configuration
from ae_pipeline.settings import Settings
from ae_pipeline.warehouse import open_engine
from ae_pipeline.warehouse.judging import judge_measures
from ae_pipeline.warehouse.store import Run
from benchmarks.authority import MONTH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The measures, and what tables each reads: a run of the month has worked that out already."""
    settings = Settings(home=folder)
    measures = all_measures()
    for measure in measures:
        _ = measure.sources
    areas, lake = Configuration().areas, Lake(settings.lake)
    engine = open_engine(settings.database_url)

    def work() -> dict[str, float]:
        with engine.begin() as connection:
            judgements = judge_measures(
                connection,
                MONTH,
                measures,
                lake,
                settings.config,
                areas,
                Run("bench", datetime.now(UTC)),
            )
        return {"measures": len(judgements), "gaps": sum(len(each.gaps) for each in judgements)}

    return work
