"""Columns beyond the contract that rules read: those that the collector derives, and providers'.

Not here: how cells are read (``returns.statutory.text``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.validation.cells import CellType

if TYPE_CHECKING:
    from collections.abc import Mapping

DERIVED_TEXT: Mapping[str, Mapping[str, CellType]] = {
    "Episodes": {"PL_LA": CellType.TEXT, "PL_LOCATION": CellType.TEXT},
    "Header": {"UASC_STATUS": CellType.WHOLE_NUMBER},
}
"""Columns that no file has and the collector derives: typed where a caller gives them."""
DERIVED_NUMBERS: Mapping[str, tuple[str, ...]] = {"Episodes": ("PL_DISTANCE",)}
"""Likewise, numbers with a fraction (miles)."""
PROVIDER_DATES = ("REG_START", "REG_END")
"""Columns of the list of providers that are dates; all others are text."""
