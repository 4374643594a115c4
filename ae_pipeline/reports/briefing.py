"""A month read aloud: what each figure means, and where somebody should look now.

Here: the sentences of the warehouse as text for a terminal. Not here: the sentences themselves
(``indicators.sentences``). For those who run the pipeline, and not for publication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from ae_pipeline.indicators.sentences import gap_told
from ae_pipeline.warehouse import evidence, reading
from ae_pipeline.warehouse.assessments import indicator_assessment, indicator_gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.history import Row

_MOST_WARNINGS = 10
"""That are printed with a scorecard; ``ae briefing`` prints all."""


def warnings(connection: Connection, month: Month, area_code: str) -> Iterator[str]:
    """Early warnings of a month, as many as fit beside a scorecard."""
    rows = _warned(connection, month, area_code)
    if not rows:
        yield "No early warnings: no special cause for concern, no target grown unlikely."
        return
    more = f" ({_MOST_WARNINGS} of them; ae briefing tells all)" * (len(rows) > _MOST_WARNINGS)
    yield f"[bold]{len(rows)} early warnings[/]{more}"
    yield from (f"  {escape(row['warning'])}" for row in rows[:_MOST_WARNINGS])


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
    places = reading.key_indicators(connection, str(month), area_code)
    assessed = {
        row["measure_id"]: row
        for row in evidence.held(connection, indicator_assessment, area_code, str(month))
    }
    gaps: dict[str, list[Row]] = {}
    for gap in evidence.held(connection, indicator_gap, area_code, str(month)):
        gaps.setdefault(gap["measure_id"], []).append(gap)
    wanted = [row for row in places if key_indicator in {None, row["key_indicator"]}]
    told = {row["measure_id"] for row in wanted}
    warned = [row for row in assessed.values() if row["warning"] and row["measure_id"] in told]
    if warned:
        yield f"[bold]{len(warned)} early warnings[/]"
        yield from (f"  {escape(row['warning'])}" for row in warned)
    title = None
    for row in wanted:
        if row["measure_id"] not in assessed:
            continue
        if row["key_indicator_title"] != title:
            title = row["key_indicator_title"]
            number = f"{row['key_indicator']}. " if row["key_indicator"] else ""
            yield f"\n[bold]{number}{escape(title)}[/]"
        assessment = assessed[row["measure_id"]]
        yield f"  {escape(assessment['sentence'])}"
        yield from (
            f"    [dim]{escape(line)}[/]"
            for gap in gaps.get(row["measure_id"], [])
            if (line := gap_told(gap, assessment)) is not None
        )


def _warned(connection: Connection, month: Month, area_code: str) -> list[Row]:
    rows = evidence.held(connection, indicator_assessment, area_code, str(month))
    return [row for row in rows if row["warning"] is not None]
