"""The Virtual School's records put together: contracts of the tables, and the return.

Not here: a table's columns (``tables``) or rules (``rules``).
"""

from __future__ import annotations

from ae_pipeline.returns.epep import rules, tables
from ae_pipeline.returns.local import local_return
from ae_pipeline.validation.contract import TableContract

EPEP = local_return(
    "epep",
    "Virtual School (ePEP)",
    (
        TableContract("PEPs", "peps", tables.PEPs, rules.PEPS),
        TableContract("SchoolMoves", "school_moves", tables.SchoolMoves, rules.SCHOOL_MOVES),
    ),
)
"""Personal education plans and school moves, in a layout of the house."""
