"""What rules ask of the evidence: cells, children, order, periods of care, a year in care."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.returns.ssda903.cross_rules.ages import has_reached, is_under
from ae_pipeline.returns.ssda903.cross_rules.columns import NotEvaluable
from ae_pipeline.validation.context import RuleContext

THREE_EPISODES = """
    CHILD DECOM      DEC        REC LS
    C2    01/07/2025 -          -   C2
    C1    01/05/2025 -          -   C2
    C2    01/04/2025 01/06/2025 X1  C2
    -     01/04/2025 -          -   C2
    C2    -          01/06/2025 X1  C2
    C2    01/06/2025 01/07/2025 E4A C2
"""


def values(series):
    """Dates as ISO days, nulls as None."""
    return [
        None
        if pd.isna(value)
        else f"{value:%Y-%m-%d}"
        if isinstance(value, pd.Timestamp)
        else value
        for value in series
    ]


def test_a_table_that_was_not_given_cannot_be_evaluated(evidence):
    given = evidence({"Header": "CHILD\nC1"})
    with pytest.raises(NotEvaluable, match="Episodes"):
        _ = given.episodes
    with pytest.raises(NotEvaluable):
        _ = given.previous
    with pytest.raises(NotEvaluable):
        _ = given.authority
    with pytest.raises(NotEvaluable):
        _ = given.providers
    with pytest.raises(NotEvaluable):
        given.children("Episodes")


def test_a_column_that_was_not_given_is_not_in_the_frame_and_can_be_had_as_nulls(evidence):
    given = evidence({"Episodes": "CHILD DECOM\nC1 01/04/2025"})
    assert list(given.episodes.columns) == ["CHILD", "DECOM"]
    assert given.given("Episodes", "CHILD", "DECOM")
    assert not given.given("Episodes", "DEC")
    assert not given.given("OC2")
    assert given.optional("Episodes", "DEC").isna().tolist() == [True]
    assert given.optional("Episodes", "PL_DISTANCE").isna().tolist() == [True]
    assert values(given.optional("Episodes", "DECOM")) == ["2025-04-01"]


def test_columns_that_the_collector_derives_are_typed_where_given(evidence):
    given = evidence({"Episodes": "PL_LA PL_DISTANCE\nE06000026 12.5\n- far"})
    assert given.episodes["PL_LA"].tolist()[0] == "E06000026"
    assert values(given.episodes["PL_DISTANCE"]) == [12.5, None]
    assert given.unreadable("Episodes", "PL_DISTANCE").tolist() == [False, True]


def test_an_unreadable_cell_is_null_and_remembered(evidence):
    given = evidence({"Episodes": "DEC\n31/02/2025\n-\n01/03/2025"})
    assert values(given.episodes["DEC"]) == [None, None, "2025-03-01"]
    assert given.unreadable("Episodes", "DEC").tolist() == [True, False, False]


def test_the_collection_year_is_the_specifications_unless_days_are_given(evidence):
    given = evidence({}, previous={})
    assert values([given.collection_start, given.collection_end]) == ["2025-04-01", "2026-03-31"]
    before = given.previous
    assert values([before.collection_start, before.collection_end]) == ["2024-04-01", "2025-03-31"]
    other = evidence({}, collection_start="01/04/2015", collection_end=date(2016, 3, 31))
    assert values([other.collection_start, other.collection_end]) == ["2015-04-01", "2016-03-31"]


@pytest.mark.parametrize(
    "child", [[101, 102], [101.0, 102.0], ["101", 102], ["101", "102"], pd.array([101, 102])]
)
def test_children_are_the_same_whatever_dtype_a_frame_has(child):
    frames = {
        "Header": pd.DataFrame({"CHILD": child}, index=[7, 7]),
        "OC2": pd.DataFrame({"CHILD": pd.Series(["102", None, " 101 "], dtype=object)}),
    }
    given = SSDA903.ruleset.columns_of(frames, RuleContext("2025-26"))
    assert given.children("Header").tolist() == [0, 1]
    assert given.children("OC2").tolist() == [1, -1, 0]


def test_dates_may_already_be_dates():
    frames = {"Header": pd.DataFrame({"DOB": [pd.Timestamp("2020-02-29"), pd.NaT]})}
    given = SSDA903.ruleset.columns_of(frames, RuleContext("2025-26"))
    assert values(given.header["DOB"]) == ["2020-02-29", None]
    frames = {"Header": pd.DataFrame({"DOB": [date(2020, 2, 29), None]}, dtype=object)}
    given = SSDA903.ruleset.columns_of(frames, RuleContext("2025-26"))
    assert values(given.header["DOB"]) == ["2020-02-29", None]


def test_what_is_known_of_a_child_goes_to_all_its_rows_of_any_table_and_year(evidence):
    given = evidence(
        {
            "Episodes": "CHILD DECOM\nC1 01/04/2025\nC2 02/04/2025\nC1 03/04/2025\n- 04/04/2025",
            "Header": "CHILD DOB\nC1 01/01/2010\nC3 01/01/2011",
        },
        previous={"Header": "CHILD DOB\nC2 01/01/2012\n- 01/01/2013"},
    )
    assert values(given.born("Episodes")) == ["2010-01-01", None, "2010-01-01", None]
    before = given.previous.per_child("Header", "DOB")
    assert values(given.on("Episodes", before)) == [None, "2012-01-01", None, None]
    assert given.on("Header", given.which_children("Episodes")).tolist() == [True, False]
    late = given.episodes["DECOM"] > pd.Timestamp("2025-04-01")
    assert given.on("Episodes", given.which_children("Episodes", late)).tolist() == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("first", "2025-05-02"),
        ("last", "2025-05-03"),
        ("earliest", "2025-05-01"),
        ("latest", "2025-05-04"),
    ],
)
def test_one_row_of_a_child_speaks_for_it(evidence, take, expected):
    given = evidence(
        {
            "Episodes": """
                CHILD DECOM
                C1    -
                C1    02/05/2025
                C1    04/05/2025
                C1    01/05/2025
                C2    09/05/2025
                C1    03/05/2025
                C1    31/05/2025
            """,
            "Header": "CHILD\nC1\nC3",
        }
    )
    counts = given.episodes["DECOM"] < pd.Timestamp("2025-05-31")
    taken = given.per_child("Episodes", "DECOM", rows=counts, take=take)
    assert values(given.on("Header", taken)) == [expected, None]


def test_rows_of_a_child_are_in_the_order_of_time_and_rows_without_child_or_start_have_no_place(
    evidence,
):
    given = evidence({"Episodes": THREE_EPISODES})
    order, rows = given.order("Episodes"), given.episodes
    assert order.before.tolist() == [5, -1, -1, -1, -1, 2]
    assert order.after.tolist() == [-1, -1, 5, -1, -1, 0]
    assert np.flatnonzero(order.is_first).tolist() == [1, 2]
    assert np.flatnonzero(order.is_last).tolist() == [0, 1]
    assert values(order.previous(rows["REC"])) == ["E4A", None, None, None, None, "X1"]
    assert values(order.following(rows["DECOM"])) == [
        *(None, None, "2025-06-01", None, None),
        "2025-07-01",
    ]
    assert order.has_previous.tolist() == [True, False, False, False, False, True]
    assert order.has_next.tolist() == [False, False, True, False, False, True]


def test_rows_that_start_on_one_day_stand_by_their_end_with_open_ones_last(evidence):
    given = evidence(
        {
            "Episodes": """
                CHILD DECOM      DEC
                C1    01/04/2025 -
                C1    01/04/2025 03/04/2025
                C1    01/04/2025 02/04/2025
            """
        }
    )
    assert given.order("Episodes").rows.tolist() == [2, 1, 0]


def test_an_empty_table_has_no_children_no_order_and_no_periods(evidence):
    given = evidence({"Episodes": "CHILD DECOM DEC REC LS", "Header": "CHILD DOB"})
    assert given.order("Episodes").is_last.tolist() == []
    assert given.periods.start.tolist() == []
    assert given.born("Episodes").tolist() == []
    assert given.looked_after_all_year.tolist() == [False]


def test_a_period_of_care_goes_on_over_touching_episodes_until_care_ends(evidence):
    given = evidence({"Episodes": THREE_EPISODES})
    periods = given.periods
    assert values(periods.start) == [
        "2025-07-01",  # care had ended with E4A on that very day
        "2025-05-01",
        "2025-04-01",
        None,
        None,
        "2025-04-01",
    ]
    assert values(periods.end) == [None, None, "2025-07-01", None, None, "2025-07-01"]
    assert np.flatnonzero(periods.is_first).tolist() == [0, 1, 2]
    assert np.flatnonzero(periods.is_last).tolist() == [0, 1, 5]
    assert values(periods.at_end(given.episodes["REC"])) == [None, None, "E4A", None, None, "E4A"]


def test_a_gap_of_a_day_starts_another_period_and_an_open_or_overlapping_episode_does_not(evidence):
    given = evidence(
        {
            "Episodes": """
                CHILD DECOM      DEC
                C1    01/04/2025 01/05/2025
                C1    02/05/2025 01/06/2025
                C2    01/04/2025 01/05/2025
                C2    30/04/2025 -
                C2    01/06/2025 -
            """
        }
    )
    assert given.periods.number.tolist() == [0, 1, 2, 2, 2]


@pytest.mark.parametrize(
    ("episodes", "all_year"),
    [
        ("01/04/2025 - - C2", True),
        ("02/04/2025 - - C2", False),
        ("01/04/2020 01/04/2026 E4A C2", True),
        ("01/04/2020 31/03/2026 E4A C2", False),
        ("01/04/2020 01/09/2025 X1 C2\nC1 01/09/2025 - - E1", True),
        ("01/04/2020 01/09/2025 X1 C2\nC1 02/09/2025 - - E1", False),
        ("01/04/2020 01/09/2025 E4A C2\nC1 01/09/2025 - - C2", False),
        ("01/04/2020 - - V3", False),
        ("01/04/2020 01/09/2025 X1 V4\nC1 01/09/2025 - - C2", False),
    ],
)
def test_who_was_looked_after_all_year(evidence, episodes, all_year):
    given = evidence({"Episodes": f"CHILD DECOM DEC REC LS\nC1 {episodes}"})
    assert given.looked_after_all_year.iloc[0] == all_year


def test_a_child_born_on_29_february_comes_of_age_on_1_march_of_a_common_year():
    born = pd.Series(pd.to_datetime(["2008-02-29", "2008-02-28", None]))
    on = pd.Timestamp("2026-02-28")
    assert has_reached(born, 18, on).tolist() == [False, True, False]
    assert has_reached(born, 18, pd.Timestamp("2026-03-01")).tolist() == [True, True, False]
    assert has_reached(born, 16, pd.Timestamp("2024-02-29")).tolist() == [True, True, False]
    assert is_under(born, 18, on).tolist() == [True, False, False]
    assert is_under(born, 18, pd.Series([on, pd.NaT, on])).tolist() == [True, False, False]
