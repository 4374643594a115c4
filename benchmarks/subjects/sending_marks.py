"""Writing the invented city's attendance marks, for each month that there is a folder for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ae_city.population import tell_population
from ae_city.schooling.attendance import TABLE, Attendance
from ae_city.schooling.needs import tell_needs
from ae_pipeline.periods import Month
from ae_pipeline.settings import Settings
from benchmarks.authority import SEED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SCALE = 1.0


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """The city's people and their needs; marks are drawn later."""
    config = Settings(home=folder).config
    population = tell_population(config, _SCALE, SEED)
    system = Attendance(population, tell_needs(population, config), config)
    months = sorted(path for path in folder.iterdir() if path.is_dir())

    def work() -> dict[str, float]:
        figures = {"rows": 0.0, "files": 0.0, "writing": 0.0}
        for path in months:
            export = system.export(Month.parse(path.name))
            begun = time.process_time()
            system.write(path, export)
            figures["writing"] += time.process_time() - begun
            figures["rows"] += len(export[TABLE])
            figures["files"] += export[TABLE]["_file"].nunique()
        return figures

    return work
