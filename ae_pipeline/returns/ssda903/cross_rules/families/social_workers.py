"""Social worker episodes: within the year, one after another, and one open at its end.

The reporting year of social workers is taken to be the collection year. An episode that was
running when the year began keeps its own start, so a start before the year is no fault. Here: the
rules over several rows and tables. Not here: the cells of one episode (the contract).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from typing import Any

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_TABLE = "SWEpisodes"
_FIRST_CONTACT = "FCONTA"
_WEEK = pd.Timedelta(days=7)


@rules(
    "SW01STG1",
    fields={"Episodes": ("DEC",)},
    reads={"Episodes": ("CHILD", "DECOM"), _TABLE: ("CHILD",)},
    message="The child was looked after on the last day of the year and has no social worker "
    "episode: add the child's social workers.",
    dimension=Dimension.COMPLETENESS,
)
def no_social_worker(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The episode open on the last day of the year, of a child without a row in SWEpisodes."""
    known = evidence.on("Episodes", evidence.which_children(_TABLE))
    has_child = evidence.episodes["CHILD"].notna()
    return {"Episodes": _at_year_end(evidence) & has_child & ~known}


@rules(
    "SW06STG2",
    fields={_TABLE: ("SW_DECOM",)},
    message="The social worker episode starts after the year ended: correct or remove it.",
    dimension=Dimension.ACCURACY,
)
def starts_after_the_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SW_DECOM`` after the last day of the year; one that ended before it is SW07STG2's."""
    return {_TABLE: evidence.table(_TABLE)["SW_DECOM"] > evidence.collection_end}


@rules(
    "SW07STG2",
    fields={_TABLE: ("SW_DEC",)},
    message="The social worker episode ends outside the year: correct the date or remove the row.",
    dimension=Dimension.ACCURACY,
)
def ends_outside_the_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SW_DEC`` before the first day of the year or after its last; on either is within.

    2024-25 changed it, and the list has one text for all years, which names both ends: read alike.
    """
    ended = evidence.table(_TABLE)["SW_DEC"]
    return {_TABLE: (ended < evidence.collection_start) | (ended > evidence.collection_end)}


@rules(
    "SW08STG2",
    fields={_TABLE: ("SW_DEC",)},
    reads={_TABLE: ("CHILD", "SW_DECOM")},
    message="A later social worker episode has begun: give the date this one ended.",
    dimension=Dimension.COMPLETENESS,
)
def left_open(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SW_DEC`` empty in an episode that is not the child's last."""
    open_ = evidence.table(_TABLE)["SW_DEC"].isna()
    return {_TABLE: evidence.order(_TABLE).has_next & open_}


