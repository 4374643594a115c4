from __future__ import annotations

from datetime import date

import pandas as pd

from ae_pipeline.measures.spread import squares

MARCH, SEPTEMBER = date(2025, 3, 31), date(2025, 9, 30)


def test_squares_are_summed_for_everybody_and_by_category_of_each_period():
    members = pd.DataFrame(
        {
            "numerator": [3, -4, 5, 7],
            "sex": pd.array(["F", "M", "F", "F"], dtype="str"),
            "source_row": [1, 2, 3, 4],
            "period_start": [MARCH, MARCH, MARCH, SEPTEMBER],
            "period_end": [MARCH, MARCH, MARCH, SEPTEMBER],
        }
    )
    assert squares(members) == {
        (MARCH, MARCH, "total", "total"): 9 + 16 + 25,
        (MARCH, MARCH, "sex", "F"): 9 + 25,
        (MARCH, MARCH, "sex", "M"): 16,
        (SEPTEMBER, SEPTEMBER, "total", "total"): 49,
        (SEPTEMBER, SEPTEMBER, "sex", "F"): 49,
    }


def test_nobody_has_no_squares():
    members = pd.DataFrame(
        {"numerator": pd.array([], dtype="int64"), "period_start": [], "period_end": []}
    )
    assert squares(members) == {}
