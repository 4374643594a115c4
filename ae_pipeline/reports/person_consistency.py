"""Whether two returns say the same of the people whom both know: person by person, never a value.

Here: the comparison. Not here: which columns tell what (``reports.consistency``), or who is the
same person (``people.linking``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

CLAIM_COLUMNS = ("person_id", "field", "level", "value")
AGREEMENT_COLUMNS = ("person_id", "field", "return_a", "return_b", "agrees")
COUNT_COLUMNS = ("field", "return_a", "return_b", "people", "yes", "no", "one_lacks", "share")


class Agrees(StrEnum):
    """What came of comparing one field of one person in two returns."""

    YES = "yes"
    NO = "no"
    ONE_LACKS = "one lacks"


@dataclass(frozen=True)
class Claims:
    """What one return says of people.

    Attributes:
        source: name of the return.
        known: ids of all persons whom it knows.
        fields: what it can tell of a person at all.
        told: ``CLAIM_COLUMNS``. A return may tell several values of a field. Where it tells a finer
            one it also tells the coarser that it is part of: ``level`` 0 is the finest.
    """

    source: str
    known: frozenset[str]
    fields: frozenset[str]
    told: pd.DataFrame


def compare(one: Claims, other: Claims) -> pd.DataFrame:
    """A row for each person whom both returns know and field that both can tell.

    They agree where some value of one is some value of the other, at the finest level at which both
    tell anything. A person of whom neither tells a field has no row for it.

    Returns:
        ``AGREEMENT_COLUMNS``, ordered by field and person.
    """
    people, fields = one.known & other.known, one.fields & other.fields
    told = [_of(claims, people, fields) for claims in (one, other)]
    finest = _finest_common(*told)
    values = told[0].merge(told[1], on=["person_id", "field", "level"], suffixes=("_a", "_b"))
    values = values.merge(finest, on=["person_id", "field", "level"])
    same = (values["value_a"] == values["value_b"]).groupby([values["person_id"], values["field"]])
    agreed = same.any()
    every = pd.concat(told)[["field", "person_id"]].drop_duplicates()
    every = every.sort_values(["field", "person_id"], ignore_index=True)
    found = agreed.reindex(pd.MultiIndex.from_frame(every[["person_id", "field"]])).to_numpy()
    agrees = pd.Series(found, dtype="boolean").map({True: Agrees.YES, False: Agrees.NO})
    return pd.DataFrame(
        {
            "person_id": every["person_id"],
            "field": every["field"],
            "return_a": pd.Series(one.source, index=every.index, dtype="str"),
            "return_b": pd.Series(other.source, index=every.index, dtype="str"),
            "agrees": agrees.astype("str").fillna(str(Agrees.ONE_LACKS)),
        }
    )


def counts(rows: pd.DataFrame) -> pd.DataFrame:
    """How many people agree, by field and pair of returns.

    Args:
        rows: ``AGREEMENT_COLUMNS``.

    Returns:
        ``COUNT_COLUMNS``: ``people`` of whom at least one of the two tells the field; ``share``
        that agrees of those of whom both tell it, null where that is nobody.
    """
    keys = ["field", "return_a", "return_b"]
    answers = {str(answer).replace(" ", "_"): rows["agrees"] == answer for answer in Agrees}
    table = rows[keys].assign(people=1, **answers).groupby(keys, as_index=False).sum()
    both = table["yes"] + table["no"]
    return table.assign(share=table["yes"].div(both.where(both > 0)))[list(COUNT_COLUMNS)]


def _of(claims: Claims, people: frozenset[str], fields: frozenset[str]) -> pd.DataFrame:
    told = claims.told
    kept = told["person_id"].isin(people) & told["field"].isin(fields) & told["value"].notna()
    return told.loc[kept, list(CLAIM_COLUMNS)].drop_duplicates()


def _finest_common(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """By person and field, the finest level at which both tell something."""
    keys = ["person_id", "field", "level"]
    common = one[keys].drop_duplicates().merge(other[keys].drop_duplicates(), on=keys)
    finest: pd.DataFrame = common.groupby(["person_id", "field"], as_index=False)[["level"]].min()
    return finest
