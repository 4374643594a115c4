"""The measures stage of a month: from people in the lake to counts and memberships in it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline import fingerprint
from ae_pipeline.lake import Lake, NotInLakeError, Stage
from ae_pipeline.measures.counting import count
from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.people.building import PEOPLE
from ae_pipeline.people.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month

MEMBERSHIP, COUNTS = "membership", "counts"
_CODE = ("measures", "engines")


@dataclass(frozen=True)
class Measured:
    """A measure of a month, as it lies in the lake under ``membership/<measure>/<month>``.

    Attributes:
        counts: ``COUNT_COLUMNS``.
        members: rows of the membership.
    """

    measure: Measure
    fingerprint: str
    counts: pd.DataFrame
    members: int


def measure_month(
    measures: Iterable[Measure],
    month: Month,
    lake: Lake,
    *,
    authority: str,
    engine: Callable[[], Engine],
) -> Iterator[Measured]:
    """Count measures for a month, each unless that has been done from the same.

    The engine is opened when the first measure needs it, and closed at the end.

    Raises:
        NotInLakeError: if the month's people have not been built.
    """
    people = lake.manifest(Stage.PEOPLE, PEOPLE, month)
    if people is None:
        raise NotInLakeError(
            f"The people of {month} have not been built: run that month first "
            f"(ae run --period {month})."
        )
    with ExitStack() as stack:
        opened: Engine | None = None
        for measure in measures:
            made_from = fingerprint.of(
                people=people["fingerprint"],
                measure=measure.id,
                version=measure.info.version,
                authority=authority,
                code=fingerprint.code(*_CODE),
            )
            manifest = lake.manifest(Stage.MEMBERSHIP, measure.id, month)
            if manifest is None or manifest["fingerprint"] != made_from:
                if opened is None:
                    opened = stack.enter_context(engine())
                    opened.load(
                        {
                            name: lake.path(Stage.PEOPLE, PEOPLE, month, name)
                            for name in metadata.tables
                        }
                    )
                counted = count(opened, measure, month, authority)
                manifest = {"fingerprint": made_from, "members": len(counted.membership)}
                lake.replace(
                    Stage.MEMBERSHIP,
                    measure.id,
                    month,
                    {COUNTS: counted.counts, MEMBERSHIP: counted.membership},
                    manifest,
                )
            yield Measured(
                measure,
                made_from,
                lake.read(Stage.MEMBERSHIP, measure.id, month, COUNTS),
                manifest["members"],
            )


def unreconciled(counts: pd.DataFrame) -> list[str]:
    """Breakdowns of a measure whose categories do not add up to its total; none is right."""
    columns = ["numerator", "denominator"]
    sums = counts.groupby("breakdown")[columns].sum(min_count=1)
    total = sums.loc[TOTAL]
    has_denominator = not pd.isna(total["denominator"])
    return [
        str(breakdown)
        for breakdown, parts in sums.drop(index=TOTAL).iterrows()
        if parts["numerator"] != total["numerator"]
        or (has_denominator and parts["denominator"] != total["denominator"])
    ]
