"""The invented authority's files, written once for all tests here."""

import csv
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from ae_city import CityReport, write_landing
from ae_city.care.targets import Targets
from ae_pipeline.periods import CollectionYear, Month
from ae_pipeline.settings import DEFAULT_CONFIG


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date:
    number, month, year = text.split("/")
    return date(int(year), int(month), int(number))


def age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@dataclass(frozen=True)
class Drop:
    month: Month
    tables: dict[str, list[dict[str, str]]]

    @property
    def year(self) -> CollectionYear:
        return CollectionYear.of(self.month.end)

    @property
    def born(self) -> dict[str, date]:
        return {row["CHILD"]: day(row["DOB"]) for row in self.tables["header"]}

    def chains(self) -> list[list[dict[str, str]]]:
        """A child's episodes in order of start, for every child."""
        chains: dict[str, list[dict[str, str]]] = {}
        for row in self.tables["episodes"]:
            chains.setdefault(row["CHILD"], []).append(row)
        return [sorted(rows, key=lambda row: day(row["DECOM"])) for rows in chains.values()]

    def steps(self):
        """An episode and the one after it, where they touch."""
        for chain in self.chains():
            for one, other in pairwise(chain):
                if one["DEC"] == other["DECOM"]:
                    yield one, other


@dataclass(frozen=True)
class City:
    landing: Path
    report: CityReport

    def drops(self) -> list[Drop]:
        return [
            Drop(
                month,
                {
                    path.stem: read(path)
                    for path in sorted((self.landing / str(month) / "ssda903").glob("*.csv"))
                },
            )
            for month in self.report.months
        ]


@pytest.fixture(scope="session")
def city(tmp_path_factory) -> City:
    landing = tmp_path_factory.mktemp("city")
    return City(landing, write_landing(landing, only={"ssda903"}))


@pytest.fixture(scope="session")
def drops(city) -> list[Drop]:
    return city.drops()


@pytest.fixture(scope="session")
def targets() -> Targets:
    return Targets(DEFAULT_CONFIG)
