"""SEN2's files by version of the collection: columns, order, and how the XML nests.

Not here: what stands in them (``sen2``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.schooling.collect_files import XmlRow, element, nested_xml

if TYPE_CHECKING:
    from pathlib import Path

    from ae_city.systems import Export

FIRST_VERSION, LAST_VERSION = "2023", "2025"
TABLES = (
    "SEN2", "Person", "Requests", "Assessment", "NamedPlan", "PlanDetail", "ActivePlans",
    "PlacementDetail", "SENneed",
)  # fmt: skip
_COLUMNS = {
    "SEN2": (
        "sen2tableid", "Collection", "Year", "ReferenceDate", "SourceLevel", "LEA",
        "SoftwareCode", "Release", "SerialNo", "DateTime", "DMO", "DCO", "DSCO",
    ),
    "Person": (
        "persontableid", "Surname", "Forename", "PersonBirthDate", "Sex", "GenderCurrent",
        "Ethnicity", "PostCode", "UPN", "UniqueLearnerNumber", "UPNunknown",
    ),
    "Requests": (
        "requeststableid", "persontableid", "ReceivedDate", "RequestSource", "RYA",
        "RequestOutcomeDate", "RequestOutcome", "RequestMediation", "RequestTribunal", "Exported",
    ),
    "Assessment": (
        "assessmenttableid", "requeststableid", "AssessmentOutcome", "AssessmentOutcomeDate",
        "AssessmentMediation", "AssessmentTribunal", "OtherMediation", "OtherTribunal", "Week20",
    ),
    "NamedPlan": (
        "namedplantableid", "assessmenttableid", "StartDate", "PlanRes", "PlanWBP", "PB", "OA",
        "DP", "CeaseDate", "CeaseReason",
    ),
    "PlanDetail": (
        "plandetailtableid", "namedplantableid", "URN", "UKPRN", "SENSetting", "SENSettingOther",
        "PlacementRank", "SENunitIndicator", "ResourcedProvisionIndicator",
    ),
    "ActivePlans": (
        "activeplanstableid", "requeststableid", "TransferLA", "Res", "WBP", "ReviewMeeting",
        "LastReview", "ReviewOutcome", "ReviewDraft", "PhaseTransferDueDate",
        "PhaseTransferFinalDate",
    ),
    "PlacementDetail": (
        "placementdetailtableid", "activeplanstableid", "URN", "UKPRN", "SENSetting",
        "SENSettingOther", "PlacementRank", "EntryDate", "LeavingDate", "AttendancePattern",
        "SENunitIndicator", "ResourcedProvisionIndicator", "Res", "WBP",
    ),
    "SENneed": ("activeplanstableid", "SENtype", "SENtypeRank"),
}  # fmt: skip
_SINCE = {
    "Sex": "2024", "ReviewMeeting": "2024", "ReviewOutcome": "2024", "DSCO": "2025",
    "RequestSource": "2025", "ReviewDraft": "2025", "PhaseTransferDueDate": "2025",
    "PhaseTransferFinalDate": "2025",
}  # fmt: skip
_UNTIL = {"GenderCurrent": "2023", "AttendancePattern": "2023"}
_MOVED = {"Res", "WBP"}
"""Columns of plans in force in 2023, and of placements since."""

PLANTABLE: dict[str, tuple[str, ...]] = {
    "SEN2": ("Year", "LEA", "DMO", "DCO"),
    "Person": ("PersonBirthDate", "Surname", "Forename", "Ethnicity", "PostCode"),
    "Requests": ("RYA", "RequestMediation", "RequestTribunal", "RequestOutcomeDate"),
    "Assessment": ("AssessmentOutcome", "AssessmentMediation", "OtherTribunal", "Week20"),
    "NamedPlan": ("StartDate", "PB", "OA"),
    "PlanDetail": ("PlacementRank", "SENunitIndicator"),
    "ActivePlans": ("LastReview", "TransferLA"),
    "PlacementDetail": ("PlacementRank", "EntryDate", "ResourcedProvisionIndicator"),
    "SENneed": ("SENtype", "SENtypeRank"),
}
COPYABLE = frozenset({"SENneed"})
"""Rows of the other tables are known by their place in XML, where a copy is another row."""


def columns(table: str, version: str) -> tuple[str, ...]:
    """The columns of a table's file in a version."""
    return tuple(
        name
        for name in _COLUMNS[table]
        if _SINCE.get(name, "") <= version <= _UNTIL.get(name, version)
        and (name not in _MOVED or (table == "ActivePlans") == (version < "2024"))
    )


