"""What is asked of looked-after children and not of those in short breaks (V3, V4): 393 to 444.

Here: mother, reviews and UPN of a child by its legal statuses, and a UPN given twice. Not here: how
long short breaks last (``limits``), nor what is not asked of their episodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_FEMALE = ("2", "F")
"""The code until 2023-24, and since."""


@rules(
    "393",
    fields={"Header": ("MOTHER",)},
    reads={"Header": ("CHILD", "SEX"), "Episodes": ("CHILD", "LS")},
    message="Whether a looked-after girl is a mother is not answered: code 0 or 1.",
    dimension=Dimension.COMPLETENESS,
)
def not_said_whether_mother(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MOTHER`` empty for a female with an episode other than a short break.

    It is not asked of males, nor where the sex is not known.
    """
    rows = evidence.header
    asked = rows["SEX"].isin(_FEMALE) & evidence.on("Header", _looked_after(evidence))
    return {"Header": asked & rows["MOTHER"].isna()}


@rules(
    "399",
    fields={
        "Header": ("MOTHER",),
        "Episodes": ("LS",),
        "Reviews": ("REVIEW", "REVIEW_CODE"),
    },
    reads={"Header": ("CHILD",), "Episodes": ("CHILD",), "Reviews": ("CHILD",)},
    message="Motherhood and reviews are not asked of a child in short breaks: take them out, or "
    "correct the legal status.",
)
def answered_for_short_breaks(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``MOTHER``, ``REVIEW`` or ``REVIEW_CODE`` of a child with no episode but V3 or V4.

    One who was also looked after otherwise is asked (393), so a single V3 is no contradiction.
    """
    reviews = evidence.table("Reviews")
    only = _in_short_breaks(evidence) & ~_looked_after(evidence)
    mother = evidence.header["MOTHER"].notna() & evidence.on("Header", only)
    reviewed = reviews["REVIEW"].notna() | reviews["REVIEW_CODE"].notna()
    reviewed = reviewed & evidence.on("Reviews", only)
    answered = evidence.which_children("Header", mother)
    answered = answered | evidence.which_children("Reviews", reviewed)
    short = evidence.episodes["LS"].isin(codes.SHORT_BREAKS)
    return {
        "Header": mother,
        "Episodes": short & evidence.on("Episodes", answered),
        "Reviews": reviewed,
    }


@rules(
    "426",
    fields={"Episodes": ("LS",)},
    reads={"Episodes": ("CHILD",)},
    message="Short breaks are recorded as episodes (V3) or as an agreement (V4), not as both in "
    "one year: choose one.",
)
def both_kinds_of_short_break(evidence: Ssda903Columns) -> dict[str, Mask]:
    """V3 and V4 episodes of one child in the return; all of them are found."""
    status = evidence.episodes["LS"]
    both = np.logical_and.reduce(
        [
            evidence.on("Episodes", evidence.which_children("Episodes", status.eq(code)))
            for code in sorted(codes.SHORT_BREAKS)
        ]
    )
    return {"Episodes": status.isin(codes.SHORT_BREAKS) & both}


@rules(
    "442",
    fields={"Header": ("UPN",)},
    reads={"Header": ("CHILD",), "Episodes": ("CHILD", "LS")},
    message="A looked-after child has no UPN: give it, or the code that says why it is not known.",
    dimension=Dimension.COMPLETENESS,
)
def no_upn(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``UPN`` empty for a child with an episode other than a short break."""
    asked = evidence.on("Header", _looked_after(evidence))
    return {"Header": asked & evidence.header["UPN"].isna()}


@rules(
    "444",
    fields={"Header": ("UPN",)},
    message="Another row has this UPN: correct the one that is wrong, or join the two.",
    dimension=Dimension.UNIQUENESS,
)
def upn_given_twice(evidence: Ssda903Columns) -> dict[str, Mask]:
    """All rows that share a ``UPN``; codes for one that is not known (UN1 to UN5) may repeat."""
    upn = evidence.header["UPN"]
    known = upn.notna() & ~upn.isin(codes.UNKNOWN_UPN)
    return {"Header": known & upn.duplicated(keep=False)}


def _looked_after(evidence: Ssda903Columns) -> pd.Series[bool]:
    """By child number: has an episode whose legal status is known and no short break."""
    status = evidence.episodes["LS"]
    return evidence.which_children("Episodes", status.notna() & ~status.isin(codes.SHORT_BREAKS))


def _in_short_breaks(evidence: Ssda903Columns) -> pd.Series[bool]:
    """By child number: has an episode of short breaks."""
    return evidence.which_children("Episodes", evidence.episodes["LS"].isin(codes.SHORT_BREAKS))
