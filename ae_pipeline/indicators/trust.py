"""How far a figure can be relied on: a range, a word, and the reasons for the word.

The range is what the figure would be were the rows that validation set aside counted in. Nobody
can judge such a row, so it is a bound: members are missing in proportion to the rows, and the
worst is assumed of each. Here: the sums and the judgement. Not here: what is known of a measure's
sources (``trust_sources``) or the steps that a council may change (``trust_rules``). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ae_pipeline.indicators.figure import required
from ae_pipeline.indicators.presentation import display
from ae_pipeline.indicators.trust_rules import TrustWord, worst
from ae_pipeline.indicators.values import MULTIPLIER, STORED_DECIMALS, quotient
from ae_pipeline.measures.definition import MeasureInfo, Unit
from ae_pipeline.periods import Month, months_before
from ae_pipeline.statistics.rounding import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.indicators.trust_rules import TrustRules
    from ae_pipeline.indicators.trust_sources import Sources

_DAY = timedelta(days=1)
_HUNDRED = 100
_SHARE = Decimal("0.0001")
_SUMMED = {Unit.COUNT, Unit.FTE, Unit.POUNDS}
_OF_MEMBERS = {Unit.PERCENT, Unit.MEAN, Unit.DAYS, Unit.WEEKS}
_OF_EVENTS = {Unit.PER_100, Unit.PER_10_000}


@dataclass(frozen=True)
class Trust:
    """How far a figure can be relied on.

    Attributes:
        word: the worst that any rule gave.
        reasons: a sentence for each rule that lowered it, the worst first, and where there is no
            range although rows were set aside, one that says so.
        lower: of the range, in the measure's unit, six decimals; the figure itself where no row
            was set aside. None where there is no figure, or no bound can be told.
        upper: likewise.
        completeness: share of needed cells that are filled, rounded down, so that 1 is all.
        age_months: of the oldest source.
    """

    word: TrustWord
    reasons: tuple[str, ...]
    lower: Decimal | None
    upper: Decimal | None
    completeness: Decimal
    age_months: int


class _Finding(NamedTuple):
    word: TrustWord
    reason: str


def trust(figure: Figure, measure: MeasureInfo, sources: Sources, rules: TrustRules) -> Trust:
    """Judge how far a figure can be relied on.

    Args:
        figure: of everybody.
        measure: whose figure it is.
        sources: what the month's figures of the measure were made from.
        rules: the deployment's.
    """
    missing = sources.set_aside_per_kept(_days(figure, measure))
    limits = None if missing is None else range_of(figure, measure, missing)
    findings = [
        *_of_returns(figure, sources, rules),
        *_of_rows(figure, measure, missing, limits, rules),
        *_of_sources(sources, rules),
        *_of_size(figure, measure, rules),
    ]
    lowered = [each for each in findings if each.word is not TrustWord.HIGH]
    words = list(TrustWord)
    told = sorted(lowered, key=lambda each: words.index(each.word), reverse=True)
    unbounded = figure.value is not None and bool(missing) and limits is None
    return Trust(
        word=worst(each.word for each in findings),
        reasons=(
            *(each.reason for each in told),
            *((_NO_BOUND,) if unbounded else ()),
        ),
        lower=None if limits is None else round_half_up(limits[0], STORED_DECIMALS),
        upper=None if limits is None else round_half_up(limits[1], STORED_DECIMALS),
        completeness=_floor(1 - sources.missing),
        age_months=sources.age_months,
    )


def range_of(
    figure: Figure, measure: MeasureInfo, missing: Fraction
) -> tuple[Fraction, Fraction] | None:
    """What a figure would be at least and at most, were the rows set aside counted in.

    With ``q`` members missing of ``d``, and at least one where any row was set aside: a share of
    members lies from ``n/(d+q)`` to ``(n+q)/(d+q)``. A count, or the events of a rate whose
    denominator is published, lies from ``n`` to ``n+q``, with ``q`` missing of ``n``. A rate of
    events by members lies from ``n/(d+q)`` to ``(n+q)/d``, each with its own ``q``.

    Args:
        figure: of everybody.
        measure: whose figure it is.
        missing: rows set aside for each that was kept.

    Returns:
        Lower and upper, exact, in the measure's unit. None where there is no figure, and where
        rows were set aside and what one of them would add has no bound: an average, a difference,
        or a ratio that can exceed one.
    """
    numerator, denominator = figure.numerator, figure.denominator
    if figure.value is None or numerator is None:
        return None
    if not missing:
        here = _value(numerator, denominator, measure)
        return here, here
    if denominator is None:
        if measure.unit not in _SUMMED:
            return None
        most = numerator + _more(numerator, missing, measure.scale)
        return _value(numerator, None, measure), _value(most, None, measure)
    return _range_of_quotient(numerator, denominator, measure, missing)


def _range_of_quotient(
    numerator: int, denominator: int, measure: MeasureInfo, missing: Fraction
) -> tuple[Fraction, Fraction] | None:
    most = numerator + _more(numerator, missing, measure.scale)
    members = denominator + _more(denominator, missing, 1)
    if measure.population is not None and measure.unit in MULTIPLIER:
        # Nobody is missing from a published population; no more than all of it can count.
        counted = min(most, denominator) if measure.unit is Unit.PERCENT else most
        least, greatest = (numerator, denominator), (counted, denominator)
    elif measure.unit is Unit.PER_100:
        least, greatest = (numerator, members), (most, denominator)
    elif measure.unit is Unit.PERCENT and 0 <= numerator <= denominator:
        least, greatest = (numerator, members), (numerator + members - denominator, members)
    else:
        return None
    return _value(*least, measure), _value(*greatest, measure)


def _value(numerator: int, denominator: int | None, measure: MeasureInfo) -> Fraction:
    if denominator is None:
        return Fraction(numerator, measure.scale)
    return quotient(numerator, denominator, measure.unit, measure.scale)


_NO_BOUND = "How far the rows set aside could move it cannot be told: it has no bound."


def _more(number: int, missing: Fraction, scale: int) -> int:
    """How many may be missing, in parts of one; at least a whole one."""
    return max(scale, ceil(number * missing))


def _days(figure: Figure, measure: MeasureInfo) -> list[tuple[date, date]]:
    """The days of a figure, and the months before and after it that its measure looks at."""
    start, end = figure.period_start, figure.period_end
    spans = [(start, end)]
    if measure.looks_back:
        spans.append((months_before(start, measure.looks_back), Month.of(start).plus(-1).end))
    if measure.looks_ahead:
        last = months_before(end + _DAY, -measure.looks_ahead) - _DAY
        spans.append((Month.of(end).plus(1).start, last))
    return spans


def _of_returns(figure: Figure, sources: Sources, rules: TrustRules) -> Iterator[_Finding]:
    always = rules.always
    if figure.value is None:
        yield _Finding(
            always.no_figure.word,
            "There is no figure: what it counts, or is divided by, is nobody or not known.",
        )
    for each in sources.returns:
        if each.drop is None:
            yield _Finding(always.never_came.word, f"{each.title} has never come.")
        elif not each.built:
            yield _Finding(
                always.not_built_on.word,
                f"The month is not built on {each.title} up to {each.drop}: a drop failed its "
                "checks.",
            )
        elif each.told_to is None or each.told_to < figure.period_end:
            exports = "export" if each.missed == 1 else "exports"
            yield _Finding(
                rules.rising.exports_missed.word(each.missed),
                f"{each.title} is {each.missed} {exports} behind: the newest is of {each.drop}.",
            )


def _of_rows(
    figure: Figure,
    measure: MeasureInfo,
    missing: Fraction | None,
    limits: tuple[Fraction, Fraction] | None,
    rules: TrustRules,
) -> Iterator[_Finding]:
    """By the range as against the interval; by the share of rows where there is no such pair."""
    if missing is None:
        yield _Finding(
            rules.always.not_built_on.word,
            "Every row of a table that it is counted from was set aside.",
        )
        return
    if not missing:
        return
    lower, upper = figure.lower_95, figure.upper_95
    if limits is not None and lower is not None and upper is not None and upper > lower:
        times = (limits[1] - limits[0]) / Fraction(upper - lower)
        low, high = _told_apart(limits, measure)
        yield _Finding(
            rules.rising.moved_by_rows_set_aside.word(times),
            f"Rows set aside could put it anywhere from {low} to {high}, {_one(times)} times as "
            "wide as its interval.",
        )
    else:
        percent = missing / (1 + missing) * _HUNDRED
        yield _Finding(
            rules.rising.percent_set_aside.word(percent),
            f"{_one(percent)}% of the rows that it is counted from were set aside.",
        )


def _of_sources(sources: Sources, rules: TrustRules) -> Iterator[_Finding]:
    empty = sources.missing * _HUNDRED
    yield _Finding(
        rules.rising.percent_empty.word(empty),
        f"{_one(empty)}% of the cells that it needs are empty in one of its tables.",
    )
    named = [each for each in sources.returns if each.people]
    if len(sources.returns) > 1 and named:
        # The people of the smaller are looked for in the larger, and not the other way about.
        sought = min(named, key=lambda each: each.people)
        unlinked = Fraction(sought.people - sought.linked, sought.people) * _HUNDRED
        yield _Finding(
            rules.rising.percent_unlinked.word(unlinked),
            f"{_one(unlinked)}% of the people in {sought.title} are found in no other return.",
        )


def _of_size(figure: Figure, measure: MeasureInfo, rules: TrustRules) -> Iterator[_Finding]:
    if figure.value is None:
        return
    numerator, denominator = figure.numerator, figure.denominator
    if measure.population is not None or measure.unit in _OF_EVENTS:
        events = required(numerator)
        yield _Finding(rules.falling.events.word(events), f"It counts only {events} events.")
    elif measure.unit in _OF_MEMBERS and denominator is not None:
        what = "a share" if measure.unit is Unit.PERCENT else "an average"
        reason = f"It is {what} of only {denominator}."
        yield _Finding(rules.falling.members.word(denominator), reason)


def _told_apart(limits: tuple[Fraction, Fraction], measure: MeasureInfo) -> list[str]:
    """Both as they are published, or with one more decimal where they are then the same."""
    for decimals in (measure.decimals, measure.decimals + 1):
        told = [display(round_half_up(each, decimals), measure.unit, decimals) for each in limits]
        if told[0] != told[1]:
            break
    return told


def _one(number: Fraction) -> Decimal:
    return round_half_up(number, 1)


def _floor(share: Fraction) -> Decimal:
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return exact.quantize(_SHARE, rounding=ROUND_FLOOR)
