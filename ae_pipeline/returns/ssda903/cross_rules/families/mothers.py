"""Children who are mothers, and the births of their children.

Here: Header against episodes, ages and last year's return. Not here: the three cells of one row
against each other (the contract).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.ages import is_under
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_CHILD = ("CHILD",)
_FEMALE = frozenset({"2", "F"})
"""1 and 2 gave way to M and F with 2024-25."""
_YOUNGEST = 11


@rules(
    "607",
    fields={"Episodes": ("DEC", "REC", "LS"), "Header": ("MOTHER", "SEX")},
    reads={"Episodes": _CHILD, "Header": _CHILD},
    message="The girl ceased to be looked after in the year: say whether she is a mother.",
    dimension=Dimension.COMPLETENESS,
)
def motherhood_not_told(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MOTHER`` empty of a girl, and an episode that ended care in the year, no short break."""
    rows, header = evidence.episodes, evidence.header
    in_year = (rows["DEC"] >= evidence.collection_start) & (rows["DEC"] <= evidence.collection_end)
    ended_care = rows["REC"].notna() & ~rows["REC"].eq(codes.CONTINUES)
    left = in_year & ended_care & ~rows["LS"].isin(codes.SHORT_BREAKS)
    not_told = header["SEX"].isin(_FEMALE) & header["MOTHER"].isna()
    wrong = not_told & evidence.on("Header", evidence.which_children("Episodes", left))
    children = evidence.which_children("Header", wrong)
    return {"Episodes": left & evidence.on("Episodes", children), "Header": wrong}


@rules(
    "620",
    fields={"Header": ("DOB", "MOTHER")},
    message="A mother is under 11 at the end of the year: correct the date of birth or the code.",
    dimension=Dimension.ACCURACY,
)
def mother_too_young(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MOTHER`` 1, and under 11 on the last day of the year."""
    header = evidence.header
    return {
        "Header": _is_mother(header) & is_under(header["DOB"], _YOUNGEST, evidence.collection_end)
    }


@rules(
    "624",
    fields={"Header": ("MC_DOB",)},
    reads={"Header": _CHILD},
    previous={"Header": ("CHILD", "MC_DOB")},
    message="Last year's return gave another date of birth of the first child: correct it.",
)
def first_child_born_on_another_day(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Both years have a date, and they differ."""
    born = evidence.header["MC_DOB"]
    last_year = evidence.on("Header", evidence.previous.per_child("Header", "MC_DOB"))
    return {"Header": born.notna() & last_year.notna() & (born != last_year)}


@rules(
    "625",
    fields={"Header": ("MC_DOB",), "Episodes": ("DEC",)},
    reads={"Header": _CHILD, "Episodes": ("CHILD", "DECOM")},
    message="The first child was born after the year ended, or after the mother left care: "
    "correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def first_child_born_too_late(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MC_DOB`` after the year, or after ``DEC`` of a last episode that did not go on (X1).

    The episode is implicated in the second case only.
    """
    rows, born = evidence.episodes, evidence.header["MC_DOB"]
    goes_on = evidence.optional("Episodes", "REC").eq(codes.CONTINUES)
    left = evidence.order("Episodes").is_last & rows["DEC"].notna() & ~goes_on
    after_care = born > evidence.on("Header", evidence.per_child("Episodes", "DEC", left))
    children = evidence.which_children("Header", after_care)
    return {
        "Header": after_care | (born > evidence.collection_end),
        "Episodes": left & evidence.on("Episodes", children),
    }


@rules(
    "626",
    fields={"Header": ("MOTHER", "MC_DOB")},
    reads={"Header": _CHILD},
    previous={"Header": ("CHILD", "MOTHER")},
    message="The first child was born before the year, and last year's return said that she was "
    "no mother: correct the date or the code.",
)
def mother_unlike_last_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MOTHER`` 1 and ``MC_DOB`` before the year, and ``MOTHER`` 0 last year; not where empty."""
    header = evidence.header
    said = evidence.on("Header", evidence.previous.per_child("Header", "MOTHER"))
    was_none = said.eq(0).fillna(value=False)
    return {
        "Header": _is_mother(header) & (header["MC_DOB"] < evidence.collection_start) & was_none
    }


@rules(
    "628",
    fields={"Header": ("MOTHER",)},
    reads={"Header": _CHILD, "Episodes": _CHILD, "OC3": _CHILD},
    message="Motherhood is not asked of a care leaver who was not in care in the year: leave it "
    "empty, or add the episodes.",
)
def motherhood_of_care_leaver(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MOTHER`` given, 0 or 1, of a child in OC3 without an episode in the year."""
    left = evidence.which_children("OC3") & ~evidence.which_children("Episodes")
    return {"Header": evidence.header["MOTHER"].notna() & evidence.on("Header", left)}


def _is_mother(header: pd.DataFrame) -> pd.Series[bool]:
    return header["MOTHER"].eq(1).fillna(value=False).astype(bool)
