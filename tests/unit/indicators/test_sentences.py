from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ae_pipeline.indicators.sentences import gap_told, sentence, warning

FIGURE = {
    "title": "Children looked after in foster care",
    "unit": "percent",
    "decimals": 0,
    "frequency": "month_end",
    "period_start": date(2025, 9, 30),
    "period_end": date(2025, 9, 30),
    "numerator": 328,
    "denominator": 512,
    "value": Decimal("64.0625"),
    "published_value": Decimal(64),
    "status": "ok",
    "interval_method": "wilson",
    "lower_95": Decimal("59.8"),
    "upper_95": Decimal("68.1"),
    "against_england": "similar",
    "rank": 82,
    "ranked": 151,
    "rag": "off track",
    "against_target": "worse",
    "trend": "cannot be calculated",
    "trend_change": None,
    "variation": "no chart",
    "variation_rule": None,
    "trial_limits": None,
    "assurance": "no chart",
    "forecast": None,
    "forecast_for": None,
    "chance": "not forecast",
    "chance_of_target": None,
    "trust": "high",
    "trust_reasons": "",
}
ENGLAND = {"comparator_value": Decimal(67), "comparator_period": "2025"}


def _told(england=ENGLAND, target="70% or more", **changed):
    return sentence({**FIGURE, **changed}, target, england)


def test_a_figure_next_to_england_and_its_target_in_one_paragraph():
    assert _told() == (
        "Children looked after in foster care: 64% (328 of 512; 60% to 68% allowing for chance) "
        "on 30 September 2025. Similar to England (67%, 2025); 82nd of 151 authorities, best "
        "first. Target 70% or more: off track."
    )


def test_a_target_met_by_chance_and_one_missed_by_chance_say_so():
    met = _told(rag="on track", against_target="similar", rank=None)
    assert met.endswith(
        "Target 70% or more: on track, though by so little that chance alone could have done it."
    )
    missed = _told(rag="off track", against_target="similar", rank=None)
    assert missed.endswith(
        "Target 70% or more: off track, but chance alone could explain what is missing."
    )


def test_target_and_england_may_disagree_and_the_sentence_says_how():
    ahead = _told(rag="on track", against_target="better", against_england="worse")
    assert "Worse than England (67%, 2025)" in ahead
    assert ahead.endswith("on track for the plan, and still worse than England.")
    behind = _told(rag="off track", against_target="worse", against_england="better")
    assert behind.endswith("off track for the plan, though better than England.")


def test_without_a_judgement_england_is_recorded_all_the_same():
    assert "England has 67% (2025)." in _told(against_england="not compared", rank=None)
    assert "England" not in _told(england=None, rank=None)


def test_a_figure_that_is_not_there_says_why():
    empty = {"value": None, "published_value": None, "lower_95": None, "upper_95": None}
    assert _told(**empty, status="z") == (
        "Children looked after in foster care: no figure on 30 September 2025, since nobody is "
        "in its denominator."
    )
    assert _told(**empty, status="x").endswith("since the data do not tell it.")


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
def test_the_days_of_a_figure_are_recorded_as_people_call_them(frequency, start, end, told):
    assert told in _told(frequency=frequency, period_start=start, period_end=end)


def test_trend_variation_and_course_each_have_a_sentence():
    told = _told(
        trend="increasing and getting better",
        trend_change=Decimal(6),
        variation="special cause: improvement",
        variation_rule="seven points on one side of the mean",
        trial_limits=True,
        assurance="consistently fails",
        forecast=Decimal("66.2"),
        forecast_lower=Decimal(60),
        forecast_upper=Decimal(72),
        forecast_for=date(2027, 3, 31),
        chance="unlikely",
        chance_of_target=Decimal("0.12"),
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
    told = _told(variation="common cause", trial_limits=False, assurance="hit and miss")
    assert told.endswith(
        "Its ups and downs are those it always has; left as it is, it will meet the target at "
        "times and miss it at others."
    )


@pytest.mark.parametrize(
    ("chance", "told"),
    [("0.004", "under 1%"), ("0.996", "over 99%"), ("0.5", "50%")],
)
def test_a_chance_is_never_recorded_as_certain(chance, told):
    course = {"forecast": Decimal(66), "forecast_for": date(2027, 3, 31), "chance": "x"}
    limits = {"forecast_lower": Decimal(60), "forecast_upper": Decimal(72)}
    assert told in _told(**course, **limits, chance_of_target=Decimal(chance))


def test_trust_is_recorded_where_it_is_not_high():
    reason = "The export is two months old."
    assert _told(trust="fair", trust_reasons=reason).endswith(f"Trust: fair. {reason}")
    assert _told(trust="do not publish", trust_reasons=reason).endswith(
        f"Do not publish it. {reason}"
    )
    assert "Trust" not in _told(trust="high", trust_reasons="")


def test_a_warning_is_for_a_concern_or_a_target_grown_unlikely_and_for_nothing_else():
    assert warning(FIGURE) is None
    concern = {
        "variation": "special cause: concern",
        "variation_rule": "a point outside the limits",
    }
    unlikely = {
        "chance": "unlikely",
        "chance_of_target": Decimal("0.12"),
        "forecast_for": date(2027, 3, 31),
    }
    assert warning({**FIGURE, **concern}) == (
        "Children looked after in foster care: the latest point is a special cause for concern "
        "(a point outside the limits)."
    )
    both = warning({**FIGURE, **concern, **unlikely})
    assert both is not None
    assert both.endswith(
        "; and on its past course it is unlikely to meet the target by 31 March 2027 (a chance "
        "of 12%)."
    )


def test_a_rate_says_per_what_and_a_count_stands_alone():
    rate = _told(
        unit="per_10_000",
        published_value=Decimal(97),
        lower_95=Decimal(89),
        upper_95=Decimal(106),
        interval_method="byar",
        rank=None,
    )
    assert "97 per 10,000 (89 to 106 allowing for chance) on 30 September 2025." in rate


def test_a_gap_is_recorded_where_it_is_more_than_chance():
    gap = {
        "breakdown": "fsm",
        "category": "those eligible for free school meals",
        "compared_with": "those not",
        "value": Decimal(31),
        "other_value": Decimal(18),
        "gap": Decimal(13),
        "gap_lower": Decimal("12.1"),
        "gap_upper": Decimal("14.2"),
        "reading": "worse",
    }
    assert gap_told(gap, FIGURE) == (
        "Those eligible for free school meals 31%, those not 18%: a gap of 13 percentage points "
        "(12 to 14), worse."
    )
    assert gap_told({**gap, "reading": "similar"}, FIGURE) is None
