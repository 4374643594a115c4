"""Reading a drop of the workforce return: the census as XML, staff records as CSV, or both.

Here: how the census nests, and which tables a drop of one form need not have. Not here: the forms
(``returns.reading``), or what a row must be (``tables``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.returns.local import columns_of_one_table
from ae_pipeline.returns.reading.delimited_form import by_columns, delimited_forms
from ae_pipeline.returns.reading.gathering import gather
from ae_pipeline.returns.reading.nested_form import Element, nested_form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ae_pipeline.returns.extract import Extract
    from ae_pipeline.returns.reading.gathering import Layouts
    from ae_pipeline.validation.contract import TableContract

_CENSUS = (
    Element(
        "Header",
        "Header",
        fields={
            "Collection": "CollectionDetails/Collection",
            "Year": "CollectionDetails/Year",
            "ReferenceDate": "CollectionDetails/ReferenceDate",
            "SourceLevel": "Source/SourceLevel",
            "LEA": "Source/LEA",
            "SoftwareCode": "Source/SoftwareCode",
            "DateTime": "Source/DateTime",
        },
    ),
    Element("LALevelVacancies", "LALevelVacancies", number="VacanciesID"),
    Element("CSWWWorker", "CSWWWorker", children=(Element("QualInst"),)),
)
"""Where a worker qualified may stand several times, and nothing needs it: it is left out."""


def reader_of(
    census: Mapping[str, TableContract], staff: Mapping[str, TableContract], title: str
) -> Callable[[Path, Layouts], Extract]:
    """A reader of drops.

    Args:
        census: contracts of the tables that XML has.
        staff: contracts of those that CSV files have; a file is known by its columns.
        title: of the return.
    """
    forms = {
        **delimited_forms(by_columns(columns_of_one_table(staff))),
        "xml": nested_form(*_CENSUS, what="the workforce census"),
    }

    def read(folder: Path, layouts: Layouts) -> Extract:
        extract = gather(
            folder,
            layouts,
            forms,
            title=title,
            remedy="Put the census's XML or the monthly staff records here, one CSV file a table, "
            "each with a header line of the layout's column names.",
        )
        return _without_the_form_not_sent(extract, (frozenset(census), frozenset(staff)))

    return read


def _without_the_form_not_sent(
    extract: Extract, forms: tuple[frozenset[str], frozenset[str]]
) -> Extract:
    """Leave out that tables are absent where the drop has no file of their form at all."""
    sent = {table for file in extract.files for table in file.rows}
    sent |= {notice.table for notice in extract.notices if notice.file and notice.table}
    expected = {table for form in forms if form & sent for table in form}
    notices = tuple(
        notice
        for notice in extract.notices
        if notice.kind is not NoticeKind.ABSENT_TABLE or notice.table in expected
    )
    return replace(extract, notices=notices)
