from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from figure_records import figure, judgement, measure_info

from ae_pipeline.indicators.figure import Status
from ae_pipeline.indicators.judgement import (
    AgainstTarget,
    Certainty,
    Comparator,
    Comparison,
    DifferenceMethod,
    Gap,
    Rank,
    TrendJudgement,
    VariationJudgement,
)
from ae_pipeline.indicators.reading import (
    AssuranceReading,
    Reading,
    TrendReading,
    VariationReading,
)
from ae_pipeline.indicators.sentences import gap_sentence, sentence, warning
from ae_pipeline.indicators.targets import Rag
from ae_pipeline.indicators.trajectory import Trajectory
from ae_pipeline.indicators.trust import Trust
from ae_pipeline.indicators.trust_rules import TrustWord
from ae_pipeline.measures.definition import Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.statistics.intervals import Method

FOSTER = measure_info(title="Children looked after in foster care", decimals=0)
FIGURE = figure(
    numerator=328,
    denominator=512,
    value=Decimal("64.0625"),
    published_value=Decimal(64),
    lower_95=Decimal("59.8"),
    upper_95=Decimal("68.1"),
)


def _england(reading):
    return Comparison(
        comparator=Comparator.ENGLAND,
        comparator_name="England",
        comparator_period="2025",
        comparator_value=Decimal(67),
        authorities=None,
        difference=Decimal(-3),
        difference_lower=None,
        difference_upper=None,
        method=DifferenceMethod.FIXED,
        reading=reading,
    )


def _target(rag=Rag.OFF_TRACK, reading=Reading.WORSE):
    return AgainstTarget("70% or more", Decimal(70), rag, reading)


def _variation(reading, rule=None, assurance=AssuranceReading.NO_CHART, *, trial=None):
    return VariationJudgement(reading, rule, assurance, None, None, None, trial, 12)


def _course(chance, words="unlikely"):
    return Trajectory(
        for_day=date(2027, 3, 31),
        value=Decimal("66.2"),
        lower=Decimal(60),
        upper=Decimal(72),
        chance=chance,
        chance_words=words,
        method="",
        points=6,
        basis="",
    )


def _trust(word, *reasons):
    return Trust(word, reasons, None, None, Decimal(1), 0)


RANKED, UNRANKED = Rank(82, 151, 3), Rank(None, None, None)
CONCERN = _variation(VariationReading.CONCERN, "a point outside the limits")


def _judged(**changed):
    parts = {
        "measure": FOSTER,
        "figure": FIGURE,
        "certainty": Certainty(Method.WILSON, None, None),
        "rank": RANKED,
        "target": _target(),
        "comparisons": (_england(Reading.SIMILAR),),
    }
    return judgement(**parts | changed)


def _words(**changed):
    return sentence(_judged(**changed))


def test_a_figure_beside_england_and_its_target_in_one_paragraph():
    assert _words() == (
        "Children looked after in foster care: 64% (328 of 512; 60% to 68% allowing for chance) "
        "on 30 September 2025. Similar to England (67%, 2025); 82nd of 151 authorities, best "
        "first. Target 70% or more: off track."
    )


def test_a_target_met_by_chance_and_one_missed_by_chance_say_so():
    met = _words(target=_target(Rag.ON_TRACK, Reading.SIMILAR), rank=UNRANKED)
    assert met.endswith(
        "Target 70% or more: on track, though by so little that chance alone could have done it."
    )
    missed = _words(target=_target(Rag.OFF_TRACK, Reading.SIMILAR), rank=UNRANKED)
    assert missed.endswith(
        "Target 70% or more: off track, but chance alone could explain what is missing."
    )


def test_target_and_england_may_disagree_and_the_sentence_says_how():
    ahead = _words(
        target=_target(Rag.ON_TRACK, Reading.BETTER), comparisons=(_england(Reading.WORSE),)
    )
    assert "Worse than England (67%, 2025)" in ahead
    assert ahead.endswith("on track for the plan, and still worse than England.")
    behind = _words(comparisons=(_england(Reading.BETTER),))
    assert behind.endswith("off track for the plan, though better than England.")


def test_without_a_judgement_england_is_told_all_the_same():
    assert "England has 67% (2025)." in _words(
        comparisons=(_england(Reading.NOT_COMPARED),), rank=UNRANKED
    )
    assert "England" not in _words(comparisons=(), rank=UNRANKED)


def test_a_figure_that_is_not_there_says_why():
    empty = replace(FIGURE, value=None, published_value=None, lower_95=None, upper_95=None)
    assert _words(figure=replace(empty, status=Status.NOT_APPLICABLE)) == (
        "Children looked after in foster care: no figure on 30 September 2025, since nobody is "
        "in its denominator."
    )
    assert _words(figure=replace(empty, status=Status.UNAVAILABLE)).endswith(
        "since the data do not tell it."
    )


