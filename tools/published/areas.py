"""The areas of published statistics: an authority's two codes, its name and its region.

Here: reading them from a file of Explore Education Statistics that has every authority. Not
here: which of them matter to this authority (``config/authority.yaml``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

AREA_COLUMNS = ("area_code", "la_number", "area_name", "level", "region_code")

LAIT_AREAS = {
    "970": "E92000001",
    "980": "E12000001",
    "981": "E12000002",
    "982": "E12000003",
    "983": "E12000004",
    "984": "E12000005",
    "985": "E12000006",
    "986": "E12000007",
    "987": "E13000001",
    "988": "E13000002",
    "989": "E12000008",
    "990": "E12000009",
}
"""The numbers LAIT gives to England and the regions, which no other file has."""


def read_areas(path: Path) -> pd.DataFrame:
    """Every country, region and authority in an EES file, ``AREA_COLUMNS`` in order of code.

    An authority whose ONS code changed (a district made unitary keeps its number) has its
    latest. ``la_number`` of England and of regions is the one LAIT uses.
    """
    rows = pd.read_csv(path, dtype="str", encoding="utf-8-sig").sort_values("time_period")
    shapes = {
        "National": ("country", "country_code", "country_name"),
        "Regional": ("region", "region_code", "region_name"),
        "Local authority": ("authority", "new_la_code", "la_name"),
    }
    numbers = {code: number for number, code in LAIT_AREAS.items()}
    parts = []
    for level_name, (level, code, name) in shapes.items():
        part = rows[rows["geographic_level"] == level_name]
        parts.append(
            pd.DataFrame(
                {
                    "area_code": part[code],
                    "la_number": (
                        part["old_la_code"] if level == "authority" else part[code].map(numbers)
                    ),
                    "area_name": part[name],
                    "level": level,
                    "region_code": part["region_code"] if level == "authority" else None,
                },
                columns=list(AREA_COLUMNS),
                dtype="str",
            )
        )
    latest = pd.concat(parts).drop_duplicates("la_number", keep="last")
    return latest.sort_values("area_code", ignore_index=True)
