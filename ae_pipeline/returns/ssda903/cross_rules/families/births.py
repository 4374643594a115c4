"""When a child was born, against the year, its care and last year's return; and its UASC status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()


@rules(
    "203",
    fields={"Header": ("DOB",)},
    reads={"Header": ("CHILD",)},
    previous={"Header": ("CHILD", "DOB")},
    message="Last year's return gave another date of birth: correct it, or explain the change.",
)
def born_on_another_day(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Both years have a date, and they differ."""
    born = evidence.header["DOB"]
    last_year = evidence.on("Header", evidence.previous.per_child("Header", "DOB"))
    return {"Header": born.notna() & last_year.notna() & (born != last_year)}


@rules(
    "301",
    fields={"Header": ("DOB",)},
    message="The child was born after the collection year ended: correct the date of birth.",
    dimension=Dimension.ACCURACY,
)
def born_after_the_year(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DOB`` after the last day of the year."""
    return {"Header": evidence.header["DOB"] > evidence.collection_end}


@rules(
    "302",
    fields={"Episodes": ("DECOM",), "Header": ("DOB",)},
    reads={"Episodes": ("CHILD",), "Header": ("CHILD",)},
    message="The first episode starts before the child was born: correct one of the dates.",
    dimension=Dimension.ACCURACY,
)
def in_care_before_birth(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DECOM`` of the child's first episode before ``DOB``."""
    first = evidence.order("Episodes").is_first
    early = first & (evidence.episodes["DECOM"] < evidence.born("Episodes"))
    return {
        "Episodes": early,
        "Header": evidence.on("Header", evidence.which_children("Episodes", early)),
    }


@rules(
    "303",
    fields={"UASC": ("DUC",), "Header": ("UASC",)},
    reads={"UASC": ("CHILD",), "Header": ("CHILD",)},
    message="There is a date on which UASC status ceased, so the child was UASC: code 1 in Header.",
)
def ceased_without_status(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DUC`` given, and ``UASC`` in Header empty or other than 1."""
    ceased = evidence.table("UASC")["DUC"].notna()
    was_uasc = evidence.header["UASC"].eq(1).fillna(value=False)
    wrong = ~was_uasc & evidence.on("Header", evidence.which_children("UASC", ceased))
    return {
        "Header": wrong,
        "UASC": ceased & evidence.on("UASC", evidence.which_children("Header", wrong)),
    }
