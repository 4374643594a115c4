"""Whose figures are judged, and whose they are compared with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Areas:
    """Codes of the areas.

    Attributes:
        authority: the authority itself, also in published statistics.
        country: England.
        neighbours: mean of its statistical neighbours, ``SN-2025``.
        region: that the authority is in.
    """

    authority: str
    country: str
    neighbours: str
    region: str
