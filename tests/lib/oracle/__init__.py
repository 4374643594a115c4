"""The measures once more, as plain loops over lists of dicts, sharing no code with the package.

Written from the definitions, not from the SQL: where the two disagree, one of them is wrong.
"""

from __future__ import annotations

from oracle import (
    early_help,
    homes,
    learning,
    plan,
    post16,
    quality_assurance,
    schooling,
    send,
    social_care,
    workforce,
)

AREAS = {
    "social_care": social_care.AREA,
    "early_help": early_help.AREA,
    "send": send.AREA,
    "schooling": schooling.AREA,
    "learning": learning.AREA,
    "post16": post16.AREA,
    "homes": homes.AREA,
    "workforce": workforce.AREA,
    "quality_assurance": quality_assurance.AREA,
    "plan": plan.AREA,
}
"""The areas, by name. The looked-after return's measures are in ``measures``."""
