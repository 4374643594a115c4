"""Which specification year a month falls in, by the calendar that a return keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.periods import CollectionYear

if TYPE_CHECKING:
    from ae_pipeline.periods import Month

_SEPTEMBER, _OCTOBER = 9, 10


def financial_year(month: Month) -> str:
    """April to March: ``2024-25``."""
    return str(CollectionYear.of(month.start))


def academic_year(month: Month) -> str:
    """September to August: ``2024-25``."""
    return _spanning(month.start.year - (month.start.month < _SEPTEMBER))


def workforce_year(month: Month) -> str:
    """October to September: ``2024-25``."""
    return _spanning(month.start.year - (month.start.month < _OCTOBER))


def calendar_year(month: Month) -> str:
    """January to December: ``2024``."""
    return str(month.start.year)


def _spanning(first: int) -> str:
    return f"{first}-{(first + 1) % 100:02d}"
