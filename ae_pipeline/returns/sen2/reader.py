"""Reading a drop of SEN2: the return's XML, or COLLECT's flat CSV export, one file a table.

Here: which element is a row of which table, and what tells each CSV file from the others. Not
here: parsing (``returns.reading``), or what a row must be (``tables``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.reading.collect_export import without_known_columns
from ae_pipeline.returns.reading.delimited_form import by_columns, delimited_forms
from ae_pipeline.returns.reading.gathering import gather
from ae_pipeline.returns.reading.nested_form import Element, nested_form

if TYPE_CHECKING:
    from pathlib import Path

    from ae_pipeline.returns.extract import Extract
    from ae_pipeline.returns.reading.gathering import Layouts

IDENTIFYING: dict[str, frozenset[str]] = {
    table: frozenset(columns.split())
    for table, columns in {
        "SEN2": "Collection ReferenceDate DMO DCO",
        "Person": "Surname Forename PersonBirthDate UPNunknown",
        "Requests": "ReceivedDate RYA RequestOutcome RequestOutcomeDate",
        "Assessment": "AssessmentOutcome AssessmentOutcomeDate Week20",
        "NamedPlan": "StartDate CeaseDate CeaseReason PB",
        "PlanDetail": "plandetailtableid",
        "ActivePlans": "TransferLA LastReview",
        "PlacementDetail": "placementdetailtableid EntryDate",
        "SENneed": "SENtype SENtypeRank",
    }.items()
}
"""Columns that only one table has, in every version of the export."""
_LEFT_OUT = {"Person": frozenset({"sen2tableid"}), "SENneed": frozenset({"senneedtableid"})}
"""Ids that nothing needs: a drop is one return, and no row hangs on a need."""
_COLLECTION = ("Collection", "Year", "ReferenceDate")
_SOURCE = (
    "SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime", "DMO", "DCO", "DSCO",
)  # fmt: skip
HEADER = Element(
    "Header",
    "SEN2",
    number="sen2tableid",
    fields={
        **{column: f"CollectionDetails/{column}" for column in _COLLECTION},
        **{column: f"Source/{column}" for column in _SOURCE},
    },
)


def _rows(table: str, parent: str, *children: Element) -> Element:
    """An element whose rows are numbered and take the number of the row around them."""
    number = f"{table.lower()}tableid"
    return Element(table, table, number=number, inherits=(parent,), children=children)


PERSON = Element(
    "Person",
    "Person",
    number="persontableid",
    children=(
        _rows(
            "Requests",
            "persontableid",
            _rows(
                "Assessment",
                "requeststableid",
                _rows("NamedPlan", "assessmenttableid", _rows("PlanDetail", "namedplantableid")),
            ),
            _rows(
                "ActivePlans",
                "requeststableid",
                _rows("PlacementDetail", "activeplanstableid"),
                Element("SENneed", "SENneed", inherits=("activeplanstableid",)),
            ),
        ),
    ),
)


def read_drop(folder: Path, layouts: Layouts) -> Extract:
    """Read all files of a drop into the tables of a specification.

    In XML the ids number the rows of each table in the drop, in the order of its files.

    Raises:
        UnreadableFileError: if a file is damaged or not what its name says it is, or the drop
            has no file of this return.
    """
    form = nested_form(HEADER, PERSON, what="Person element", known_by=("Person",))
    extract = gather(
        folder,
        layouts,
        {**delimited_forms(by_columns(IDENTIFYING)), "xml": form},
        title="SEN2",
        remedy="Put the return's XML here, or COLLECT's export with one CSV file a table.",
    )
    known = {table: _LEFT_OUT.get(table, frozenset()) for table in layouts}
    return without_known_columns(extract, known)
