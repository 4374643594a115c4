"""What rules ask of the evidence of a census: its days, links, spans and working days."""

from datetime import date, timedelta

import holidays
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.returns.cin.contract import CIN
from ae_pipeline.returns.cin.cross_rules.spans import overlapping
from ae_pipeline.returns.cin.cross_rules.working_days import (
    one_working_day_earlier,
    working_days_before,
)
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.links import NotEvaluable
from ae_pipeline.validation.ruleset import RuleNotInForceError, UnknownRuleError


def evidence(specification="2025-26", days=None, **tables):
    frames = {name: pd.DataFrame(columns, dtype=object) for name, columns in tables.items()}
    return CIN.ruleset.columns_of(frames, RuleContext(specification=specification, **(days or {})))


def the_year(given_evidence):
    return f"{given_evidence.collection_start:%Y-%m-%d} {given_evidence.collection_end:%Y-%m-%d}"


def test_the_year_is_the_callers_then_the_files_then_the_specifications():
    header = {"ReferenceDate": ["2025-03-31"]}
    assert the_year(evidence()) == "2025-04-01 2026-03-31"
    assert the_year(evidence(Header={"ReferenceDate": ["soon"]})) == "2025-04-01 2026-03-31"
    assert the_year(evidence(Header=header)) == "2024-04-01 2025-03-31"
    days = {"collection_end": "2024-03-31"}
    assert the_year(evidence(days=days, Header=header)) == "2023-04-01 2024-03-31"
    days = {"collection_start": date(2023, 1, 1), "collection_end": date(2023, 12, 31)}
    assert the_year(evidence(days=days, Header=header)) == "2023-01-01 2023-12-31"
    assert the_year(evidence(days={"collection_start": "2025-01-01"})) == "2025-01-01 2026-03-31"


def test_a_reference_date_is_judged_by_the_callers_day_or_the_specifications_and_not_by_itself():
    tables = {"Header": pd.DataFrame({"ReferenceDate": ["2025-03-31"]})}
    assert CIN.evaluate("100", tables, specification="2025-26") == {"Header": [0]}
    of_then = CIN.evaluate("100", tables, specification="2025-26", collection_end=date(2025, 3, 31))
    assert of_then == {"Header": []}


@pytest.mark.parametrize("code", ["no such rule", "8510q", ""])
def test_an_unknown_code_is_refused(code):
    with pytest.raises(UnknownRuleError):
        CIN.evaluate(code, {}, specification="2025-26")


def test_a_code_of_another_year_is_refused():
    with pytest.raises(RuleNotInForceError):
        CIN.evaluate("8945Q", {}, specification="2023-24")


@pytest.mark.parametrize(
    "given_days", [{"specification": "2030-31"}, {"collection_end": "2026-02-30"}]
)
def test_a_year_that_is_none_is_refused(given_days):
    with pytest.raises(ValueError, match=r"specification|not a date"):
        CIN.evaluate("8510", {}, **{"specification": "2025-26", **given_days})


def test_a_table_that_the_return_does_not_have_is_refused():
    with pytest.raises(ValueError, match="choose from Header"):
        CIN.evaluate("8510", {"Children": pd.DataFrame()}, specification="2025-26")


def test_frames_of_any_dtype_and_index_are_left_as_they_were():
    plans = pd.DataFrame(
        {
            "LAchildID": [7, 7.0, 8],
            "CPPstartDate": [pd.Timestamp(2025, 6, 2), None, pd.Timestamp(2025, 6, 2)],
            "CPPendDate": [None, None, None],
        },
        index=["x", "x", "y"],
    )
    before = plans.copy()
    answer = CIN.evaluate("8935", {"ChildProtectionPlans": plans}, specification="2025-26")
    assert answer == {"ChildProtectionPlans": [0, 1]}
    assert all(type(position) is int for position in answer["ChildProtectionPlans"])
    pd.testing.assert_frame_equal(plans, before)


