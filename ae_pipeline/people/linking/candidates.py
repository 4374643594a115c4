"""Who is left to compare: people known to the systems of one side of a pass and not the other.

Here: choosing them, and one row for each with what is last known. Not here: the comparison
(``scoring``) or which of its results are links (``probable``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.people.linking.certain import KINDS
from ae_pipeline.people.linking.filled import first_filled
from ae_pipeline.people.linking.identities import DATE

if TYPE_CHECKING:
    from ae_pipeline.people.linking.components import Rows
    from ae_pipeline.people.linking.settings import Pass

COMPARED = (
    DATE,
    "sex",
    "postcode_district",
    "forename_key",
    "forename_sound",
    "surname_key",
    "surname_sound",
)
NUMBERS = "numbers"
"""Column of which kinds of number a person has, a bit for each of ``KINDS``."""
_PLACEHOLDER_SHARE = 0.01
_PLACEHOLDER_LEAST = 100
"""A date of birth that more people share than either allows stands for one that is not known."""


@dataclass(frozen=True)
class Sides:
    """The two sides of a pass; one row is a person, the index its number.

    Attributes:
        left: what is compared (``COMPARED``) and ``numbers``.
        right: likewise.
    """

    left: pd.DataFrame
    right: pd.DataFrame


def sides(rows: pd.DataFrame, person: Rows, chosen: Pass) -> Sides:
    """The people that a pass compares.

    Two who both have a number of the same kind have different ones, so they are not the same. A
    person who for that reason can be no one on the other side is left out.

    Args:
        rows: in the order of ``identities.in_order``.
        person: by row, who it is so far.
        chosen: the systems of both sides.
    """
    on_left = np.isin(person, person[rows["system"].isin(chosen.left)])
    on_right = np.isin(person, person[rows["system"].isin(chosen.right)])
    needed = [*COMPARED, "last_seen", *(field for fields in KINDS.values() for field in fields)]
    left = _last_known(rows.loc[on_left & ~on_right, needed], person[on_left & ~on_right])
    right = _last_known(rows.loc[on_right & ~on_left, needed], person[on_right & ~on_left])
    return Sides(_possible(left, right), _possible(right, left))


def _last_known(rows: pd.DataFrame, person: Rows) -> pd.DataFrame:
    """One row per person: of each column the last value, in doubt that of the first system."""
    group, people = pd.factorize(person, sort=True)
    seen, _ = pd.factorize(rows["last_seen"], sort=True)  # -1, the oldest, where it is not known
    compared = rows[list(COMPARED)].assign(sex=rows["sex"].where(rows["sex"].isin(["M", "F"])))
    known = first_filled(compared, group, COMPARED, np.argsort(-seen, kind="stable"))
    known.index = pd.Index(people, name="person")
    numbers = np.zeros(len(people), dtype="int64")
    for bit, fields in enumerate(KINDS.values()):
        holds = rows[list(fields)].notna().any(axis="columns").to_numpy()
        numbers[np.unique(group[holds])] += 2**bit
    shared = known.groupby(DATE)[DATE].transform("size")
    usual = shared <= max(_PLACEHOLDER_LEAST, _PLACEHOLDER_SHARE * len(known))
    known[DATE] = known[DATE].where(usual)
    known[NUMBERS] = numbers
    return known


def _possible(some: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    met = others[NUMBERS].unique()
    fine = [kinds for kinds in some[NUMBERS].unique() if (met & kinds == 0).any()]
    return some[some[NUMBERS].isin(fine)]
