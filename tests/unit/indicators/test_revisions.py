from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from figure_records import figure
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.indicators.figure import Status
from ae_pipeline.indicators.revisions import (
    Event,
    LoggedRevision,
    LoggedValue,
    Reason,
    ReportedFigure,
    end_of_day,
    replay,
    revise,
    start_of_day,
)

MEASURES = ("cla_foster_pct", "cla_rate")


def row(**changed):
    return figure(**{"measure_id": "cla_foster_pct"} | changed)


def held(row_id=1, reported_for=None, **changed):
    return ReportedFigure(row_id, row(**changed), reported_for)


def reasons(revision):
    return [reason.value for _, reason in revision.inserts]


def test_a_figure_never_reported_is_first_whatever_the_run_is_for():
    revision = revise([], [row()], dict.fromkeys(MEASURES, Reason.LATE_DATA))
    assert (reasons(revision), revision.superseded) == (["first"], [])


def test_the_same_figure_is_not_reported_again():
    revision = revise([held()], [row(value=Decimal(65))], dict.fromkeys(MEASURES, Reason.LATE_DATA))
    assert (revision.inserts, revision.superseded) == ([], [])


@pytest.mark.parametrize(
    "changed",
    [
        {"numerator": 66, "value": Decimal(66)},
        {"denominator": 130, "value": Decimal(50)},
        {"numerator": 650, "denominator": 1000},  # the same value of ten times as many
        {"numerator": None, "value": None, "status": Status.UNAVAILABLE},
    ],
)
@pytest.mark.parametrize("reason", [Reason.LATE_DATA, Reason.CORRECTED_DATA, Reason.RULES_CHANGED])
def test_a_figure_that_differs_supersedes_the_current_one_for_the_runs_reason(changed, reason):
    before = held()
    revision = revise([before], [row(**changed)], dict.fromkeys(MEASURES, reason))
    assert (reasons(revision), revision.superseded) == ([reason.value], [before])


def test_a_new_version_is_a_change_of_definition_even_where_the_figure_is_the_same():
    revision = revise([held()], [row(measure_version=2)], dict.fromkeys(MEASURES, Reason.LATE_DATA))
    assert reasons(revision) == ["definition_change"]


def test_a_new_population_under_the_same_numerator_is_a_rebase():
    before = held(denominator=51_847, value=Decimal("98.9"), population_release="2024")
    after = row(denominator=52_169, value=Decimal("98.3"), population_release="2025")
    assert reasons(revise([before], [after], dict.fromkeys(MEASURES, Reason.LATE_DATA))) == [
        "population_rebased"
    ]


def test_a_new_population_and_a_new_numerator_is_the_runs_reason():
    before = held(denominator=51_847, value=Decimal(1), population_release="2024")
    after = row(numerator=66, denominator=52_169, value=Decimal(2), population_release="2025")
    assert reasons(revise([before], [after], dict.fromkeys(MEASURES, Reason.LATE_DATA))) == [
        "late_data"
    ]


def test_a_new_version_goes_before_a_new_population():
    before = held(denominator=51_847, population_release="2024")
    after = row(denominator=52_169, population_release="2025", measure_version=2)
    assert reasons(revise([before], [after], dict.fromkeys(MEASURES, Reason.LATE_DATA))) == [
        "definition_change"
    ]


def test_a_month_reported_for_the_first_time_revises_what_an_earlier_one_counted_by_late_data():
    # Figures of an academic year: October is new, the year was counted in September too.
    before, after = held(reported_for="2025-09"), row(numerator=66)
    new = row(breakdown="sex", category="U")
    revision = revise([before], [after, new], dict.fromkeys(MEASURES, Reason.FIRST))
    assert sorted(reasons(revision)) == ["first", "late_data"]


def test_a_category_nobody_is_in_any_more_is_superseded_by_nothing():
    gone = held(2, breakdown="sex", category="U")
    revision = revise([held(), gone], [row()], dict.fromkeys(MEASURES, Reason.CORRECTED_DATA))
    assert (revision.inserts, revision.superseded) == ([], [gone])


def test_figures_that_were_not_counted_again_are_left_alone():
    other_measure = held(2, measure_id="cla_rate")
    other_day = held(3, period_end=date(2025, 4, 30))
    revision = revise(
        [held(), other_measure, other_day], [row()], dict.fromkeys(MEASURES, Reason.LATE_DATA)
    )
    assert (revision.inserts, revision.superseded) == ([], [])


def test_a_figure_given_twice_is_refused():
    with pytest.raises(ValueError, match="two figures"):
        revise([], [row(), row()], dict.fromkeys(MEASURES, Reason.LATE_DATA))


figures = st.lists(
    st.builds(
        lambda category, numerator: row(category=category, numerator=numerator),
        st.sampled_from("abcde"),
        st.integers(0, 3),
    ),
    unique_by=lambda each: each.category,
)


def reported(figures):
    return [ReportedFigure(place, each, None) for place, each in enumerate(figures)]


@given(figures, figures)
def test_applying_a_revision_leaves_exactly_the_new_figures(before, after):
    current = reported(before)
    revision = revise(current, after, dict.fromkeys(MEASURES, Reason.LATE_DATA))
    still = [each.figure for each in current if each not in revision.superseded]
    holding = [*still, *(each for each, _ in revision.inserts)]
    expected = after or before
    assert {(each.category, each.numerator) for each in holding} == {
        (each.category, each.numerator) for each in expected
    }
    assert len(holding) == len(expected)


@given(figures)
def test_running_again_with_the_same_figures_writes_nothing(rows):
    revision = revise(reported(rows), rows, dict.fromkeys(MEASURES, Reason.LATE_DATA))
    assert (revision.inserts, revision.superseded) == ([], [])


def test_a_day_ends_and_begins_at_midnight_in_the_councils_time():
    # In summer an hour ahead of UTC; on 26 October 2025 the clocks go back.
    assert start_of_day(date(2025, 9, 1)) == datetime(2025, 8, 31, 23, tzinfo=UTC)
    assert end_of_day(date(2025, 9, 1)) == datetime(2025, 9, 1, 22, 59, 59, 999_999, UTC)
    assert start_of_day(date(2025, 10, 26)) == datetime(2025, 10, 25, 23, tzinfo=UTC)
    assert end_of_day(date(2025, 10, 26)) == datetime(2025, 10, 26, 23, 59, 59, 999_999, UTC)
    assert start_of_day(date(2025, 11, 1)) == datetime(2025, 11, 1, tzinfo=UTC)


def happened(hour, event, category, numerator=None):
    value = LoggedValue(1, numerator, 100, None, None, Status.OK)
    return LoggedRevision(
        key=row(category=category).key,
        reported_for="2025-09",
        revised_at=datetime(2025, 10, 1, hour, tzinfo=UTC),
        run_id=f"run-{hour}",
        event=Event(event),
        reason=None,
        before=None,
        after=None if event == "withdrawn" else value,
    )


def test_the_log_is_replayed_up_to_a_moment():
    log = [
        happened(1, "first", "F", 3),
        happened(1, "first", "M", 4),
        happened(2, "revised", "F", 5),
        happened(3, "withdrawn", "M"),
        happened(4, "restored", "M", 1),
    ]
    held = {
        hour: {
            key.category: each.after.numerator
            for key, each in replay(log, datetime(2025, 10, 1, hour, tzinfo=UTC)).items()
        }
        for hour in range(5)
    }
    assert held == {
        0: {},
        1: {"F": 3, "M": 4},
        2: {"F": 5, "M": 4},
        3: {"F": 5},
        4: {"F": 5, "M": 1},
    }
