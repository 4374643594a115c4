"""Attendance marks out of a drop: a CSV file a school and week, in any order and folder.

Here: which files lie together, so that those of a school are read one after another. Not here:
delimited text (``reading``), or what a mark must be (``tables``, ``rules``).
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from ae_pipeline.returns.reading.delimited_form import by_columns
from ae_pipeline.returns.reading.gathering import gather, gather_parts
from ae_pipeline.returns.reading.plain_form import plain_forms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ae_pipeline.returns.extract import Extract, SourceFile
    from ae_pipeline.returns.reading.drop import OpenFile
    from ae_pipeline.returns.reading.gathering import FileForm, Gathering, Layouts

TITLE = "Daily attendance"
LARGEST_BYTES = 128 << 20
"""Some two million marks: a school has that many in four years."""
PART_ROWS = 150_000
"""Marks that are held as text at once: twice as many at most, and one file more."""
_REMEDY = (
    "Put the schools' CSV files here, one a school and week, each with a header line of the "
    "columns UPN, URN, Date, Session and Code."
)
_SCHOOL = "URN"
_PEEKED_BYTES = 4096
_COLUMNS = ("UPN", _SCHOOL, "Date", "Session", "Code")


def read_drop(folder: Path, layouts: Layouts) -> Extract:
    """Read a drop whole, in order of file names.

    Raises:
        UnreadableFileError: if a file is damaged, not what its name says or larger than any
            school's can be, or the drop has no file of this return.
    """
    return gather(folder, layouts, _forms(), title=TITLE, remedy=_REMEDY)


def read_parts(folder: Path, layouts: Layouts) -> Iterator[Extract]:
    """Read a drop some files at a time, those of a school one after another.

    Raises:
        UnreadableFileError: as ``read_drop``.
    """
    return gather_parts(
        folder,
        layouts,
        _forms(),
        title=TITLE,
        remedy=_REMEDY,
        rows=PART_ROWS,
        about=first_school,
    )


def first_school(path: Path) -> str:
    """The school in the first row of a file as it seems; empty where that cannot be told.

    It decides nothing but the order of reading, so a file need not be of one school.
    """
    try:
        with path.open("rb") as file:
            lines = file.read(_PEEKED_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        return ""  # the reader says what is wrong with it
    header, row, *_ = [line.split(",") for line in [*lines, "", ""]]
    by_name = dict(zip((name.strip().upper() for name in header), row, strict=False))
    return by_name.get(_SCHOOL, "").strip()


def _forms() -> dict[str, FileForm]:
    forms = plain_forms(by_columns({"Marks": frozenset(_COLUMNS)}))
    return {extension: _of_usual_size(form) for extension, form in forms.items()}


def _of_usual_size(form: FileForm) -> FileForm:
    @wraps(form)
    def read(file: OpenFile, gathering: Gathering) -> SourceFile:
        if file.size > LARGEST_BYTES:
            raise file.unreadable(
                None,
                f"the file is larger than {LARGEST_BYTES >> 20} MiB",
                "Send the marks as one file a school and week.",
            )
        return form(file, gathering)

    return read
