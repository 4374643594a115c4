"""How the ids of SEN2's rows are protected, and the shapes that several of its tables have.

Here: what several tables share. Not here: any table.
"""

from __future__ import annotations

from ae_pipeline.returns import formats
from ae_pipeline.validation.fields import Protected, Protection

PRIVATE = Protection(Protected.PRIVATE)
ukprn = formats.written_as("[0-9]{8}")
"""A provider's number in the register of learning providers."""
authority = formats.written_as("[0-9]{3}")
"""An authority's number."""


def row_of(table: str) -> Protection:
    """The id of a row of a table, keyed alike wherever it stands."""
    return Protection(Protected.IDENTIFIER, f"sen2/{table}")
