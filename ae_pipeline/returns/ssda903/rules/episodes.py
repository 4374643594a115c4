"""Rules about one episode of care: how it starts and ends, and its legal status."""

from __future__ import annotations

import pandas as pd

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.rules.spans import not_before_start, not_within_a_day
from ae_pipeline.validation.findings import Dimension, Severity
from ae_pipeline.validation.rule import RuleBook

EPISODES = RuleBook("Episodes")
_CHILDREN_ACT_1989 = pd.Timestamp("1991-10-14")
_LAST_FREEING_ORDER = pd.Timestamp("2005-12-31")
_FIRST_PLACEMENT_ORDER = pd.Timestamp("2005-12-01")


@EPISODES.rule(
    "148",
    ("DEC", "REC"),
    "Give both the date and the reason the episode ceased, or neither while it lasts.",
    severity=Severity.REJECT,
)
def ceased_by_halves(rows: pd.DataFrame) -> pd.Series[bool]:
    """Of ``DEC`` and ``REC``, one without the other."""
    return rows["DEC"].isna() != rows["REC"].isna()


not_before_start(EPISODES, "DECOM", "DEC", "356")
not_within_a_day(EPISODES, "DECOM", "DEC", "355")


@EPISODES.rule(
    "353",
    ("DECOM",),
    "No episode began before the Children Act 1989 came into force: correct the date.",
    dimension=Dimension.ACCURACY,
)
def before_the_act(rows: pd.DataFrame) -> pd.Series[bool]:
    """Began before 14 October 1991."""
    return rows["DECOM"] < _CHILDREN_ACT_1989


@EPISODES.rule(
    "445",
    ("DECOM", "LS"),
    "No freeing order was made after 2005: correct the legal status.",
    until="2023-24",
)
def freed_too_late(rows: pd.DataFrame) -> pd.Series[bool]:
    """``LS`` D1 from 2006 on."""
    return rows["LS"].eq(codes.FREEING_ORDER) & (rows["DECOM"] > _LAST_FREEING_ORDER)


@EPISODES.rule(
    "446",
    ("DECOM", "LS"),
    "No placement order was made before December 2005: correct the legal status.",
)
def placement_order_too_early(rows: pd.DataFrame) -> pd.Series[bool]:
    """``LS`` E1 before 1 December 2005."""
    return rows["LS"].eq(codes.PLACEMENT_ORDER) & (rows["DECOM"] < _FIRST_PLACEMENT_ORDER)


@EPISODES.rule(
    "233",
    ("DEC", "REASON_PLACE_CHANGE"),
    "The episode has not ceased, so no reason for a change of placement is needed: remove it.",
    since="2025-26",
)
def reason_while_open(rows: pd.DataFrame) -> pd.Series[bool]:
    """``REASON_PLACE_CHANGE`` in an open episode."""
    return rows["DEC"].isna() & rows["REASON_PLACE_CHANGE"].notna()


@EPISODES.rule(
    "516",
    ("PLACE", "REC"),
    "A special guardian who was the child's foster carer takes the child from a foster placement.",
)
def former_carer_did_not_foster(rows: pd.DataFrame) -> pd.Series[bool]:
    """``REC`` E45 or E46 from a placement that is not U1 to U6."""
    return rows["REC"].isin(codes.TO_FORMER_FOSTER_CARER) & ~rows["PLACE"].isin(codes.FOSTER)


@EPISODES.rule(
    "378",
    ("LS", "PLACE"),
    "A child accommodated under section 20 cannot be placed with its parents.",
)
def accommodated_with_parents(rows: pd.DataFrame) -> pd.Series[bool]:
    """``LS`` V2 in placement P1."""
    return rows["LS"].eq(codes.SECTION_20) & rows["PLACE"].isin(codes.PARENTS)


@EPISODES.rule(
    "380",
    ("RNE", "PLACE"),
    "Care cannot start with a temporary placement: give the placement proper.",
)
def starts_temporarily(rows: pd.DataFrame) -> pd.Series[bool]:
    """``RNE`` S in T0 to T4."""
    return rows["RNE"].eq(codes.STARTED) & rows["PLACE"].isin(codes.TEMPORARY)


@EPISODES.rule(
    "381",
    ("PLACE", "REC"),
    "Care cannot end from a temporary placement: give the placement proper.",
)
def ends_temporarily(rows: pd.DataFrame) -> pd.Series[bool]:
    """``REC`` other than X1 from T0 to T4."""
    ended = rows["REC"].notna() & rows["REC"].ne(codes.CONTINUES)
    return ended & rows["PLACE"].isin(codes.TEMPORARY)


@EPISODES.rule(
    "382",
    ("LS", "PLACE"),
    "A short break is not a temporary placement: correct the legal status or the placement.",
)
def short_break_in_temporary_placement(rows: pd.DataFrame) -> pd.Series[bool]:
    """``LS`` V3 or V4 in T0 to T4."""
    return rows["LS"].isin(codes.SHORT_BREAKS) & rows["PLACE"].isin(codes.TEMPORARY)


@EPISODES.rule(
    "384",
    ("LS", "PLACE"),
    "A short break is not a long-term foster placement: correct the legal status or the placement.",
)
def short_break_in_long_term_placement(rows: pd.DataFrame) -> pd.Series[bool]:
    """``LS`` V3 or V4 in U1 or U4."""
    return rows["LS"].isin(codes.SHORT_BREAKS) & rows["PLACE"].isin(codes.LONG_TERM_FOSTER)


@EPISODES.rule(
    "398",
    ("LS", "HOME_POST", "PL_POST"),
    "Postcodes are not asked of short breaks: remove them.",
)
def short_break_with_postcodes(rows: pd.DataFrame) -> pd.Series[bool]:
    """``LS`` V3 or V4 with either postcode."""
    given = rows["HOME_POST"].notna() | rows["PL_POST"].notna()
    return rows["LS"].isin(codes.SHORT_BREAKS) & given


@EPISODES.rule(
    "214",
    ("LS", "PL_POST", "URN"),
    "Where the placement is, is not asked of short breaks: remove postcode and URN.",
)
def short_break_with_place(rows: pd.DataFrame) -> pd.Series[bool]:
    """``LS`` V3 or V4 with a placement postcode or a URN."""
    return rows["LS"].isin(codes.SHORT_BREAKS) & (rows["PL_POST"].notna() | rows["URN"].notna())
