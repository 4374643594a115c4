"""How these systems write down who somebody is: identifiers and names, with what clerks get wrong.

Everything is written as text: dates in ISO, null where empty. The same person is written the same
way by the same system in every export. Not here: what a system says of the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import ALWAYS, NEVER, as_numbers
from ae_city.population.draws import Draws

if TYPE_CHECKING:
    from pathlib import Path

    from ae_city.learning.figures import Disagreement
    from ae_city.population import Population
    from ae_city.population.draws import Flags, Numbers
    from ae_city.systems import Export

_RECODED = ("WBRI", "NOBT", "OOTH", "MOTH")


class Records:
    """Everybody as one system has them on its screen, by person."""

    def __init__(self, population: Population, system: str, figures: Disagreement) -> None:
        self._population, self._figures = population, figures
        self._draws = Draws(population.seed, f"recording: {system}")
        people = population.people
        count = len(people)
        self.born = dates(as_numbers(people["born"], NEVER))
        self.sex, self.forename = people["sex"], people["forename"]
        self.surname = _misspelt(
            people["surname"], self._draws.happens(figures.surname_differs, count)
        )
        old = self._draws.happens(figures.former_upn, count) & people["former_upn"].notna()
        self.upn = people["former_upn"].where(np.asarray(old, dtype=bool), people["upn"])
        self.upn_sometimes = self._unless(self.upn, figures.upn_missing)
        self.uln = self._unless(people["uln"], figures.uln_missing)
        self.uln_from = as_numbers(people["uln_from"], ALWAYS)
        recoded = self._draws.happens(figures.ethnic_recoded, count)
        other = np.array(_RECODED)[self._draws.whole(0, len(_RECODED) - 1, count)]
        self.ethnic = people["ethnic"].mask(recoded, pd.Series(other, dtype="str"))
        self.postcode = self._unless(people["postcode"], figures.postcode_missing)

    def _unless(self, cells: pd.Series[str], share: float) -> pd.Series[str]:
        """Some are empty."""
        return cells.mask(self._draws.happens(share, len(cells)))

    def number(self, first: int, prefix: str) -> pd.Series[str]:
        """A system's own number of every person, in no order that says anything."""
        places = np.empty(len(self.born), dtype=np.int64)
        places[self._draws.order(len(places))] = np.arange(len(places))
        return pd.Series((first + places).astype(np.str_), dtype="str").radd(prefix)

    def of(self, cells: pd.Series[str], person: Numbers) -> pd.Series[str]:
        """Some people's cells, numbered from 0."""
        return cells.iloc[person].reset_index(drop=True)


def _misspelt(names: pd.Series[str], wrong: Flags) -> pd.Series[str]:
    """Names of which some have two letters in the other order, or one twice if they are alike."""
    swapped = names.str[:1] + names.str[2:3] + names.str[1:2] + names.str[3:]
    doubled = names.str[:2] + names.str[1:]
    return names.mask(wrong, swapped.where(swapped.ne(names), doubled))


def dates(days: Numbers, shown: Flags | None = None) -> pd.Series[str]:
    """Days as ISO text; null where none is meant or it is not to be shown."""
    hidden = (days >= NEVER) | (days <= ALWAYS)
    if shown is not None:
        hidden = hidden | ~shown
    text = np.datetime_as_string(np.where(hidden, 0, days).astype("datetime64[D]"))
    return pd.Series(text, dtype="str").mask(hidden)


def whole(numbers: Numbers, shown: Flags | None = None) -> pd.Series[str]:
    """Whole numbers as text; null where they are not to be shown."""
    text = pd.Series(numbers.astype(np.int64).astype(np.str_), dtype="str")
    return text if shown is None else text.where(shown)


def academic_year(years: Numbers) -> pd.Series[str]:
    """Academic years by the one they begin in: 2024-25."""
    begins = pd.Series(years.astype(np.int64).astype(np.str_), dtype="str")
    ends = pd.Series(((years + 1) % 100).astype(np.int64).astype(np.str_), dtype="str")
    return begins + "-" + ends.str.zfill(2)


def yes_or_no(flags: Flags) -> pd.Series[str]:
    """Y and N."""
    return pd.Series(np.where(flags, "Y", "N"), dtype="str")


def one_or_zero(flags: Flags) -> pd.Series[str]:
    """1 and 0."""
    return pd.Series(np.where(flags, "1", "0"), dtype="str")


def write_csv(folder: Path, export: Export, names: dict[str, str]) -> dict[str, str]:
    """Write an export as CSV files, one a table; by table, the name of its file."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in export.items():
        rows.to_csv(folder / names[table], index=False, lineterminator="\r\n", encoding="utf-8")
    return {table: names[table] for table in export}
