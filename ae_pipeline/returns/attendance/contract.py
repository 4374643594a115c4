"""Daily attendance put together: its table's contract, and the ``Return`` that the stages use.

Not here: columns (``tables``), rules (``rules``) or reading (``reader``).
"""

from __future__ import annotations

from ae_pipeline.returns.attendance import reader, tables
from ae_pipeline.returns.attendance.codes import SPECIFICATIONS
from ae_pipeline.returns.attendance.rules import MARKS
from ae_pipeline.returns.declared import DeclaredReturn
from ae_pipeline.returns.years import academic_year
from ae_pipeline.validation.contract import TableContract

ATTENDANCE = DeclaredReturn(
    name="attendance",
    title=reader.TITLE,
    contracts={"Marks": TableContract("Marks", "marks", tables.Marks, MARKS)},
    specifications=SPECIFICATIONS,
    year_of=academic_year,
    reader=reader.read_drop,
    part_reader=reader.read_parts,
    parts={"Marks": "URN"},
)
"""A pupil's marks at a school are compared with one another, so a school is never parted."""
