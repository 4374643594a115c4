"""From the SSDA903 returns of several years to one history per child, keyed by person.

A return tells of one collection year. What is known of a child is the union of the last return
of each year; where two tell of the same thing, the later one is believed. Not here: who is the
same person in another system.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.people import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import sqlalchemy as sa

    from ae_pipeline.periods import CollectionYear

_ETHNIC_GROUPS = {
    "white": ("WBRI", "WIRI", "WIRT", "WOTH", "WROM"),
    "mixed": ("MWBC", "MWBA", "MWAS", "MOTH"),
    "asian": ("AIND", "APKN", "ABAN", "AOTH", "CHNE"),
    "black": ("BCRB", "BAFR", "BOTH"),
    "other": ("OOTH",),
}
"""The Census 2021 grouping, as DfE publishes it; REFU and NOBT are not known."""
_GROUP_OF = {code: group for group, codes in _ETHNIC_GROUPS.items() for code in codes}
_SEXES = {"1": "M", "2": "F", "M": "M", "F": "F", "U": "U"}

SOURCE_OF = {
    tables.person.name: "header",
    tables.care_episode.name: "episodes",
    tables.health_outcome.name: "oc2",
    tables.care_leaver.name: "oc3",
    tables.social_worker_episode.name: "sw_episodes",
}
"""The validated table that each table is mostly made from."""
_OTHERWISE = {
    "person_id": ("child",),
    "date_of_birth": ("dob",),
    "ethnicity": ("ethnic",),
    "ethnic_group": ("ethnic",),
    "dec_imputed": ("dec",),
    "uasc": (),
    "uasc_until": (),
    "collection_year": (),
}
"""Columns of those tables that do not come from one of the same name."""


@dataclass(frozen=True)
class YearReturn:
    """The last return of a collection year.

    Attributes:
        tables: validated rows, by asset name.
        set_aside: children of whom an episode was quarantined.
    """

    year: CollectionYear
    tables: Mapping[str, pd.DataFrame]
    set_aside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class People:
    """The person-keyed tables of ``people.tables``, by name, and what was noticed in making them.

    Attributes:
        vanished: episodes open at the end of a return that the next return does not mention:
            they are ended on the day after the collection year that last knew them.
        shared_upns: UPNs that more than one child id carries.
    """

    tables: dict[str, pd.DataFrame]
    vanished: int
    shared_upns: int


def build(
    returns: Sequence[YearReturn], person_id: Callable[[pd.Series[str]], pd.Series[str]]
) -> People:
    """Make the tables that measures read.

    Args:
        returns: oldest year first.
        person_id: turns child pseudonyms into person ids.
    """
    episodes, vanished = _episodes(returns)
    header = _latest(returns, "header", ["child"])
    frames = {
        tables.person.name: _persons(returns, header),
        tables.care_episode.name: episodes,
        tables.health_outcome.name: _each_year(returns, "oc2"),
        tables.care_leaver.name: _each_year(returns, "oc3"),
        tables.social_worker_episode.name: _social_workers(returns),
    }
    return People(
        tables={
            name: _shaped(
                frame.assign(person_id=person_id(frame["child"])), tables.metadata.tables[name]
            )
            for name, frame in frames.items()
        },
        vanished=vanished,
        shared_upns=int(
            header.dropna(subset=["upn"]).groupby("upn")["child"].nunique().gt(1).sum()
        ),
    )


def origins(table: str, column: str) -> list[tuple[str, str]]:
    """The validated tables and columns that a column is made from."""
    if column in {"uasc", "uasc_until"}:
        return [("uasc", "child" if column == "uasc" else "duc")]
    return [(SOURCE_OF[table], name) for name in _OTHERWISE.get(column, (column,))]


def _stack(returns: Sequence[YearReturn], table: str) -> pd.DataFrame:
    """The rows of a table over all years, oldest first, with ``collection_year``."""
    return pd.concat(
        [
            part.tables[table].assign(collection_year=part.year.start_year)
            for part in returns
            if table in part.tables
        ],
        ignore_index=True,
    )


def _latest(returns: Sequence[YearReturn], table: str, key: list[str]) -> pd.DataFrame:
    """One row per key: that of the latest year which reports it."""
    return _stack(returns, table).drop_duplicates(key, keep="last").reset_index(drop=True)


def _each_year(returns: Sequence[YearReturn], table: str) -> pd.DataFrame:
    """One row per child and collection year."""
    return _stack(returns, table).drop_duplicates(["child", "collection_year"], keep="last")


def _persons(returns: Sequence[YearReturn], header: pd.DataFrame) -> pd.DataFrame:
    """Every child that an accepted row names, also one whose own Header row was set aside."""
    named = pd.concat(
        [
            frame[["child", "source_file", "source_row"]]
            for part in returns
            for frame in part.tables.values()
        ],
        ignore_index=True,
    ).drop_duplicates("child", keep="last")
    only_named = named[~named["child"].isin(header["child"])]
    persons = pd.concat([header, only_named], ignore_index=True)
    until = _latest(returns, "uasc", ["child"]).set_index("child")["duc"]
    return persons.assign(
        date_of_birth=persons["dob"],
        sex=persons["sex"].map(_SEXES).astype("str"),
        ethnicity=persons["ethnic"],
        ethnic_group=persons["ethnic"].map(_GROUP_OF).fillna("not_known").astype("str"),
        uasc=persons["child"].isin(until.index),
        uasc_until=until.reindex(persons["child"]).to_numpy(),
    )


def _episodes(returns: Sequence[YearReturn]) -> tuple[pd.DataFrame, int]:
    """The history of episodes, and how many were open and then not mentioned again.

    The last return of a year lists every episode that was open at any time in it. One that was
    left open and is not in the next year's return cannot still be open: the child left, or the
    record was corrected. It is closed on the first day of that next year and flagged. But where
    the next return has an episode of the child in quarantine, the child did not vanish: what was
    last known stands.
    """
    episodes = _latest(returns, "episodes", ["child", "decom"])
    newest = max(part.year.start_year for part in returns)
    earlier = episodes["dec"].isna() & (episodes["collection_year"] < newest)
    set_aside = {(part.year.start_year - 1, child) for part in returns for child in part.set_aside}
    known_otherwise = pd.Series(
        [
            pair in set_aside
            for pair in zip(episodes["collection_year"], episodes["child"], strict=True)
        ],
        index=episodes.index,
        dtype=bool,
    )
    vanished = earlier & ~known_otherwise
    following = pd.to_datetime(
        episodes["collection_year"].map(lambda year: date(year + 1, 4, 1))
    ).astype(episodes["dec"].dtype)
    closed = episodes.assign(dec=episodes["dec"].mask(vanished, following), dec_imputed=vanished)
    return closed, int(vanished.sum())


def _social_workers(returns: Sequence[YearReturn]) -> pd.DataFrame:
    """Time with each worker; an empty table in years whose specification does not have it."""
    if not any("sw_episodes" in part.tables for part in returns):
        columns = [column.name for column in tables.social_worker_episode.columns]
        return pd.DataFrame({name: pd.Series(dtype="str") for name in ["child", *columns]})
    return _latest(returns, "sw_episodes", ["child", "worker_id", "sw_decom"])


def _shaped(frame: pd.DataFrame, table: sa.Table) -> pd.DataFrame:
    """Exactly the columns of a table, in its order."""
    return frame[[column.name for column in table.columns]].reset_index(drop=True)
