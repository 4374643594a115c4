"""What the source systems send: a package for each return, and what they share.

A return's package holds its tables (Pandera models), its reader and its rules. Nothing here
knows of Dagster, of the warehouse or of another return.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ae_pipeline.returns.declared import DeclaredReturn

NAMES = (
    "ssda903",
    "cin",
    "annex_a",
    "early_help",
    "epep",
    "sen2",
    "school_census",
    "attendance",
    "attainment",
    "nccis",
    "workforce",
    "quality_assurance",
    "homes",
    "plan",
)
"""Every return there is a package for, which exports it under its name in capitals.

Where several tell of the same person, the one that stands first here is believed."""


def load(name: str) -> DeclaredReturn:
    """A return by its name, such as ``ssda903``; its package is imported only now.

    Raises:
        LookupError: if there is no such return.
    """
    if name not in NAMES:
        raise LookupError(f"there is no return {name!r}: choose from {', '.join(NAMES)}")
    found: DeclaredReturn = getattr(import_module(f"{__name__}.{name}"), name.upper())
    return found
