"""What a month's figure means, in sentences that somebody can read aloud in a meeting.

Here: from a row of ``indicator_assessment`` to its sentence and, where one is due, its warning.
Not here: any judgement: each word is one that the row has. Pure.

Two questions are kept apart throughout: whether a figure meets its target, and whether chance
alone could explain that. Where the answers seem to disagree, the sentence says why they do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ae_pipeline.indicators.presentation import display
from ae_pipeline.indicators.reading import AssuranceReading, Reading, TrendReading, VariationReading
from ae_pipeline.indicators.targets import Rag
from ae_pipeline.measures.definition import Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.periods import CollectionYear

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from ae_pipeline.warehouse.history import Row

_JUDGED = {Rag.ON_TRACK.value, Rag.AT_RISK.value, Rag.OFF_TRACK.value}
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


def sentence(row: Row, target: str, england: Mapping[str, Any] | None) -> str:
    """All that is to be said of a figure, in one paragraph.

    Args:
        row: of ``indicator_assessment``.
        target: what the plan asks for, in words, as ``key_indicator`` has it.
        england: the row of ``indicator_comparison`` with England, if there is one.
    """
    if row["value"] is None:
        why = "nobody is in its denominator" if row["status"] == "z" else "the data do not tell it"
        return f"{row['title']}: no figure {_when(row)}, since {why}."
    parts = (
        _figure(row),
        _beside_england(row, england),
        _against_target(row, target),
        _trend(row),
        _variation(row),
        _forecast(row, target),
        _trust(row),
    )
    return " ".join(part for part in parts if part)


def warning(row: Row) -> str | None:
    """Why somebody should look now: a special cause for concern, or a target grown unlikely."""
    reasons = []
    if row["variation"] == VariationReading.CONCERN.value:
        reasons.append(f"the latest point is a special cause for concern ({row['variation_rule']})")
    if row["chance"] == "unlikely" and row["chance_of_target"] is not None:
        reasons.append(
            f"on its past course it is unlikely to meet the target by {_day(row['forecast_for'])} "
            f"(a chance of {_percent(row['chance_of_target'])})"
        )
    return f"{row['title']}: {'; and '.join(reasons)}." if reasons else None


def gap_told(gap: Row, row: Row) -> str | None:
    """A gap between groups that is more than chance; None of one that is not, or is not judged.

    Args:
        gap: of ``indicator_gap``.
        row: of ``indicator_assessment``, the same measure and month.
    """
    if gap["reading"] in {Reading.SIMILAR.value, Reading.NOT_COMPARED.value}:
        return None
    group, others = (
        f"{_group(name)} {_shown(value, row)}"
        for name, value in (
            (gap["category"], gap["value"]),
            (gap["compared_with"], gap["other_value"]),
        )
    )
    limits = f"{_points(gap['gap_lower'], row)} to {_points(gap['gap_upper'], row)}"
    unit = " percentage points" if Unit(row["unit"]) is Unit.PERCENT else ""
    return (
        f"{group[:1].upper()}{group[1:]}, {others}: a gap of "
        f"{_points(gap['gap'], row)}{unit} ({limits}), {gap['reading']}."
    )


def _group(category: str) -> str:
    return category.replace("_", " ")


def _figure(row: Row) -> str:
    unit = Unit(row["unit"])
    told = f"{_shown(row['published_value'], row)}{_PER.get(unit, '')}"
    inside = []
    if unit is Unit.PERCENT and row["interval_method"] == "wilson":
        inside.append(f"{row['numerator']:,} of {row['denominator']:,}")
    if row["lower_95"] is not None:
        limits = f"{_shown(row['lower_95'], row)} to {_shown(row['upper_95'], row)}"
        inside.append(f"{limits} allowing for chance")
    more = f" ({'; '.join(inside)})" if inside else ""
    return f"{row['title']}: {told}{more} {_when(row)}."


def _beside_england(row: Row, england: Mapping[str, Any] | None) -> str:
    if england is None:
        return ""
    there = f"England ({_shown(england['comparator_value'], row)}, {england['comparator_period']})"
    reading = row["against_england"]
    if reading == Reading.NOT_COMPARED.value:
        told = f"{there.replace(' (', ' has ', 1).replace(', ', ' (', 1)}"
    elif reading == Reading.SIMILAR.value:
        told = f"Similar to {there}"
    else:
        told = f"{reading.capitalize()} than {there}"
    if row["rank"] is None:
        return f"{told}."
    return f"{told}; {_ordinal(row['rank'])} of {row['ranked']} authorities, best first."


def _against_target(row: Row, target: str) -> str:
    if row["rag"] not in _JUDGED:
        return ""
    told = f"Target {target}: {row['rag']}"
    similar = row["against_target"] == Reading.SIMILAR.value
    if similar and row["rag"] == Rag.ON_TRACK.value:
        return f"{told}, though by so little that chance alone could have done it."
    if similar and row["rag"] == Rag.OFF_TRACK.value:
        return f"{told}, but chance alone could explain what is missing."
    if row["rag"] == Rag.ON_TRACK.value and row["against_england"] == Reading.WORSE.value:
        return f"{told} for the plan, and still worse than England."
    if row["rag"] == Rag.OFF_TRACK.value and row["against_england"] == Reading.BETTER.value:
        return f"{told} for the plan, though better than England."
    return f"{told}."


def _trend(row: Row) -> str:
    if row["trend"] == TrendReading.CANNOT_BE_CALCULATED.value:
        return ""
    change = _change(row["trend_change"], row)
    if row["trend"] == TrendReading.NO_SIGNIFICANT_CHANGE.value:
        return f"No significant change over the latest five points ({change})."
    return f"Over the latest five points it is {row['trend']} ({change})."


def _variation(row: Row) -> str:
    if row["variation"] == VariationReading.NO_CHART.value:
        return ""
    trial = ", by trial limits" if row["trial_limits"] else ""
    if row["variation"] == VariationReading.COMMON_CAUSE.value:
        told = f"Its ups and downs are those it always has{trial}"
    else:
        kind = row["variation"].partition(": ")[2]
        meaning = f" of {kind}" if kind else ""
        told = f"The latest point has a special cause{meaning}: {row['variation_rule']}{trial}"
    assured = {
        AssuranceReading.PASSES.value: "left as it is, it will go on meeting the target",
        AssuranceReading.FAILS.value: "left as it is, it will not meet the target",
        AssuranceReading.HIT_AND_MISS.value: (
            "left as it is, it will meet the target at times and miss it at others"
        ),
    }.get(row["assurance"])
    return f"{told}; {assured}." if assured else f"{told}."


def _forecast(row: Row, target: str) -> str:
    if row["forecast"] is None:
        return ""
    limits = f"{_shown(row['forecast_lower'], row)} to {_shown(row['forecast_upper'], row)}"
    told = (
        f"On its past course it would be {_shown(row['forecast'], row)} by "
        f"{_day(row['forecast_for'])} ({limits})"
    )
    if row["chance_of_target"] is None or target == "none":
        return f"{told}."
    return f"{told}: the target is {row['chance']} ({_percent(row['chance_of_target'])})."


def _trust(row: Row) -> str:
    if row["trust"] == "high":
        return ""
    told = "Do not publish it" if row["trust"] == "do not publish" else f"Trust: {row['trust']}"
    return f"{told}. {row['trust_reasons']}".strip()


def _when(row: Row) -> str:
    start, end = row["period_start"], row["period_end"]
    frequency = Frequency(row["frequency"])
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


def _shown(value: Decimal, row: Row) -> str:
    return display(value, Unit(row["unit"]), row["decimals"])


def _points(value: Decimal, row: Row) -> str:
    """A difference, which is of percentage points where the figure is a percentage."""
    return _shown(value, row).removesuffix("%")


def _change(change: Decimal, row: Row) -> str:
    unit = " percentage points" if Unit(row["unit"]) is Unit.PERCENT else ""
    size = f"{_points(abs(change), row)}{unit}"
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
