from __future__ import annotations

from datetime import date

from figure_records import figure

from ae_pipeline.indicators.series import trend_series, variation_series, year_before
from ae_pipeline.measures.declaring import Measure
from ae_pipeline.measures.definition import MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.periods import Month, Period

SEPTEMBER = Month(2025, 9)


def _measure(*frequencies):
    info = MeasureInfo(
        id="m",
        title="M",
        definition="Words.",
        key_indicators=(1,),
        priorities=(1,),
        unit=Unit.PERCENT,
        polarity=Polarity.NONE,
        decimals=0,
        source="Local",
        lait=None,
        version=1,
        frequencies=frequencies,
    )
    return Measure(info, lambda period: period)


def _year_to(month):
    return Period.twelve_months_to(month.end)


def _figure(period, value):
    return figure(period_start=period.start, period_end=period.end, value=value)


def _rows(*periods, value=1):
    return {period: _figure(period, value) for period in periods}


def _ends(rows):
    return [str(row.period_end) for row in rows]


def test_years_that_share_months_are_not_two_points():
    totals = _rows(*(_year_to(SEPTEMBER.plus(-back)) for back in range(30)))
    found = trend_series(_measure(Frequency.TWELVE_MONTHS, Frequency.MONTH), SEPTEMBER, totals)
    assert _ends(found) == ["2023-09-30", "2024-09-30", "2025-09-30"]


def test_a_trend_is_of_quarters_where_there_are_quarters_the_last_that_is_over_first():
    totals = _rows(
        *(Period(month.plus(-2).start, month.end) for month in map(_quarter_end, range(8)))
    )
    found = trend_series(
        _measure(Frequency.TWELVE_MONTHS, Frequency.QUARTER), Month(2025, 11), totals
    )
    assert _ends(found) == ["2024-09-30", "2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30"]


def _quarter_end(back):
    return SEPTEMBER.plus(-3 * back)


def test_a_stock_is_taken_a_year_apart():
    totals = _rows(*(Period.snapshot(SEPTEMBER.plus(-back).end) for back in range(14)))
    assert _ends(trend_series(_measure(Frequency.MONTH_END), SEPTEMBER, totals)) == [
        "2024-09-30",
        "2025-09-30",
    ]


def test_a_year_without_a_value_is_passed_over_but_the_latest_must_have_one():
    measure = _measure(Frequency.MONTH_END)
    ends = [Period.snapshot(date(year, 9, 30)) for year in range(2020, 2026)]
    gap = {**_rows(*ends), ends[3]: _figure(ends[3], None)}
    assert [end[:4] for end in _ends(trend_series(measure, SEPTEMBER, gap))] == [
        *("2020", "2021", "2022"),
        *("2024", "2025"),
    ]
    silent = {**_rows(*ends), ends[-1]: _figure(ends[-1], None)}
    assert trend_series(measure, SEPTEMBER, silent) == []


def test_a_chart_is_of_months_and_ends_where_a_month_was_not_run():
    measure = _measure(Frequency.TWELVE_MONTHS, Frequency.MONTH)
    months = [SEPTEMBER.plus(-back) for back in (0, 1, 2, 4, 5)]
    totals = _rows(*(Period(month.start, month.end) for month in months))
    assert _ends(variation_series(measure, SEPTEMBER, totals)) == [
        "2025-07-31",
        "2025-08-31",
        "2025-09-30",
    ]


def test_a_chart_goes_back_three_years_and_no_more():
    totals = _rows(*(Period.snapshot(SEPTEMBER.plus(-back).end) for back in range(50)))
    found = variation_series(_measure(Frequency.MONTH_END), SEPTEMBER, totals)
    assert (len(found), _ends(found)[0], _ends(found)[-1]) == (36, "2022-10-31", "2025-09-30")


def test_what_is_counted_by_the_year_has_no_chart():
    totals = _rows(*(_year_to(SEPTEMBER.plus(-back)) for back in range(30)))
    assert variation_series(_measure(Frequency.TWELVE_MONTHS), SEPTEMBER, totals) == []


def test_the_year_before_is_of_the_same_days_a_year_earlier():
    measure = _measure(Frequency.MONTH_END)
    february = Month(2025, 2)
    totals = _rows(Period.snapshot(date(2024, 2, 29)), value=7)
    found = year_before(measure, february, totals)
    assert found is not None
    assert found.value == 7
    assert year_before(measure, Month(2025, 3), totals) is None
