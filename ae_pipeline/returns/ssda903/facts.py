"""From the SSDA903 returns of several years to one history per child, keyed by person.

A return tells of one collection year. What is known of a child is the union of the last return
of each year; where two tell of the same thing, the later one is believed. Not here: who is the
same person in another system.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.facts.coverage import years_covered
from ae_pipeline.facts.declaration import (
    FactCheck,
    Facts,
    FactTable,
    Frames,
    SubmissionRows,
    stacked,
)
from ae_pipeline.periods import CollectionYear
from ae_pipeline.returns.ssda903.minimisation import CHILD_DOMAIN
from ae_pipeline.schema.care import (
    care_episode,
    care_leaver,
    health_outcome,
    social_worker_episode,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_APRIL = 4
_KEYED = {"person_id", "collection_year", "dec_imputed", "source_file", "source_row"}


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    frames = {
        care_episode.name: _episodes(drops),
        health_outcome.name: _each_year(drops, "oc2"),
        care_leaver.name: _each_year(drops, "oc3"),
        social_worker_episode.name: _latest(
            drops, "sw_episodes", ["child", "worker_id", "sw_decom"]
        ),
    }
    person = drops[-1].person
    return {name: frame.assign(person_id=person(frame["child"])) for name, frame in frames.items()}


def _stack(drops: Sequence[SubmissionRows], table: str) -> pd.DataFrame:
    """The rows of a table over all years, oldest first, with ``collection_year``."""
    rows = stacked(drops, table)
    years = {str(each.month): CollectionYear.of(each.month.start).start_year for each in drops}
    return rows.assign(collection_year=rows["submission"].map(years).astype("Int64"))


def _latest(drops: Sequence[SubmissionRows], table: str, key: list[str]) -> pd.DataFrame:
    """One row per key: that of the latest year which reports it."""
    return _stack(drops, table).drop_duplicates(key, keep="last").reset_index(drop=True)


def _each_year(drops: Sequence[SubmissionRows], table: str) -> pd.DataFrame:
    """One row per child and collection year."""
    return _stack(drops, table).drop_duplicates(["child", "collection_year"], keep="last")


def _episodes(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    """The history of episodes.

    The last return of a year lists every episode that was open at any time in it. One that was
    left open and is not in the next year's return cannot still be open: the child left, or the
    record was corrected. It is closed on the first day of that next year and flagged
    (``dec_imputed``). But where the next return has an episode of the child in quarantine, the
    child did not vanish: what was last known stands.
    """
    episodes = _latest(drops, "episodes", ["child", "decom"])
    years = [CollectionYear.of(each.month.start).start_year for each in drops]
    earlier = episodes["dec"].isna() & (episodes["collection_year"] < max(years))
    set_aside = {
        (year - 1, child)
        for year, each in zip(years, drops, strict=True)
        for child in each.quarantined.get("episodes", frozenset())
    }
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
        episodes["collection_year"].map(lambda year: date(year + 1, _APRIL, 1))
    ).astype("datetime64[s]")
    dec = episodes["dec"].astype("datetime64[s]")
    return episodes.assign(dec=dec.mask(vanished, following), dec_imputed=vanished)


_READS = {
    "episodes": care_episode,
    "oc2": health_outcome,
    "oc3": care_leaver,
    "sw_episodes": social_worker_episode,
}

_CHECK = FactCheck(
    "no_episode_vanished",
    "Every episode open at the end of a year is in the next year's return.",
    lambda episodes: int(episodes["dec_imputed"].sum()),
)

FACTS = Facts(
    source="ssda903",
    reads={
        table: ("child", *(c.name for c in made.columns if c.name not in _KEYED))
        for table, made in _READS.items()
    },
    makes=(
        FactTable(care_episode, ("episodes",), checks=(_CHECK,)),
        FactTable(health_outcome, ("oc2",)),
        FactTable(care_leaver, ("oc3",)),
        FactTable(social_worker_episode, ("sw_episodes",)),
    ),
    covers=years_covered(_APRIL),
    build=_build,
    quarantined={"episodes": ("CHILD", CHILD_DOMAIN)},
)
