"""How far out the forecasts would have been: ``python -m benchmarks.forecasts FOLDER``.

Here: the published history of every authority, forecast again and again from what was history at
the time (a rolling origin), by the method in use and by others, and tables of the errors. Not
here: the method (``statistics.forecast``). FOLDER holds the published files, as for the library
of benchmarks.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from pathlib import Path  # noqa: TC003 - typer reads the annotation when it runs
from statistics import fmean, median
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from ae_pipeline.indicators.published.library import SOURCES
from ae_pipeline.indicators.published.sources import read_sources
from ae_pipeline.indicators.targets import Direction, Kind, Target
from ae_pipeline.indicators.trajectory import chance_of_target, in_words
from ae_pipeline.measures.catalogue import measure
from ae_pipeline.measures.definition import Polarity
from ae_pipeline.settings import Settings, authority
from ae_pipeline.statistics.forecast import FARTHEST, WEIGHT, WINDOW, Forecast, forecast
from ae_pipeline.statistics.rounding import round_half_up
from tools.published.areas import read_areas
from tools.published.lait import read_lait

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ae_pipeline.indicators.published.sources import Sources

Series: TypeAlias = "dict[tuple[str, str], dict[int, float]]"
"""Yearly values by measure and authority, and the calendar year that a year ended in."""
Known: TypeAlias = "tuple[tuple[int, float], ...]"
"""Known values of a window with their place in it, the latest in the last place."""

_OF_A_MEASURE = ("forecasts", "error", "half width", "within", "above")
_WEIGHTS_TRIED = 10
_WIDTH, _CELL = 32, 12
"""Of a table's first column and of the others."""
_BETTER = {
    Polarity.HIGHER_IS_BETTER: Direction.INCREASE,
    Polarity.LOWER_IS_BETTER: Direction.REDUCE,
}


@dataclass(frozen=True)
class Trial:
    """A published figure, forecast from what was published some years before it.

    Attributes:
        measure_id: whose series.
        area: number of the authority.
        year: calendar year that the figure's year ended in.
        history: figures that were history, as places in the window.
        actual: the figure.
        baseline: the figure of three years before it, as a plan of three years has one.
        forecast: what was made of them.
    """

    measure_id: str
    area: str
    year: int
    history: Known
    actual: float
    baseline: float | None
    forecast: Forecast

    @property
    def error(self) -> float:
        """How far out the forecast was, without sign, in the measure's unit."""
        return abs(self.actual - self.forecast.value)

    @cached_property
    def inside(self) -> bool:
        """Whether the figure was within the 95% prediction interval."""
        limits = self.forecast.interval()
        return limits.lower <= self.actual <= limits.upper

    @property
    def half_width(self) -> float:
        """Half the width of that interval."""
        limits = self.forecast.interval()
        return (limits.upper - limits.lower) / 2

    @cached_property
    def scale(self) -> float:
        """Mean absolute change of a year in the window: what an error is measured in."""
        return fmean(
            abs(value - before) / (place - place_before)
            for (place_before, before), (place, value) in pairwise(self.history)
        )


def published_series(folder: Path, sources: Sources) -> Series:
    """The whole published history of every authority in the series that have LAIT's."""
    by_key = {each.lait: each for each in sources.series if each.lait is not None}
    rows = read_lait(folder / sources.lait_file, set(by_key))
    areas = read_areas(folder / sources.areas_file)
    numbers = set(areas.loc[areas["level"] == "authority", "la_number"])
    published: Series = {}
    for row in rows[rows["la_number"].isin(numbers)].dropna(subset=["value"]).itertuples():
        declared = by_key[str(row.key)]
        year = sources.period_end(declared, str(row.period)).year
        published.setdefault((declared.measure_id, str(row.la_number)), {})[year] = float(
            str(row.value)
        )
    return published


def trials(series: Series) -> Iterator[Trial]:
    """Every figure that could have been forecast, one to three years before it was published."""
    for (measure_id, area), values in series.items():
        for origin in values:
            window = [values.get(year) for year in range(origin - WINDOW + 1, origin + 1)]
            history = tuple(
                (place, value) for place, value in enumerate(window) if value is not None
            )
            for steps in range(1, FARTHEST + 1):
                year = origin + steps
                if year in values and (projected := forecast(window, steps)) is not None:
                    yield Trial(
                        measure_id=measure_id,
                        area=area,
                        year=year,
                        history=history,
                        actual=values[year],
                        baseline=values.get(year - FARTHEST),
                        forecast=projected,
                    )


def _smoothed(history: Known, weight: float) -> float:
    weights = [(1 - weight) ** (WINDOW - 1 - place) for place, _ in history]
    total = sum(each * value for each, (_, value) in zip(weights, history, strict=True))
    return total / sum(weights)


def _fitted(history: Known) -> float:
    """Smoothing with the weight, of ten, whose forecasts one year ahead were least out."""

    def run(weight: float) -> tuple[float, float]:
        level, squares = history[0][1], 0.0
        for _, value in history[1:]:
            squares += (value - level) ** 2
            level += weight * (value - level)
        return squares, level

    return min(run(step / _WEIGHTS_TRIED) for step in range(1, _WEIGHTS_TRIED + 1))[1]


def _slope(history: Known) -> float:
    middle = fmean(place for place, _ in history)
    across = sum((place - middle) * value for place, value in history)
    return across / sum((place - middle) ** 2 for place, _ in history)


