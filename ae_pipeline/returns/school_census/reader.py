"""Reading a drop of the School Census: COLLECT's flat CSV export, or schools' XML.

Here: what tells a table by its header and its file's name, and which element of the XML is a row of
which table. Not here: parsing (``returns.reading``), what a row must be (``tables``), or what is
left out of the files (``left_out``).

The XML follows the common basic data set: a file a school, its pupils' fields in groups. No file of
it was at hand, so a field is found in its group or in the pupil's element itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.extract import FILE_COLUMN, Extract, NoticeKind
from ae_pipeline.returns.reading.collect_export import without_known_columns
from ae_pipeline.returns.reading.gathering import gather
from ae_pipeline.returns.reading.nested_form import Element, nested_form
from ae_pipeline.returns.reading.plain_form import plain_forms
from ae_pipeline.returns.reading.recognition import Recognition, folded
from ae_pipeline.returns.school_census import left_out
from ae_pipeline.returns.school_census.tables.protections import OFF_ROLL, ON_ROLL, RETURN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from ae_pipeline.returns.reading.gathering import Layouts

_ID = "TABLEID"
_OF_PUPILS = {"PupilOnRoll": ON_ROLL, "PupilNoLongerOnRoll": OFF_ROLL}
_ADDRESSES = {"ADDRESSES", "ADDRESSESONROLL", "ADDRESSESOFFROLL"}
_OTHER_STEMS = {
    **dict.fromkeys(_ADDRESSES - {"ADDRESSESOFFROLL"}, "AddressesOnRoll"),
    "ADDRESSESOFFROLL": "AddressesOffRoll",
    "FSMPERIODSONROLL": "FSMPeriod",
}
"""Stems of rows' ids that are not the table's own name."""


def recogniser(layouts: Layouts) -> Any:
    """Tells a table by the id of its rows; a file without one by its name and columns."""
    stems = {folded(table): table for table in layouts} | _OTHER_STEMS
    above = {folded(name).removesuffix(_ID) for name in (RETURN, ON_ROLL, OFF_ROLL)}
    unneeded = {folded(stem) for stem in left_out.TABLES}

    def recognise(name: str, header: Sequence[str]) -> Recognition:
        present = [folded(column) for column in header]
        ids = {column.removesuffix(_ID) for column in present if column.endswith(_ID)}
        if ids & unneeded:
            return Recognition(None, f"nothing of {min(ids & unneeded).lower()} is needed")
        own = (ids - above) & set(stems)
        if len(own) == 1:
            return Recognition(stems[own.pop()])
        # A pupil's row has the id of its school's return, and rows that hang on it do not.
        pupils = ids & above - {folded(RETURN).removesuffix(_ID)}
        if not own and len(pupils) == 1 and _fits(present, layouts[stems[next(iter(pupils))]]):
            return Recognition(stems[pupils.pop()])
        if not own and not pupils and ids == {folded(RETURN).removesuffix(_ID)}:
            return Recognition("SchoolCensus")
        return _by_name(name, present, stems, layouts)

    return recognise


def _fits(present: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether a header has a third of a table's columns."""
    wanted = {folded(column) for column in columns}
    return 3 * len(wanted & set(present)) >= len(wanted)


def _by_name(
    name: str, present: Sequence[str], stems: dict[str, str], layouts: Layouts
) -> Recognition:
    """The table that a file is named for, if it has a third of its columns."""
    stem = folded(name.rpartition("/")[2].rpartition(".")[0])
    named = [known for known in stems if stem.endswith(known)]
    for known in sorted(named, key=len, reverse=True):
        if _fits(present, layouts[stems[known]]):
            return Recognition(stems[known])
    return Recognition(None, "neither its columns nor its name tell a table of this return")


_COLLECTION = {"term": "Term", "year": "Year", "referencedate": "ReferenceDate"}
HEADER = Element(
    "Header",
    "SchoolCensus",
    number=RETURN,
    fields={
        **{column: f"CollectionDetails/{name}" for column, name in _COLLECTION.items()},
        "lea": "Source/LEA",
        "estab": "Source/Estab",
        "urn": "Source/URN",
    },
)
SCHOOL = Element("School", "School", number="schooltableid")
_IDENTIFIERS = {
    column: f"PupilIdentifiers/{name}"
    for column, name in {
        "upn": "UPN",
        "formerupn": "FormerUPN",
        "uniquelearnernumber": "UniqueLearnerNumber",
        "surname": "Surname",
        "forename": "Forename",
        "dob": "DOB",
        "sex": "Sex",
    }.items()
}
_ON_ROLL_FIELDS = {
    **_IDENTIFIERS,
    **{
        column: f"PupilCharacteristics/{column}"
        for column in ("ethnicity", "language", "servicechild", "youngcarer", "schoollunchtaken")
    },
    **{
        column: f"PupilStatus/{column}"
        for column in (
            "entrydate",
            "enrolstatus",
            "ncyearactual",
            "parttime",
            "boarder",
            "plaa",
            "topupfunding",
            "hoursatsetting",
            "fundedhours",
            "extendedhours",
            "expandedhours",
            "eyppr",
            "eyppbf",
            "dafindicator",
        )
    },
    "senprovision": "SpecialEducationalNeeds/SENprovision",
    "senunitindicator": "SpecialEducationalNeeds/SENunitIndicator",
    "resourcedprovisionindicator": "SpecialEducationalNeeds/ResourcedProvisionIndicator",
    "termlysessionspossible": "TermlyAttendance/TermlySessionsPossible",
}
_OFF_ROLL_FIELDS = {
    **_IDENTIFIERS,
    **{
        column: f"PupilStatus/{column}"
        for column in ("entrydate", "leavingdate", "parttime", "boarder", "ncyearleaving")
    },
    "ethnicity": "PupilCharacteristics/Ethnicity",
    "language": "PupilCharacteristics/Language",
    "termlysessionspossible": "TermlyAttendance/TermlySessionsPossible",
}


