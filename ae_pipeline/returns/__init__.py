"""What the source systems send: a package for each return, and what they share.

A return's package holds all that it knows: tables, codes, reader, rules, fact tables, where it
names people. Nothing here knows of Dagster or of the warehouse.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ae_pipeline.returns.declared import DeclaredReturn
    from ae_pipeline.returns.return_package import ReturnPackage

NAMES: tuple[str, ...] = (
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
"""The register: every return has a package of its name, which declares itself in ``RETURN``.

Where several state something of the same person, the one that stands first here is believed."""


def package(name: str) -> ReturnPackage:
    """A return's declaration by its name, such as ``ssda903``; its parts load when used.

    Raises:
        LookupError: if there is no such return.
    """
    if name not in NAMES:
        raise LookupError(f"there is no return {name!r}: choose from {', '.join(NAMES)}")
    declaration: ReturnPackage = import_module(f"{__name__}.{name}").RETURN
    return declaration


def load(name: str) -> DeclaredReturn:
    """A return by its name: its tables, rules and how its files are read.

    Raises:
        LookupError: if there is no such return.
    """
    return package(name).contract
