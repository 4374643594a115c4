"""Where each return tells who somebody is, and identity rows from there.

Here: by return, the table and columns that name a person. Not here: who is the same person in
another system (``linking``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.people.linking.filled import first_filled
from ae_pipeline.people.linking.identities import COLUMNS, DATE, KEY
from ae_pipeline.returns.ethnicity import EXTENDED_ETHNIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ae_pipeline.periods import Month

ETHNICITY, DISTRICT = "ethnicity", "postcode_district"
_NAMES = ("forename_key", "surname_key", "forename_sound", "surname_sound")
_SEXES = {
    "1": "M",
    "2": "F",
    "M": "M",
    "F": "F",
    "U": "U",
    "a) Male": "M",
    "b) Female": "F",
}
"""Codes of SSDA903, of schools and the CIN Census, and of Annex A."""


@dataclass(frozen=True)
class Persons:
    """The columns of one validated table that say who its rows are about.

    Attributes:
        system: name of the return.
        table: asset name.
        local_id: the system's own id of a person; a row without one tells of nobody.
        named: whether the names ``forename_key`` … and ``surname_key`` … are there.
    """

    system: str
    table: str
    local_id: str
    child_link: str | None = None
    upn: str | None = None
    former_upn: str | None = None
    uln: str | None = None
    date_of_birth: str | None = None
    sex: str | None = None
    ethnicity: str | None = None
    district: str | None = None
    named: bool = False

    @property
    def numbers(self) -> tuple[str, ...]:
        """Columns with a number that other systems may hold too."""
        return tuple(
            column
            for column in (self.child_link, self.upn, self.former_upn, self.uln)
            if column is not None
        )

    @property
    def traits(self) -> tuple[str, ...]:
        """Columns by which somebody can be told without a number."""
        told = (self.date_of_birth, self.sex, self.district)
        return (*(column for column in told if column is not None), *(_NAMES if self.named else ()))

    def rows(self, table: pd.DataFrame, month: Month) -> pd.DataFrame:
        """Identity rows, with ``ethnicity`` beside them; a person may have several."""
        none = pd.Series(None, index=table.index, dtype="str")

        def told(column: str | None) -> pd.Series[Any]:
            return none if column is None else table[column].astype("str")

        sex = none if self.sex is None else told(self.sex).map(_SEXES).astype("str")
        born = (
            pd.Series(pd.NaT, index=table.index, dtype="datetime64[s]")
            if self.date_of_birth is None
            else table[self.date_of_birth].astype("datetime64[s]")
        )
        names = {name: told(name if self.named else None) for name in _NAMES}
        rows = pd.DataFrame(
            {
                "system": pd.Series(self.system, index=table.index, dtype="str"),
                "local_id": told(self.local_id),
                "child_link": told(self.child_link),
                "upn": told(self.upn),
                "former_upn": told(self.former_upn),
                "uln": told(self.uln),
                DATE: born,
                "sex": sex,
                "postcode_district": told(self.district),
                **names,
                "last_seen": pd.Series(str(month), index=table.index, dtype="str"),
                ETHNICITY: told(self.ethnicity),
            }
        )
        return rows[rows["local_id"].notna()]


def _child(system: str, table: str, child: str) -> Persons:
    """A table that names children by their social care number alone."""
    return Persons(system, table, local_id=child, child_link=f"{child}_link")


def _pupil(table: str) -> Persons:
    """A table of results, which name pupils by UPN."""
    return Persons(
        "attainment",
        table,
        local_id="upn",
        upn="upn",
        uln="uln" if table in {"level23", "ks4"} else None,
        date_of_birth="dob",
        sex="sex",
        named=True,
    )


def _on_a_roll(table: str) -> Persons:
    """A table of the School Census that names pupils; one of two schools is in it twice."""
    return Persons(
        "school_census",
        table,
        local_id="pupil_id",
        upn="upn",
        former_upn="former_upn",
        uln="uln",
        date_of_birth="born",
        sex="sex",
        ethnicity="ethnicity",
        named=True,
    )


_LISTS = (
    "contacts",
    "early_help_assessments",
    "referrals",
    "assessments",
    "section_47",
    "adoption",
    "care_leavers",
    "children_looked_after",
    "child_protection_plans",
    "children_in_need",
)
"""Annex A's lists of children."""
_SSDA903 = _child("ssda903", "header", "child")
_CIN = _child("cin", "child_identifiers", "la_child_id")
_CIN_TRAITS = _child("cin", "child_characteristics", "la_child_id")
_PEPS, _MOVES = _child("epep", "peps", "childid"), _child("epep", "school_moves", "childid")


