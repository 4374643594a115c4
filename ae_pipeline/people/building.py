"""The people stage of a month: from validated drops in the lake to person-keyed tables in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline import fingerprint
from ae_pipeline.errors import PipelineError
from ae_pipeline.lake import Lake, NotInLakeError, Stage
from ae_pipeline.people.index import INDEX, person_ids
from ae_pipeline.people.ssda903 import YearReturn, build
from ae_pipeline.periods import CollectionYear
from ae_pipeline.returns.ssda903.minimisation import CHILD_DOMAIN
from ae_pipeline.returns.validating import validated

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.landing import Drop
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return
    from ae_pipeline.settings import RejectionThreshold

PEOPLE = "people"
_USED = ("header", "episodes", "uasc", "oc2", "oc3", "sw_episodes")
_CODE = ("people", "returns", "identity.py")


class BlockedHistoryError(PipelineError):
    """An earlier drop that history needs had too many rows rejected to be built on."""


@dataclass(frozen=True)
class PeopleOfMonth:
    """What is known of a month's people.

    Attributes:
        rows: by table.
        drops: months of the drops they were built from, the newest last.
        vanished: see ``ssda903.People``.
        shared_upns: likewise.
    """

    month: Month
    fingerprint: str
    rows: dict[str, int]
    drops: list[str]
    vanished: int
    shared_upns: int


def build_people(
    source: Return,
    month: Month,
    history: Sequence[Drop],
    lake: Lake,
    *,
    pseudonymiser: Pseudonymiser,
    threshold: RejectionThreshold,
) -> PeopleOfMonth:
    """Build a month's people, unless that has been done from the same.

    Raises:
        NotInLakeError: if a drop of the history has not been validated.
        BlockedHistoryError: if one was validated and fails its rejection threshold.
    """
    years = []
    for drop in history:
        known = validated(source, drop.month, lake)
        if known is None:
            raise NotInLakeError(
                f"{month} needs the {source.name} return of {drop.month} for its history, and that "
                f"has not been validated. Run it first: ae run --period {drop.month}"
            )
        if blocked := known.blocked(threshold):
            raise BlockedHistoryError(
                f"{month} needs the {source.name} return of {drop.month} for its history, but too "
                f"many rows of it were rejected ({', '.join(blocked)}). Correct that drop and run "
                "it again, or raise rejection_threshold in config/quality.yaml."
            )
        years.append(known)
    index = lake.manifest(Stage.PEOPLE, INDEX, month)
    if index is None:
        raise NotInLakeError(f"{month} has no person index yet: run it (ae run --period {month}).")
    made_from = fingerprint.of(
        drops=[(str(year.month), year.fingerprint) for year in years],
        index=index["fingerprint"],
        code=fingerprint.code(*_CODE),
    )
    manifest = lake.manifest(Stage.PEOPLE, PEOPLE, month)
    if manifest is None or manifest["fingerprint"] != made_from:
        ids = person_ids(lake, month, source.name)
        people = build(
            [
                YearReturn(
                    CollectionYear.of(year.month.start),
                    {
                        name: _of_drop(
                            lake.read(Stage.VALIDATED, source.name, year.month, name), year.month
                        )
                        for name in _USED
                        if name in year.tables
                    },
                    _children_set_aside(lake, source, year.month, pseudonymiser),
                )
                for year in years
            ],
            person_id=lambda child: child.map(ids).astype("str"),
        )
        manifest = {
            "fingerprint": made_from,
            "rows": {name: len(frame) for name, frame in people.tables.items()},
            "drops": [str(year.month) for year in years],
            "vanished": people.vanished,
            "shared_upns": people.shared_upns,
        }
        lake.replace(Stage.PEOPLE, PEOPLE, month, people.tables, manifest)
    return PeopleOfMonth(month=month, **manifest)


def _of_drop(rows: pd.DataFrame, month: Month) -> pd.DataFrame:
    """Rows that can be followed back past their file to the drop it came in."""
    return rows.assign(source_file=f"{month}/" + rows["source_file"])


def _children_set_aside(
    lake: Lake, source: Return, month: Month, pseudonymiser: Pseudonymiser
) -> frozenset[str]:
    rows = lake.read(Stage.QUARANTINE, source.name, month, "episodes")
    return frozenset(pseudonymiser.column(rows["CHILD"], CHILD_DOMAIN).dropna())