def ordered(made: Export, version: str, *, numbered: bool) -> Export:
    """The tables with the columns of a version, rows as they stand in the file.

    Args:
        made: tables with the columns that are known; any other column of the version is empty.
        version: of the collection.
        numbered: whether ids are the running numbers that rows of XML have.
    """
    tables = {}
    for table in TABLES:
        names = columns(table, version)
        tables[table] = (
            made[table].reindex(columns=list(names)).astype("str").reset_index(drop=True)
        )
    if not numbered:
        return tables
    return _numbered(tables)


def _ids(table: str) -> tuple[str, str]:
    """The column with the id of a table's rows and the one of the row above; empty for none."""
    own = f"{table.lower()}tableid"
    above = [name for name in _COLUMNS[table] if name.endswith("tableid") and name != own]
    return (own if own in _COLUMNS[table] else ""), (above[0] if above else "")


def _numbered(tables: Export) -> Export:
    """Ids as running numbers, rows in the order in which the XML has them."""
    found: Export = {}
    numbers: dict[str, pd.Series[str]] = {}
    for table, rows in tables.items():
        own, parent = _ids(table)
        made = rows
        if parent:
            place = rows[parent].map(numbers[parent]).astype("int64")
            made = rows.assign(**{parent: place}).sort_values(parent, kind="stable")
            made = made.reset_index(drop=True).astype({parent: "str"})
        if own:
            running = pd.Series(np.arange(1, len(made) + 1).astype(np.str_), dtype="str")
            numbers[own] = pd.Series(running.to_numpy(), index=made[own].to_numpy(), dtype="str")
            made = made.assign(**{own: running})
        found[table] = made
    return found


def is_numbered(export: Export) -> bool:
    """Whether an export is that of the XML."""
    return bool(export["SEN2"]["sen2tableid"].iloc[0] == "1")


def _row(table: str, *within: XmlRow, before: str = "") -> XmlRow:
    """A table's element; the rows within it stand before a field, or last."""
    number, parent = _ids(table)
    own = [name for name in _COLUMNS[table] if name not in {number, parent}]
    place = own.index(before) if before else len(own)
    return XmlRow(table, number, parent, (*own[:place], *within, *own[place:]))


def _person(version: str) -> XmlRow:
    """A person's element. The schema of 2024 has the outcome of a review before its date."""
    active = _row("ActivePlans", _row("PlacementDetail"), _row("SENneed"), before="ReviewMeeting")
    if version < "2025":
        others = [part for part in active.content if part != "ReviewOutcome"]
        others.insert(others.index("LastReview"), "ReviewOutcome")
        active = replace(active, content=tuple(others))
    plan = _row("NamedPlan", _row("PlanDetail"), before="PlanRes")
    return _row("Person", _row("Requests", _row("Assessment", plan), active))


_COLLECTION = ("Collection", "Year", "ReferenceDate")


def write_xml(folder: Path, export: Export) -> dict[str, str]:
    """Write the return as one file, elements in the order of the collector's schema."""
    folder.mkdir(parents=True, exist_ok=True)
    header = {str(name): cell for name, cell in export["SEN2"].iloc[0].items()}
    source = [name for name in header if name not in (*_COLLECTION, "sen2tableid")]
    persons = "\n".join(nested_xml(_person(header["Year"]), export))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Message><Header>'
        f"{element('CollectionDetails', header, _COLLECTION)}{element('Source', header, source)}"
        f"</Header>\n<Persons>\n{persons}\n</Persons></Message>\n"
    )
    name = "sen2.xml"
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return dict.fromkeys(export, name)
