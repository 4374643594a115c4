"""Section 47 enquiries and initial conferences: 1104, 2884, 2889, 2991Q, 8615, 8675Q to 8740, 8890.

An enquiry goes on until its conference, unless none is needed. A conference is told of by the
enquiry that led to it, or else by the episode.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_pipeline.returns.cin.cross_rules.columns import as_flags
from ae_pipeline.returns.cin.cross_rules.rule import EPISODE, OfficialRules
from ae_pipeline.returns.cin.cross_rules.spans import overlapping
from ae_pipeline.returns.cin.cross_rules.working_days import working_days_before
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import flags

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.cin.cross_rules.columns import CinColumns, Mask

rules = OfficialRules()
_TABLE, _EPISODES = "Section47", "CINdetails"
_START, _CONFERENCE, _FLAG = "S47ActualStartDate", "DateOfInitialCPC", "ICPCnotRequired"
_EITHER_LEVEL = {_EPISODES: (*EPISODE, _CONFERENCE), _TABLE: (*EPISODE, _CONFERENCE)}
_WORKING_DAYS = 15


def _without_conference(evidence: CinColumns) -> pd.Series[bool]:
    """Enquiries with neither a conference nor the flag that none is needed."""
    held = evidence.table(_TABLE)[_CONFERENCE].notna()
    return ~held & ~evidence.says_yes(_TABLE, _FLAG)


@rules(
    "1104",
    fields={_EPISODES: ("CINreferralDate", _CONFERENCE), _TABLE: (_CONFERENCE,)},
    reads={_EPISODES: EPISODE, _TABLE: EPISODE},
    spares=_EITHER_LEVEL,
    message="The initial conference was held before the referral: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def conference_before_referral(evidence: CinColumns) -> dict[str, Mask]:
    """``DateOfInitialCPC``, of the episode or of an enquiry in it, before ``CINreferralDate``."""
    episodes = evidence.table(_EPISODES)
    wrong = flags(np.zeros(len(episodes), dtype=bool))
    found: dict[str, Mask] = {}
    for table in evidence.tables_of_conferences():
        if table == _EPISODES:
            wrong |= episodes[_CONFERENCE] < episodes["CINreferralDate"]
        else:
            referred = evidence.of_episode(table, "CINreferralDate")
            early = evidence.table(table)[_CONFERENCE] < referred
            found[table] = early
            wrong |= as_flags(evidence.with_episode(table, early)[_EPISODES])
    return {_EPISODES: wrong, **found}


@rules(
    "2884",
    fields={_EPISODES: (_CONFERENCE,), _TABLE: (_CONFERENCE,)},
    reads={_EPISODES: EPISODE, _TABLE: EPISODE},
    message="One initial conference is told of by the episode and by an enquiry: leave it with the "
    "enquiry, or with the episode where none led to it.",
    dimension=Dimension.UNIQUENESS,
)
def conference_told_twice(evidence: CinColumns) -> dict[str, Mask]:
    """``DateOfInitialCPC`` of an episode, and the same day of an enquiry in it.

    Two conferences on different days are two, one of which no enquiry led to.
    """
    of_episode = evidence.of_episode(_TABLE, _CONFERENCE)
    return evidence.with_episode(_TABLE, evidence.table(_TABLE)[_CONFERENCE] == of_episode)


@rules(
    "2889",
    fields={_TABLE: (_START,), _EPISODES: ("CINreferralDate",)},
    reads={_EPISODES: EPISODE, _TABLE: EPISODE},
    message="The enquiry started before the referral: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def enquiry_before_referral(evidence: CinColumns) -> dict[str, Mask]:
    """``S47ActualStartDate`` before ``CINreferralDate`` of its episode."""
    referred = evidence.of_episode(_TABLE, "CINreferralDate")
    return evidence.with_episode(_TABLE, evidence.table(_TABLE)[_START] < referred)


@rules(
    "2991Q",
    fields={_TABLE: EPISODE, _EPISODES: EPISODE},
    reads={"Assessments": EPISODE},
    spares={_EPISODES: EPISODE},
    message="The episode has an enquiry and no assessment: add the assessment, or explain.",
    dimension=Dimension.COMPLETENESS,
)
def enquiry_without_assessment(evidence: CinColumns) -> dict[str, Mask]:
    """An enquiry in an episode that has no row in Assessments."""
    link = evidence.by_episode
    numbered = flags(link.numbers(_TABLE) >= 0)
    alone = numbered & ~link.on(_TABLE, link.which("Assessments"))
    if evidence.given(_EPISODES, *EPISODE):
        return evidence.with_episode(_TABLE, alone)
    return {_TABLE: alone}


@rules(
    "8615",
    fields={_TABLE: (_START, _CONFERENCE)},
    message="The enquiry has no date of start, or one later than its conference: correct it.",
    dimension=Dimension.ACCURACY,
)
def conference_before_enquiry(evidence: CinColumns) -> dict[str, Mask]:
    """``S47ActualStartDate`` empty, or after ``DateOfInitialCPC`` of the same enquiry."""
    rows = evidence.table(_TABLE)
    return {_TABLE: rows[_START].isna() | (rows[_START] > rows[_CONFERENCE])}


@rules(
    "8675Q",
    fields={_TABLE: (_CONFERENCE, _START, _FLAG)},
    message="The enquiry had gone on for more than 15 working days when the year ended: give the "
    "day of its conference, or say that none was needed, or explain.",
    dimension=Dimension.TIMELINESS,
)
def enquired_too_long(evidence: CinColumns) -> dict[str, Mask]:
    """Goes on, and started more than 15 working days before the last day of the year.

    The day it started is not counted, the last day of the year is.
    """
    in_time = working_days_before(evidence.collection_end, _WORKING_DAYS)
    return {_TABLE: _without_conference(evidence) & (evidence.table(_TABLE)[_START] < in_time)}


@rules(
    "8715",
    fields={_EPISODES: (_CONFERENCE,), _TABLE: (_CONFERENCE,)},
    spares={_EPISODES: (_CONFERENCE,), _TABLE: (_CONFERENCE,)},
    message="The initial conference was held outside the collection year: correct the date, or "
    "leave it out.",
    dimension=Dimension.ACCURACY,
)
def conference_outside_the_year(evidence: CinColumns) -> dict[str, Mask]:
    """``DateOfInitialCPC``, at either level, before the first day of the year or after its last."""
    return {
        table: evidence.outside_the_year(evidence.table(table)[_CONFERENCE])
        for table in evidence.tables_of_conferences()
    }


@rules(
    "8740",
    fields={_TABLE: (_START, _CONFERENCE, _FLAG)},
    message="An enquiry without a conference started outside the collection year: correct the "
    "date, or give the day of its conference.",
    dimension=Dimension.ACCURACY,
)
def enquiry_of_another_year(evidence: CinColumns) -> dict[str, Mask]:
    """Goes on, and started before the year or after it."""
    outside = evidence.outside_the_year(evidence.table(_TABLE)[_START])
    return {_TABLE: _without_conference(evidence) & outside}


@rules(
    "8839",
    fields={_TABLE: (_CONFERENCE,)},
    reads={_TABLE: (*EPISODE, _FLAG)},
    message="More than one enquiry of the episode goes on: give the days of their conferences, or "
    "say that none was needed.",
)
def several_open_enquiries(evidence: CinColumns) -> dict[str, Mask]:
    """All enquiries that go on in an episode, where it has two."""
    open_ = _without_conference(evidence)
    several = flags(evidence.by_episode.count(_TABLE, open_) > 1)
    return {_TABLE: open_ & evidence.by_episode.on(_TABLE, several)}


@rules(
    "8890",
    fields={_TABLE: (_START,)},
    reads={_TABLE: (*EPISODE, _CONFERENCE, _FLAG)},
    message="Enquiries of one episode go on at the same time: correct the dates.",
)
def enquiries_overlap(evidence: CinColumns) -> dict[str, Mask]:
    """Of which one starts before the conference of another of the episode; all are found.

    One may start on the day of another's conference. When an enquiry ended that needed none is
    not told, so it is taken to last no longer than its day.
    """
    start = evidence.table(_TABLE)[_START]
    held = evidence.table(_TABLE)[_CONFERENCE]
    end = held.where(held.notna() | ~evidence.says_yes(_TABLE, _FLAG), start)
    return {_TABLE: overlapping(evidence.by_episode.numbers(_TABLE), start, end)}
