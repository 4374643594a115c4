"""Attainment as the authority's education data team exports it, in September and in November.

An export has all results of the last three years that are known by then. Not here: the results
(``early_years``, ``key_stages``, ``destinations``).
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.early_years import GOALS
from ae_city.learning.recording import (
    Records,
    academic_year,
    one_or_zero,
    whole,
    write_csv,
)
from ae_city.learning.schools_beyond import urns
from ae_city.population.days import number
from ae_city.population.terms import school_year

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ae_city.learning.lives import Learning
    from ae_city.population.draws import Flags, Numbers, Reals
    from ae_city.systems import Export
    from ae_pipeline.periods import Month

    Columns = dict[str, pd.Series[str]]

_MONTHS = frozenset({9, 11})
_YEARS = 3
_FILES = {
    "EYFSP": "eyfsp.csv",
    "Phonics": "phonics.csv",
    "KS2": "ks2.csv",
    "KS4": "ks4.csv",
    "Level23": "level23.csv",
    "Destinations": "destinations.csv",
}
_PLANTABLE: dict[str, tuple[str, ...]] = {
    "EYFSP": ("ACADYR", "UPN", "SEX", "DOB", "URN", *GOALS, "GLD"),
    "Phonics": ("ACADYR", "UPN", "SEX", "DOB", "URN", "PHONICS_OUTCOME", "PHONICS_MARK"),
    "KS2": (
        "ACADYR", "UPN", "SEX", "DOB", "URN", "READOUTCOME", "READSCORE", "MATOUTCOME", "MATSCORE",
        "GPSOUTCOME", "GPSSCORE", "WRITTAOUTCOME", "RWM_EXP", "RWM_HIGH",
    ),
    "KS4": (
        "ACADYR", "UPN", "SEX", "ULN", "DOB", "URN", "ATT8", "P8SCORE", "ENGGRADE", "MATGRADE",
        "PTL2BASICS_94", "PTL2BASICS_95", "EBACC_E", "EBACCAPS",
    ),
    "Level23": ("ACADYR", "UPN", "SEX", "ULN", "DOB", "LEVEL2", "LEVEL2EM", "LEVEL3"),
    "Destinations": ("ACADYR", "STAGE", "UPN", "SEX", "DOB", "URN", "DESTINATION", "SUSTAINED"),
}  # fmt: skip
_KEY_STAGE_4 = "KS4"
_DESTINATION_NOT_SUSTAINED = ("NSU", "NCA")


class Attainment:
    """The system that gathers results."""

    name = "attainment"
    plantable: Mapping[str, tuple[str, ...]] = _PLANTABLE
    copyable = frozenset(_FILES)

    def __init__(self, learning: Learning) -> None:
        self._learning = learning

    def sends(self, month: Month) -> bool:
        """In September, when all results of the summer are in, and in November, when checked."""
        return month.end.month in _MONTHS

    def export(self, month: Month) -> Export:
        """All results of three years that are known on the last day of the month."""
        today = number(month.end)
        newest = school_year(month.end)
        return {
            table: rows[
                (known <= today) & (years > newest - _YEARS) & (years <= newest)
            ].reset_index(drop=True)
            for table, (rows, known, years) in self._tables.items()
        }

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """One file a table."""
        return write_csv(folder, export, _FILES)

    @cached_property
    def _records(self) -> Records:
        figures = self._learning.figures.disagreement
        return Records(self._learning.population, self.name, figures)

    @cached_property
    def _tables(self) -> dict[str, tuple[pd.DataFrame, Numbers, Numbers]]:
        """By table: every row, the day it is known from, and the summer it is of."""
        learning, release = self._learning, self._learning.figures.release
        told = {
            "EYFSP": (learning.profiles, "eyfsp", self._profile),
            "Phonics": (learning.phonics, "phonics", _phonics),
            "KS2": (learning.key_stage_2, "ks2", _key_stage_2),
            "KS4": (learning.key_stage_4, "ks4", _key_stage_4),
            "Level23": (learning.by_19, "level_2_and_3", _by_19),
            "Destinations": (learning.destinations, "destinations", _destination),
        }
        tables = {}
        for table, (results, released, columns) in told.items():
            years = results["year"].to_numpy(dtype=np.int64)
            month, day, after = release[released]
            known_by = {
                year: number(date(year + after, month, day)) for year in set(years.tolist())
            }
            known = np.array([known_by[year] for year in years.tolist()], dtype=np.int64)
            told_rows = self._rows(table, results, columns(results), known)
            tables[table] = (told_rows, known, years)
        return tables

    def _rows(
        self, table: str, results: pd.DataFrame, own: Columns, known: Numbers
    ) -> pd.DataFrame:
        """Who it is, then the columns of the table's own."""
        records = self._records
        person = results["person"].to_numpy(dtype=np.int64)
        school = results["school"].to_numpy(dtype=np.int64)
        stage = {"STAGE": own.pop("STAGE")} if "STAGE" in own else {}
        uln = records.of(records.uln, person).where(records.uln_from[person] <= known)
        return pd.DataFrame(
            {
                "ACADYR": academic_year(results["year"].to_numpy(dtype=np.int64) - 1),
                **stage,
                "UPN": records.of(records.upn, person),
                **({"ULN": uln} if "ULN" in _PLANTABLE[table] else {}),
                "SURNAME": records.of(records.surname, person),
                "FORENAME": records.of(records.forename, person),
                "DOB": records.of(records.born, person),
                "SEX": records.of(records.sex, person),
                **(
                    {"URN": urns(self._learning.population.schools, school, person)}
                    if "URN" in _PLANTABLE[table]
                    else {}
                ),
                **own,
            }
        )

    @staticmethod
    def _profile(results: pd.DataFrame) -> Columns:
        return {name: results[name] for name in (*GOALS, "GLD")}


