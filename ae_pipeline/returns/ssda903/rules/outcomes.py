"""Rules about health in care (OC2) and life after care (OC3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.validation.rule import RowFailing

OC2 = RuleBook("OC2")
OC3 = RuleBook("OC3")
_CORE = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
"""What every child of OC2 is asked."""
_SOME = ("CONVICTED", "HEALTH_CHECK", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
"""What is asked by age or answer."""
_AFTER_CARE = ("IN_TOUCH", "ACTIV", "ACCOM")


@OC2.rule(
    "197a",
    ("SDQ_SCORE", "SDQ_REASON"),
    "There is a score, so a reason for having none is not needed: remove it.",
)
def score_and_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """Both ``SDQ_SCORE`` and ``SDQ_REASON``."""
    return rows["SDQ_SCORE"].notna() & rows["SDQ_REASON"].notna()


@OC2.rule(
    "158",
    ("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
    "The child had help, so whether it was offered is not asked: leave it empty.",
)
def received_and_offered(rows: pd.DataFrame) -> pd.Series[bool]:
    """Received, and offered answered too."""
    return rows["INTERVENTION_RECEIVED"].eq(1) & rows["INTERVENTION_OFFERED"].notna()


@OC2.rule(
    "159",
    ("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
    "The child has had no help with substance misuse: say whether it was offered.",
    dimension=Dimension.COMPLETENESS,
)
def not_received_nor_said_offered(rows: pd.DataFrame) -> pd.Series[bool]:
    """A problem, not received, and offered not answered."""
    without_help = rows["SUBSTANCE_MISUSE"].eq(1) & rows["INTERVENTION_RECEIVED"].eq(0)
    return without_help & rows["INTERVENTION_OFFERED"].isna()


@OC2.rule(
    "192",
    ("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED"),
    "The child has a substance misuse problem: say whether it had help.",
    dimension=Dimension.COMPLETENESS,
)
def problem_without_answer(rows: pd.DataFrame) -> pd.Series[bool]:
    """A problem, and received not answered."""
    return rows["SUBSTANCE_MISUSE"].eq(1) & rows["INTERVENTION_RECEIVED"].isna()


@OC2.rule(
    "193",
    ("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
    "There is no substance misuse problem, so nothing about help with one is asked.",
)
def answers_without_problem(rows: pd.DataFrame) -> pd.Series[bool]:
    """No problem, and received or offered answered. Where the problem is not answered, see 182."""
    answered = rows["INTERVENTION_RECEIVED"].notna() | rows["INTERVENTION_OFFERED"].notna()
    return rows["SUBSTANCE_MISUSE"].eq(0) & answered


@OC2.rule(
    "182",
    (*_CORE, *_SOME),
    "Some of the health answers are given: give immunisations, teeth check, health assessment and "
    "substance misuse too.",
    dimension=Dimension.COMPLETENESS,
)
def core_answers_missing(rows: pd.DataFrame) -> pd.Series[bool]:
    """One or more answers, and one or more of the core four missing."""
    given = rows[[*_CORE, *_SOME]].notna().any(axis="columns")
    return given & rows[list(_CORE)].isna().any(axis="columns")


def _brings_core(code: str, column: str) -> RowFailing:
    def core_missing(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[column].notna() & rows[list(_CORE)].isna().any(axis="columns")

    return OC2.rule(
        code,
        (column, *_CORE),
        "With this answer belong immunisations, teeth check, health assessment and substance "
        "misuse: give them.",
        dimension=Dimension.COMPLETENESS,
    )(core_missing)


_brings_core("544", "CONVICTED")
_brings_core("547", "HEALTH_CHECK")


@OC3.rule(
    "153",
    _AFTER_CARE,
    "Give contact, activity and accommodation, or none of them.",
    dimension=Dimension.COMPLETENESS,
)
def after_care_in_part(rows: pd.DataFrame) -> pd.Series[bool]:
    """One or two of the three, unless the young person died or went home, where 344 speaks."""
    given = rows[list(_AFTER_CARE)].notna().sum(axis="columns")
    return given.between(1, 2) & ~rows["IN_TOUCH"].isin(codes.NOT_FOLLOWED_UP)


@OC3.rule(
    "344",
    _AFTER_CARE,
    "The young person died or went home: leave activity and accommodation empty.",
)
def followed_up_all_the_same(rows: pd.DataFrame) -> pd.Series[bool]:
    """``IN_TOUCH`` DIED or RHOM, and activity or accommodation given."""
    given = rows["ACTIV"].notna() | rows["ACCOM"].notna()
    return rows["IN_TOUCH"].isin(codes.NOT_FOLLOWED_UP) & given


@OC3.rule(
    "345",
    _AFTER_CARE,
    "The authority is in touch, so activity and accommodation are known: give them.",
)
def in_touch_but_not_known(rows: pd.DataFrame) -> pd.Series[bool]:
    """``IN_TOUCH`` YES, and activity or accommodation 0."""
    unknown = rows["ACTIV"].eq(codes.NOT_KNOWN) | rows["ACCOM"].eq(codes.NOT_KNOWN)
    return rows["IN_TOUCH"].eq("YES") & unknown
