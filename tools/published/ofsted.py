"""Ofsted's judgements of children's services: the latest of each authority.

Here: the layout of the published list. Not here: what is made of a judgement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

JUDGEMENT_COLUMNS = ("la_number", "overall", "inspected")


def read_judgements(path: Path) -> pd.DataFrame:
    """Overall effectiveness of each authority under the ILACS framework, ``JUDGEMENT_COLUMNS``.

    ``overall`` is null where the latest visit gave none; ``inspected`` is an ISO date.
    """
    rows = pd.read_csv(path, dtype="str")
    return pd.DataFrame(
        {
            "la_number": rows["la_code"],
            "overall": rows["overall_effectiveness_grade"].str.strip().str.lower(),
            "inspected": pd.to_datetime(rows["inspection_end_date"], format="%d/%m/%Y").dt.strftime(
                "%Y-%m-%d"
            ),
        }
    ).sort_values("la_number", ignore_index=True)
