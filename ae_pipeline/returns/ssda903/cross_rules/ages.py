"""How old a child is on a day. One born on 29 February comes of an age on 1 March of other years.

Here: masks for rules. Not here: the birthday itself (``rules.ages``), given again for rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.ssda903.rules.ages import birthday

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["birthday", "has_reached", "is_under"]


def has_reached(
    born: pd.Series[Any], age: int, on: pd.Timestamp | pd.Series[Any]
) -> pd.Series[bool]:
    """Children who are of an age on a day, the birthday included; false where a date is null."""
    return birthday(born, age) <= on


def is_under(born: pd.Series[Any], age: int, on: pd.Timestamp | pd.Series[Any]) -> pd.Series[bool]:
    """Children not yet of an age on a day; false where a date is null."""
    return birthday(born, age) > on
