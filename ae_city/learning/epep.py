"""The Virtual School's records as its ePEP system exports them every month.

An export has the plans and moves of this academic year and the last. Not here: when plans are made
(``plans``).
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.moves import school_on
from ae_city.learning.recording import (
    Records,
    academic_year,
    dates,
    whole,
    write_csv,
    yes_or_no,
)
from ae_city.learning.schools_beyond import urns
from ae_city.population.days import NEVER, as_numbers, number
from ae_city.population.terms import open_numbers, school_year

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ae_city.learning.lives import Learning
    from ae_city.population.draws import Flags, Numbers
    from ae_city.systems import Export
    from ae_pipeline.periods import Month

_FILES = {"PEPs": "peps.csv", "SchoolMoves": "school_moves.csv"}
_PLANTABLE: dict[str, tuple[str, ...]] = {
    "PEPs": (
        "CHILDID", "ACADYR", "TERM", "UPN", "DOB", "STAGE", "CARESTARTED", "FIRSTPEP", "PEPDUE",
        "PEPDATE", "WITHIN10WD", "QUALITY", "URN", "SESSPOSSIBLE", "SESSATTENDED", "SUSPENSIONS",
        "PROGRESS", "PPPLUS", "EHCP", "SDQ", "MOVEDTHISYEAR",
    ),
    "SchoolMoves": (
        "CHILDID", "MOVEDATE", "UPN", "DOB", "FROMURN", "TOURN", "MOVEREASON", "INYEAR",
    ),
}  # fmt: skip
_STAGES = np.array(["EY", *["KS1"] * 2, *["KS2"] * 4, *["KS3"] * 3, *["KS4"] * 2, *["KS5"] * 2])
"""By year group."""
_ABROAD, _NOT_YET = "UN3", "UN1"
_BETWEEN_YEARS = (8, 9)


class Epep:
    """The system in which the Virtual School keeps education plans."""

    name = "epep"
    plantable: Mapping[str, tuple[str, ...]] = _PLANTABLE
    copyable = frozenset(_FILES)

    def __init__(self, learning: Learning, config: Path) -> None:
        self._learning = learning
        self._population = learning.population
        self._open_days = open_numbers(config)

    def sends(self, month: Month) -> bool:
        """Every month."""
        del month
        return True

    def export(self, month: Month) -> Export:
        """Plans and moves of this academic year and the last, as they stand on the last day."""
        return {"PEPs": self._plans(month.end), "SchoolMoves": self._moves(month.end)}

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """One file a table."""
        return write_csv(folder, export, _FILES)

    @cached_property
    def _records(self) -> Records:
        figures = self._learning.figures.disagreement
        return Records(self._population, self.name, figures)

    def _upn(self, person: Numbers, today: int) -> pd.Series[str]:
        people = self._population.people
        upn = self._records.of(self._records.upn, person)
        issued = as_numbers(people["upn_from"], NEVER)[person] <= today
        abroad = people["arrived"].notna().to_numpy()[person]
        unknown = pd.Series(np.where(abroad, _ABROAD, _NOT_YET), dtype="str")
        return upn.where(issued & upn.notna().to_numpy(), unknown)

    @cached_property
    def _schools(self) -> pd.Series[str]:
        """School at the time each plan is due, one elsewhere for those at none here."""
        told = self._learning.plans
        person = told["person"].to_numpy(dtype=np.int64)
        school = school_on(self._learning.learners, person, told["due"].to_numpy(dtype=np.int64))
        return urns(self._population.schools, school, person)

    def _plans(self, on: date) -> pd.DataFrame:
        today = number(on)
        told = self._learning.plans.assign(urn=self._schools)
        begun = (told["opens"] <= today) & (told["year"] >= school_year(on) - 1)
        told = told[begun].reset_index(drop=True)
        person = told["person"].to_numpy(dtype=np.int64)
        first = told["first"].to_numpy(dtype=bool)
        made = told["made"].to_numpy()
        is_made = made <= today
        started = told["started"].to_numpy()
        possible = 2 * self._school_days(
            told["opens"].to_numpy(), np.minimum(told["lessons_end"].to_numpy(), today + 1)
        )
        attended = np.rint(possible * (1 - told["absence"].to_numpy())).astype(np.int64)
        over = told["lessons_end"].to_numpy() <= today
        sdq = told["sdq"].to_numpy()
        records = self._records
        return pd.DataFrame(
            {
                "CHILDID": records.of(self._population.people["child_id"], person),
                "ACADYR": academic_year(told["year"].to_numpy()),
                "TERM": told["term"],
                "UPN": self._upn(person, today),
                "DOB": records.of(records.born, person),
                "STAGE": pd.Series(_STAGES[told["group"].to_numpy()], dtype="str"),
                "CARESTARTED": dates(started),
                "FIRSTPEP": yes_or_no(first),
                "PEPDUE": dates(told["due"].to_numpy()),
                "PEPDATE": dates(made, is_made),
                "WITHIN10WD": yes_or_no(made <= told["due"].to_numpy()).where(first & is_made),
                "QUALITY": told["quality"].where(is_made),
                "URN": told["urn"],
                "SESSPOSSIBLE": whole(possible),
                "SESSATTENDED": whole(attended),
                "SUSPENSIONS": whole(np.where(over, told["suspensions"].to_numpy(), 0)),
                "PROGRESS": told["progress"].where(is_made),
                "PPPLUS": whole(told["premium"].to_numpy(), over),
                "EHCP": yes_or_no(told["plan"].to_numpy(dtype=bool)),
                "SDQ": whole(sdq, sdq >= 0),
                "MOVEDTHISYEAR": yes_or_no(self._moved(person, told["year"].to_numpy(), today)),
            }
        )

    def _school_days(self, start: Numbers, stop: Numbers) -> Numbers:
        """School days from a day to before another."""
        before = np.searchsorted(self._open_days, np.stack([start, stop]))
        days: Numbers = np.maximum(before[1] - before[0], 0).astype(np.int64)
        return days

    def _moved(self, person: Numbers, year: Numbers, today: int) -> Flags:
        """Whether each moved in an academic year, by today."""
        moves = self._learning.moves
        moves = moves[moves["moved"] <= today]
        month = moves["moved"].to_numpy().astype("datetime64[D]").astype("datetime64[M]")
        years = (month.astype(np.int64) - 8) // 12 + 1970
        known = set(zip(moves["person"].tolist(), years.tolist(), strict=True))
        return np.array(
            [each in known for each in zip(person.tolist(), year.tolist(), strict=True)], dtype=bool
        )

    def _moves(self, on: date) -> pd.DataFrame:
        today, since = number(on), number(date(school_year(on) - 1, 9, 1))
        told = self._learning.moves
        told = told[told["moved"].between(since, today)].reset_index(drop=True)
        person = told["person"].to_numpy(dtype=np.int64)
        schools, records = self._population.schools, self._records
        moved = told["moved"].to_numpy()
        month = moved.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1
        return pd.DataFrame(
            {
                "CHILDID": records.of(self._population.people["child_id"], person),
                "MOVEDATE": dates(moved),
                "UPN": self._upn(person, today),
                "DOB": records.of(records.born, person),
                "FROMURN": urns(schools, told["from"].to_numpy(), person),
                "TOURN": urns(schools, told["to"].to_numpy(), person),
                "MOVEREASON": told["reason"],
                "INYEAR": yes_or_no(~np.isin(month, _BETWEEN_YEARS)),
            }
        )
