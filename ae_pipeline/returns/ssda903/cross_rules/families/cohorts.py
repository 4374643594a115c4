"""Which children which tables are about: 134, 187, 190, 191, 215.

OC2 is of those looked after for the twelve months to the end of the year, OC3 of those who left,
AD1 of those adopted. Here: that no child is in two of them, nor missing from the first. Not here:
the SDQ (``sdq``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_CHILD = ("CHILD",)
_CARE = ("CHILD", "DECOM", "DEC")
_LEFT = ("IN_TOUCH", "ACTIV", "ACCOM")
_ADOPTED = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
_ASKED_OF_ALL = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
_HEALTH = (
    "CONVICTED",
    "HEALTH_CHECK",
    *_ASKED_OF_ALL,
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
)


@rules(
    "134",
    fields={"OC3": _LEFT, "AD1": _ADOPTED},
    reads={"OC3": _CHILD, "AD1": _CHILD},
    message="The child has entries as a care leaver and as one adopted: remove one of the two.",
)
def left_and_adopted(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Any item of OC3 and any of AD1 of one child; filled rows of both are found."""
    return _in_both(evidence, ("OC3", _LEFT), ("AD1", _ADOPTED))


@rules(
    "187",
    fields={"OC3": _LEFT, "AD1": _ADOPTED},
    reads={"OC3": _CHILD, "AD1": _CHILD, "Episodes": _CARE},
    message="The child was looked after all year, so it neither left care nor was adopted: remove "
    "these entries, or correct the episodes.",
)
def in_care_and_left(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Any item of OC3 or AD1 of a child looked after for the twelve months to the year's end."""
    all_year = evidence.looked_after_all_year
    return {
        table: _any_filled(evidence, table, columns) & evidence.on(table, all_year)
        for table, columns in (("OC3", _LEFT), ("AD1", _ADOPTED))
    }


@rules(
    "190",
    fields={"OC2": _HEALTH},
    reads={"OC2": _CHILD, "Episodes": _CARE},
    message="The child was not looked after all year, so health and convictions are not asked: "
    "leave them empty, or correct the episodes.",
)
def asked_without_being_in_care_all_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Any item of OC2, the SDQ aside, of a child not looked after for the twelve months."""
    all_year = evidence.on("OC2", evidence.looked_after_all_year)
    return {"OC2": _any_filled(evidence, "OC2", _HEALTH) & ~all_year}


@rules(
    "191",
    fields={"OC2": _ASKED_OF_ALL, "Episodes": _CHILD},
    reads={"OC2": _CHILD, "Episodes": _CARE},
    message="The child was looked after all year: say whether immunisations, dentist and health "
    "assessment were up to date, and whether substances were misused.",
    dimension=Dimension.COMPLETENESS,
)
def not_answered_for(evidence: Ssda903Columns) -> dict[str, Mask]:
    """A child looked after for the twelve months of whom any of the four items is empty.

    A child without a row in OC2 is found by its episodes of the period that covers the year.
    """
    rows = evidence.table("OC2")
    blank = rows[list(_ASKED_OF_ALL)].isna().any(axis="columns")
    periods = evidence.periods_without_short_breaks
    all_year = periods.throughout(evidence.collection_start, evidence.collection_end)
    answered = evidence.on("Episodes", evidence.which_children("OC2"))
    return {
        "OC2": blank & evidence.on("OC2", evidence.looked_after_all_year),
        "Episodes": all_year & ~answered,
    }


@rules(
    "215",
    fields={"OC3": _LEFT, "OC2": _HEALTH},
    reads={"OC3": _CHILD, "OC2": _CHILD},
    message="The child has entries as a care leaver and as one looked after all year: remove one "
    "of the two.",
)
def left_and_in_care(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Any item of OC3 and any of OC2, the SDQ aside; filled rows of both are found."""
    return _in_both(evidence, ("OC3", _LEFT), ("OC2", _HEALTH))


def _any_filled(
    evidence: Ssda903Columns, table: str, columns: tuple[str, ...]
) -> NDArray[np.bool_]:
    filled = evidence.table(table)[list(columns)].notna().any(axis="columns")
    return filled.to_numpy(dtype=bool)


def _in_both(
    evidence: Ssda903Columns, one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]
) -> dict[str, Mask]:
    """Filled rows of children who have some in both tables."""
    filled = {table: _any_filled(evidence, table, columns) for table, columns in (one, other)}
    first, second = (evidence.which_children(table, rows) for table, rows in filled.items())
    twice: pd.Series[bool] = first & second
    return {table: rows & evidence.on(table, twice) for table, rows in filled.items()}