@pytest.mark.parametrize(
    ("frequency", "start", "end", "told"),
    [
        ("twelve_months", date(2024, 10, 1), date(2025, 9, 30), "in the twelve months to 30"),
        ("twelve_months", date(2024, 4, 1), date(2025, 3, 31), "in 2024-25."),
        ("academic_year", date(2024, 9, 1), date(2025, 8, 31), "in the academic year 2024/25."),
        ("month", date(2025, 9, 1), date(2025, 9, 30), "in September 2025."),
        ("winter", date(2024, 12, 1), date(2025, 2, 28), "from 1 December 2024 to 28 February"),
    ],
)
def test_the_days_of_a_figure_are_told_as_people_call_them(frequency, start, end, told):
    assert told in _words(
        measure=replace(FOSTER, frequencies=(Frequency(frequency),)),
        figure=replace(FIGURE, period_start=start, period_end=end),
    )


def test_trend_variation_and_course_each_have_a_sentence():
    told = _words(
        trend=TrendJudgement(TrendReading.INCREASING_BETTER, None, Decimal(6), 5),
        variation=_variation(
            VariationReading.IMPROVEMENT,
            "seven points on one side of the mean",
            AssuranceReading.FAILS,
            trial=True,
        ),
        trajectory=_course(0.12),
    )
    assert (
        "Over the latest five points it is increasing and getting better (up 6 percentage points)."
    ) in told
    assert (
        "The latest point has a special cause of improvement: seven points on one side of the "
        "mean, by trial limits; left as it is, it will not meet the target."
    ) in told
    assert told.endswith(
        "On its past course it would be 66% by 31 March 2027 (60% to 72%): the target is "
        "unlikely (12%)."
    )


def test_common_cause_is_no_news():
    told = _words(
        variation=_variation(
            VariationReading.COMMON_CAUSE, assurance=AssuranceReading.HIT_AND_MISS, trial=False
        )
    )
    assert told.endswith(
        "Its ups and downs are those it always has; left as it is, it will meet the target at "
        "times and miss it at others."
    )


@pytest.mark.parametrize(
    ("chance", "told"),
    [(0.004, "under 1%"), (0.996, "over 99%"), (0.5, "50%")],
)
def test_a_chance_is_never_told_as_certain(chance, told):
    assert told in _words(trajectory=_course(chance, "x"))


def test_trust_is_told_where_it_is_not_high():
    reason = "The export is two months old."
    assert _words(trust=_trust(TrustWord.FAIR, reason)).endswith(f"Trust: fair. {reason}")
    assert _words(trust=_trust(TrustWord.DO_NOT_PUBLISH, reason)).endswith(
        f"Do not publish it. {reason}"
    )
    assert "Trust" not in _words(trust=_trust(TrustWord.HIGH))


def test_a_warning_is_for_a_concern_or_a_target_grown_unlikely_and_for_nothing_else():
    assert warning(_judged()) is None
    assert warning(_judged(trajectory=_course(0.5, "as likely as not"))) is None
    assert warning(_judged(variation=CONCERN)) == (
        "Children looked after in foster care: the latest point is a special cause for concern "
        "(a point outside the limits)."
    )
    both = warning(_judged(variation=CONCERN, trajectory=_course(0.12)))
    assert both is not None
    assert both.endswith(
        "; and on its past course it is unlikely to meet the target by 31 March 2027 (a chance "
        "of 12%)."
    )


def test_a_rate_says_per_what_and_a_count_stands_alone():
    rate = _words(
        measure=replace(FOSTER, unit=Unit.PER_10_000),
        figure=replace(
            FIGURE, published_value=Decimal(97), lower_95=Decimal(89), upper_95=Decimal(106)
        ),
        certainty=Certainty(Method.BYAR, None, None),
        rank=UNRANKED,
    )
    assert "97 per 10,000 (89 to 106 allowing for chance) on 30 September 2025." in rate


def test_a_gap_is_told_where_it_is_more_than_chance():
    gap = Gap(
        breakdown="fsm",
        category="those eligible for free school meals",
        compared_with="those not",
        period_start=FIGURE.period_start,
        period_end=FIGURE.period_end,
        numerator=31,
        denominator=100,
        other_numerator=18,
        other_denominator=100,
        value=Decimal(31),
        other_value=Decimal(18),
        gap=Decimal(13),
        gap_lower=Decimal("12.1"),
        gap_upper=Decimal("14.2"),
        ratio=None,
        ratio_lower=None,
        ratio_upper=None,
        method=DifferenceMethod.NEWCOMBE,
        reading=Reading.WORSE,
    )
    assert gap_sentence(gap, Unit.PERCENT, 0) == (
        "Those eligible for free school meals 31%, those not 18%: a gap of 13 percentage points "
        "(12 to 14), worse."
    )
    assert gap_sentence(replace(gap, reading=Reading.SIMILAR), Unit.PERCENT, 0) is None