@rules(
    "SW10STG2",
    fields={_TABLE: ("SW_DECOM",)},
    reads={_TABLE: ("CHILD", "SW_DEC")},
    message="The social worker episode starts before the one before it ended: correct a date.",
    dimension=Dimension.ACCURACY,
)
def starts_too_early(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SW_DECOM`` before ``SW_DEC`` of the child's episode before; the later is reported.

    On the day that one ended is as it should be. 2024-25 changed it, and the list has one text for
    all years: read alike.
    """
    return {_TABLE: evidence.table(_TABLE)["SW_DECOM"] < _ended_before(evidence)}


@rules(
    "SW10aSTG2",
    fields={_TABLE: ("SW_DECOM",)},
    reads={_TABLE: ("CHILD", "SW_DEC")},
    message="The social worker episode starts over a week before or after the last one ended: "
    "correct a date, or add the worker between.",
)
def starts_over_a_week_away(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SW_DECOM`` more than seven days from ``SW_DEC`` of the child's episode before.

    An episode before that has no end is SW08STG2's. The reason for the new one plays no part.
    """
    apart = (evidence.table(_TABLE)["SW_DECOM"] - _ended_before(evidence)).abs()
    return {_TABLE: apart > _WEEK}


@rules(
    "SW10bSTG2",
    fields={_TABLE: ("SW_DECOM", "SW_REASON")},
    reads={_TABLE: ("CHILD", "SW_DEC")},
    message="First contact cannot be the reason while another social worker has the child: "
    "correct the reason or a date.",
)
def first_contact_too_early(evidence: Ssda903Columns) -> dict[str, Mask]:
    """First contact, and the child's episode before is open or ends after ``SW_DECOM``."""
    rows, order = evidence.table(_TABLE), evidence.order(_TABLE)
    ended = _ended_before(evidence)
    goes_on = order.has_previous & (ended.isna() | (rows["SW_DECOM"] < ended))
    return {_TABLE: rows["SW_REASON"].eq(_FIRST_CONTACT) & goes_on}


def _no_successor(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The child's last episode, and ``SW_DEC`` before the last day of the year."""
    ended = evidence.table(_TABLE)["SW_DEC"] < evidence.collection_end
    return {_TABLE: evidence.order(_TABLE).is_last & ended}


for _code in ("SW11aSTG2", "SW11bSTG2"):
    # The two stages' rules are defined alike.
    rules(
        _code,
        fields={_TABLE: ("SW_DEC",)},
        reads={_TABLE: ("CHILD", "SW_DECOM")},
        message="The child's last social worker episode ended before the year did: add the next "
        "one, or correct the date.",
        dimension=Dimension.COMPLETENESS,
    )(_no_successor)


@rules(
    "SW12STG2",
    fields={_TABLE: ("SW_DECOM",)},
    reads={_TABLE: ("CHILD",), "Episodes": ("CHILD", "DECOM", "DEC")},
    message="The child was looked after at the end of the year, and the social workers begin in "
    "the course of it: add those from the start of the year.",
    dimension=Dimension.COMPLETENESS,
)
def not_from_the_start(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The first episode starts after the first day of the year, child looked after on its last.

    Times when the child was not looked after are asked for too, so what counts is that the first
    row reaches back to the first day; gaps between are SW10aSTG2's. Not where it began with the
    first contact: there was no social worker before. 2024-25 changed it, and the list has one text
    for all years: read alike.
    """
    late = evidence.table(_TABLE)["SW_DECOM"] > evidence.collection_start
    newly_known = evidence.optional(_TABLE, "SW_REASON").eq(_FIRST_CONTACT)
    in_care = evidence.which_children("Episodes", _at_year_end(evidence))
    first = evidence.order(_TABLE).is_first
    return {_TABLE: first & late & ~newly_known & evidence.on(_TABLE, in_care)}


@rules(
    "SW14STG2",
    fields={_TABLE: ("SW_DEC",)},
    message="The social worker episode has no end: give the date it ended.",
    dimension=Dimension.COMPLETENESS,
)
def without_end(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SW_DEC`` empty, also in a child's last episode; this was asked in 2023-24 only.

    The words make no exception for the episode open on 31 March, and an empty end before a later
    episode is SW08STG2's, so here every empty one is meant. That this found every child with a
    social worker is a reason why the rule was withdrawn after a year.
    """
    return {_TABLE: evidence.table(_TABLE)["SW_DEC"].isna()}


@rules(
    "SW17STG2",
    fields={_TABLE: ("SW_DEC", "SW_DECOM")},
    reads={_TABLE: ("CHILD",)},
    message="No social worker has the child on the last day of the year: add the one who does, "
    "or correct the dates of the last.",
    dimension=Dimension.COMPLETENESS,
)
def none_at_year_end(evidence: Ssda903Columns) -> dict[str, Mask]:
    """The last episode of a child none of whose episodes lasts to the last day of the year.

    One that ends on that day lasts to it, as in SW11bSTG2.
    """
    rows, end = evidence.table(_TABLE), evidence.collection_end
    lasts = (rows["SW_DECOM"] <= end) & (rows["SW_DEC"].isna() | (rows["SW_DEC"] >= end))
    has_one = evidence.on(_TABLE, evidence.which_children(_TABLE, lasts))
    return {_TABLE: evidence.order(_TABLE).is_last & ~has_one}


def _ended_before(evidence: Ssda903Columns) -> pd.Series[Any]:
    return evidence.order(_TABLE).previous(evidence.table(_TABLE)["SW_DEC"])


def _at_year_end(evidence: Ssda903Columns) -> pd.Series[bool]:
    """Episodes that hold on the last day of the year; one that ends on it does not."""
    rows, end = evidence.episodes, evidence.collection_end
    return (rows["DECOM"] <= end) & (rows["DEC"].isna() | (rows["DEC"] > end))
