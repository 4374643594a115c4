"""Where a child is placed: postcodes, and the area and distance that follow from them; 392 to 454.

Here: HOME_POST and PL_POST, and the columns that the collector derives. Not here: whether a
postcode is one (the contract).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.columns import NotEvaluable
from ae_pipeline.returns.ssda903.cross_rules.rule import Failing, OfficialRules
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.sequence import flags

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_FAR = 350
_UNKNOWN_DISTANCE = 999.9
"""Stands for a distance from a home that is unknown or not in the country."""
_TOLERANCE = 0.2
"""Miles by which two years may differ; less than this is rounding."""
_IN, _OUT = "IN", "OUT"


@rules(
    "392a",
    fields={"Episodes": ("PL_DISTANCE",)},
    reads={"Episodes": ("CHILD", "LS")},
    message="There is no distance from home to placement: give the postcodes it follows from.",
    dimension=Dimension.COMPLETENESS,
)
def no_distance(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PL_DISTANCE`` empty; save in short breaks, and for UASC so far as what is given tells."""
    empty = evidence.episodes["PL_DISTANCE"].isna()
    return {"Episodes": empty & _asked_about_home(evidence)}


@rules(
    "392b",
    fields={"Episodes": ("HOME_POST", "PL_POST")},
    reads={"Episodes": ("CHILD", "LS")},
    message="The postcode of the home, of the placement or both is missing.",
    dimension=Dimension.COMPLETENESS,
)
def no_postcodes(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Either postcode empty; save in short breaks, and for UASC so far as what is given tells."""
    rows = evidence.episodes
    empty = rows["HOME_POST"].isna() | rows["PL_POST"].isna()
    return {"Episodes": empty & _asked_about_home(evidence)}


@rules(
    "392d",
    fields={"Episodes": ("HOME_POST", "PL_POST", "PLACE")},
    message="Placed at the postcode of the home, and not with parents: correct one of the three.",
)
def placed_at_home(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Both postcodes the same, apart from spaces and case, and ``PLACE`` other than P1."""
    rows = evidence.episodes
    place = rows["PLACE"]
    elsewhere = place.notna() & ~place.isin(codes.PARENTS)
    return {"Episodes": elsewhere & (_compact(rows["HOME_POST"]) == _compact(rows["PL_POST"]))}


@rules(
    "406",
    fields={"Episodes": ("PL_DISTANCE",)},
    reads={"Episodes": ("CHILD",)},
    message="There is no distance from home for a child who is or was UASC: leave it empty.",
)
def distance_of_uasc(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PL_DISTANCE`` given for a child who is UASC, or was in this year or the last.

    Asked where at least one table tells: UASC, or Header with ``UASC``.
    """
    was_uasc = _was_uasc(evidence)
    if was_uasc is None:
        raise NotEvaluable("who is UASC")
    return {"Episodes": evidence.episodes["PL_DISTANCE"].notna() & was_uasc}


@rules(
    "411",
    fields={"Episodes": ("PL_LOCATION",)},
    reads={"Episodes": ("PL_LA",)},
    message="Inside or outside the authority is not what the placement's authority says: correct "
    "one of the two.",
)
def on_the_wrong_side(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PL_LOCATION`` IN and ``PL_LA`` another authority, or OUT and ``PL_LA`` the own one.

    ``PL_LA`` has codes of the statistical office: a DfE number (879) cannot be compared.
    """
    if evidence.authority.isdigit():
        raise NotEvaluable("the authority's code of the statistical office")
    rows = evidence.episodes
    where, authority = rows["PL_LOCATION"], rows["PL_LA"]
    own = authority.eq(evidence.authority)
    wrong = (own & where.eq(_OUT)) | (authority.notna() & ~own & where.eq(_IN))
    return {"Episodes": wrong}


@rules(
    "420",
    fields={"Episodes": ("PL_LA",)},
    reads={"Episodes": ("LS",)},
    message="The authority of the placement is not asked of short breaks: leave it empty.",
)
def authority_of_short_break(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PL_LA`` given and ``LS`` V3 or V4."""
    rows = evidence.episodes
    return {"Episodes": rows["PL_LA"].notna() & rows["LS"].isin(codes.SHORT_BREAKS)}


@rules(
    "454",
    fields={"Episodes": ("PL_DISTANCE",)},
    reads={"Episodes": ("CHILD",)},
    message="The placement is more than 350 miles from home: check both postcodes.",
    dimension=Dimension.ACCURACY,
)
def very_far_from_home(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PL_DISTANCE`` over 350; 999.9 stands for one that is not known.

    UASC are left out so far as what is given tells.
    """
    miles = evidence.episodes["PL_DISTANCE"]
    far = (miles > _FAR) & (miles != _UNKNOWN_DISTANCE)
    return {"Episodes": far.fillna(value=False) & ~_or_none(evidence, _was_uasc(evidence))}


def _went_on(code: str, column: str, what: str) -> Failing:
    """The first episode of this year went on from last year's last, and a value did not.

    It went on where both started on the same day. A value that one of the years lacks is no
    contradiction.
    """

    def contradicts(evidence: Ssda903Columns) -> dict[str, Mask]:
        rows, previous = evidence.episodes, evidence.previous
        last = previous.order("Episodes").is_last
        started = evidence.on("Episodes", previous.per_child("Episodes", "DECOM", last))
        was = evidence.on("Episodes", previous.per_child("Episodes", column, last))
        same = evidence.order("Episodes").is_first & (rows["DECOM"] == started)
        now = rows[column]
        differs = (now - was).abs() >= _TOLERANCE if column == "PL_DISTANCE" else now != was
        contradiction = now.notna() & was.notna() & differs.fillna(value=False)
        return {"Episodes": same & contradiction}

    columns = ("CHILD", "DECOM", column)
    return rules(
        code,
        fields={"Episodes": (column,)},
        reads={"Episodes": ("CHILD", "DECOM")},
        previous={"Episodes": columns},
        message=f"Last year's return gave this episode another {what}: correct it.",
    )(contradicts)


_went_on("452", "PL_LA", "authority of placement")
_went_on("453", "PL_DISTANCE", "distance from home")


def _asked_about_home(evidence: Ssda903Columns) -> pd.Series[bool]:
    status = evidence.episodes["LS"]
    looked_after = status.notna() & ~status.isin(codes.SHORT_BREAKS)
    return looked_after & ~_or_none(evidence, _was_uasc(evidence))


def _or_none(evidence: Ssda903Columns, known: pd.Series[bool] | None) -> pd.Series[bool]:
    """What is known of episodes; of none of them where nothing is."""
    return flags(np.zeros(len(evidence.episodes), dtype=bool)) if known is None else known


def _was_uasc(evidence: Ssda903Columns) -> pd.Series[bool] | None:
    """Episodes of children who are or were UASC by any table of either year; ``None`` without."""
    years = [evidence]
    with suppress(NotEvaluable):
        years.append(evidence.previous)
    found = []
    for year in years:
        if year.given("UASC", "CHILD"):
            found.append(year.which_children("UASC"))
        if year.given("Header", "CHILD", "UASC"):
            is_uasc = year.header["UASC"].eq(1).fillna(value=False)
            found.append(year.which_children("Header", is_uasc))
    if not found:
        return None
    return evidence.on("Episodes", flags(np.logical_or.reduce(found)))


def _compact(postcode: pd.Series[str]) -> pd.Series[str]:
    return postcode.str.replace(" ", "", regex=False).str.upper()
