"""`ae briefing`: what a month's figures mean, in sentences."""

from __future__ import annotations

from typing import Annotated

import typer

from ae_pipeline.commands.console import PeriodOption, out, plain_errors


def briefing(
    period: PeriodOption,
    key_indicator: Annotated[
        int | None, typer.Option(min=0, max=13, help="Only this one; 0 for the plan's delivery.")
    ] = None,
) -> None:
    """Say in sentences what a month's figures mean, early warnings first."""
    with plain_errors():
        from ae_pipeline.reports import briefing as sentences
        from ae_pipeline.settings import Settings, authority
        from ae_pipeline.warehouse import open_engine

        settings = Settings()
        area = authority(settings.config).code
        with open_engine(settings.database_url).connect() as connection:
            for line in sentences.briefing(connection, period, area, key_indicator):
                out.print(line, soft_wrap=True, highlight=False)
