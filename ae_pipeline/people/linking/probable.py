"""Probable links: people of two sides of a pass who are the same without sharing a number.

Here: which scored pairs are links. Not here: whom to compare (``candidates``) or how alike they
are (``scoring``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.people.linking.candidates import NUMBERS, Sides, sides
from ae_pipeline.people.linking.report import PassReport
from ae_pipeline.people.linking.scoring import best_possible, scores

if TYPE_CHECKING:
    from ae_pipeline.people.linking.components import Rows
    from ae_pipeline.people.linking.settings import LinkageSettings, Pass

TOO_FEW = "too few people to compare"
TOO_LITTLE_KNOWN = "too little is known on both sides for any link to reach the threshold"


@dataclass(frozen=True)
class Probable:
    """The links of one pass.

    Attributes:
        links: ``left``, ``right`` (people, each at most once), ``probability``.
        report: counts.
    """

    links: pd.DataFrame
    report: PassReport


def by_likeness(
    rows: pd.DataFrame, person: Rows, name: str, chosen: Pass, settings: LinkageSettings
) -> Probable:
    """Link people of the two sides of a pass.

    Nobody is two people of the other side, so the candidates of one person compete: the
    probability of a link is its odds against those of all its rivals on either side and of no
    link at all. Where two candidates are as good as each other, neither reaches the threshold:
    the link is refused.

    Args:
        rows: in the order of ``identities.in_order``.
        person: by row, who it is so far.
        name: of the pass, for the report.
        chosen: the systems of both sides.
        settings: threshold and evidence.
    """
    people = sides(rows, person, chosen)
    skipped = None
    if min(len(people.left), len(people.right)) < settings.fewest:
        skipped = TOO_FEW
    elif best_possible(people, settings) < settings.threshold:
        skipped = TOO_LITTLE_KNOWN
    pairs = scores(people, settings) if skipped is None else _none()
    links, refused = _best(_possible(pairs, people), settings.threshold)
    report = PassReport(
        name=name,
        left=len(people.left),
        right=len(people.right),
        linked=len(links),
        ties_refused=refused,
        skipped=skipped,
    )
    return Probable(links, report)


def _none() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "left": pd.Series(dtype="int64"),
            "right": pd.Series(dtype="int64"),
            "weight": pd.Series(dtype="float64"),
        }
    )


def _possible(pairs: pd.DataFrame, people: Sides) -> pd.DataFrame:
    """Pairs without those who both have a number of the same kind."""
    left = people.left[NUMBERS].reindex(pairs["left"]).to_numpy(dtype="int64")
    right = people.right[NUMBERS].reindex(pairs["right"]).to_numpy(dtype="int64")
    possible: pd.DataFrame = pairs[(left & right) == 0]
    return possible


def _best(pairs: pd.DataFrame, threshold: float) -> tuple[pd.DataFrame, int]:
    """The links, and how many people on the left had a good candidate but no clear one."""
    odds = np.exp2(pairs["weight"])
    rivals = odds.groupby(pairs["left"]).transform("sum") + odds.groupby(pairs["right"]).transform(
        "sum"
    )
    probability = odds / (1 + rivals - odds)
    clear = probability >= threshold
    good = odds / (1 + odds) >= threshold
    refused = set(pairs.loc[good, "left"]) - set(pairs.loc[clear, "left"])
    links = pairs.loc[clear, ["left", "right"]].assign(probability=probability[clear])
    return links.reset_index(drop=True), len(refused)
