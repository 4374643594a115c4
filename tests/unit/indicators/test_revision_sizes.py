from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.indicators.figure import FigureKey
from ae_pipeline.indicators.revision_sizes import Report, RevisionSize, revision_sizes
from ae_pipeline.indicators.revisions import Reason


def at(month, day=10, hour=9, minute=0):
    return datetime(2025, month, day, hour, minute, tzinfo=UTC)


def history(
    *reports, end=date(2025, 9, 30), until=None, measure="rate", reason="late_data", area="A"
):
    """Rows of one figure: (moment, value), each until the next; the last until ``until``."""
    ends = [moment for moment, _ in reports[1:]] + [until]
    return [
        Report(
            FigureKey(measure, area, end, end, "total", "total"),
            None if value is None else Decimal(value),
            moment,
            ended,
            Reason(reason if number else "first"),
        )
        for number, ((moment, value), ended) in enumerate(zip(reports, ends, strict=True))
    ]


JUNE, JULY, AUGUST = date(2025, 6, 30), date(2025, 7, 31), date(2025, 8, 31)


def test_the_median_is_of_all_figures_that_could_have_been_revised():
    # Four months of a measure, each first reported a month after its end. Two months after:
    # June 100 to 110 (10, a tenth), July 50 to 48 (2, a twenty-fifth), August unrevised (0), and
    # September to 80 from 64 (16, a quarter).
    rows = [
        *history((at(7), 100), (at(8), 110), end=JUNE),
        *history((at(8), 50), (at(9), 48), end=JULY),
        *history((at(9), 70), end=AUGUST),
        *history((at(10), 64), (at(11), 80)),
    ]
    # In order 0, 2, 10, 16: half way between 2 and 10. Shares 0, 0.04, 0.1, 0.25: 0.07.
    assert revision_sizes(rows) == [RevisionSize("rate", 2, 4, 3, Decimal(6), Decimal("0.07"))]


def test_the_delay_runs_from_the_end_of_the_figures_days_to_the_month_of_the_revision():
    rows = history((at(9, 30), 10), (at(9, 30, 12), 12), (at(11, 3), 15))
    assert [(each.delay_months, each.median_size) for each in revision_sizes(rows)] == [
        (0, 2),
        (2, 3),
    ]


def test_a_month_begins_at_midnight_in_the_councils_time():
    # 31 August, 23:30 UTC is half past midnight of 1 September in summer time.
    rows = history((at(8, 20), 10), (at(8, 31, 23, 30), 12), end=JULY)
    assert [each.delay_months for each in revision_sizes(rows)] == [2]
    # 30 November, 23:30 UTC is 30 November.
    rows = history((at(11, 20), 10), (at(11, 30, 23, 30), 12), end=date(2025, 10, 31))
    assert [each.delay_months for each in revision_sizes(rows)] == [1]


def test_several_revisions_in_a_month_are_one_from_before_to_after():
    rows = history((at(10), 10), (at(11, 3), 40), (at(11, 20), 11))
    assert revision_sizes(rows) == [RevisionSize("rate", 2, 1, 1, Decimal(1), Decimal("0.1"))]


def test_a_figure_is_counted_only_from_the_month_it_was_first_reported():
    rows = [
        *history((at(7), 10), (at(8), 14), end=JUNE),
        # Of June too, but first reported in September: it was not there to revise in August.
        *history((at(9), 10), (at(10), 10), end=JUNE, area="B"),
    ]
    found = {each.delay_months: (each.figures, each.median_size) for each in revision_sizes(rows)}
    assert found == {2: (1, 4), 4: (2, 0)}


def test_a_figure_revised_from_nought_has_a_size_and_no_share():
    rows = history((at(10), 0), (at(11), 3))
    assert revision_sizes(rows) == [RevisionSize("rate", 2, 1, 1, Decimal(3), None)]


@pytest.mark.parametrize("reports", [((10, 5), (11, None)), ((10, None), (11, 5))])
def test_a_change_to_or_from_no_value_has_no_size(reports):
    rows = history(*((at(month), value) for month, value in reports))
    assert revision_sizes(rows) == []


def test_a_withdrawn_figure_is_left_out_from_the_month_it_went():
    gone = history((at(10), 5), until=at(11, 2), area="B")
    rows = [*history((at(10), 10), (at(11), 12), (at(12), 15)), *gone]
    found = {each.delay_months: each.figures for each in revision_sizes(rows)}
    assert found == {2: 1, 3: 1}


def test_a_change_of_definition_is_no_size():
    rows = history((at(10), 10), (at(11), 90), reason="definition_change")
    assert revision_sizes(rows) == []


def test_a_figure_reported_again_with_the_same_value_is_a_revision_of_nought():
    rows = history((at(10), 10), (at(11), 10))
    assert revision_sizes(rows) == [RevisionSize("rate", 2, 1, 1, Decimal(0), Decimal(0))]


def test_no_figures_have_no_sizes():
    assert revision_sizes([]) == []


def test_measures_are_distinguished_and_ordered():
    rows = [
        *history((at(10), 10), (at(11), 12), measure="b"),
        *history((at(10), 10), (at(11), 11), measure="a"),
    ]
    assert [(each.measure_id, each.median_size) for each in revision_sizes(rows)] == [
        ("a", 1),
        ("b", 2),
    ]


values = st.lists(st.integers(1, 50), min_size=1, max_size=5)


@given(st.lists(values, min_size=1, max_size=4), st.integers(2, 9))
def test_sizes_grow_with_the_unit_and_shares_do_not(figures, times):
    def rows(factor):
        return [
            report
            for number, each in enumerate(figures)
            for report in history(
                *((at(6 + m), v * factor) for m, v in enumerate(each)), end=JUNE, area=str(number)
            )
        ]

    once, more = revision_sizes(rows(1)), revision_sizes(rows(times))
    assert [each.median_relative for each in once] == [each.median_relative for each in more]
    assert [each.median_size * times for each in once] == [each.median_size for each in more]


@given(st.lists(values, min_size=1, max_size=4))
def test_an_unrevised_figure_more_never_makes_a_median_larger(figures):
    rows = [
        report
        for number, each in enumerate(figures)
        for report in history(
            *((at(6 + m), v) for m, v in enumerate(each)), end=JUNE, area=str(number)
        )
    ]
    still = history((at(6), 7), end=JUNE, area="still")
    before, after = revision_sizes(rows), revision_sizes([*rows, *still])
    for one, other in zip(before, after, strict=True):
        assert other.median_size <= one.median_size
        assert (other.figures, other.revisions) == (one.figures + 1, one.revisions)
