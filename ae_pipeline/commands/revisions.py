"""`ae revisions`: which figures were revised, when and why."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ae_pipeline.commands.console import day, open_warehouse, out, plain_errors


def revisions(
    measure: Annotated[
        str | None, typer.Option(help="Only this measure, with its breakdowns.")
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(
            parser=day,
            metavar="YYYY-MM-DD",
            help="The log from that day on (UK time); sizes are of all time.",
        ),
    ] = None,
) -> None:
    """Show which figures were revised, when and why, and how large revisions usually are."""
    with plain_errors():
        from ae_pipeline.reports import revision_log
        from ae_pipeline.settings import Settings, authority

        settings = Settings()
        with open_warehouse(settings) as connection:
            area = authority(settings.config).code
            for part in revision_log.render(connection, area, measure, since):
                out.print(part)
