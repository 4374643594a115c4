"""A month in sentences: what each figure means, and where somebody should look now.

Here: the sentences of the warehouse as text for a terminal. Not here: the sentences themselves
(``indicators.sentences``). For those who run the pipeline, and not for publication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from ae_pipeline.indicators.sentences import gap_sentence
from ae_pipeline.warehouse import reading
from ae_pipeline.warehouse.judgements import assessed_measures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Month

_MOST_WARNINGS = 10
"""That are printed with a scorecard; ``ae briefing`` prints all."""


def warnings(connection: Connection, month: Month, area_code: str) -> Iterator[str]:
    """Early warnings of a month, as many as fit beside a scorecard."""
    warned = [
        each.warning
        for each in assessed_measures(connection, month, area_code)
        if each.warning is not None
    ]
    if not warned:
        yield "No early warnings: no special cause for concern, no target grown unlikely."
        return
    more = f" ({_MOST_WARNINGS} of them; ae briefing has all)" * (len(warned) > _MOST_WARNINGS)
    yield f"[bold]{len(warned)} early warnings[/]{more}"
    yield from (f"  {escape(line)}" for line in warned[:_MOST_WARNINGS])


def briefing(
    connection: Connection, month: Month, area_code: str, key_indicator: int | None = None
) -> Iterator[str]:
    """Every figure's sentence by key indicator, its gaps, and the warnings first.

    Args:
        connection: to the warehouse.
        month: judged.
        area_code: of the authority.
        key_indicator: only this one's measures and warnings.
    """
    rows = [
        row
        for row in reading.key_indicators(connection, str(month), area_code)
        if key_indicator in {None, row.key_indicator}
    ]
    assessed = {each.measure_id: each for each in assessed_measures(connection, month, area_code)}
    shown = {row.measure_id for row in rows}
    warned = [
        each.warning for each in assessed.values() if each.warning and each.measure_id in shown
    ]
    if warned:
        yield f"[bold]{len(warned)} early warnings[/]"
        yield from (f"  {escape(line)}" for line in warned)
    title = None
    for row in rows:
        if row.key_indicator_title != title:
            title = row.key_indicator_title
            number = f"{row.key_indicator}. " if row.key_indicator else ""
            yield f"\n[bold]{number}{escape(title)}[/]"
        measure = assessed[row.measure_id]
        yield f"  {escape(measure.sentence)}"
        yield from (
            f"    [dim]{escape(line)}[/]"
            for gap in measure.gaps
            if (line := gap_sentence(gap, measure.unit, measure.decimals)) is not None
        )
