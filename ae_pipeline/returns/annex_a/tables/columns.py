"""The columns that several lists have, and columns of categories.

Not here: a list (its subject's module).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandera.pandas as pa

from ae_pipeline.returns.annex_a import categories
from ae_pipeline.returns.formats import written_as
from ae_pipeline.validation.cells import CellType
from ae_pipeline.validation.codelist import CodeList
from ae_pipeline.validation.fields import (
    CELL,
    Cell,
    Protected,
    Protection,
    code,
    day,
    decimal,
    key,
    text,
    whole_number,
)
from ae_pipeline.validation.findings import Severity

if TYPE_CHECKING:
    from ae_pipeline.returns.annex_a.categories import Categories

CHILD, BORN = "Child Unique ID", "Date of Birth"
SOURCE_UNKNOWN = "AE-ANNEXA-SOURCE"
OLDEST = 30
MOST = 99
_WORKER = Protection(Protected.IDENTIFIER, "worker")


@dataclass(frozen=True, eq=False)
class CategoryList(CodeList):
    """Categories as the codes of a column; what else means each of them goes with them."""

    categories: Categories = ()


def _codes(known: Categories) -> CategoryList:
    return CategoryList(frozenset(each.text for each in known), categories=known)


def category(column: str, description: str, known: Categories, *, required: bool = False) -> Any:
    """A column of categories."""
    return code(column, description, _codes(known), required=required)


def key_source(column: str, description: str) -> Any:
    """Who made the contact: part of the key, for several may in a day, but no reason to reject."""
    cell = Cell(
        CellType.TEXT,
        "a source that the guidance names",
        key=True,
        rule=SOURCE_UNKNOWN,
        severity=Severity.WARN,
        required=True,
        missing=SOURCE_UNKNOWN,
        missing_severity=Severity.WARN,
        codes=_codes(categories.SOURCE),
    )
    return pa.Field(alias=column, nullable=False, description=description, metadata={CELL: cell})


def child() -> Any:
    """The child's number in the social care system."""
    protection = Protection(Protected.CHILD, "annex_a/child")
    return key(CHILD, "The authority's own identifier of the child.", protection=protection)


def gender() -> Any:
    """Gender, which in the statutory returns is sex."""
    return category("Gender", "Gender.", categories.GENDER, required=True)


def ethnicity() -> Any:
    """One of six groups."""
    return category("Ethnicity", "Ethnic group.", categories.ETHNICITY, required=True)


def born() -> Any:
    """Date of birth, empty or expected for an unborn child."""
    return day(BORN, "Date of birth.")


def age() -> Any:
    """Age as the system works it out, in years with or without decimals."""
    return decimal("Age of Child (Years)", "Age when the list was made.", lowest=0, highest=OLDEST)


def disability() -> Any:
    """Whether the child has a disability."""
    return category(
        "Does the Child have a Disability",
        "Whether the child has a disability.",
        categories.DISABILITY,
        required=True,
    )


def _called(column: str, description: str, protection: Protection | None = None) -> Any:
    """Who a child is allocated to: anything but the error of a formula that looked them up."""
    return text(
        column,
        description,
        shape=written_as("[^#].*"),
        expected="a name or number",
        protection=protection,
    )


def team() -> Any:
    """The team that works with the child."""
    return _called("Allocated Team", "Team that the child is allocated to.")


def worker() -> Any:
    """The worker, by name or number."""
    return _called("Allocated Worker", "Worker that the child is allocated to.", _WORKER)


def adviser() -> Any:
    """The personal adviser of a care leaver, by name or number."""
    return _called("Allocated Personal Advisor", "Personal adviser.", _WORKER)


def count(column: str, description: str) -> Any:
    """A number of times in twelve months, or so far."""
    return whole_number(column, description, lowest=0, highest=MOST)
