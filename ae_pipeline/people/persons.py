"""Identity rows from the tables that name people, and the rows of ``person``.

Not here: which columns name a person (``returns.<name>.people``), or who is the same person in
another return (``linking``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline import returns
from ae_pipeline.people.linking.filled import first_filled
from ae_pipeline.people.linking.identities import COLUMNS, DATE, KEY
from ae_pipeline.returns.ethnicity import EXTENDED_ETHNIC
from ae_pipeline.returns.people import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ae_pipeline.periods import Month
    from ae_pipeline.returns.people import IdentityColumns, People

ETHNICITY, DISTRICT = "ethnicity", "postcode_district"


def people_of() -> dict[str, People]:
    """What each return that names people declares of them, from the one believed most."""
    return _people(returns.NAMES)


@cache
def _people(names: tuple[str, ...]) -> dict[str, People]:
    every = {name: returns.package(name).people for name in names}
    return {name: people for name, people in every.items() if people is not None}


def identity_rows(
    columns: IdentityColumns, system: str, table: pd.DataFrame, month: Month
) -> pd.DataFrame:
    """A table's identity rows, with ``ethnicity``; a person may have several.

    Args:
        columns: that say who its rows are about.
        system: name of the return.
        table: validated rows.
        month: of the submission.
    """
    none = pd.Series(None, index=table.index, dtype="str")

    def text(column: str | None) -> pd.Series[Any]:
        return none if column is None else table[column].astype("str")

    sex = none if columns.sex is None else text(columns.sex).map(dict(columns.sexes)).astype("str")
    born = (
        pd.Series(pd.NaT, index=table.index, dtype="datetime64[s]")
        if columns.date_of_birth is None
        else table[columns.date_of_birth].astype("datetime64[s]")
    )
    names = {name: text(name if columns.named else None) for name in NAMES}
    rows = pd.DataFrame(
        {
            "system": pd.Series(system, index=table.index, dtype="str"),
            "local_id": text(columns.local_id),
            "child_link": text(columns.child_link),
            "upn": text(columns.upn),
            "former_upn": text(columns.former_upn),
            "uln": text(columns.uln),
            DATE: born,
            "sex": sex,
            "postcode_district": text(columns.district),
            **names,
            "last_seen": pd.Series(str(month), index=table.index, dtype="str"),
            ETHNICITY: text(columns.ethnicity),
        }
    )
    return rows[rows["local_id"].notna()]


def identities(
    submissions: Mapping[str, Sequence[tuple[Month, Mapping[str, pd.DataFrame]]]],
) -> pd.DataFrame:
    """One row per id and system: of each column the last value, of the table that knows most.

    Args:
        submissions: by return, from the oldest to the newest, each a month and validated tables
            by asset name.

    Returns:
        ``linking.identities.COLUMNS`` and ``ethnicity``.
    """
    every = [
        identity_rows(each, system, tables[each.table], month)
        for system, of_system in submissions.items()
        for month, tables in of_system
        for each in people_of()[system].identities
        if each.table in tables
    ]
    if not every:
        return _nobody()
    rows = pd.concat(every, ignore_index=True)
    group = rows.groupby(list(KEY), sort=True).ngroup().to_numpy()
    return first_filled(rows, group, [*COLUMNS, ETHNICITY], np.arange(len(rows))[::-1])


def _nobody() -> pd.DataFrame:
    text = {name: pd.Series(dtype="str") for name in (*COLUMNS, ETHNICITY)}
    return pd.DataFrame({**text, DATE: pd.Series(dtype="datetime64[s]")})


def known_of(people: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """What is known of each person over all systems; the first that has a value is believed.

    Args:
        people: identity rows with ``person_id``, from the system most believed to the least.

    Returns:
        One row per ``person_id``: ``date_of_birth``, ``sex``, ``ethnicity``,
        ``postcode_district``.
    """
    rows = pd.concat(list(people), ignore_index=True)
    group, _ = pd.factorize(rows["person_id"], sort=True)
    return first_filled(rows, group, ["person_id", DATE, "sex", ETHNICITY, DISTRICT])


_LETTERS = {
    "W": "white",
    "M": "mixed",
    "A": "asian",
    "C": "asian",
    "B": "black",
    "O": "other",
}
_GROUP_OF = {code: _LETTERS[code[0]] for code in EXTENDED_ETHNIC.base if code[0] in _LETTERS}
"""The Census 2021 grouping, as DfE publishes it, of main and finer codes.

Codes begin with the letter of their group; Chinese is Asian. REFU and NOBT are not known.
"""


def ethnic_group_of() -> dict[str, str]:
    """The Census 2021 grouping of DfE's codes, and of the categories of each return's own."""
    own = (people.ethnic_groups for people in people_of().values())
    return {**_GROUP_OF, **{category: group for each in own for category, group in each.items()}}


def persons(
    known: pd.DataFrame, unaccompanied: pd.DataFrame, localities: Mapping[str, str]
) -> pd.DataFrame:
    """The rows of ``schema.person``.

    Args:
        known: what is known of each person (``known_of``).
        unaccompanied: spells (``person_id``, ``end``) as an unaccompanied child.
        localities: by postcode district of the home; a home elsewhere is ``elsewhere``.
    """
    until = unaccompanied.sort_values("end").groupby("person_id")["end"].last(skipna=False)
    locality = known[DISTRICT].map(localities).astype("str")
    return pd.DataFrame(
        {
            "person_id": known["person_id"],
            "date_of_birth": known[DATE],
            "sex": known["sex"],
            "ethnicity": known[ETHNICITY],
            "ethnic_group": known[ETHNICITY]
            .map(ethnic_group_of())
            .fillna("not_known")
            .astype("str"),
            "locality": locality.mask(locality.isna() & known[DISTRICT].notna(), "elsewhere"),
            "uasc": known["person_id"].isin(until.index),
            "uasc_until": until.reindex(known["person_id"]).to_numpy(),
        }
    )
