"""How much of the plan a month's figures cover: what the command line prints below a scorecard.

Here: measures with a value, a target and a benchmark, by key indicator and by priority. Not here:
the figures (``scorecard``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rich.table import Table

from ae_pipeline.indicators.targets import Rag
from ae_pipeline.warehouse import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import RenderableType
    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.reading import KeyIndicatorRow


def render(
    connection: Connection, month: Month, area_code: str, priorities: Mapping[int, str]
) -> Iterator[RenderableType]:
    """The coverage as tables and a sentence for a terminal.

    Args:
        connection: to the warehouse.
        month: whose figures.
        area_code: of the authority.
        priorities: titles of the plan's priorities, by number.
    """
    rows = reading.key_indicators(connection, str(month), area_code)
    yield _by_key_indicator(rows)
    yield _by_priority(reading.priority_summary(connection, area_code, str(month)), priorities)
    whole = reading.month_summary(connection, area_code, str(month))
    yield (
        f"{whole.measures} measures: {whole.with_value} have a value, {whole.with_target} a "
        f"target, {whole.with_benchmark} a benchmark of England. {whole.figures:,} figures of "
        "every breakdown and period."
    )


def _by_key_indicator(rows: list[KeyIndicatorRow]) -> Table:
    table = Table(title="Coverage by key indicator of success", title_justify="left")
    table.add_column("Key indicator", ratio=3)
    for name in ("Measures", "Value", "Target", "Benchmark", "On track"):
        table.add_column(name, justify="right", no_wrap=True)
    groups: dict[tuple[int, str], list[KeyIndicatorRow]] = defaultdict(list)
    for row in rows:
        groups[row.key_indicator, row.key_indicator_title].append(row)
    for (number, title), group in sorted(groups.items()):
        table.add_row(
            f"{number}. {title}" if number else title,
            str(len(group)),
            str(sum(row.value is not None for row in group)),
            str(sum(row.rag is not Rag.NO_TARGET for row in group)),
            str(sum(row.england is not None for row in group)),
            str(sum(row.rag is Rag.ON_TRACK for row in group)),
        )
    return table


def _by_priority(found: Mapping[int, tuple[int, int]], titles: Mapping[int, str]) -> Table:
    table = Table(title="Coverage by priority", title_justify="left")
    table.add_column("Priority", ratio=3)
    table.add_column("Measures", justify="right", no_wrap=True)
    table.add_column("Value", justify="right", no_wrap=True)
    for number, (measures, valued) in found.items():
        table.add_row(f"{number}. {titles[number]}", str(measures), str(valued))
    return table