def _phonics(results: pd.DataFrame) -> Columns:
    mark = results["mark"].to_numpy(dtype=np.int64)
    return {"PHONICS_OUTCOME": results["outcome"], "PHONICS_MARK": whole(mark, mark >= 0)}


def _key_stage_2(results: pd.DataFrame) -> Columns:
    columns: Columns = {}
    for subject in ("READ", "MAT", "GPS"):
        score = results[f"{subject}SCORE"].to_numpy(dtype=np.int64)
        columns[f"{subject}OUTCOME"] = results[f"{subject}OUTCOME"]
        columns[f"{subject}SCORE"] = whole(score, score >= 0)
    return {**columns, **{name: results[name] for name in ("WRITTAOUTCOME", "RWM_EXP", "RWM_HIGH")}}


def _key_stage_4(results: pd.DataFrame) -> Columns:
    return {
        "ATT8": _points(results["ATT8"].to_numpy()),
        "P8SCORE": _points(results["P8SCORE"].to_numpy()),
        "ENGGRADE": whole(results["ENGGRADE"].to_numpy()),
        "MATGRADE": whole(results["MATGRADE"].to_numpy()),
        **{
            name: one_or_zero(results[name].to_numpy(dtype=bool))
            for name in ("PTL2BASICS_94", "PTL2BASICS_95", "EBACC_E")
        },
        "EBACCAPS": _points(results["EBACCAPS"].to_numpy()),
    }


def _points(points: Reals) -> pd.Series[str]:
    """Two decimal places; null where there is no score."""
    missing: Flags = np.isnan(points)
    hundredths = np.rint(np.where(missing, 0.0, points) * 100).astype(np.int64)
    sign = np.where(hundredths < 0, "-", "")
    units, rest = np.divmod(np.abs(hundredths), 100)
    tail = pd.Series(rest.astype(np.str_), dtype="str").str.zfill(2)
    text = pd.Series(sign, dtype="str") + pd.Series(units.astype(np.str_), dtype="str") + "." + tail
    return text.mask(missing)


def _by_19(results: pd.DataFrame) -> Columns:
    names = ("LEVEL2", "LEVEL2EM", "LEVEL3")
    return {name: one_or_zero(results[name].to_numpy(dtype=bool)) for name in names}


def _destination(results: pd.DataFrame) -> Columns:
    lasted = ~results["DESTINATION"].isin(_DESTINATION_NOT_SUSTAINED).to_numpy(dtype=bool)
    return {
        "STAGE": pd.Series([_KEY_STAGE_4] * len(results), dtype="str"),
        "DESTINATION": results["DESTINATION"],
        "SUSTAINED": one_or_zero(lasted),
    }
