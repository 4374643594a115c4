"""What a month's figure means, in sentences that somebody can read aloud in a meeting.

Here: from a judgement to its sentence and, where one is due, its warning. Not here: the judging.
Pure.

Two questions are kept apart throughout: whether a figure meets its target, and whether chance
alone could explain that. Where the answers seem to disagree, the sentence says why they do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.indicators.figure import Status, required
from ae_pipeline.indicators.judgement import Comparator
from ae_pipeline.indicators.presentation import display
from ae_pipeline.indicators.reading import AssuranceReading, Reading, TrendReading, VariationReading
from ae_pipeline.indicators.targets import Rag
from ae_pipeline.indicators.trajectory import UNLIKELY
from ae_pipeline.indicators.trust_rules import TrustWord
from ae_pipeline.measures.definition import Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.periods import CollectionYear
from ae_pipeline.statistics.intervals import Method

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ae_pipeline.indicators.judgement import Comparison, Gap, Judgement
    from ae_pipeline.measures.definition import MeasureInfo

_JUDGED = {Rag.ON_TRACK, Rag.AT_RISK, Rag.OFF_TRACK}
_ACADEMIC = {Frequency.ACADEMIC_YEAR, Frequency.CENSUS_YEAR}
_PER = {
    Unit.PER_10_000: " per 10,000",
    Unit.PER_100: " per 100",
    Unit.FTE: " full-time equivalents",
    Unit.DAYS: " days",
    Unit.WEEKS: " weeks",
    Unit.PERCENTAGE_POINTS: " percentage points",
}
_TENS, _TEENS = 10, range(11, 14)
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def sentence(judged: Judgement) -> str:
    """All that is to be said of a figure, in one paragraph."""
    title, figure = judged.measure.title, judged.figure
    if figure.value is None:
        empty = figure.status is Status.NOT_APPLICABLE
        why = "nobody is in its denominator" if empty else "the data do not tell it"
        return f"{title}: no figure {_when(judged)}, since {why}."
    parts = (
        _figure(judged),
        _beside_england(judged),
        _against_target(judged),
        _trend(judged),
        _variation(judged),
        _forecast(judged),
        _trust(judged),
    )
    return " ".join(part for part in parts if part)


def warning(judged: Judgement) -> str | None:
    """Why somebody should look now: a special cause for concern, or a target grown unlikely.

    A figure without a value has none.
    """
    if judged.figure.value is None:
        return None
    reasons = []
    if judged.variation.variation is VariationReading.CONCERN:
        rule = judged.variation.variation_rule
        reasons.append(f"the latest point is a special cause for concern ({rule})")
    chance, course = judged.chance_of_target, judged.trajectory
    if judged.chance == UNLIKELY and chance is not None and course is not None:
        reasons.append(
            f"on its past course it is unlikely to meet the target by {_day(course.for_day)} "
            f"(a chance of {_percent(chance)})"
        )
    return f"{judged.measure.title}: {'; and '.join(reasons)}." if reasons else None


def gap_sentence(gap: Gap, unit: Unit, decimals: int) -> str | None:
    """A gap between groups that is more than chance; None of one that is not, or is not judged.

    Args:
        gap: of a measure in a month.
        unit: of the measure.
        decimals: that the measure is published to.
    """
    if gap.reading in {Reading.SIMILAR, Reading.NOT_COMPARED}:
        return None
    group = f"{_group(gap.category)} {display(gap.value, unit, decimals)}"
    others = f"{_group(gap.compared_with)} {display(gap.other_value, unit, decimals)}"
    size, lower, upper = (
        display(each, unit, decimals).removesuffix("%")
        for each in (gap.gap, gap.gap_lower, gap.gap_upper)
    )
    points = " percentage points" if unit is Unit.PERCENT else ""
    return (
        f"{group[:1].upper()}{group[1:]}, {others}: a gap of {size}{points} "
        f"({lower} to {upper}), {gap.reading.value}."
    )


def _group(category: str) -> str:
    return category.replace("_", " ")


def _figure(judged: Judgement) -> str:
    measure, figure = judged.measure, judged.figure
    value = f"{_shown(figure.published_value, measure)}{_PER.get(measure.unit, '')}"
    inside = []
    if measure.unit is Unit.PERCENT and judged.certainty.interval_method is Method.WILSON:
        inside.append(f"{figure.numerator:,} of {figure.denominator:,}")
    if figure.lower_95 is not None:
        limits = f"{_shown(figure.lower_95, measure)} to {_shown(figure.upper_95, measure)}"
        inside.append(f"{limits} allowing for chance")
    more = f" ({'; '.join(inside)})" if inside else ""
    return f"{measure.title}: {value}{more} {_when(judged)}."


def _beside_england(judged: Judgement) -> str:
    england = judged.compared_with(Comparator.ENGLAND)
    if england is None:
        return ""
    words, rank = _england_words(judged, england), judged.rank
    if rank.rank is None:
        return f"{words}."
    return f"{words}; {_ordinal(rank.rank)} of {rank.ranked} authorities, best first."


def _england_words(judged: Judgement, england: Comparison) -> str:
    value = _shown(england.comparator_value, judged.measure)
    if england.reading is Reading.NOT_COMPARED:
        return f"England has {value} ({england.comparator_period})"
    there = f"England ({value}, {england.comparator_period})"
    if england.reading is Reading.SIMILAR:
        return f"Similar to {there}"
    return f"{england.reading.value.capitalize()} than {there}"


def _against_target(judged: Judgement) -> str:
    rag = judged.target.rag
    if rag not in _JUDGED:
        return ""
    words = f"Target {judged.target.target}: {rag.value}"
    similar = judged.target.against_target is Reading.SIMILAR
    if similar and rag is Rag.ON_TRACK:
        return f"{words}, though by so little that chance alone could have done it."
    if similar and rag is Rag.OFF_TRACK:
        return f"{words}, but chance alone could explain what is missing."
    if rag is Rag.ON_TRACK and judged.against_england is Reading.WORSE:
        return f"{words} for the plan, and still worse than England."
    if rag is Rag.OFF_TRACK and judged.against_england is Reading.BETTER:
        return f"{words} for the plan, though better than England."
    return f"{words}."


def _trend(judged: Judgement) -> str:
    trend = judged.trend
    if trend.trend is TrendReading.CANNOT_BE_CALCULATED:
        return ""
    change = _change(required(trend.trend_change), judged.measure)
    if trend.trend is TrendReading.NO_SIGNIFICANT_CHANGE:
        return f"No significant change over the latest five points ({change})."
    return f"Over the latest five points it is {trend.trend.value} ({change})."


def _variation(judged: Judgement) -> str:
    chart = judged.variation
    if chart.variation is VariationReading.NO_CHART:
        return ""
    trial = ", by trial limits" if chart.trial_limits else ""
    if chart.variation is VariationReading.COMMON_CAUSE:
        words = f"Its ups and downs are those it always has{trial}"
    else:
        kind = chart.variation.value.partition(": ")[2]
        meaning = f" of {kind}" if kind else ""
        words = f"The latest point has a special cause{meaning}: {chart.variation_rule}{trial}"
    assured = _ASSURED.get(chart.assurance)
    return f"{words}; {assured}." if assured else f"{words}."


_ASSURED = {
    AssuranceReading.PASSES: "left as it is, it will go on meeting the target",
    AssuranceReading.FAILS: "left as it is, it will not meet the target",
    AssuranceReading.HIT_AND_MISS: (
        "left as it is, it will meet the target at times and miss it at others"
    ),
}


def _forecast(judged: Judgement) -> str:
    course, measure = judged.trajectory, judged.measure
    if course is None:
        return ""
    limits = f"{_shown(course.lower, measure)} to {_shown(course.upper, measure)}"
    words = (
        f"On its past course it would be {_shown(course.value, measure)} by "
        f"{_day(course.for_day)} ({limits})"
    )
    chance = judged.chance_of_target
    if chance is None or judged.target.target == "none":
        return f"{words}."
    return f"{words}: the target is {judged.chance} ({_percent(chance)})."


def _trust(judged: Judgement) -> str:
    trust = judged.trust
    if trust.word is TrustWord.HIGH:
        return ""
    never = trust.word is TrustWord.DO_NOT_PUBLISH
    words = "Do not publish it" if never else f"Trust: {trust.word.value}"
    return f"{words}. {' '.join(trust.reasons)}".strip()


def _when(judged: Judgement) -> str:
    start, end = judged.figure.period_start, judged.figure.period_end
    frequency = judged.measure.frequencies[0]
    if start == end:
        return f"on {_day(end)}"
    if frequency in _ACADEMIC:
        return f"in the academic year {start.year}/{end.year % 100:02d}"
    if frequency in {Frequency.TWELVE_MONTHS, Frequency.LAGGED_YEAR}:
        year = CollectionYear.of(end)
        if (start, end) == (year.start, year.end):
            return f"in {year}"
        return f"in the twelve months to {_day(end)}"
    if frequency is Frequency.MONTH:
        return f"in {end:%B %Y}"
    return f"from {_day(start)} to {_day(end)}"


def _shown(value: Decimal | None, measure: MeasureInfo) -> str:
    return display(value, measure.unit, measure.decimals)


def _change(change: Decimal, measure: MeasureInfo) -> str:
    """A difference, which is of percentage points where the figure is a percentage."""
    unit = " percentage points" if measure.unit is Unit.PERCENT else ""
    size = f"{_shown(abs(change), measure).removesuffix('%')}{unit}"
    way = "up" if change > 0 else "down"
    return f"{way} {size}" if change else "no change in size"


def _percent(share: Decimal) -> str:
    number = round(share * 100)
    if number == 0:
        return "under 1%"
    return "over 99%" if number == 100 else f"{number}%"  # noqa: PLR2004 - the whole


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in _TEENS else _ORDINALS.get(number % _TENS, "th")
    return f"{number}{ending}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
