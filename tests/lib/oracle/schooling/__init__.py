"""Schooling in plain Python: absence by census and register, exclusions, rolls, provision."""

from __future__ import annotations

from oracle.areas import Area
from oracle.schooling import absence, exclusions, inventing

AREA = Area(measures={**absence.MEASURES, **exclusions.MEASURES}, invent=inventing.tables)
