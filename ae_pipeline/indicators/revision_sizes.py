"""How much figures are revised, and how long after: what to expect of one not yet revised.

Here: the median size by measure and month of delay. Not here: why figures change
(``revisions``). Pure.

The delay is the number of calendar months from the month in which a figure's days ended to the
month in which the revision was reported, both in the council's time: a figure of 30 September
that changes on 3 November is revised in month 2. The reporting month of the run does not matter,
since September run again in November is still what September is about.

A figure is counted in every month of delay in which it could have been revised: from the month it
was first reported to the last month that the rows tell of. Where it was not revised its size is
nought, so that the median is what to expect of any figure and not of revised ones alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ae_pipeline.indicators.revisions import COUNCIL_TIME, Reason
from ae_pipeline.statistics.rounding import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from ae_pipeline.indicators.figure import FigureKey

_DECIMALS = 6
_MONTHS = 12


@dataclass(frozen=True, order=True)
class RevisionSize:
    """How much a measure's figures were revised after so many months.

    Attributes:
        measure_id: of the measure.
        delay_months: months from the end of the figure's days to the revision.
        figures: that could have been revised then.
        revisions: how many of them were, once or more.
        median_size: absolute, in the measure's unit, six decimals; of all the figures. Several
            revisions in a month are one, from the value before to the value after.
        median_relative: the same as a share of the value before (0.05 is 5%). A figure revised
            from nought has no such share and is left out; none where that leaves none.
    """

    measure_id: str
    delay_months: int
    figures: int
    revisions: int
    median_size: Decimal
    median_relative: Decimal | None


@dataclass(frozen=True)
class Report:
    """A figure as it was reported once.

    Attributes:
        key: of the figure.
        value: in the measure's unit; none where it had none.
        reported_at: aware.
        superseded_at: aware; none where it holds still.
        reason: why it was reported.
    """

    key: FigureKey
    value: Decimal | None
    reported_at: datetime
    superseded_at: datetime | None
    reason: Reason


class _Change(NamedTuple):
    month: int
    value: Decimal | None
    reason: Reason | None


class _Size(NamedTuple):
    size: Fraction
    relative: Fraction | None


def revision_sizes(history: Iterable[Report]) -> list[RevisionSize]:
    """Measure the revisions in the history of figures.

    A figure is left out of a month in which its definition changed, since the two values are of
    different things, and of one that it began or ended without a value.

    Args:
        history: every report of every figure, superseded or current, in any order.

    Returns:
        By measure and delay, where at least one figure was revised; nothing where none ever was.
    """
    figures: defaultdict[FigureKey, list[Report]] = defaultdict(list)
    last: datetime | None = None
    for report in history:
        figures[report.key].append(report)
        moment = report.superseded_at or report.reported_at
        last = moment if last is None or moment > last else last
    if last is None:
        return []
    to = _local_month(last)
    unrevised: Counter[tuple[str, int]] = Counter()
    revised: defaultdict[tuple[str, int], list[_Size]] = defaultdict(list)
    for key, reports in figures.items():
        about, ended = key.measure_id, _month(key.period_end)
        for month, size in _by_month(_changes(reports), to):
            place = (about, month - ended)
            if size is None:
                unrevised[place] += 1
            else:
                revised[place].append(size)
    return sorted(_summary(*place, sizes, unrevised[place]) for place, sizes in revised.items())


def _changes(reports: Sequence[Report]) -> list[_Change]:
    """What a figure became, in order, the first report included."""
    ordered = sorted(reports, key=lambda report: report.reported_at)
    changes = []
    for report, after in zip(ordered, [*ordered[1:], None], strict=True):
        changes.append(_Change(_local_month(report.reported_at), report.value, report.reason))
        ended = report.superseded_at
        if ended is not None and (after is None or after.reported_at > ended):
            changes.append(_Change(_local_month(ended), None, None))
    return changes


def _by_month(changes: Sequence[_Change], last: int) -> Iterator[tuple[int, _Size | None]]:
    """Each month in which a figure could have been revised, with the size where it was."""
    by_month: defaultdict[int, list[_Change]] = defaultdict(list)
    for change in changes[1:]:
        by_month[change.month].append(change)
    value = changes[0].value
    for month in range(changes[0].month, last + 1):
        before, seen = value, by_month.get(month)
        if seen is None:
            if before is not None:
                yield month, None
            continue
        value = seen[-1].value
        redefined = any(change.reason == Reason.DEFINITION_CHANGE for change in seen)
        if before is not None and value is not None and not redefined:
            yield month, _size(before, value)


def _size(before: Decimal, after: Decimal) -> _Size:
    size = abs(Fraction(after) - Fraction(before))
    if before == 0:
        return _Size(size, None if size else Fraction(0))
    return _Size(size, size / abs(Fraction(before)))


def _summary(measure_id: str, delay: int, revised: Sequence[_Size], unrevised: int) -> RevisionSize:
    relative = [each.relative for each in revised if each.relative is not None]
    return RevisionSize(
        measure_id=measure_id,
        delay_months=delay,
        figures=unrevised + len(revised),
        revisions=len(revised),
        median_size=_median([each.size for each in revised], unrevised),
        median_relative=_median(relative, unrevised) if relative or unrevised else None,
    )


def _median(sizes: Sequence[Fraction], noughts: int) -> Decimal:
    """The median of some sizes and so many noughts, of which none is smaller."""
    middle = ((len(sizes) + noughts - 1) // 2, (len(sizes) + noughts) // 2)
    if middle[1] < noughts:
        return round_half_up(0, _DECIMALS)
    ordered = sorted(sizes)
    of = [ordered[place - noughts] if place >= noughts else Fraction(0) for place in middle]
    return round_half_up(sum(of, Fraction(0)) / 2, _DECIMALS)


def _month(day: date) -> int:
    """Months counted through, so that a difference is a number of months."""
    return day.year * _MONTHS + day.month


def _local_month(moment: datetime) -> int:
    return _month(moment.astimezone(COUNCIL_TIME))
