"""What an authority is compared with beyond single areas: its neighbours, and good authorities.

Here: two means derived from published figures, and the choice of the year to compare with. Not
here: reading published files (``tools.published``) or judging (``targets``).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ae_pipeline.indicators.published.library import GOOD_OR_BETTER
from ae_pipeline.statistics.rounding import round_half_up

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from ae_pipeline.indicators.published.library import Library
    from ae_pipeline.indicators.published.value import PublishedValue

GOOD = "GOOD"
"""Area code of the mean of authorities judged good or outstanding overall."""
_DECIMALS = 6


def neighbours_code(model: str) -> str:
    """Area code of the neighbours' mean by a model: ``SN-2025``."""
    return f"SN-{model}"


def benchmarks(library: Library, models: Mapping[str, Sequence[int]]) -> list[PublishedValue]:
    """Every published figure, and the means of each measure and year.

    A mean is of the authorities that have a figure, each counting once whatever its size, as the
    Department's own tool does; ``authorities`` says how many. Where none has one (a series that
    is at hand for few areas) there is no mean. The judgements are today's for every year: the
    question is what authorities that are good do, not who was good then.

    Args:
        library: of published figures.
        models: DfE's numbers of the statistical neighbours, by the year of the model.
    """
    codes = {
        area.la_number: area.code for area in library.areas.values() if area.level == "authority"
    }
    near = {
        model: {codes[str(number)] for number in numbers if str(number) in codes}
        for model, numbers in models.items()
    }
    good = {
        codes[number]
        for number, overall in library.judgements.items()
        if overall in GOOD_OR_BETTER and number in codes
    }
    means = [
        *(
            value
            for model, members in near.items()
            for value in _means(
                library.figures, members, neighbours_code(model), "Statistical neighbours", model
            )
        ),
        *_means(library.figures, good, GOOD, "Good and outstanding authorities", None),
    ]
    return [*library.figures, *means]


def latest_before(
    published: Iterable[PublishedValue], measure_id: str, area_code: str, day: date
) -> PublishedValue | None:
    """An area's published figure of the latest year that ended by a day and has a value."""
    candidates = [
        each
        for each in published
        if each.measure_id == measure_id
        and each.area_code == area_code
        and each.period_end <= day
        and each.value is not None
    ]
    return max(candidates, key=lambda each: (each.period_end, each.release), default=None)


def of_period(
    published: Iterable[PublishedValue], measure_id: str, area_code: str, period: str
) -> PublishedValue | None:
    """An area's published figure of one year, if it has a value; its latest release."""
    candidates = [
        each
        for each in published
        if each.measure_id == measure_id
        and each.area_code == area_code
        and each.period == period
        and each.value is not None
    ]
    return max(candidates, key=lambda each: each.release, default=None)


def _means(
    values: Iterable[PublishedValue],
    members: Collection[str],
    area_code: str,
    area_name: str,
    model: str | None,
) -> list[PublishedValue]:
    groups: dict[tuple[str, str], list[PublishedValue]] = {}
    for value in values:
        if value.area_code in members and value.value is not None:
            groups.setdefault((value.measure_id, value.period), []).append(value)
    return [
        replace(
            group[0],
            area_code=area_code,
            area_name=area_name,
            value=_mean([value.value for value in group if value.value is not None]),
            status="ok",
            sn_model=model,
            authorities=len(group),
        )
        for group in groups.values()
    ]


def _mean(values: Sequence[Decimal]) -> Decimal:
    total = sum((Fraction(value) for value in values), Fraction(0))
    return round_half_up(total / len(values), _DECIMALS)
