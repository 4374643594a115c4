"""The command that makes ``config/benchmarks`` and ``config/population.csv`` again.

Run it when new statistics are published, look at what changed, and commit it.
"""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotation when it runs
from typing import Annotated

import typer

from ae_pipeline.indicators.published.library import SOURCES, write_table
from ae_pipeline.indicators.published.sources import read_sources
from tools.published.build import build, build_population


def main(
    published: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    library: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
) -> None:
    """Make the library of benchmarks from a folder of published files.

    PUBLISHED holds the files that LIBRARY/sources.yaml names. The tables are written into
    LIBRARY, and the population estimates next to it, as population.csv.

    Example: python -m tools.published published config/benchmarks
    """
    sources = read_sources(library / SOURCES)
    tables = build(published, sources)
    for name, table in tables.items():
        write_table(table, library / f"{name}.csv")
    write_table(build_population(published, sources), library.parent / "population.csv")
    rows = sum(len(table) for table in tables.values())
    typer.echo(f"{len(tables)} tables, {rows:,} rows, written to {library}")


if __name__ == "__main__":
    typer.run(main)
