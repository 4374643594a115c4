"""Homes and sufficiency in plain Python: foster homes, searches, places, pupils' support."""

from __future__ import annotations

from oracle.areas import Area
from oracle.homes import families, invented, places, support

AREA = Area(
    measures={**families.MEASURES, **places.MEASURES, **support.MEASURES},
    invent=invented.tables,
    medians=frozenset({"short_break_waiting_days"}),
)
