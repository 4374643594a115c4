"""The systems of the city by the return each makes, and how each comes out of the lives told.

Imports a system only when it is asked for: SSDA903 alone needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ae_pipeline.city.lives import Lives
    from ae_pipeline.city.row_faults import RowFault
    from ae_pipeline.city.systems import System

SYSTEMS: dict[str, Callable[[Lives], tuple[System, tuple[RowFault, ...]]]] = {}
"""By return, in the order in which they are written. SSDA903 is written by ``landing`` itself."""


def system_of(name: str, lives: Lives) -> tuple[System, tuple[RowFault, ...]]:
    """A system over the lives told, and its own kinds of fault."""
    return SYSTEMS[name](lives)
