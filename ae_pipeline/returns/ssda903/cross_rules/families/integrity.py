"""The tables of a return speak of the same children: INT01 to INT36.

Here: that a child has its row in Header, once, and is the same child everywhere. Not here: what
the rows say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903.cross_rules.rule import Failing, OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_CHILD = ("CHILD",)


def _in_header(code: str, table: str) -> Failing:
    def not_in_header(evidence: Ssda903Columns) -> dict[str, Mask]:
        known = evidence.on(table, evidence.which_children("Header"))
        return {table: evidence.table(table)["CHILD"].notna() & ~known}

    return rules(
        code,
        fields={table: _CHILD},
        reads={"Header": _CHILD},
        message="The child has no row in Header: add one, or correct the child's identifier.",
        dimension=Dimension.COMPLETENESS,
    )(not_in_header)


def _as_in_header(code: str, table: str, column: str) -> Failing:
    def differs(evidence: Ssda903Columns) -> dict[str, Mask]:
        said = evidence.table(table)[column]
        in_header = evidence.on(table, evidence.per_child("Header", column))
        wrong = said.notna() & in_header.notna() & (said != in_header)
        return {
            table: wrong,
            "Header": evidence.on("Header", evidence.which_children(table, wrong)),
        }

    return rules(
        code,
        fields={table: (column,), "Header": (column,)},
        reads={table: _CHILD, "Header": _CHILD},
        message=f"{column} is not the child's {column} in Header: correct one of the two.",
    )(differs)


def _once(code: str, table: str) -> Failing:
    def repeated(evidence: Ssda903Columns) -> dict[str, Mask]:
        child = evidence.table(table)["CHILD"]
        return {table: child.notna() & child.duplicated(keep=False)}

    return rules(
        code,
        fields={table: _CHILD},
        message="The child has more than one row in this table: keep the one that is right.",
        dimension=Dimension.UNIQUENESS,
    )(repeated)


_in_header("INT01", "AD1")
_in_header("INT02", "PlacedAdoption")
_in_header("INT03", "Episodes")
_in_header("INT04", "Missing")
_in_header("INT05", "OC2")
_in_header("INT06", "OC3")
_in_header("INT07", "PrevPerm")
_in_header("INT08", "Reviews")
_in_header("INT09", "UASC")

_as_in_header("INT11", "AD1", "DOB")
_as_in_header("INT12", "PlacedAdoption", "DOB")
_as_in_header("INT13", "Missing", "DOB")
_as_in_header("INT14", "OC2", "DOB")
_as_in_header("INT15", "OC3", "DOB")
_as_in_header("INT16", "PrevPerm", "DOB")
_as_in_header("INT17", "Reviews", "DOB")
_as_in_header("INT18", "UASC", "DOB")
_as_in_header("INT21", "UASC", "SEX")

_once("INT31", "AD1")
_once("INT32", "Header")
_once("INT33", "OC2")
_once("INT34", "OC3")
_once("INT35", "PrevPerm")
_once("INT36", "UASC")