PERSONS: tuple[Persons, ...] = (
    *(
        _child("ssda903", table, "child")
        for table in ("episodes", "oc2", "oc3", "sw_episodes", "uasc", "reviews", "missing")
    ),
    replace(_SSDA903, date_of_birth="dob", sex="sex", ethnicity="ethnic", upn="upn"),
    *(_child("cin", table, "la_child_id") for table in ("cin_details", "child_protection_plans")),
    replace(_CIN_TRAITS, ethnicity="ethnicity"),
    replace(_CIN, upn="upn", former_upn="former_upn", date_of_birth="person_birth_date", sex="sex"),
    *(
        replace(
            _child("annex_a", table, "child_unique_id"),
            date_of_birth="date_of_birth",
            sex="gender",
            ethnicity="ethnicity",
        )
        for table in _LISTS
    ),
    Persons(
        "early_help",
        "people",
        local_id="person_id",
        upn="upn",
        date_of_birth="date_of_birth",
        sex="sex",
        ethnicity="ethnicity",
        district="home_postcode_district",
        named=True,
    ),
    Persons(
        "sen2",
        "person",
        local_id="person_id",
        upn="upn",
        uln="uln",
        date_of_birth="born",
        sex="sex",
        ethnicity="ethnicity",
        district="postcode_district",
        named=True,
    ),
    *(
        Persons("school_census", table, local_id="pupil_id", district="postcode_district")
        for table in ("addresses_off_roll", "addresses_on_roll")
    ),
    *(_on_a_roll(table) for table in ("pupil_no_longer_on_roll", "pupil_on_roll")),
    Persons("attendance", "marks", local_id="upn", upn="upn"),
    replace(_MOVES, upn="upn", date_of_birth="dob"),
    replace(_PEPS, upn="upn", date_of_birth="dob"),
    *(_pupil(table) for table in ("destinations", "level23", "eyfsp", "phonics", "ks2", "ks4")),
    Persons(
        "nccis",
        "young_people",
        local_id="ypid",
        upn="upn",
        uln="uln",
        date_of_birth="dob",
        sex="sex",
        ethnicity="ethnic",
        district="postcode_district",
        named=True,
    ),
    *(
        _child("homes", table, "child_id")
        for table in (
            "care_leaver_accommodation",
            "homeless_presentations",
            "mockingbird_placements",
            "placement_requests",
            "short_breaks",
        )
    ),
    *(
        Persons("homes", table, local_id="upn", upn="upn")
        for table in ("high_needs_placements", "home_to_school_transport", "targeted_funding")
    ),
    *(
        _child("quality_assurance", table, "child_id")
        for table in ("audits", "complaints", "out_of_hours")
    ),
)
"""Every place, by return from the one that knows least of a person to the one that knows most."""


SEVERAL_IDS = frozenset({"attendance", "homes", "school_census", "sen2"})
"""Returns that rightly know a person by several ids: one a file, a stay on a roll or a kind of
number, or a UPN that was replaced."""


def tables_of(system: str) -> tuple[str, ...]:
    """Asset names of the tables of a return that name persons; empty where none does."""
    return tuple(dict.fromkeys(each.table for each in PERSONS if each.system == system))


def columns_of(system: str, table: str) -> tuple[str, ...]:
    """Columns of a validated table that say who its rows are about."""
    told = [each for each in PERSONS if (each.system, each.table) == (system, table)]
    return tuple(
        dict.fromkeys(
            column
            for each in told
            for column in (each.local_id, *each.numbers, *each.traits, each.ethnicity)
            if column is not None
        )
    )


def identities(
    told: Mapping[str, Sequence[tuple[Month, Mapping[str, pd.DataFrame]]]],
) -> pd.DataFrame:
    """One row per id and system: of each column, what was told last, by the table that knows most.

    Args:
        told: by return, its drops from the oldest to the newest, each a month and validated
            tables by asset name.

    Returns:
        ``linking.identities.COLUMNS`` and ``ethnicity``.
    """
    every = [
        each.rows(tables[each.table], month)
        for system, drops in told.items()
        for month, tables in drops
        for each in PERSONS
        if each.system == system and each.table in tables
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
    """What is known of each person over all systems; the first that tells something is believed.

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
_GROUP_OF = {
    **{code: _LETTERS[code[0]] for code in EXTENDED_ETHNIC.base if code[0] in _LETTERS},
    "a) White": "white",
    "b) Mixed": "mixed",
    "c) Asian or Asian British": "asian",
    "d) Black or black British": "black",
    "e) Other ethnic group": "other",
}
"""The Census 2021 grouping, as DfE publishes it, of main and finer codes and of Annex A's groups.

Codes begin with the letter of their group; Chinese is Asian, though Annex A has it among the
others. REFU and NOBT are not known.
"""


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
            "ethnic_group": known[ETHNICITY].map(_GROUP_OF).fillna("not_known").astype("str"),
            "locality": locality.mask(locality.isna() & known[DISTRICT].notna(), "elsewhere"),
            "uasc": known["person_id"].isin(until.index),
            "uasc_until": until.reindex(known["person_id"]).to_numpy(),
        }
    )
