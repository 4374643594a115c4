from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from figure_records import figure

from ae_pipeline.indicators.inequality import gaps
from ae_pipeline.indicators.judging import GapRule
from ae_pipeline.measures.definition import MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency

SEN = GapRule("sen", "children with SEN", ("ehc_plan", "sen_support"), "those without", ("none",))


def _measure(unit=Unit.PERCENT, polarity=Polarity.HIGHER_IS_BETTER, *, of_people=True):
    return MeasureInfo(
        id="m",
        title="M",
        definition="Words.",
        key_indicators=(2,),
        priorities=(1,),
        unit=unit,
        polarity=polarity,
        decimals=0,
        source="Local",
        lait=None,
        version=1,
        frequencies=(Frequency.MONTH_END,),
        of_people=of_people,
    )


def _row(category, numerator, denominator, *, breakdown="sen", limits=(None, None)):
    return figure(
        breakdown=breakdown,
        category=category,
        numerator=numerator,
        denominator=denominator,
        lower_95=limits[0],
        upper_95=limits[1],
    )


def test_a_gap_of_percentages_has_newcombes_interval():
    # 56 of 70 against 48 of 80: Newcombe (1998) gives 0.0524 to 0.3339.
    rows = [_row("ehc_plan", 40, 50), _row("sen_support", 16, 20), _row("none", 48, 80)]
    (gap,) = gaps(_measure(), rows, [SEN])
    assert (gap.category, gap.compared_with) == ("children with SEN", "those without")
    assert (gap.numerator, gap.denominator) == (56, 70)
    assert (gap.value, gap.other_value, gap.gap) == (80, 60, 20)
    assert float(gap.gap_lower) == pytest.approx(5.24, abs=0.01)
    assert float(gap.gap_upper) == pytest.approx(33.39, abs=0.01)
    assert float(gap.ratio) == pytest.approx(80 / 60, abs=1e-6)
    assert gap.ratio_lower > 1
    assert (gap.method, gap.reading) == ("newcombe", "better")


@pytest.mark.parametrize(
    ("polarity", "reading"),
    [(Polarity.LOWER_IS_BETTER, "worse"), (Polarity.NONE, "higher")],
)
def test_polarity_decides_what_the_gap_means(polarity, reading):
    rows = [_row("ehc_plan", 56, 70), _row("none", 48, 80)]
    (gap,) = gaps(_measure(polarity=polarity), rows, [SEN])
    assert gap.reading == reading


def test_each_group_against_all_others_leaves_out_those_not_known():
    rule = GapRule("ethnic_group", "", (), "all others", ())
    rows = [
        _row("white", 10, 20, breakdown="ethnic_group"),
        _row("black", 3, 10, breakdown="ethnic_group"),
        _row("asian", 5, 10, breakdown="ethnic_group"),
        _row("not_known", 9, 9, breakdown="ethnic_group"),
    ]
    found = {gap.category: gap for gap in gaps(_measure(), rows, [rule])}
    assert set(found) == {"white", "black", "asian"}
    assert (found["black"].other_numerator, found["black"].other_denominator) == (15, 30)
    assert found["black"].compared_with == "all others"
    assert (found["white"].other_numerator, found["white"].other_denominator) == (8, 20)


def test_a_side_without_anybody_has_no_gap():
    assert gaps(_measure(), [_row("none", 1, 2)], [SEN]) == ()
    empty = [_row("ehc_plan", 0, 0), _row("none", 1, 2)]
    assert gaps(_measure(), empty, [SEN]) == ()


def test_nobody_counted_among_the_others_has_a_gap_and_no_ratio():
    rows = [_row("ehc_plan", 5, 10), _row("none", 0, 80)]
    (gap,) = gaps(_measure(), rows, [SEN])
    assert gap.gap == 50
    assert (gap.ratio, gap.ratio_lower, gap.ratio_upper) == (None, None, None)


def test_sessions_of_sessions_have_a_gap_without_a_judgement():
    rows = [_row("ehc_plan", 30, 300), _row("none", 40, 800)]
    (gap,) = gaps(_measure(of_people=False), rows, [SEN])
    assert (gap.gap, gap.gap_lower, gap.method) == (5, None, "none")
    assert gap.reading == "not compared"


def test_means_are_compared_by_the_interval_of_their_difference():
    rule = GapRule("sen", "a plan", ("ehc_plan",), "none", ("none",))
    rows = [
        _row("ehc_plan", 300, 10, limits=(Decimal(27), Decimal(33))),
        _row("none", 400, 10, limits=(Decimal(36), Decimal(44))),
    ]
    (gap,) = gaps(_measure(Unit.MEAN), rows, [rule])
    # 30 and 40, three and four either side: five by Pythagoras.
    assert (gap.gap, gap.gap_lower, gap.gap_upper) == (-10, -15, -5)
    assert (gap.method, gap.reading) == ("difference", "worse")


def test_rates_of_events_have_a_ratio_too():
    rule = GapRule("sen", "a plan", ("ehc_plan",), "none", ("none",))
    rows = [
        _row("ehc_plan", 20, 1000, limits=(Decimal("1.22"), Decimal("3.09"))),
        _row("none", 40, 8000, limits=(Decimal("0.36"), Decimal("0.68"))),
    ]
    (gap,) = gaps(_measure(Unit.PER_100, Polarity.LOWER_IS_BETTER), rows, [rule])
    # 2 in a hundred and a half: four times as many, and one and a half more.
    assert (gap.gap, gap.ratio, gap.reading) == (Decimal("1.5"), 4, "worse")
    assert 2 < gap.ratio_lower < 3
    assert 6 < gap.ratio_upper < 8


def test_categories_that_do_not_add_up_and_rates_without_denominators_have_no_gaps():
    rows = [_row("ehc_plan", 56, 70), _row("none", 48, 80)]
    assert gaps(_measure(Unit.WEEKS), rows, [SEN]) == ()
    rates = [_row("ehc_plan", 5, None), _row("none", 4, None)]
    assert gaps(_measure(Unit.PER_10_000), rates, [SEN]) == ()


def test_a_comparison_may_be_kept_to_some_key_indicators():
    rows = [_row("ehc_plan", 56, 70), _row("none", 48, 80)]
    kept, other = (replace(SEN, key_indicators=frozenset(of)) for of in ({2, 11}, {11}))
    assert len(gaps(_measure(), rows, [kept, other])) == 1
