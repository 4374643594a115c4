from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from figure_records import figure as figure_record
from figure_records import published_value

from ae_pipeline.indicators.areas import Areas
from ae_pipeline.indicators.comparisons import comparisons, place
from ae_pipeline.measures.definition import MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency

AREAS = Areas("A", "E9", "SN-2025", "E12")


def _measure(unit=Unit.PERCENT, polarity=Polarity.HIGHER_IS_BETTER):
    return MeasureInfo(
        id="m",
        title="M",
        definition="Words.",
        key_indicators=(7,),
        priorities=(4,),
        unit=unit,
        polarity=polarity,
        decimals=0,
        source="DfE",
        lait=None,
        version=1,
        frequencies=(Frequency.MONTH_END,),
    )


def _figure(numerator, denominator, lower=None, upper=None, day=date(2025, 9, 30)):
    value = Decimal(100 * numerator) / denominator
    return figure_record(
        period_start=day,
        period_end=day,
        numerator=numerator,
        denominator=denominator,
        value=value,
        published_value=round(value),
        lower_95=None if lower is None else Decimal(lower),
        upper_95=None if upper is None else Decimal(upper),
    )


def _published(area, value, year=2025, name="Somewhere", authorities=None):
    return published_value(
        area_code=area,
        area_name=name,
        period=str(year),
        period_end=date(year, 3, 31),
        value=Decimal(value),
        authorities=authorities,
    )


def _by_comparator(rows):
    return {row.comparator: row for row in rows}


def test_england_and_means_are_taken_as_fixed():
    figure = _figure(300, 500, "55.6", "64.2")
    published = [
        _published("E9", "66"),
        _published("E12", "60", name="South West"),
        _published("SN-2025", "55", name="Neighbours", authorities=10),
        _published("GOOD", "64.2", name="Good"),
        _published("A", "61", 2024),
    ]
    found = _by_comparator(comparisons(_measure(), figure, published, None, AREAS))
    england = found["england"]
    assert (england.reading, england.difference, england.method) == ("worse", -6, "fixed")
    assert (england.difference_lower, england.difference_upper) == (
        Decimal("-10.4"),
        Decimal("-1.8"),
    )
    assert found["region"].reading == "similar"
    assert (found["neighbours"].reading, found["neighbours"].authorities) == ("better", 10)
    assert found["good"].reading == "similar"


def test_without_polarity_the_words_keep_to_the_direction():
    found = comparisons(
        _measure(polarity=Polarity.NONE),
        _figure(300, 500, "55.6", "64.2"),
        [_published("E9", "66")],
        None,
        AREAS,
    )
    assert found[0].reading == "lower"


def test_the_year_before_is_another_estimate():
    # 56 of 70 and 48 of 80, whose difference Newcombe (1998) gives as 0.0524 to 0.3339; the
    # two intervals overlap.
    figure = _figure(56, 70, "69.2", "87.7")
    before = _figure(48, 80, "49.0", "70.0", date(2024, 9, 30))
    (row,) = comparisons(_measure(), figure, [], before, AREAS)
    assert (row.comparator, row.comparator_period) == ("last_year", "2024-09-30")
    assert (row.difference, row.method, row.reading) == (20, "newcombe", "better")
    assert float(row.difference_lower) == pytest.approx(5.24, abs=0.01)
    assert float(row.difference_upper) == pytest.approx(33.39, abs=0.01)


def test_a_published_year_stands_in_for_last_year_without_a_judgement():
    published = [_published("A", "70", 2025), _published("A", "60", 2024)]
    figure = _figure(300, 500, "55.6", "64.2")
    (row,) = comparisons(_measure(), figure, published, None, AREAS)
    assert (row.comparator_value, row.difference) == (70, -10)
    assert (row.method, row.reading) == ("none", "not compared")


def test_rates_a_year_apart_are_compared_by_the_interval_of_their_difference():
    figure = replace(_figure(1, 1, "27", "33"), value=Decimal(30))
    before = replace(_figure(1, 1, "36", "44", date(2024, 9, 30)), value=Decimal(40))
    measure = _measure(Unit.PER_10_000, Polarity.LOWER_IS_BETTER)
    (row,) = comparisons(measure, figure, [], before, AREAS)
    assert (row.difference_lower, row.difference_upper) == (-15, -5)
    assert (row.method, row.reading) == ("difference", "better")


def test_a_figure_without_an_interval_is_told_apart_and_not_judged():
    (row,) = comparisons(_measure(), _figure(300, 500), [_published("E9", "66")], None, AREAS)
    assert (row.difference, row.method, row.reading) == (-6, "none", "not compared")


def test_a_year_that_ended_after_the_figure_is_not_yet_known():
    figure = _figure(300, 500, "55.6", "64.2", date(2025, 3, 30))
    published = [_published("E9", "66", 2025), _published("E9", "50", 2024)]
    (row,) = comparisons(_measure(), figure, published, None, AREAS)
    assert (row.comparator_period, row.reading) == ("2024", "better")


@pytest.mark.parametrize(
    ("polarity", "rank", "quartile"),
    [(Polarity.HIGHER_IS_BETTER, 2, 1), (Polarity.LOWER_IS_BETTER, 5, 3)],
)
def test_a_place_among_authorities_is_by_published_figures_best_first(polarity, rank, quartile):
    # 60 as published: one above, two tie with it, four below.
    others = [Decimal(each) for each in ("70", "60", "60.4", "59.4", "50", "40", "30")]
    figure = _figure(3004, 5000)
    found = place(_measure(polarity=polarity), figure, others)
    assert found is not None
    assert (found.rank, found.of, found.quartile) == (rank, 8, quartile)


def test_without_polarity_or_others_there_is_no_place():
    assert place(_measure(polarity=Polarity.NONE), _figure(1, 2), [Decimal(1)]) is None
    assert place(_measure(), _figure(1, 2), []) is None
