"""All measures of a month on DuckDB, from the people in the lake to counts and memberships."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ae_pipeline.bench.authority import MONTH
from ae_pipeline.bench.subjects.names import LOADING
from ae_pipeline.engines.duckdb import DuckDbEngine
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.measures.counting import count
from ae_pipeline.people.building import PEOPLE
from ae_pipeline.people.tables import metadata
from ae_pipeline.settings import Settings, authority

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The measures, an engine and the place of the tables."""
    settings = Settings(home=folder)
    lake, area = Lake(settings.lake), authority(settings.config).code
    measures, engine = all_measures(), DuckDbEngine()

    def work() -> dict[str, float]:
        begun = time.process_time()
        engine.load(
            {name: lake.path(Stage.PEOPLE, PEOPLE, MONTH, name) for name in metadata.tables}
        )
        told = {LOADING: time.process_time() - begun}
        for measure in measures:
            begun = time.process_time()
            count(engine, measure, MONTH, area)
            told[measure.id] = time.process_time() - begun
        return told

    return work
