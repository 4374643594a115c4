"""Columns beyond the contract that rules read: those that the collector derives, and providers'.

Not here: how cells are read (``validation.cell_text``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.validation.cells import CellType

if TYPE_CHECKING:
    from collections.abc import Mapping

DERIVED: Mapping[str, Mapping[str, CellType]] = {
    "Episodes": {
        "PL_LA": CellType.TEXT,
        "PL_LOCATION": CellType.TEXT,
        "PL_DISTANCE": CellType.DECIMAL,
    },
    "Header": {"UASC_STATUS": CellType.WHOLE_NUMBER},
}
"""Columns that no file has and the collector derives: typed where a caller gives them."""
WITH_FRACTION = frozenset({("Episodes", "PL_DISTANCE")})
"""Those that are numbers with a fraction (miles), however they are written."""
PROVIDER_DATES = ("REG_START", "REG_END")
"""Columns of the list of providers that are dates; all others are text."""
