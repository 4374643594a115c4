"""Spells in vulnerable groups. Everyone here is invented."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.people.linking.groups import COLUMNS, Group, person_groups, united


def spells(*told):
    """(person, start, end) rows."""
    return pd.DataFrame(told, columns=["person_id", "start", "end"]).astype(
        {"person_id": "str", "start": "datetime64[s]", "end": "datetime64[s]"}
    )


def plain(frame):
    """Rows as tuples of text; None while open."""
    return [
        (one.person_id, str(one.start.date()), None if pd.isna(one.end) else str(one.end.date()))
        for one in frame.itertuples()
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # overlapping
        (
            [("a", "2025-01-01", "2025-03-01"), ("a", "2025-02-01", "2025-04-01")],
            [("a", "2025-01-01", "2025-04-01")],
        ),
        # touching: out on the day that the next begins
        (
            [("a", "2025-01-01", "2025-03-01"), ("a", "2025-03-01", "2025-04-01")],
            [("a", "2025-01-01", "2025-04-01")],
        ),
        # a day between
        (
            [("a", "2025-01-01", "2025-03-01"), ("a", "2025-03-02", "2025-04-01")],
            [("a", "2025-01-01", "2025-03-01"), ("a", "2025-03-02", "2025-04-01")],
        ),
        # one within another, and a third that only the longer one reaches
        (
            [
                ("a", "2025-01-01", "2025-06-01"),
                ("a", "2025-02-01", "2025-03-01"),
                ("a", "2025-05-01", "2025-07-01"),
            ],
            [("a", "2025-01-01", "2025-07-01")],
        ),
        # an open one takes all that follow
        (
            [("a", "2025-01-01", None), ("a", "2025-02-01", "2025-03-01")],
            [("a", "2025-01-01", None)],
        ),
        # nobody takes another's
        (
            [("b", "2025-02-01", None), ("a", "2025-01-01", "2025-03-01")],
            [("a", "2025-01-01", "2025-03-01"), ("b", "2025-02-01", None)],
        ),
        # no day in it
        ([("a", "2025-01-01", "2025-01-01"), ("a", "2025-02-01", "2025-01-01")], []),
        ([], []),
    ],
)
def test_spells_that_overlap_or_touch_are_one(told, expected):
    assert plain(united(spells(*told))) == expected


def test_a_group_is_united_over_its_sources():
    found = person_groups(
        {Group.EHC_PLAN: [spells(("a", "2025-01-01", None)), spells(("a", "2024-09-01", None))]}
    )
    assert list(found.columns) == list(COLUMNS)
    assert plain(found) == [("a", "2024-09-01", None)]
    assert list(found["group"]) == ["ehc_plan"]


def test_ever_had_a_social_worker_starts_with_the_first_and_never_ends():
    found = person_groups(
        {
            Group.CIN: [spells(("a", "2024-05-01", "2024-06-01"))],
            Group.CPP: [spells(("a", "2023-02-01", "2023-02-01"))],  # over on the same day
            Group.LOOKED_AFTER: [spells(("a", "2025-01-01", None), ("b", "2025-01-01", None))],
            Group.FSM: [spells(("c", "2020-01-01", None))],
            Group.EVER_SOCIAL_WORKER: [spells(("b", "2019-01-01", "2019-02-01"))],
        }
    )
    ever = found[found["group"] == "ever_social_worker"]
    assert plain(ever) == [("a", "2023-02-01", None), ("b", "2019-01-01", None)]
    assert "cpp" not in set(found["group"])


def test_nothing_recorded_is_nobody_in_a_group():
    found = person_groups({})
    assert found.empty
    assert dict(found.dtypes.astype(str)) == {
        "person_id": "str",
        "group": "str",
        "start": "datetime64[s]",
        "end": "datetime64[s]",
    }


def test_a_spell_without_a_start_is_refused():
    with pytest.raises(ValueError, match="1 spells have no person or no start"):
        person_groups({Group.CIN: [spells(("a", None, None))]})


FIRST = date(2025, 1, 1)
AFTER = 30
some_spells = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.integers(0, 25),
        st.one_of(st.none(), st.integers(0, 28)),
    ),
    max_size=8,
)


@given(some_spells)
def test_united_spells_cover_the_days_that_a_plain_loop_finds(told):
    given_days = spells(
        *(
            (who, FIRST + timedelta(start), None if end is None else FIRST + timedelta(end))
            for who, start, end in told
        )
    )
    covered = {
        (who, day)
        for who, start, end in told
        for day in range(start, AFTER if end is None else end)
    }
    expected = []
    for who in "ab":
        for day in range(AFTER):
            if (who, day) in covered and (who, day - 1) not in covered:
                last = next((d for d in range(day, AFTER) if (who, d) not in covered), None)
                until = None if last is None else str(FIRST + timedelta(last))
                expected.append((who, str(FIRST + timedelta(day)), until))
    assert plain(united(given_days)) == expected
