"""The categories that Annex A asks for, and how authorities write them, a module per subject.

Each category has the text that Ofsted's guidance gives it, the codes of the statutory returns that
mean it, and words by which local lists name it. Not here: which column has which categories
(``tables``), or finding a category in a cell (``matching``).

Sources: Ofsted's guidance on child-level data for inspections (Annex A); the DfE guides to the
returns that the codes are from.
"""

from ae_pipeline.returns.annex_a.categories.care import (
    END_OF_CARE,
    INTERVIEW,
    LEGAL_STATUS,
    LOCATION,
    PERMANENCE,
    PLACEMENT,
    PROVIDER,
)
from ae_pipeline.returns.annex_a.categories.category import Categories, Category
from ae_pipeline.returns.annex_a.categories.leaving import (
    ACCOMMODATION,
    ACTIVITY,
    ELIGIBILITY,
    IN_TOUCH,
    LEAVING_ADOPTION,
    REVERSAL,
    SUITABILITY,
)
from ae_pipeline.returns.annex_a.categories.need import ABUSE, CASE_STATUS, CLOSURE, NEED, SOURCE
from ae_pipeline.returns.annex_a.categories.people import (
    DISABILITY,
    ETHNICITY,
    GENDER,
    NO_FURTHER_ACTION,
    SEEN,
    UNACCOMPANIED,
    YES_NO,
    YES_NO_UNKNOWN,
)

__all__ = [
    "ABUSE",
    "ACCOMMODATION",
    "ACTIVITY",
    "CASE_STATUS",
    "CLOSURE",
    "DISABILITY",
    "ELIGIBILITY",
    "END_OF_CARE",
    "ETHNICITY",
    "GENDER",
    "INTERVIEW",
    "IN_TOUCH",
    "LEAVING_ADOPTION",
    "LEGAL_STATUS",
    "LOCATION",
    "NEED",
    "NO_FURTHER_ACTION",
    "PERMANENCE",
    "PLACEMENT",
    "PROVIDER",
    "REVERSAL",
    "SEEN",
    "SOURCE",
    "SUITABILITY",
    "UNACCOMPANIED",
    "YES_NO",
    "YES_NO_UNKNOWN",
    "Categories",
    "Category",
]
