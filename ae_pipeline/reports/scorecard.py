"""The scorecard that the command line prints: a month's figures, by key indicator.

Here: rows of the warehouse as lines of a table. Not here: the figures or the words, which are in
the warehouse already. Counts are shown as they are: it is for those who run the pipeline, and
not for publication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ae_pipeline.indicators.presentation import NO_VALUE, display
from ae_pipeline.indicators.targets import Rag
from ae_pipeline.warehouse.reading import key_indicators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.reading import KeyIndicatorRow

_STYLE = {
    Rag.ON_TRACK: "green",
    Rag.AT_RISK: "yellow",
    Rag.OFF_TRACK: "red",
    Rag.NO_TARGET: "dim",
    Rag.NOT_JUDGED: "dim",
}


def rows(
    connection: Connection, month: Month, area_code: str | None = None
) -> list[KeyIndicatorRow]:
    """The month's scorecard, by key indicator and measure; empty where nothing is published."""
    return key_indicators(connection, str(month), area_code)


def render(scorecard: Sequence[KeyIndicatorRow]) -> Table:
    """The scorecard as a table for a terminal. The word tells the state; the colour repeats it."""
    table = Table(title="Key indicators of success", title_justify="left")
    table.add_column("Measure", ratio=3)
    table.add_column("n / d", justify="right", no_wrap=True)
    table.add_column("Value", justify="right", no_wrap=True)
    table.add_column("England", justify="right", no_wrap=True)
    table.add_column("Target", ratio=2)
    table.add_column("Judgement", no_wrap=True)
    heading = None
    for row in scorecard:
        if row.key_indicator != heading:
            heading = row.key_indicator
            table.add_section()
            table.add_row(Text(f"{heading}. {row.key_indicator_title}", style="bold"))
        table.add_row(
            Text(row.title),
            _counts(row),
            display(row.value, row.unit, row.decimals),
            display(row.england, row.unit, row.decimals),
            Text(row.target),
            Text(row.rag.value, style=_STYLE[row.rag]),
        )
    return table


def _counts(row: KeyIndicatorRow) -> str:
    if row.numerator is None:
        return NO_VALUE
    if row.denominator is None:
        return f"{row.numerator:,}"
    return f"{row.numerator:,} / {row.denominator:,}"
