"""What a month counted, as it lies in the lake: ``membership/<group>/<month>``.

A group of measures (``groups``) has two tables: the counts of all its measures, and who stands
behind them. Not here: counting them (``measuring``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.lake import Lake, Stage
from ae_pipeline.measures.groups import group_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month

COUNTS, MEMBERSHIP = "counts", "membership"
MEASURE, PERIOD = "measure_id", ("period_start", "period_end")
"""Columns of a membership in the lake, before ``MEMBERSHIP_COLUMNS``."""


def counts_of(measures: Iterable[Measure], month: Month, lake: Lake) -> pd.DataFrame:
    """The counts of some measures (``COUNT_COLUMNS``), over every period of a month.

    Raises:
        NotInLakeError: if one has not been counted.
    """
    by_group: dict[str, list[str]] = {}
    for each in measures:
        by_group.setdefault(group_of(each).name, []).append(each.id)
    frames = []
    for group, ids in by_group.items():
        counts = lake.read(Stage.MEMBERSHIP, group, month, COUNTS)
        frames.append(counts[counts[MEASURE].isin(ids)])
    return pd.concat(frames, ignore_index=True)


def members_of(measure: Measure, month: Month, lake: Lake) -> pd.DataFrame:
    """Who stands behind a measure's counts: ``MEMBERSHIP_COLUMNS`` and the days of the period.

    Personal data.

    Raises:
        NotInLakeError: if it has not been counted.
    """
    path = lake.path(Stage.MEMBERSHIP, group_of(measure).name, month, MEMBERSHIP)
    rows: dict[str, Any] = {"filters": [(MEASURE, "=", measure.id)]}
    return pd.read_parquet(path, **rows).drop(columns=MEASURE).reset_index(drop=True)
