"""`ae bench`: speed, memory and growth on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from ae_pipeline.commands import extension
from ae_pipeline.commands.console import out, plain_errors


def bench(
    quick: Annotated[bool, typer.Option("--quick", help="Small sizes only.")] = False,
) -> None:
    """Measure speed, memory and growth with size on this machine."""
    with plain_errors():
        run_bench = extension.load("ae_pipeline.benchmarks", "ae-benchmarks", "the benchmarks")

        for part in run_bench(quick=quick):
            out.print(part)
