"""Assessments and the factors they find: 1103, 8614, 8670Q, 8696, 8736, 8863Q, 8869 to 8898."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.returns.cin.cross_rules.columns import as_flags
from ae_pipeline.returns.cin.cross_rules.rule import EPISODE, OfficialRules
from ae_pipeline.returns.cin.cross_rules.spans import overlapping
from ae_pipeline.returns.cin.cross_rules.working_days import working_days_before
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import flags

if TYPE_CHECKING:
    from ae_pipeline.returns.cin.cross_rules.columns import CinColumns, Mask

rules = OfficialRules()
_TABLE, _FACTORS = "Assessments", "AssessmentFactors"
_START, _END = "AssessmentActualStartDate", "AssessmentAuthorisationDate"
_ASSESSMENT = ("LAchildID", "AssessmentID")
_NONE_FOUND = "21"
_WORKING_DAYS = 45
_ASSESSED = ("RC8", "RC9")


@rules(
    "1103",
    fields={_TABLE: (_START,), "CINdetails": ("CINreferralDate",)},
    reads={_TABLE: EPISODE, "CINdetails": EPISODE},
    message="The assessment started before the referral: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def assessed_before_referral(evidence: CinColumns) -> dict[str, Mask]:
    """``AssessmentActualStartDate`` before ``CINreferralDate`` of its episode."""
    referred = evidence.of_episode(_TABLE, "CINreferralDate")
    return evidence.with_episode(_TABLE, evidence.table(_TABLE)[_START] < referred)


@rules(
    "8614",
    fields={_TABLE: (_END,), _FACTORS: (_FACTORS,)},
    reads={_TABLE: _ASSESSMENT, _FACTORS: _ASSESSMENT},
    message="An assessment that is not completed has factors: give the day it was completed, or "
    "remove them.",
)
def factors_too_soon(evidence: CinColumns) -> dict[str, Mask]:
    """Factors of an assessment without ``AssessmentAuthorisationDate``."""
    link = evidence.by_assessment
    open_ = evidence.table(_TABLE)[_END].isna()
    of_open = evidence.table(_FACTORS)[_FACTORS].notna() & link.on(
        _FACTORS, link.which(_TABLE, open_)
    )
    return {_FACTORS: of_open, _TABLE: open_ & link.on(_TABLE, link.which(_FACTORS, of_open))}


@rules(
    "8670Q",
    fields={_TABLE: (_START,)},
    reads={_TABLE: (_END,)},
    message="The assessment had gone on for more than 45 working days when the year ended: give "
    "the day it was completed, or explain.",
    dimension=Dimension.TIMELINESS,
)
def assessed_too_long(evidence: CinColumns) -> dict[str, Mask]:
    """Not completed, and started more than 45 working days before the last day of the year.

    The day it started is not counted, the last day of the year is.
    """
    rows = evidence.table(_TABLE)
    in_time = working_days_before(evidence.collection_end, _WORKING_DAYS)
    return {_TABLE: rows[_END].isna() & (rows[_START] < in_time)}


@rules(
    "8696",
    fields={_TABLE: (_END,)},
    message="The assessment was completed outside the collection year: correct the date, or leave "
    "it out.",
    dimension=Dimension.ACCURACY,
)
def completed_outside_the_year(evidence: CinColumns) -> dict[str, Mask]:
    """``AssessmentAuthorisationDate`` before the first day of the year or after its last."""
    return {_TABLE: evidence.outside_the_year(evidence.table(_TABLE)[_END])}


@rules(
    "8736",
    fields={_TABLE: (_END, _START)},
    message="An assessment that is not completed started outside the collection year: correct the "
    "date, or give the day it was completed.",
    dimension=Dimension.ACCURACY,
)
def open_from_another_year(evidence: CinColumns) -> dict[str, Mask]:
    """No ``AssessmentAuthorisationDate``, and started before the year or after it."""
    rows = evidence.table(_TABLE)
    return {_TABLE: rows[_END].isna() & evidence.outside_the_year(rows[_START])}


@rules(
    "8863Q",
    fields={_TABLE: (_START, _END)},
    reads={_TABLE: EPISODE},
    message="Assessments of one episode go on at the same time: correct the dates.",
)
def assessments_overlap(evidence: CinColumns) -> dict[str, Mask]:
    """Of which one starts before another of the episode is completed; all of them are found.

    One may start on the day another is completed.
    """
    rows = evidence.table(_TABLE)
    return {_TABLE: overlapping(evidence.by_episode.numbers(_TABLE), rows[_START], rows[_END])}


@rules(
    "8896",
    fields={_TABLE: (_END,)},
    reads={_TABLE: EPISODE},
    message="More than one assessment of the episode is not completed: give the days on which "
    "those that were have been.",
)
def several_open_assessments(evidence: CinColumns) -> dict[str, Mask]:
    """All open assessments of an episode that has two."""
    open_ = evidence.table(_TABLE)[_END].isna()
    several = flags(evidence.by_episode.count(_TABLE, open_) > 1)
    return {_TABLE: open_ & evidence.by_episode.on(_TABLE, several)}


@rules(
    "8897Q",
    fields={_TABLE: (_END,)},
    reads={_TABLE: _ASSESSMENT, _FACTORS: (*_ASSESSMENT, _FACTORS)},
    message="A completed assessment has no factors: add them, or 21 for none.",
    dimension=Dimension.COMPLETENESS,
)
def no_factors(evidence: CinColumns) -> dict[str, Mask]:
    """``AssessmentAuthorisationDate``, and no factor that is filled."""
    link = evidence.by_assessment
    found = link.on(_TABLE, link.which(_FACTORS, evidence.table(_FACTORS)[_FACTORS].notna()))
    return {_TABLE: evidence.table(_TABLE)[_END].notna() & ~found}


@rules(
    "8869",
    fields={_FACTORS: (_FACTORS,)},
    reads={_FACTORS: _ASSESSMENT},
    message="The assessment found no factors, and has some: remove what is wrong.",
)
def none_and_some(evidence: CinColumns) -> dict[str, Mask]:
    """21 and another of one assessment; all rows of the assessment are found."""
    factor = evidence.table(_FACTORS)[_FACTORS]
    link = evidence.by_assessment
    none = link.which(_FACTORS, factor.eq(_NONE_FOUND))
    some = link.which(_FACTORS, factor.ne(_NONE_FOUND) & factor.notna())
    return {_FACTORS: link.on(_FACTORS, none & some)}


@rules(
    "8898",
    fields={_FACTORS: (_FACTORS,)},
    reads={_FACTORS: _ASSESSMENT},
    message="The assessment has this factor more than once: state each once.",
    dimension=Dimension.UNIQUENESS,
)
def factor_twice(evidence: CinColumns) -> dict[str, Mask]:
    """Every row of a factor that stands more than once for an assessment."""
    assessment = evidence.by_assessment.numbers(_FACTORS)
    factor = evidence.table(_FACTORS)[_FACTORS]
    both = pd.DataFrame({"assessment": assessment, "factor": factor})
    return {_FACTORS: (assessment >= 0) & as_flags(factor.notna()) & both.duplicated(keep=False)}


@rules(
    "8873Q",
    fields={"CINdetails": ("ReasonForClosure",), _FACTORS: (_FACTORS,)},
    reads={
        "CINdetails": EPISODE,
        _FACTORS: (*EPISODE, "AssessmentID"),
        _TABLE: (*EPISODE, "AssessmentID", _END),
    },
    message="The only assessment of the episode found no factors, and the episode did not close "
    "after it: check the factors and the reason for closure.",
)
def closed_for_another_reason(evidence: CinColumns) -> dict[str, Mask]:
    """21, of a completed assessment that is its episode's only one; another reason or none."""
    completed = evidence.table(_TABLE)[_END].notna()
    only = flags(evidence.by_episode.count(_TABLE) == 1)
    sole = completed & evidence.by_episode.on(_TABLE, only)
    by_assessment = evidence.by_assessment
    none_found = evidence.table(_FACTORS)[_FACTORS].eq(_NONE_FOUND).fillna(value=False)
    none_found &= by_assessment.on(_FACTORS, by_assessment.which(_TABLE, sole))
    link = evidence.by_episode
    otherwise = ~evidence.table("CINdetails")["ReasonForClosure"].isin(_ASSESSED)
    episodes = otherwise & link.on("CINdetails", link.which(_FACTORS, none_found))
    return {
        "CINdetails": episodes,
        _FACTORS: np.logical_and(none_found, link.on(_FACTORS, link.which("CINdetails", episodes))),
    }
