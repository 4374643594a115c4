"""All measures of a month on DuckDB, from the facts in the lake to counts and memberships there."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from ae_pipeline.bench.authority import MONTH
from ae_pipeline.bench.subjects.names import LOADING
from ae_pipeline.engines.duckdb import DuckDbEngine
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.measures.measuring import measure_month
from ae_pipeline.settings import Settings, authority

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ae_pipeline.engines.base import Source


class _Timed(DuckDbEngine):
    """An engine that knows how long loading took."""

    loading = 0.0

    def load(self, tables: Mapping[str, Source]) -> None:
        """See ``Engine.load``."""
        begun = time.process_time()
        super().load(tables)
        self.loading = time.process_time() - begun


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The measures, and the place of the tables."""
    settings = Settings(home=folder)
    lake, area = Lake(settings.lake), authority(settings.config).code
    measures = all_measures()

    def work() -> dict[str, float]:
        for measure in measures:
            shutil.rmtree(lake.folder(Stage.MEMBERSHIP, measure.id, MONTH), ignore_errors=True)
        engine = _Timed()
        told: dict[str, float] = {}
        begun = time.process_time()
        for counted in measure_month(measures, MONTH, lake, authority=area, engine=lambda: engine):
            told[counted.measure.id] = time.process_time() - begun
            begun = time.process_time()
        told[measures[0].id] -= engine.loading
        return {LOADING: engine.loading, **told}

    return work
