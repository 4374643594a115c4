"""Of each group, the first filled cell of every column: the same as pandas says, by another way."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from ae_pipeline.people.linking.filled import first_filled

ROWS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["a", "b", None]),
        st.sampled_from(["2024-01-01", "2025-01-01", None]),
    ),
    min_size=1,
    max_size=12,
)


def frame(rows):
    _, texts, days = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype="str"),
            "day": pd.to_datetime(pd.Series(days, dtype="str")).astype("datetime64[s]"),
        }
    )


@settings(deadline=None)
@given(ROWS)
def test_it_is_what_pandas_takes_for_the_first_of_each_group(rows):
    group, _ = pd.factorize(np.array([row[0] for row in rows]), sort=True)
    table = frame(rows)
    expected = table.groupby(group).first()
    pd.testing.assert_frame_equal(
        first_filled(table, group, ["text", "day"]), expected, check_index_type=False
    )


@settings(deadline=None)
@given(ROWS)
def test_backwards_it_is_the_last_of_each_group(rows):
    group, _ = pd.factorize(np.array([row[0] for row in rows]), sort=True)
    table = frame(rows)
    backwards = np.arange(len(rows))[::-1]
    pd.testing.assert_frame_equal(
        first_filled(table, group, ["text", "day"], backwards),
        table.groupby(group).last(),
        check_index_type=False,
    )


def test_a_row_of_no_group_states_nothing():
    table = frame([(0, "a", None), (1, "b", None)])
    chosen = first_filled(table, np.array([-1, 0]), ["text"])
    assert chosen["text"].tolist() == ["b"]
