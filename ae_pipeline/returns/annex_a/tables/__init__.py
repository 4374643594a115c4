"""The eleven lists of Annex A as Pandera models: columns, types, categories and keys.

One module per subject. A model's docstring says what one row is. Not here: rules about more than
one cell (``rules``), or what authorities write for a category (``categories``).

What a cell that cannot be used does to its row, in the house's judgement: it rejects the row where
nothing could then be counted (no child, no date that the list is about) or where it is the end of
a span of time, which would else seem to be open; everywhere else it warns and is blanked.
"""

from ae_pipeline.returns.annex_a.tables.adoption import Adopters, Adoption
from ae_pipeline.returns.annex_a.tables.care import CLA, CareLeavers
from ae_pipeline.returns.annex_a.tables.front_door import (
    Contacts,
    EarlyHelpAssessments,
    Referrals,
)
from ae_pipeline.returns.annex_a.tables.in_need import CIN, CP, Assessments, Section47

__all__ = [
    "CIN",
    "CLA",
    "CP",
    "Adopters",
    "Adoption",
    "Assessments",
    "CareLeavers",
    "Contacts",
    "EarlyHelpAssessments",
    "Referrals",
    "Section47",
]