def _line(history: Known, steps: int) -> float:
    middle = fmean(place for place, _ in history)
    return fmean(value for _, value in history) + _slope(history) * (WINDOW - 1 + steps - middle)


METHODS: dict[str, Callable[[Known, int], float]] = {
    "last value": lambda history, _: history[-1][1],
    "mean of the last three": lambda history, _: fmean(value for _, value in history[-3:]),
    "mean of all": lambda history, _: fmean(value for _, value in history),
    "smoothing, weight 0.3": lambda history, _: _smoothed(history, 0.3),
    "smoothing, weight 0.5": lambda history, _: _smoothed(history, 0.5),
    "smoothing, weight 0.7 (in use)": lambda history, _: _smoothed(history, WEIGHT),
    "smoothing, weight 0.9": lambda history, _: _smoothed(history, 0.9),
    "smoothing, fitted weight": lambda history, _: _fitted(history),
    "theta: fitted, half the slope": lambda history, steps: (
        _fitted(history) + _slope(history) / 2 * steps
    ),
    "0.7 with three tenths of slope": (
        lambda history, steps: _smoothed(history, WEIGHT) + 0.3 * _slope(history) * steps
    ),
    "straight line": _line,
}
"""Ways to forecast that were tried: from a window and the years ahead to a value."""


def scaled_errors(tried: Sequence[Trial]) -> dict[str, list[float]]:
    """Median absolute scaled error of each method, one, two and three years ahead."""
    ahead = [[each for each in tried if each.forecast.steps == n + 1] for n in range(FARTHEST)]
    return {
        name: [
            median(
                abs(each.actual - method(each.history, each.forecast.steps)) / each.scale
                for each in some
            )
            for some in ahead
        ]
        for name, method in METHODS.items()
    }


def covered(tried: Iterable[Trial]) -> float:
    """Share of figures within their 95% prediction interval."""
    return fmean(each.inside for each in tried)


def chances(tried: Iterable[Trial]) -> dict[str, list[tuple[float, bool]]]:
    """For each word of a chance: the chances, and whether it came about.

    Of a figure better than that of three years before, both as published. Measures without
    polarity are left out.
    """
    by_word: dict[str, list[tuple[float, bool]]] = {}
    for each in tried:
        info = measure(each.measure_id).info
        direction = _BETTER.get(info.polarity)
        if direction is None or each.baseline is None:
            continue
        target = Target(info.id, Kind.DIRECTION, direction, None, None, None, None, "")
        goal, actual = (
            round_half_up(Decimal(repr(value)), info.decimals)
            for value in (each.baseline, each.actual)
        )
        chance = chance_of_target(each.forecast, target, goal, info.decimals)
        met = actual > goal if direction is Direction.INCREASE else actual < goal
        if chance is not None:
            by_word.setdefault(in_words(chance), []).append((chance, met))
    return by_word


def report(tried: Sequence[Trial], authorities: Collection[str]) -> Iterator[str]:
    """The tables, line by line.

    Args:
        tried: of every authority.
        authorities: numbers of those whose errors are shown by measure: ours and its neighbours.
    """
    yield _line_of("Median absolute scaled error", "1 year", "2 years", "3 years")
    for name, errors in scaled_errors(tried).items():
        yield _line_of(name, *(f"{error:.3f}" for error in errors))
    ours = [each for each in tried if each.area in authorities]
    for whose, some in (("all authorities", tried), ("ours and neighbours", ours)):
        yield ""
        yield _line_of(f"Within 95%: {whose}", "forecasts", "1 year", "2 years", "3 years", "all")
        years = sorted({each.year for each in some})
        groups = {str(year): [each for each in some if each.year == year] for year in years}
        for name, group in {**groups, "all years": some}.items():
            yield _line_of(name, f"{len(group)}", *_by_steps(group), f"{covered(group):.1%}")
    yield ""
    yield _line_of("Chance of doing better", "forecasts", "mean", "came about")
    for name, pairs in chances(tried).items():
        chance, met = (fmean(values) for values in zip(*pairs, strict=True))
        yield _line_of(name, f"{len(pairs)}", f"{chance:.1%}", f"{met:.1%}")
    yield ""
    yield _line_of("Measure: ours and neighbours", *_OF_A_MEASURE)
    by_measure: dict[str, list[Trial]] = {}
    for each in ours:
        by_measure.setdefault(each.measure_id, []).append(each)
    for name, group in sorted(by_measure.items()):
        yield _line_of(
            name,
            f"{len(group)}",
            f"{median(each.error for each in group):.2f}",
            f"{median(each.half_width for each in group):.2f}",
            f"{covered(group):.1%}",
            f"{fmean(each.actual > each.forecast.value for each in group):.0%}",
        )


def _by_steps(group: Sequence[Trial]) -> Iterator[str]:
    for steps in range(1, FARTHEST + 1):
        some = [each for each in group if each.forecast.steps == steps]
        yield f"{covered(some):.1%}" if some else "-"


def _line_of(name: str, *cells: str) -> str:
    return f"{name:<{_WIDTH}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)


def main(folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)]) -> None:
    """Print how far out the forecasts of published figures would have been.

    Example: python -m benchmarks.forecasts published
    """
    config = Settings().config
    council = authority(config)
    near = {str(number) for number in council.statistical_neighbours_2025}
    series = published_series(folder, read_sources(config / "benchmarks" / SOURCES))
    for line in report(list(trials(series)), {str(council.la_number), *near}):
        typer.echo(line)


if __name__ == "__main__":
    typer.run(main)
