"""The figures that the invented authority reproduces, read from ``config/city.yaml`` and scaled.

Here: what is aimed at, and what follows from it by arithmetic. Not here: how it is met.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ae_city.configuration import read_city_yaml
from ae_pipeline.settings import authority

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

YEARS = (2022, 2023, 2024, 2025, 2026)
"""Collection years that lives are told for, named by the March they end in."""
ANCHOR_YEAR = 2025
"""The year at whose end the authority is calibrated in full."""
ANCHOR = date(ANCHOR_YEAR, 3, 31)
HORIZON = date(YEARS[-1], 3, 31)
"""Nothing is known of a life after this day."""


def first_day(year: int) -> date:
    """1 April that begins the collection year."""
    return date(year - 1, 4, 1)


def last_day(year: int) -> date:
    """31 March that ends it."""
    return date(year, 3, 31)


@dataclass(frozen=True)
class Places:
    """How postcodes are sorted: near and far are miles from the middle of the authority."""

    authority: str
    letters: str
    near_miles: float
    far_miles: float
    near: tuple[str, ...]
    far: dict[str, float]


@dataclass(frozen=True)
class Flow:
    """Who comes and goes in a collection year; events, so a child may make two.

    Attributes:
        before: looked after on the day before it begins.
        started: events of starting; ``returned`` of them are a child's second of the year.
        remaining: of those who started, looked after at its end.
        left_same_year: of those who started, not so.
        left_stock: of those before, not looked after at its end.
    """

    before: int
    started: int
    returned: int
    remaining: int
    left_same_year: int
    left_stock: int


class Targets:
    """The figures for one scale. Every count is rounded half up after scaling.

    Attributes:
        exact: the authority has its published size or more, so that every count is met to the
            unit or refused; in a smaller one the nearest that its people allow will do.
    """

    def __init__(self, config: Path, scale: float = 1.0) -> None:
        self.scale = scale
        self.exact = scale >= 1
        self._raw: dict[str, Any] = read_city_yaml(config, "city.yaml")
        known = authority(config)
        self.la_number = known.la_number
        self.upn_authorities: list[int] = self._raw["upn_authorities"]
        places = self._raw["places"]
        self.places = Places(
            authority=known.code,
            letters=places["letters"],
            near_miles=places["near_miles"],
            far_miles=places["far_miles"],
            near=tuple(places["near"]),
            far=dict(places["far"]),
        )

    def scaled(self, count: float) -> int:
        """A count at this scale."""
        return int(count * self.scale + 0.5)

    def count(self, *path: str | int) -> int:
        """A count of the configuration at this scale; nothing where the year has none."""
        return self.scaled(self._at(*path) or 0)

    def rate(self, *path: str | int) -> float:
        """A percentage or mean of the configuration, which no scale changes."""
        return float(self._at(*path))

    def has(self, *path: str | int) -> bool:
        """Whether the configuration has a figure."""
        return self._at(*path) is not None

    def flows(self) -> Iterator[tuple[int, Flow]]:
        """Each year's comings and goings, which the stock figures leave no choice about.

        Children are counted once a year; where starts less ends do not make up the change of
        the stock, the rest are children who started twice.
        """
        for year in YEARS:
            before = self.count("stock", "looked_after", year - 1)
            after = self.count("stock", "looked_after", year)
            staying = min(self.count("twelve_months", "all", year), before)
            started = self.count("stock", "started", year)
            ceased = self.count("stock", "ceased", year)
            returned = max(0, after - before - started + ceased)
            remaining = after - staying
            yield (
                year,
                Flow(
                    before=before,
                    started=max(started + returned, remaining),
                    returned=min(returned, max(0, started + returned - remaining)),
                    remaining=remaining,
                    left_same_year=max(0, started + returned - remaining),
                    left_stock=before - staying,
                ),
            )

    def _at(self, *path: str | int) -> Any:
        found: Any = self._raw
        for step in path:
            found = found.get(step) if found is not None else None
        return found
