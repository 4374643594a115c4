"""Deterministic links: rows that share a number are the same person, unless they cannot be.

Here: which rows hang together by social care number, UPN (present or former) and ULN, and which
numbers are in dispute. Not here: links without a shared number (``probable``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ae_pipeline.people.linking.agreement import Profiles
from ae_pipeline.people.linking.components import Rows, components, sharing
from ae_pipeline.people.linking.identities import codes

FIELDS = ("child_link", "upn", "former_upn", "uln")
"""The columns that identify, the strongest first."""
KINDS = {"child_link": ("child_link",), "upn": ("upn", "former_upn"), "uln": ("uln",)}
"""The numbers there are, and the columns that hold each: a former UPN is a UPN."""
ALONE = "only"
_BY_NUMBER, _BY_AGREEMENT, _BY_DATE = 0, 1, 2


@dataclass(frozen=True)
class Certain:
    """What the numbers say.

    Attributes:
        person: by row, the first row of the same person.
        how: by row, the strongest column that connects it with another row; ``only`` if none.
        claims: which row holds which number: ``row``, ``field`` (its place in ``FIELDS``),
            ``kind``, ``number``. Without placeholders, and without numbers in dispute.
        disputed: by kind, numbers that rows of different people hold.
        placeholders: numbers that too many rows hold to identify anybody.
    """

    person: Rows
    how: pd.Series[str]
    claims: pd.DataFrame
    disputed: dict[str, int]
    placeholders: int


def by_number(rows: pd.DataFrame, *, placeholder_rows: int) -> Certain:
    """Link identity rows by the numbers they share.

    A number whose rows cannot all be one person (``agreement``) connects only those of its rows
    that agree in date of birth or forename. Where a chain of numbers still connects two that
    cannot be one person, all of the chain is treated so, and at last by date of birth alone: no
    person holds rows that contradict each other.

    Args:
        rows: in the order of ``identities.in_order``.
        placeholder_rows: most rows that can share a number which identifies a person.
    """
    claims = _claims(rows)
    shared = claims.groupby("number")["row"].transform("size")
    counted = claims[shared <= placeholder_rows].reset_index(drop=True)
    person = _united(rows, counted, largest=placeholder_rows)
    holder = person[counted["row"]]
    people = pd.Series(holder).groupby(counted["number"]).transform("nunique")
    in_dispute = (people > 1).to_numpy()
    numbers = counted[in_dispute].drop_duplicates("number")["kind"].value_counts()
    return Certain(
        person=person,
        how=_how(counted.assign(person=holder), len(rows)),
        claims=counted[~in_dispute].reset_index(drop=True),
        disputed={kind: int(numbers.get(kind, 0)) for kind in KINDS},
        placeholders=int(claims.loc[shared > placeholder_rows, "number"].nunique()),
    )


def _claims(rows: pd.DataFrame) -> pd.DataFrame:
    parts, known = [], 0
    for kind, fields in KINDS.items():
        numbers = codes(pd.concat([rows[field] for field in fields], ignore_index=True))
        part = pd.DataFrame(
            {
                "row": np.tile(np.arange(len(rows)), len(fields)),
                "field": np.repeat([FIELDS.index(field) for field in fields], len(rows)),
                "kind": kind,
                "number": numbers + known,
            }
        )
        parts.append(part[numbers >= 0].drop_duplicates(["row", "number"]))
        known += int(numbers.max(initial=-1)) + 1
    return pd.concat(parts, ignore_index=True)


def _united(rows: pd.DataFrame, claims: pd.DataFrame, *, largest: int) -> Rows:
    profiles = Profiles.of(rows)
    row, number = claims["row"].to_numpy(), claims["number"].to_numpy()
    caution = np.full(len(claims), _BY_NUMBER)
    person = _joined(profiles, row, number, caution)
    doubted = _doubted(profiles, person, largest)
    if not doubted.any():
        return person
    caution[np.isin(number, _contradicted(profiles, claims[doubted[row]]))] = _BY_AGREEMENT
    for level in (_BY_AGREEMENT, _BY_DATE):
        person = _joined(profiles, row, number, caution)
        doubted = _doubted(profiles, person, largest)
        caution = np.where(doubted[row], level, caution)
    return _joined(profiles, row, number, caution)


def _joined(profiles: Profiles, row: Rows, number: Rows, caution: Rows) -> Rows:
    """Rows connected by number, and where there is reason for caution by more than that."""
    joins = [sharing(row[free := caution == _BY_NUMBER], number[free])]
    for values, most in ((profiles.born, _BY_DATE), (profiles.names["forename_key"], 1)):
        value = values[row]
        chosen = (caution > _BY_NUMBER) & (caution <= most) & (value >= 0)
        both = number[chosen] * (values.max(initial=0) + 1) + value[chosen]
        joins.append(sharing(row[chosen], both))
    one, other = (np.concatenate(ends) for ends in zip(*joins, strict=True))
    return components(len(profiles.born), one, other)


def _doubted(profiles: Profiles, person: Rows, largest: int) -> np.ndarray:
    """Rows of people who contradict themselves, or are too many with different dates to tell."""
    of_person = pd.DataFrame({"person": person, "row": np.arange(len(person))})
    born = pd.Series(profiles.born).where(profiles.born >= 0).groupby(person)
    dubious = of_person[(born.transform("nunique") > 1).to_numpy()]
    size = dubious.groupby("person")["row"].transform("size")
    small = dubious[size <= largest]
    pairs = small.merge(small, on="person")
    conflict = profiles.conflict(pairs["row_x"].to_numpy(), pairs["row_y"].to_numpy())
    found = {*dubious.loc[size > largest, "person"], *pairs.loc[conflict, "person"]}
    return np.isin(person, list(found))


def _contradicted(profiles: Profiles, claims: pd.DataFrame) -> np.ndarray:
    """Numbers that two rows hold which cannot be one person."""
    held = claims[["number", "row"]]
    pairs = held.merge(held, on="number")
    conflict = profiles.conflict(pairs["row_x"].to_numpy(), pairs["row_y"].to_numpy())
    return pairs.loc[conflict, "number"].unique()


def _how(claims: pd.DataFrame, count: int) -> pd.Series[str]:
    """By row, the first of ``FIELDS`` whose number another row of the same person holds too.

    ``upn`` means that the other holds it as its present UPN too, ``former_upn`` that one of the
    two holds it as a former one.
    """
    same_field = claims.duplicated(["person", "field", "number"], keep=False)
    same_kind = claims.duplicated(["person", "number"], keep=False)
    former = claims["field"].mask(~same_field & same_kind, FIELDS.index("former_upn"))
    best = former[same_kind].groupby(claims["row"]).min()
    names = best.map(dict(enumerate(FIELDS)))
    return names.reindex(range(count)).fillna(ALONE).astype("str")
