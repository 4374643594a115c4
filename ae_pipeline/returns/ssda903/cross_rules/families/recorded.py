"""Whether a child is in this return what it was in last year's: 202, 204, 205A to D, 207, 208.

Here: sex, ethnicity, motherhood, pupil number and UASC status. Not here: the date of birth
(``births``). A cell that is empty in either year disagrees with nothing, unless a rule says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_OLD_SEX = {"1": "M", "2": "F"}
"""Codes until 2023-24, as they are written since."""
_STATUS = {"Header": ("CHILD", "UASC"), "UASC": ("CHILD", "DUC")}
"""What tells a child's UASC status in a year, and when it ceased."""


@rules(
    "202",
    fields={"Header": ("SEX",)},
    reads={"Header": ("CHILD",)},
    previous={"Header": ("CHILD", "SEX")},
    message="Last year's return gave another sex: correct it, or explain the change.",
)
def sex_changed(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Both years have a sex, and they differ; 1 is M and 2 is F, which took their place."""
    return {
        "Header": _differs(
            evidence.header["SEX"].replace(_OLD_SEX),
            _last_year(evidence, "SEX").replace(_OLD_SEX),
        )
    }


@rules(
    "204",
    fields={"Header": ("ETHNIC",)},
    reads={"Header": ("CHILD",)},
    previous={"Header": ("CHILD", "ETHNIC")},
    message="Last year's return gave another ethnicity: correct it, or explain the change.",
)
def ethnicity_changed(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Both years have an ethnicity, and they differ."""
    return {"Header": _differs(evidence.header["ETHNIC"], _last_year(evidence, "ETHNIC"))}


@rules(
    "207",
    fields={"Header": ("MOTHER",)},
    reads={"Header": ("CHILD",), "Episodes": ("CHILD",)},
    previous={"Header": ("CHILD", "MOTHER")},
    message="Last year's return said that the child is a mother: say so again, or correct it.",
)
def no_longer_a_mother(evidence: Ssda903Columns) -> dict[str, Mask]:
    """A mother last year and, with an episode this year, not said to be one: 0 or empty.

    To become a mother is no disagreement.
    """
    was_mother = _last_year(evidence, "MOTHER").eq(1).fillna(value=False)
    is_mother = evidence.header["MOTHER"].eq(1).fillna(value=False)
    in_care = evidence.on("Header", evidence.which_children("Episodes"))
    return {"Header": was_mother & ~is_mother & in_care}


@rules(
    "208",
    fields={"Header": ("UPN",)},
    reads={"Header": ("CHILD",)},
    previous={"Header": ("CHILD", "UPN")},
    message="Last year's return gave another UPN: correct it, or explain the change.",
)
def pupil_number_changed(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Last year had a UPN, and this year has another or a reason for none (UN1 to UN5).

    A reason for none that was given last year is no UPN, and may be followed by anything.
    """
    before = _last_year(evidence, "UPN")
    known = ~before.isin(codes.UNKNOWN_UPN)
    return {"Header": known & _differs(evidence.header["UPN"], before)}


@rules(
    "205A",
    fields={"Header": ("CHILD", "UASC")},
    reads={"UASC": ("CHILD", "DUC")},
    previous=_STATUS,
    message="The child was UASC last year and is not now, yet no date says that the status ceased "
    "before this year: correct the status or the date.",
)
def status_lost_without_date(evidence: Ssda903Columns) -> dict[str, Mask]:
    """UASC in last year's Header and not in this one's, without a date ceased before this year.

    This year's date counts, and where it is empty last year's.
    """
    is_uasc, was_uasc, _ = _statuses(evidence)
    return {"Header": was_uasc & ~is_uasc & ~_ceased_before(evidence)}


@rules(
    "205B",
    fields={"Header": ("UASC",), "UASC": ("DUC",)},
    reads={"Header": ("CHILD",), "UASC": ("CHILD",)},
    previous=_STATUS,
    message="The child is UASC in both years, yet the status ceased before this year: correct the "
    "status or the date.",
)
def status_kept_beyond_its_date(evidence: Ssda903Columns) -> dict[str, Mask]:
    """UASC in both years' Header, with a date ceased before this year.

    This year's date counts, and where it is empty last year's.
    """
    is_uasc, was_uasc, _ = _statuses(evidence)
    return _both(evidence, is_uasc & was_uasc & _ceased_before(evidence))


@rules(
    "205C",
    fields={"Header": ("UASC",), "UASC": ("DUC",)},
    reads={"Header": ("CHILD",), "UASC": ("CHILD",)},
    previous=_STATUS,
    message="The child is UASC in neither year, yet there is a date on which the status ceased: "
    "correct the status or remove the date.",
)
def date_without_status(evidence: Ssda903Columns) -> dict[str, Mask]:
    """In both years' Header, UASC in neither, with a date ceased in this year or in last."""
    is_uasc, was_uasc, was_there = _statuses(evidence)
    dated = evidence.on("Header", _ceased(evidence)).notna()
    return _both(evidence, was_there & ~is_uasc & ~was_uasc & dated)


@rules(
    "205D",
    fields={"Header": ("CHILD", "UASC")},
    previous={"Header": ("CHILD", "UASC")},
    message="The child is UASC now and was not last year: correct the status, or explain it.",
)
def status_gained(evidence: Ssda903Columns) -> dict[str, Mask]:
    """UASC in this year's Header, and in last year's without being so."""
    is_uasc, was_uasc, was_there = _statuses(evidence)
    return {"Header": is_uasc & was_there & ~was_uasc}


def _last_year(evidence: Ssda903Columns, column: str) -> pd.Series[Any]:
    """For each row of Header, what last year's said of the child."""
    return evidence.on("Header", evidence.previous.per_child("Header", column))


def _differs(now: pd.Series[Any], before: pd.Series[Any]) -> pd.Series[bool]:
    return now.notna() & before.notna() & (now != before)


def _statuses(evidence: Ssda903Columns) -> tuple[pd.Series[bool], pd.Series[bool], pd.Series[bool]]:
    """For each row of Header: UASC now, UASC last year, in last year's Header at all.

    An empty status counts as none.
    """
    last = evidence.previous
    is_uasc = evidence.header["UASC"].eq(1).fillna(value=False)
    was_uasc = last.which_children("Header", last.header["UASC"].eq(1))
    return (
        is_uasc,
        evidence.on("Header", was_uasc),
        evidence.on("Header", last.which_children("Header")),
    )


def _ceased(evidence: Ssda903Columns) -> pd.Series[Any]:
    """By child number: this year's date on which the status ceased, or else last year's."""
    now = evidence.per_child("UASC", "DUC")
    return now.fillna(evidence.previous.per_child("UASC", "DUC"))


def _ceased_before(evidence: Ssda903Columns) -> pd.Series[bool]:
    """For each row of Header: the status ceased before the first day of the year."""
    return evidence.on("Header", _ceased(evidence) < evidence.collection_start)


def _both(evidence: Ssda903Columns, wrong: pd.Series[Any]) -> dict[str, Mask]:
    """Rows of Header, and the child's dates in this year's UASC."""
    of_child = evidence.on("UASC", evidence.which_children("Header", wrong))
    return {"Header": wrong, "UASC": of_child & evidence.table("UASC")["DUC"].notna()}
