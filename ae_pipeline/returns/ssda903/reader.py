"""Reading a drop of SSDA903 as text: CSV files, one per table, or the return's XML, or both.

Here: what tells each table from the others, and putting a drop's files together. Not here: how
the XML is nested (``xml_form``), the formats themselves (``returns.reading``), or what a row must
be (``tables``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.returns.reading.delimited_form import by_columns, delimited_forms, insist_on_text
from ae_pipeline.returns.reading.gathering import gather
from ae_pipeline.returns.ssda903.xml_form import read_children

if TYPE_CHECKING:
    from pathlib import Path

    from ae_pipeline.returns.extract import Extract, SourceFile
    from ae_pipeline.returns.reading.drop import OpenFile
    from ae_pipeline.returns.reading.gathering import Gathering, Layouts

IDENTIFYING: dict[str, frozenset[str]] = {
    table: frozenset(columns.split())
    for table, columns in {
        "Header": "ETHNIC UPN MOTHER MC_DOB",
        "Episodes": "DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST "
        "PL_POST URN",
        "UASC": "DUC",
        "Reviews": "REVIEW REVIEW_CODE",
        "OC2": "SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK "
        "HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
        "OC3": "IN_TOUCH ACTIV ACCOM",
        "AD1": "DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
        "PlacedAdoption": "DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
        "PrevPerm": "PREV_PERM LA_PERM DATE_PERM",
        "Missing": "MISSING MIS_START MIS_END",
        "SWEpisodes": "SW_ID SW_DECOM SW_DEC SW_REASON",
        "DoLo": "DOLO_START DOLO_END",
    }.items()
}
"""The columns that only one table has. CHILD, SEX and DOB stand in several."""


def read_drop(folder: Path, layouts: Layouts) -> Extract:
    """Read all files of a drop into the tables of a specification.

    A file is known by its columns, or as XML by its elements, whatever it is called. Several
    files of one table are put one below the other, in order of their names.

    Args:
        folder: the drop; its sub-folders are read too.
        layouts: by official table name, the official columns that the specification has.

    Returns:
        Every table of ``layouts``: its columns, all of them, as text. White space around a cell
        is trimmed, an empty cell is null, and a row of nothing but delimiters is a row. In XML,
        a row takes CHILD, DOB and SEX from its child's header, a field that is not sent is
        null, and an element without any text is no row.

    Raises:
        UnreadableFileError: if a file is damaged or not what its name says it is, or the drop
            has no file of this return.
    """
    return gather(
        folder,
        layouts,
        {**delimited_forms(by_columns(IDENTIFYING)), "xml": _read_xml},
        title="SSDA903",
        remedy="Put the return's CSV files or its XML here: each CSV needs a header line with the "
        "official column names.",
    )


def _read_xml(file: OpenFile, drop: Gathering) -> SourceFile:
    insist_on_text(file, markup=True)
    form = read_children(file, drop.tables, IDENTIFYING)
    if not form.met:
        drop.unrecognised(file, "it has no CHILD element with the elements of this return")
        return file.source(None, {})
    drop.recognised |= form.met
    for table, name in form.unknown:
        message = f"Left out: {table or 'CHILD'} has no element {name} in this specification."
        drop.note(NoticeKind.UNKNOWN_COLUMN, file, table, name, message)
    for table in IDENTIFYING:
        if table in form.met and table not in drop.layouts:
            drop.outside(file, table)
    return file.source(None, form.rows)
