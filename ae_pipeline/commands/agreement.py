"""`ae agreement`: how far returns agree on the same people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ae_pipeline.commands.console import PeriodOption, out, plain_errors


def agreement(
    period: PeriodOption,
    output: Annotated[
        Path | None,
        typer.Option(help="Where to write a line a person, field and pair, for your eyes only."),
    ] = None,
) -> None:
    """Compare what returns say of the same people, and print how many agree; no value is shown."""
    with plain_errors():
        from ae_pipeline.lake import Lake
        from ae_pipeline.reports import consistency as comparing
        from ae_pipeline.settings import Settings

        report = comparing.report(Lake(Settings().lake), period)
        for part in comparing.render(report):
            out.print(part)
        if output is not None:
            comparing.write(report.rows, output)
            out.print(f"{len(report.rows)} lines of pseudonyms written to {output}.")
