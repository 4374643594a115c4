"""Rules that the contract asks of one cell or row, as far as their definitions go beyond that.

The contract asks 105, 148, 165, 184, 193, 218, 632 and rules of social workers too, of what stands
in one row, says what becomes of the row, and answers where only that row's columns were given.
Here: the whole of them, and each row they implicate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.returns.ssda903 import codes, formats
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules, until
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_SOCIAL_WORKERS = "SWEpisodes"
_FEMALE = frozenset({"2", "F"})
_ENGLAND = "E"
_BEFORE_REGISTRATION = frozenset({"H5", "P2"})
"""Supported accommodation before Ofsted registered it; of part of it 230 asks."""


@rules(
    "105",
    fields={"Header": ("UASC",)},
    message="Say whether the child is an unaccompanied asylum-seeking child: code 0 or 1.",
    dimension=Dimension.VALIDITY,
)
def uasc_status_not_told(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``UASC`` empty, or neither 0 nor 1. A column that is empty throughout was not given."""
    said = evidence.header["UASC"]
    return {"Header": ~said.between(0, 1).fillna(value=False)}


@rules(
    "148",
    fields={"Episodes": ("DEC", "REC")},
    message="Give both the date and the reason the episode ceased, or neither while it lasts.",
)
def ceased_by_halves(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Of ``DEC`` and ``REC`` one is coded, and the other left blank.

    A date that cannot be read is coded, and wrong (147).
    """
    rows = evidence.episodes
    dated = rows["DEC"].notna().to_numpy(dtype=bool) | evidence.unreadable("Episodes", "DEC")
    return {"Episodes": dated != rows["REC"].notna().to_numpy(dtype=bool)}


@rules(
    "165",
    fields={"Header": ("MOTHER",)},
    reads={"Header": ("CHILD", "SEX"), "Episodes": ("CHILD", "DECOM")},
    message="Whether the child is a mother is coded 0 or 1, and not 1 of a boy; of a girl who "
    "started an episode in the year it is asked: correct or complete it.",
    dimension=Dimension.VALIDITY,
)
def motherhood_not_valid(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MOTHER`` neither 0 nor 1; 1 of a boy; or empty of a girl with ``DECOM`` in the year.

    The collector's list names sex and ``DECOM`` beside the code, so what is valid depends on them:
    an empty code is right of boys and of care leavers without an episode in the year (628). 393
    and 607 speak of girls who are looked after or ceased to be, whenever the episode started.
    """
    header, starts = evidence.header, evidence.episodes["DECOM"]
    said, unread = header["MOTHER"], evidence.unreadable("Header", "MOTHER")
    wrong = unread | _true(said.notna() & ~said.between(0, 1))
    wrong |= _true(said.eq(1) & header["SEX"].isin(codes.MALE))
    in_year = (starts >= evidence.collection_start) & (starts <= evidence.collection_end)
    asked = evidence.on("Header", evidence.which_children("Episodes", in_year))
    empty = _true(said.isna()) & ~unread
    return {"Header": wrong | (empty & _true(header["SEX"].isin(_FEMALE) & asked))}


@rules(
    "184",
    fields={"PlacedAdoption": ("DATE_PLACED",), "Header": ("DOB",)},
    reads={"PlacedAdoption": ("CHILD",), "Header": ("CHILD",)},
    message="The decision to place the child for adoption is dated before its birth: correct the "
    "date, or the date of birth.",
    dimension=Dimension.ACCURACY,
)
def decided_before_birth(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_PLACED`` before ``DOB`` of the child in Header, whose row is found too."""
    decided = evidence.table("PlacedAdoption")["DATE_PLACED"]
    early = decided < evidence.born("PlacedAdoption")
    children = evidence.which_children("PlacedAdoption", early)
    return {"PlacedAdoption": early, "Header": evidence.on("Header", children)}


@rules(
    "193",
    fields={"OC2": ("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")},
    message="There is no substance misuse problem, so nothing about help with one is asked.",
)
def help_without_problem(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Received or offered answered, and no problem identified (``SUBSTANCE_MISUSE`` not 1)."""
    rows = evidence.table("OC2")
    problem = rows["SUBSTANCE_MISUSE"].eq(1).fillna(value=False)
    answered = rows["INTERVENTION_RECEIVED"].notna() | rows["INTERVENTION_OFFERED"].notna()
    return {"OC2": answered & ~problem}


@rules(
    "218",
    fields={"Episodes": ("URN",)},
    reads={"Episodes": ("PLACE",)},
    message="Give Ofsted's number of the provider, or XXXXXXX where it has none.",
    dimension=Dimension.COMPLETENESS,
)
def urn_missing(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``URN`` empty where Ofsted registers the type of placement.

    Not of short breaks (``LS``, where given), nor outside England (``PL_LA``, where given).
    """
    rows = evidence.episodes
    asked = rows["PLACE"].notna() & ~rows["PLACE"].isin(codes.NO_URN | _BEFORE_REGISTRATION)
    short = evidence.optional("Episodes", "LS").isin(codes.SHORT_BREAKS)
    area = evidence.optional("Episodes", "PL_LA")
    elsewhere = area.notna() & ~area.str.startswith(_ENGLAND, na=False)
    return {"Episodes": asked & ~short & ~elsewhere & rows["URN"].isna()}


@rules(
    "632",
    fields={"PrevPerm": ("DATE_PERM",), "Episodes": ("DECOM",)},
    reads={"PrevPerm": ("CHILD",), "Episodes": ("CHILD",)},
    message="The date of the earlier permanence order is a date, zz for what is not known, before "
    "the child started to be looked after: correct it.",
    dimension=Dimension.VALIDITY,
)
def not_a_date_before_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DATE_PERM`` no (partial) date, or not before ``DECOM`` of the child's first episode.

    An order made on the day on which care started is no earlier one. Of a partial date the
    earliest day it can mean is compared. Where care started before the year the return may not
    show it, so that a date between goes unnoticed. The episode compared with is found too.
    """
    written = evidence.table("PrevPerm")["DATE_PERM"]
    shaped = formats.partial_date(written)
    wrong = written.notna().to_numpy(dtype=bool) & ~shaped
    first = evidence.order("Episodes").is_first
    started = evidence.on("PrevPerm", evidence.per_child("Episodes", "DECOM", first))
    late = _true(_earliest(written.where(shaped)) >= started)
    of_late = evidence.on("Episodes", evidence.which_children("PrevPerm", late))
    return {"PrevPerm": wrong | late, "Episodes": first & of_late}


def _earliest(partial: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    """The earliest day that a date with ``zz`` can mean; none where the year is not known."""
    parts = partial.str.lower().str.extract(r"^(\w+)/(\w+)/(\w+)$")
    day, month, year = (parts[number] for number in range(3))
    whole = year + "-" + month.replace("zz", "01") + "-" + day.replace("zz", "01")
    return pd.to_datetime(whole, format="%Y-%m-%d", errors="coerce")


def _complete(code: str, *columns: str) -> None:
    def incomplete(evidence: Ssda903Columns) -> dict[str, Mask]:
        """Any of these columns empty; a date that cannot be read is SW04STG1's."""
        rows = evidence.table(_SOCIAL_WORKERS)
        empty = rows[list(columns)].isna().any(axis="columns").to_numpy(dtype=bool)
        unread = evidence.unreadable(_SOCIAL_WORKERS, "SW_DECOM")
        others = rows[[name for name in columns if name != "SW_DECOM"]].isna().any(axis="columns")
        return {_SOCIAL_WORKERS: np.where(unread, others, empty)}

    rules(
        code,
        fields={_SOCIAL_WORKERS: columns},
        message="A social worker's episode needs its worker, its start and, in the end, its "
        "reason: fill in what is empty.",
        dimension=Dimension.COMPLETENESS,
    )(incomplete)


_complete("SW03STG1", "SW_ID", "SW_DECOM", "SW_REASON")
_complete("SW01aSTG1", "SW_DECOM", "SW_ID")
_complete("SW01bSTG1", "SW_DECOM", "SW_ID", "SW_REASON")


@rules(
    "SW13STG1",
    fields={_SOCIAL_WORKERS: ("SW_REASON",)},
    message="The reason for the social worker's episode is empty or no such code: correct it.",
    dimension=Dimension.VALIDITY,
    years=until("2024-25"),
)
def reason_not_given(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``SW_REASON`` not on the list or empty.

    Until 2024-25 the collector's words are "not valid or has not been entered"; since then an
    empty one is no fault, and the contract asks the rest.
    """
    return {_SOCIAL_WORKERS: ~evidence.table(_SOCIAL_WORKERS)["SW_REASON"].isin(_reasons())}


def _reasons() -> frozenset[str]:
    return frozenset(codes.SW_REASON.valid_in("2024-25"))


@rules(
    "SW19STG2",
    fields={_SOCIAL_WORKERS: ("SW_DECOM",)},
    reads={_SOCIAL_WORKERS: ("CHILD",)},
    message="Another social worker's episode of the child starts on this day: keep the right one.",
    dimension=Dimension.UNIQUENESS,
)
def two_start_on_one_day(evidence: Ssda903Columns) -> dict[str, Mask]:
    """All of a child's rows that share ``SW_DECOM``, whatever else they say."""
    rows = evidence.table(_SOCIAL_WORKERS)
    placed = rows["CHILD"].notna() & rows["SW_DECOM"].notna()
    return {_SOCIAL_WORKERS: placed & rows.duplicated(["CHILD", "SW_DECOM"], keep=False)}


def _true(truths: pd.Series[bool]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return truths.to_numpy(dtype=bool, na_value=False)
