"""Reading a drop of the CIN Census: its XML, element by element.

Here: which element is a row of which table. Not here: the order and number of elements
(``structure``), parsing (``returns.reading``), or what a row must be (``tables``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.cin.structure import inspect
from ae_pipeline.returns.reading.gathering import gather
from ae_pipeline.returns.reading.nested_form import Element, nested_form

if TYPE_CHECKING:
    from pathlib import Path

    from ae_pipeline.returns.extract import Extract
    from ae_pipeline.returns.reading.gathering import Layouts

_CHILD = "LAchildID"
_EPISODE = (_CHILD, "CINdetailsID")
_COLLECTION = ("Collection", "Year", "ReferenceDate")
_SOURCE = ("SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime")
HEADER = Element(
    "Header",
    "Header",
    fields={
        **{column: f"CollectionDetails/{column}" for column in _COLLECTION},
        **{column: f"Source/{column}" for column in _SOURCE},
    },
)
_EPISODES = Element(
    "CINdetails",
    "CINdetails",
    number="CINdetailsID",
    inherits=(_CHILD,),
    children=(
        Element(
            "Assessments",
            "Assessments",
            number="AssessmentID",
            inherits=_EPISODE,
            children=(
                Element(
                    "FactorsIdentifiedAtAssessment",
                    children=(
                        Element(
                            "AssessmentFactors",
                            "AssessmentFactors",
                            text="AssessmentFactors",
                            inherits=(*_EPISODE, "AssessmentID"),
                        ),
                    ),
                ),
            ),
        ),
        Element("CINPlanDates", "CINPlanDates", inherits=_EPISODE),
        Element("Section47", "Section47", inherits=_EPISODE),
        Element(
            "ChildProtectionPlans",
            "ChildProtectionPlans",
            number="CPPID",
            inherits=_EPISODE,
            children=(
                Element(
                    "Reviews",
                    children=(
                        Element(
                            "CPPreviewDate",
                            "Reviews",
                            text="CPPreviewDate",
                            inherits=(*_EPISODE, "CPPID"),
                        ),
                    ),
                ),
            ),
        ),
        Element("PreProceedingsandFGDM", "PreProceedings", inherits=_EPISODE),
    ),
)
CHILD = Element(
    "Child",
    fields={_CHILD: f"ChildIdentifiers/{_CHILD}"},
    children=(
        # Until 2023-24 the census asked for gender, under the codes of those years.
        Element("ChildIdentifiers", "ChildIdentifiers", fields={"Sex": "GenderCurrent"}),
        Element(
            "ChildCharacteristics",
            "ChildCharacteristics",
            inherits=(_CHILD,),
            children=(
                Element(
                    "Disabilities",
                    children=(
                        Element(
                            "Disability", "Disabilities", text="Disability", inherits=(_CHILD,)
                        ),
                    ),
                ),
            ),
        ),
        _EPISODES,
    ),
)


def read_drop(folder: Path, layouts: Layouts) -> Extract:
    """Read all files of a drop into the tables of a specification.

    ``CINdetailsID``, ``AssessmentID`` and ``CPPID`` number the episodes, assessments and plans of
    the drop, in the order of its files; they are no identifiers of the authority's system.

    Raises:
        UnreadableFileError: if a file is damaged or not what its name says it is, or the drop
            has no file of this return.
    """
    form = nested_form(
        HEADER,
        CHILD,
        what="Child of the CIN Census",
        known_by=("ChildIdentifiers", "CINdetails"),
        inspect=inspect,
        whole=True,
    )
    return gather(
        folder,
        layouts,
        {"xml": form},
        title="the CIN Census",
        remedy="Put the return's XML here, as it is made for the department's COLLECT.",
    )
