"""NCCIS as the tracking system exports it every month: who is tracked, and what they do.

Here: what tracking knows on a day, which is what it has ascertained by then. Not here: what young
people really do (``activities``).
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.activities import (
    AT_SCHOOL,
    NEET_CODES,
    OLDEST,
    YEAR_11,
    YEAR_13,
    establishments,
)
from ae_city.learning.activity_shares import RE_ENGAGEMENT
from ae_city.learning.circumstances import circumstances
from ae_city.learning.groups import PLAN
from ae_city.learning.recording import Records, dates, whole, write_csv
from ae_city.population.days import NEVER, as_numbers, number
from ae_city.population.draws import Draws
from ae_city.population.terms import school_year

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ae_city.learning.lives import Learning
    from ae_city.population.draws import Flags, Numbers
    from ae_city.systems import Export
    from ae_pipeline.periods import Month

_FILES = {
    "YoungPeople": "young_people.csv",
    "Activities": "activities.csv",
    "Characteristics": "characteristics.csv",
    "SeptemberGuarantee": "september_guarantee.csv",
}
# The first column beside the key is what the second version of a row differs in.
_PLANTABLE: dict[str, tuple[str, ...]] = {
    "YoungPeople": (
        "YPID", "UPN", "ULN", "DOB", "SEX", "ETHNIC", "POSTCODE", "LEA", "ACADEMICAGE",
        "COHORTSTATUS", "SENDSTATUS", "EXTRACTDATE",
    ),
    "Activities": (
        "YPID", "LEVEL", "ACTIVITY", "STARTDATE", "ENDDATE", "ASCERTAINED", "REVIEWDUE",
        "PREDICTEDEND", "NEETSTART", "PREVIOUSACTIVITY", "ESTABLISHMENT", "DOB",
    ),
    "Characteristics": ("YPID", "CHARACTERISTIC", "CHARSTART", "CHAREND"),
    "SeptemberGuarantee": (
        "YPID", "GUARANTEEYEAR", "DOB", "YEARGROUP", "GUARANTEE", "OFFERDATE",
    ),
}  # fmt: skip
_FIRST_NUMBER, _PREFIX = 3_000_000, "YP"
_AGE_OF_RECEPTION = 4
_DAYS_TO_ASCERTAIN = 20
_LATE = (30, 70)
_CURRENT_DAYS, _CURRENT_DAYS_WITHOUT = 350, 170
"""For how long an activity is current, and for how long being without one is."""
_ASKED_BEFORE = 21
_LEVELS = {"3": -0.35, "2": -1.0, "1": -1.7}
"""Least ability of who studies at a level."""
_SEND = np.array(["N", "K", "E"])
_ON_30_SEPTEMBER = (9, 30)


class Nccis:
    """The system in which the careers service tracks young people."""

    name = "nccis"
    plantable: Mapping[str, tuple[str, ...]] = _PLANTABLE
    copyable = frozenset(_FILES)

    def __init__(self, learning: Learning) -> None:
        self._learning = learning
        self._population = learning.population

    def sends(self, month: Month) -> bool:
        """Every month."""
        del month
        return True

    def export(self, month: Month) -> Export:
        """Who is tracked on the last day of the month, and what they have done since last year."""
        tracked = self._tracked(month.end)
        return {
            "YoungPeople": self._young_people(month.end, tracked),
            "Activities": self._activities(month.end, tracked),
            "Characteristics": circumstances(
                self._learning.learners, month.end, tracked, self._numbers
            ),
            "SeptemberGuarantee": self._guarantee(month.end, tracked),
        }

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """One file a table."""
        return write_csv(folder, export, _FILES)

    @cached_property
    def _records(self) -> Records:
        figures = self._learning.figures.disagreement
        return Records(self._population, self.name, figures)

    @cached_property
    def _numbers(self) -> pd.Series[str]:
        return self._records.number(_FIRST_NUMBER, _PREFIX)

    def _tracked(self, on: date) -> Flags:
        """By person: academic age 15 to 17, to 24 with a plan, and living in the city."""
        group = self._learning.learners.year_groups(on)
        young = (group >= YEAR_11) & (group <= YEAR_13)
        planned = (group <= OLDEST) & (group > YEAR_13) & (self._learning.learners.need(on) == PLAN)
        begun = self._spells["start"] <= number(on)
        told = np.zeros(len(group), dtype=bool)
        told[self._spells.loc[begun, "person"].to_numpy()] = True
        told &= self._population.alive_in_city(on).to_numpy(dtype=bool)
        return np.asarray(told & (young | planned), dtype=np.bool_)

    def _young_people(self, on: date, tracked: Flags) -> pd.DataFrame:
        records, who = self._records, np.flatnonzero(tracked)
        people = self._population.people
        group = self._learning.learners.year_groups(on)[who]
        known = as_numbers(people["upn_from"], NEVER)[who] <= number(on)
        uln = records.of(records.uln, who).where(records.uln_from[who] <= number(on))
        need = self._learning.learners.need_since_school(on)[who]
        extracted = dates(np.full(len(who), number(on)))
        return pd.DataFrame(
            {
                "YPID": records.of(self._numbers, who),
                "EXTRACTDATE": extracted,
                "UPN": records.of(records.upn_sometimes, who).where(known),
                "ULN": uln,
                "SURNAME": records.of(records.surname, who),
                "FORENAME": records.of(records.forename, who),
                "DOB": records.of(records.born, who),
                "SEX": records.of(records.sex, who),
                "ETHNIC": records.of(records.ethnic, who),
                "POSTCODE": records.of(records.postcode, who),
                "LEA": pd.Series([str(self._population.care.la_number)] * len(who), dtype="str"),
                "ACADEMICAGE": whole(group + _AGE_OF_RECEPTION),
                "COHORTSTATUS": pd.Series(["C"] * len(who), dtype="str"),
                "SENDSTATUS": pd.Series(_SEND[need], dtype="str"),
            }
        )

    @cached_property
    def _spells(self) -> pd.DataFrame:
        """Activities with the day each was first ascertained, its establishment and level."""
        learning = self._learning
        spells = learning.activities
        draws = Draws(self._population.seed, "recording: ascertained")
        count = len(spells)
        start = spells["start"].to_numpy()
        lag = draws.whole(0, _DAYS_TO_ASCERTAIN, count)
        late = draws.happens(learning.figures.disagreement.late_entry, count)
        lag = np.where(late, draws.whole(*_LATE, count), lag)
        first = np.append(True, np.diff(spells["person"].to_numpy()) != 0)[:count]
        ability = learning.learners.ability[spells["person"].to_numpy()]
        level = np.select([ability > least for least in _LEVELS.values()], list(_LEVELS), "E")
        studies = spells["code"].isin(["210", "220", "230", "270", "310", "410", "450"])
        return spells.assign(
            known=start + np.where(first, 0, lag),
            establishment=establishments(learning.learners, spells),
            level=pd.Series(level, dtype="str").where(studies.to_numpy()),
        )

    def _activities(self, on: date, tracked: Flags) -> pd.DataFrame:
        today = number(on)
        since = number(date(school_year(on) - 1, 9, 1))
        spells = self._spells
        seen = tracked[spells["person"].to_numpy()] & (spells["known"].to_numpy() <= today)
        shown = spells[seen].reset_index(drop=True)
        person, start = shown["person"].to_numpy(), shown["start"].to_numpy()
        same = np.append(person[1:] == person[:-1], False)[: len(person)]
        end = np.where(same, np.append(start[1:], NEVER)[: len(person)], NEVER)
        code = shown["code"]
        follows = np.insert(same, 0, False)[: len(person)]
        previous = code.shift().where(follows)
        neet = code.isin(NEET_CODES).to_numpy(dtype=bool)
        current = np.where(neet | code.eq(RE_ENGAGEMENT), _CURRENT_DAYS_WITHOUT, _CURRENT_DAYS)
        neet_since = _since(start, neet, follows)
        ascertained = _ascertained(shown["known"].to_numpy(), np.minimum(end, today + 1), current)
        expected = _expected_end(start, code)
        records = self._records
        rows = pd.DataFrame(
            {
                "YPID": records.of(self._numbers, person),
                "DOB": records.of(records.born, person),
                "ACTIVITY": code,
                "STARTDATE": dates(start),
                "ENDDATE": dates(end),
                "ASCERTAINED": dates(ascertained),
                "REVIEWDUE": dates(ascertained + current, end >= NEVER),
                "PREDICTEDEND": dates(expected),
                "NEETSTART": dates(neet_since, neet),
                "PREVIOUSACTIVITY": previous,
                "ESTABLISHMENT": shown["establishment"],
                "LEVEL": shown["level"],
            }
        )
        return rows[end > since].reset_index(drop=True)

    def _guarantee(self, on: date, tracked: Flags) -> pd.DataFrame:
        """Of the last 30 September, on which the guarantee is counted."""
        year = on.year - ((on.month, on.day) < _ON_30_SEPTEMBER)
        told = self._learning.guarantee
        told = told[told["year"].eq(year) & tracked[told["person"].to_numpy()]]
        told = told.reset_index(drop=True)
        person = told["person"].to_numpy()
        return pd.DataFrame(
            {
                "YPID": self._records.of(self._numbers, person),
                "GUARANTEEYEAR": whole(told["year"].to_numpy()),
                "DOB": self._records.of(self._records.born, person),
                "YEARGROUP": whole(told["group"].to_numpy()),
                "GUARANTEE": told["status"],
                "OFFERDATE": dates(as_numbers(told["offered"], NEVER)),
            }
        )


def _since(start: Numbers, flags: Flags, follows: Flags) -> Numbers:
    """Where a run of flagged spells of a person begins, for each spell of it."""
    goes_on = flags & follows & np.insert(flags, 0, False)[: len(flags)]
    begins = np.where(goes_on, 0, np.arange(len(start)))
    return start[np.maximum.accumulate(begins)] if len(start) else start


def _ascertained(first: Numbers, before: Numbers, current: Numbers) -> Numbers:
    """When it was last confirmed: again and again, some weeks before it would lapse."""
    every = current - _ASKED_BEFORE
    times: Numbers = np.maximum(before - 1 - first, 0) // every
    return first + times * every


def _expected_end(start: Numbers, code: pd.Series[str]) -> Numbers:
    """The end of the course: of June at school, of July after it, 18 months of a training."""
    month = start.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    academic = (month - 7) // 12 + 1970
    summer = ((academic + 1 - 1970) * 12 + 6).astype("datetime64[M]").astype("datetime64[D]")
    july = summer.astype(np.int64) + 30
    june = np.maximum(july - 31, start)
    trains = code.isin(["310", "410", "430", "450", "460"]).to_numpy(dtype=bool)
    learns = code.str.startswith("2").to_numpy(dtype=bool)
    at_school = code.eq(AT_SCHOOL).to_numpy(dtype=bool)
    return np.select([at_school, learns, trains], [june, july, start + 550], NEVER)
