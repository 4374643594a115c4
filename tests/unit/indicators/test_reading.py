import pytest

from ae_pipeline.indicators.reading import (
    AssuranceReading,
    Reading,
    TrendReading,
    VariationReading,
    read,
    read_assurance,
    read_trend,
    read_variation,
)
from ae_pipeline.measures.definition import Polarity
from ae_pipeline.statistics.comparison import Side
from ae_pipeline.statistics.trend import Trend
from ae_pipeline.statistics.variation import Cause, Direction, Limits, Rule, Variation

HIGHER, LOWER, NONE = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER, Polarity.NONE
CHART = Limits(centre=10, lower=4, upper=16, near_lower=6, near_upper=14, trial=False, points=20)


@pytest.mark.parametrize(
    ("side", "polarity", "words"),
    [
        (Side.HIGHER, HIGHER, "better"),
        (Side.LOWER, HIGHER, "worse"),
        (Side.HIGHER, LOWER, "worse"),
        (Side.LOWER, LOWER, "better"),
        (Side.HIGHER, NONE, "higher"),
        (Side.LOWER, NONE, "lower"),
        (Side.SIMILAR, HIGHER, "similar"),
        (Side.SIMILAR, NONE, "similar"),
        (None, HIGHER, "not compared"),
        (None, NONE, "not compared"),
    ],
)
def test_a_side_is_better_or_worse_by_polarity(side, polarity, words):
    assert read(side, polarity) == words


@pytest.mark.parametrize(
    ("trend", "polarity", "words"),
    [
        (Trend.INCREASING, HIGHER, "increasing and getting better"),
        (Trend.INCREASING, LOWER, "increasing and getting worse"),
        (Trend.INCREASING, NONE, "increasing"),
        (Trend.DECREASING, HIGHER, "decreasing and getting worse"),
        (Trend.DECREASING, LOWER, "decreasing and getting better"),
        (Trend.DECREASING, NONE, "decreasing"),
        (Trend.NO_SIGNIFICANT_CHANGE, HIGHER, "no significant change"),
        (Trend.CANNOT_BE_CALCULATED, NONE, "cannot be calculated"),
    ],
)
def test_a_trend_is_good_or_bad_by_polarity(trend, polarity, words):
    assert read_trend(trend, polarity) == words


def special(direction):
    return Variation(Cause(Rule.OUTSIDE, direction), CHART)


@pytest.mark.parametrize(
    ("variation", "polarity", "words"),
    [
        (special(Direction.UP), HIGHER, "special cause: improvement"),
        (special(Direction.DOWN), HIGHER, "special cause: concern"),
        (special(Direction.UP), LOWER, "special cause: concern"),
        (special(Direction.DOWN), LOWER, "special cause: improvement"),
        (special(Direction.UP), NONE, "special cause"),
        (Variation(None, CHART), HIGHER, "common cause"),
        (Variation(None, None), HIGHER, "no chart"),
        (None, HIGHER, "no chart"),
    ],
)
def test_a_special_cause_is_improvement_or_concern_by_polarity(variation, polarity, words):
    assert read_variation(variation, polarity) == words


@pytest.mark.parametrize(
    ("limits", "target", "polarity", "words"),
    [
        (CHART, 3, HIGHER, "consistently passes"),
        (CHART, 17, HIGHER, "consistently fails"),
        (CHART, 3, LOWER, "consistently fails"),
        (CHART, 17, LOWER, "consistently passes"),
        (CHART, 12, LOWER, "hit and miss"),
        (CHART, None, HIGHER, "no target"),
        (CHART, 12, NONE, "no target"),
        (None, None, HIGHER, "no target"),
        (None, 12, HIGHER, "no chart"),
    ],
)
def test_assurance_holds_the_target_against_the_limits_by_polarity(limits, target, polarity, words):
    assert read_assurance(limits, target, polarity) == words


def test_the_other_polarity_swaps_good_and_bad_and_nothing_else():
    swapped = {Reading.BETTER: Reading.WORSE, Reading.WORSE: Reading.BETTER}
    for side in (*Side, None):
        found = read(side, HIGHER)
        assert read(side, LOWER) is swapped.get(found, found)
    for trend in Trend:
        words = read_trend(trend, HIGHER).value
        turned = (
            words.replace("better", "worse")
            if "better" in words
            else words.replace("worse", "better")
        )
        assert read_trend(trend, LOWER) is TrendReading(turned)


def test_without_polarity_no_words_judge():
    judging = {"better", "worse", "improvement", "concern", "passes", "fails"}
    said = [
        *(read(side, NONE) for side in (*Side, None)),
        *(read_trend(trend, NONE) for trend in Trend),
        *(read_variation(special(direction), NONE) for direction in Direction),
        read_assurance(CHART, 99, NONE),
    ]
    assert not judging & {word.strip(":") for words in said for word in words.split()}
    assert VariationReading.NEITHER in said
    assert AssuranceReading.NO_TARGET in said