def _wrapped(wrapper: str, *children: Element) -> Element:
    return Element(wrapper, children=children)


def _numbered(name: str, table: str, pupil: str) -> Element:
    return Element(name, table, number=f"{table.lower()}tableid", inherits=(pupil,))


def _sessions(roll: str, pupil: str) -> tuple[Element, ...]:
    """What pupils on roll and those who left have alike."""
    return (
        _wrapped(
            "TermlySessionDetails",
            _numbered("SessionDetail", f"TermlySessionDetails{roll}", pupil),
        ),
        _wrapped(
            "TermlyExclusions", _numbered("TermlyExclusion", f"TermlyExclusions{roll}", pupil)
        ),
        _wrapped(
            "SchoolArrangedAP",
            _numbered("SchoolArrangedAPDetail", f"SchoolArrangedAPDetail{roll}", pupil),
        ),
        _wrapped("APProvision", _numbered("APProvisionDetail", f"APProvisionDetail{roll}", pupil)),
        _wrapped("Addresses", Element("Address", f"Addresses{roll}", inherits=(pupil,))),
    )


ON_ROLL_PUPIL = Element(
    "PupilOnRoll",
    "PupilOnRoll",
    number=ON_ROLL,
    fields=_ON_ROLL_FIELDS,
    children=(
        _wrapped("FSMPeriods", Element("FSMPeriod", "FSMPeriod", inherits=(ON_ROLL,))),
        _wrapped("SENNeeds", _numbered("SENNeed", "SENNeeds", ON_ROLL)),
        *_sessions("OnRoll", ON_ROLL),
    ),
)
OFF_ROLL_PUPIL = Element(
    "PupilNoLongerOnRoll",
    "PupilNoLongerOnRoll",
    number=OFF_ROLL,
    fields=_OFF_ROLL_FIELDS,
    children=_sessions("OffRoll", OFF_ROLL),
)


def read_drop(folder: Path, layouts: Layouts) -> Extract:
    """Read all files of a drop into the tables of a specification.

    Several files of one table, one a school or a term, are put one below the other. In XML the
    ids number the rows of each table in the drop, and all rows of a file are of its return.

    Raises:
        UnreadableFileError: if a file is damaged or not what its name says it is, or the drop
            has no file of this return.
    """
    form = nested_form(
        HEADER,
        SCHOOL,
        ON_ROLL_PUPIL,
        OFF_ROLL_PUPIL,
        what="PupilOnRoll element",
        known_by=tuple(_OF_PUPILS),
    )
    extract = gather(
        folder,
        layouts,
        {**plain_forms(recogniser(layouts)), "xml": form},
        title="the School Census",
        remedy="Put COLLECT's export here, one CSV file a table, or the schools' XML.",
    )
    known = {table: left_out.COLUMNS.get(table, frozenset()) for table in layouts}
    return _with_returns(_without_expected(without_known_columns(extract, known)))


def _without_expected(extract: Extract) -> Extract:
    """The extract without notices that a table is absent which need not be there."""
    told = tuple(
        notice
        for notice in extract.notices
        if notice.kind is not NoticeKind.ABSENT_TABLE
        or notice.table not in left_out.NOT_IN_EVERY_TERM
    )
    return replace(extract, notices=told)


def _with_returns(extract: Extract) -> Extract:
    """The extract with the id of the return in rows of XML, where it stands once in the file."""
    returns = extract.tables["SchoolCensus"]
    of_xml = returns[returns[FILE_COLUMN].str.lower().str.endswith(".xml")]
    if of_xml.empty:
        return extract
    by_file: pd.Series[str] = of_xml.drop_duplicates(FILE_COLUMN).set_index(FILE_COLUMN)[RETURN]
    tables = dict(extract.tables)
    for table in ("School", *_OF_PUPILS):
        rows = tables[table]
        found = rows[FILE_COLUMN].map(by_file).astype("str")
        tables[table] = rows.assign(**{RETURN: rows[RETURN].where(rows[RETURN].notna(), found)})
    return replace(extract, tables=tables)