def test_an_episode_is_its_childs_own_and_a_plan_its_episodes_own():
    given_tables = evidence(
        CINdetails={"LAchildID": ["A", "B", "A"], "CINdetailsID": ["1", "1", None]},
        Section47={"LAchildID": ["B", "A", "C"], "CINdetailsID": ["1", "1", "1"]},
    )
    assert given_tables.by_episode.numbers("CINdetails").tolist() == [0, 1, -1]
    assert given_tables.by_episode.numbers("Section47").tolist() == [1, 0, 2]
    whole = {"LAchildID": ["A", "A"], "CINdetailsID": ["1", "2"], "CPPID": ["1", "1"]}
    both = evidence(ChildProtectionPlans=whole, Reviews=whole).by_plan
    assert both.numbers("Reviews").tolist() == [0, 1]
    less = {name: whole[name] for name in ("LAchildID", "CPPID")}
    one_without = evidence(ChildProtectionPlans=whole, Reviews=less).by_plan
    assert one_without.numbers("ChildProtectionPlans").tolist() == [0, 0]
    with pytest.raises(NotEvaluable, match="LAchildID and CPPID"):
        evidence(Reviews={"LAchildID": ["A"]}).by_plan.numbers("Reviews")


def test_rows_meet_those_of_their_child_and_no_others():
    left = [["A", "B", None, "A", "D"][n] for n in range(5)]
    right = ["B", "A", None, "A", "C"]
    tables = evidence(CINPlanDates={"LAchildID": left}, Reviews={"LAchildID": right})
    here, there = tables.meeting("CINPlanDates", "Reviews")
    met = set(zip(here.tolist(), there.tolist(), strict=True))
    assert met == {
        (i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if one is not None and one == other
    }
    assert len(here) == len(met)


DAY = st.one_of(st.none(), st.integers(0, 12))


def at(day):
    return pd.NaT if day is None else pd.Timestamp(2025, 6, 1) + pd.Timedelta(days=day)


def overlap(one, other):
    """Of one number; the later starts before the earlier ends, or both start on a day and last."""
    (number, start, end), (its_number, its_start, its_end) = one, other
    if number != its_number or number < 0 or start is None or its_start is None:
        return False
    if start == its_start:
        return all(last is None or last > start for last in (end, its_end))
    earlier, later = sorted([(start, end), (its_start, its_end)], key=lambda span: span[0])
    return earlier[1] is None or later[0] < earlier[1]


@given(st.lists(st.tuples(st.integers(-1, 2), DAY, DAY), max_size=9))
def test_spans_overlap_as_a_loop_over_all_pairs_finds(rows):
    # One that ends before it starts is another rule's.
    rows = [(n, i, j if None in (i, j) or i <= j else i) for n, i, j in rows]
    numbers = np.array([row[0] for row in rows], dtype=np.int64)
    start, end = (
        pd.Series([at(row[place]) for row in rows], dtype="datetime64[s]") for place in (1, 2)
    )
    expected = [
        any(overlap(row, other) for place, other in enumerate(rows) if place != here)
        for here, row in enumerate(rows)
    ]
    assert overlapping(numbers, start, end).tolist() == expected


CLOSED = holidays.country_holidays("GB", subdiv="ENG", years=range(2020, 2028))


def works(day):
    return day.weekday() < 5 and day not in CLOSED


@pytest.mark.parametrize("end", [date(2024, 3, 31), date(2026, 3, 31), date(2022, 7, 21)])
@pytest.mark.parametrize("count", [15, 45])
def test_a_day_before_the_limit_is_followed_by_more_working_days_and_the_limit_is_not(end, count):
    def following(day):
        between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
        return sum(map(works, between))

    limit = working_days_before(pd.Timestamp(end), count).date()
    assert following(limit) == count
    assert following(limit - timedelta(days=1)) == count + 1


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2025-04-01", "2025-03-31"),
        ("2024-04-01", "2024-03-28"),
        ("2023-04-01", "2023-03-31"),
        ("2022-01-04", "2021-12-31"),
    ],
)
def test_the_working_day_before_skips_weekends_and_bank_holidays(day, before):
    assert one_working_day_earlier(pd.Timestamp(day)) == pd.Timestamp(before)
