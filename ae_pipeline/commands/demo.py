"""`ae demo`: an invented authority's files, its months, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ae_pipeline.commands import extension
from ae_pipeline.commands.console import DONE, FAILED, out, plain_errors
from ae_pipeline.commands.months import print_intake, print_scorecard, run_months
from ae_pipeline.commands.progress import shown
from ae_pipeline.errors import PipelineError
from ae_pipeline.identity import INVENTED_MARKER
from ae_pipeline.periods import Month, months_between

if TYPE_CHECKING:
    from ae_pipeline.settings import Settings

_LAST = Month(2025, 9)


def demo(
    seed: Annotated[
        int, typer.Option(help="The invented authority grows from this number.")
    ] = 2024,
    scale: Annotated[
        float,
        typer.Option(min=0.01, max=10, help="Its size; 1 is Plymouth's, and slower."),
    ] = 0.05,
    faults: Annotated[int, typer.Option(min=0, help="Faults to plant in each of its returns.")] = 0,
    months: Annotated[
        int, typer.Option(min=1, max=18, help="Reporting months to run, up to September 2025.")
    ] = 1,
) -> None:
    """Write an invented city's files in every return, run the months, and print what came of it."""
    with plain_errors():
        from ae_pipeline.settings import Settings

        write_landing = extension.load(
            "ae_pipeline.authority_generator", "ae-city", "an invented authority"
        )
        settings = Settings()
        in_use = settings.landing.is_dir() and any(settings.landing.iterdir())
        if in_use and not (settings.landing / INVENTED_MARKER).is_file():
            raise PipelineError(
                f"{settings.landing} holds files that are not marked as invented, and the demo "
                "would write among them. Set AE_HOME to another folder."
            )
        first, last = _LAST.plus(1 - months), _LAST
        out.print(f"Writing the invented authority's returns to {settings.landing} …")
        if scale != 1:
            out.print(
                "Rates per 10,000 mean nothing at this scale: the population is the real one's. "
                "Use --scale 1 for an authority of full size.",
                soft_wrap=True,
            )
        with shown() as progress:
            write_landing(
                settings.landing,
                seed=seed,
                first=first,
                last=last,
                scale=scale,
                faults=faults,
                history=True,
                progress=progress,
            )
        done, _ = run_months(settings, months_between(first, last))
        print_intake(settings, last)
        if done:
            print_scorecard(settings, last)
        _say_where(settings)
    raise typer.Exit(DONE if done else FAILED)


def _say_where(settings: Settings) -> None:
    """Print where the results are."""
    out.print(f"Indicator tables: {settings.home / 'warehouse.db'} (SQLite), for example:")
    out.print(
        "  select * from priority_04_right_homes order by measure_id;",
        style="cyan",
        highlight=False,
    )
    out.print("Open the Dagster UI with: [cyan]make ui[/] (or [cyan]ae ui[/])")
