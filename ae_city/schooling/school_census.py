"""The School Census as COLLECT exports it for the authority: in October, January and May.

Here: which schools and pupils each census has, and its tables. Not here: what is written of a
pupil (``census_pupils``), sessions and exclusions (``census_sessions``, ``census_apart``), or files
(``census_layout``).

Sessions and suspensions are those of the term before.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import ALWAYS, NEVER, as_numbers, number
from ae_city.schooling import census_apart as apart
from ae_city.schooling import census_layout as layout
from ae_city.schooling.census_days import census_day, census_term
from ae_city.schooling.census_pupils import Writing
from ae_city.schooling.census_sessions import TermSessions, term_before
from ae_city.schooling.collect_files import day_times, row_ids, write_flat

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from ae_city.population import Population
    from ae_city.population.draws import Flags, Numbers
    from ae_city.schooling.figures import Schooling
    from ae_city.schooling.needs import Needs
    from ae_city.systems import Export
    from ae_pipeline.periods import Month

_RETURN = "schoolcensustableid"
_PUPIL, _LEAVER = apart.PUPIL_ID["OnRoll"], apart.PUPIL_ID["OffRoll"]
_COLLEGE = "FE"
_RECENT = 180


class SchoolCensus:
    """The schools' returns, gathered."""

    name = "school_census"
    plantable: Mapping[str, tuple[str, ...]] = layout.PLANTABLE
    copyable = layout.COPYABLE

    def __init__(
        self,
        population: Population,
        needs: Needs,
        figures: Schooling,
        authority: str,
        config: Path,
    ) -> None:
        """Prepare exports.

        Args:
            population: everybody.
            needs: what was told of them.
            figures: of ``city_schooling.yaml``.
            authority: number of the authority.
            config: folder with the terms.
        """
        self._population, self._needs, self._figures = population, needs, figures
        self._authority, self._config = authority, config
        self._writing = Writing(population, needs, figures)
        stays = population.enrolments
        self._person = stays["person"].to_numpy(dtype=np.int64)
        self._school = stays["school"].to_numpy(dtype=np.int64)
        self._entered = as_numbers(stays["entered"], ALWAYS)
        self._left = as_numbers(stays["left"], NEVER)
        self._main = stays["main"].to_numpy(dtype=bool)
        self._phase = population.schools["phase"].to_numpy(dtype="U2")

    def sends(self, month: Month) -> bool:
        """In October, January and May."""
        return census_term(month.end.month) is not None

    def export(self, month: Month) -> Export:
        """The census of a month that has one.

        Raises:
            ValueError: for any other month.
        """
        term = census_term(month.end.month)
        if term is None:
            raise ValueError(f"no School Census is in {month}")
        day = census_day(month.end.year, month.end.month)
        sessions = TermSessions(
            self._population, self._needs, term_before(day, self._config), self._config
        )
        on, off = self._on_roll(day), self._off_roll(day, sessions)
        ids = row_ids(np.arange(len(self._person)), int(month.end.strftime("%y%m")) % 4096)
        made = {
            "SchoolCensus": self._returns(day, term),
            "School": self._schools(),
            "PupilOnRoll": self._pupils(on, day, ids, sessions),
            "PupilNoLongerOnRoll": self._leavers(off, day, ids, sessions),
            "AddressesOnRoll": self._addresses(on, ids, _PUPIL),
            "AddressesOffRoll": self._addresses(off, ids, _LEAVER),
            "FSMPeriod": self._meals(on, day, ids),
            "SENNeeds": self._sen_needs(on, day, ids),
            "APProvisionDetailOnRoll": apart.in_units(
                self._population, self._needs, self._writing, on, ids
            ),
            "SchoolArrangedAPDetailOnRoll": apart.arranged(
                self._population, self._writing, sessions, on, number(day), ids
            ),
        }
        for side, stays in (("OnRoll", on), ("OffRoll", off)):
            made[f"TermlySessionDetails{side}"] = apart.marks(sessions, stays, ids, side)
            made[f"TermlyExclusions{side}"] = apart.exclusions(
                sessions, self._writing, stays, ids, side
            )
        return layout.in_term(made, term)

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """COLLECT's flat files, a file a table."""
        term, year = export["SchoolCensus"][["term", "year"]].iloc[0]
        prefix = f"{year}_{layout.SEASONS[term]}_"
        return write_flat(folder, export, prefix, layout.stems(term))

    # -- who is in it -----------------------------------------------------------------------------

    @cached_property
    def _of_schools(self) -> Flags:
        """Stays at schools of pupils with a UPN; colleges make no return."""
        numbered = self._population.people["upn"].notna().to_numpy()[self._person]
        flags: Flags = (self._phase[self._school] != _COLLEGE) & numbered
        return flags

    def _on_roll(self, day: date) -> Numbers:
        today = number(day)
        there = (self._entered <= today) & (self._left > today)
        return np.flatnonzero(there & self._of_schools)

    def _off_roll(self, day: date, sessions: TermSessions) -> Numbers:
        """Stays that are over and had sessions or suspensions in the term before."""
        counted = sessions.possible > 0
        counted[sessions.suspensions["stay"]] = True
        return np.flatnonzero(counted & (self._left <= number(day)) & self._of_schools)

    # -- schools ----------------------------------------------------------------------------------

    @cached_property
    def _open(self) -> pd.DataFrame:
        schools = self._population.schools
        return schools[schools["phase"].ne(_COLLEGE)]

    def _returns(self, day: date, term: str) -> pd.DataFrame:
        schools = self._open.reset_index(drop=True)
        told = day_times(np.full(len(schools), number(day)))
        return pd.DataFrame(
            {
                _RETURN: row_ids(self._open.index.to_numpy(), 1),
                "lea": pd.Series([self._authority] * len(schools), dtype="str"),
                "estab": schools["estab"],
                "urn": schools["urn"],
                "name": schools["name"],
                "term": pd.Series([term] * len(schools), dtype="str"),
                "year": pd.Series([str(day.year)] * len(schools), dtype="str"),
                "referencedate": told,
            }
        )

    def _schools(self) -> pd.DataFrame:
        schools = self._open.reset_index(drop=True)
        phase = schools["phase"]
        governance = np.where(schools["academy"], "CA", "CO")
        intake = phase.map({"SP": "SPEC"}).astype("str").fillna("COMP")
        years = {age: str(max(age - 4, 0)) for age in range(2, 20)} | {2: "N1", 3: "N2", 4: "R"}
        return pd.DataFrame(
            {
                "schooltableid": row_ids(self._open.index.to_numpy(), 2),
                _RETURN: row_ids(self._open.index.to_numpy(), 1),
                "schoolname": schools["name"],
                "phase": phase,
                "type": pd.Series(["1"] * len(schools), dtype="str"),
                "governance": pd.Series(governance, dtype="str"),
                "intake": intake,
                "lowestncyeargroup": schools["lowest_age"].map(years).astype("str"),
                "highestncyeargroup": (schools["highest_age"] - 1).map(years).astype("str"),
            }
        )

    # -- pupils -----------------------------------------------------------------------------------

    def _common(
        self, stays: Numbers, day: date, sessions: TermSessions
    ) -> dict[str, pd.Series[str]]:
        possible = sessions.possible[stays]
        numbers = self._population.schools["estab"].iloc[self._school[stays]].reset_index(drop=True)
        return {
            "NativeId": self._authority + numbers,
            _RETURN: row_ids(self._school[stays], 1),
            **self._writing.who(self._person[stays], day),
            "entrydate": day_times(self._entered[stays]),
            "termlysessionspossible": pd.Series(possible.astype(np.str_), dtype="str").where(
                possible > 0
            ),
        }

    def _pupils(
        self, stays: Numbers, day: date, ids: pd.Series[str], sessions: TermSessions
    ) -> pd.DataFrame:
        person = self._person[stays]
        dual = np.isin(person, person[~self._main[stays]])
        status = np.where(self._main[stays], np.where(dual, "M", "C"), "S")
        return pd.DataFrame(
            {
                _PUPIL: ids.iloc[stays].reset_index(drop=True),
                **self._common(stays, day, sessions),
                "enrolstatus": pd.Series(status, dtype="str"),
                "ncyearactual": self._writing.groups(person, day),
                **self._writing.due(person, self._school[stays], day),
            }
        )

    def _leavers(
        self, stays: Numbers, day: date, ids: pd.Series[str], sessions: TermSessions
    ) -> pd.DataFrame:
        count = len(stays)
        return pd.DataFrame(
            {
                _LEAVER: ids.iloc[stays].reset_index(drop=True),
                **self._common(stays, day, sessions),
                "leavingdate": day_times(self._left[stays] - 1),
                "parttime": pd.Series(["False"] * count, dtype="str"),
                "boarder": pd.Series(["N"] * count, dtype="str"),
                "ncyearleaving": self._writing.groups(self._person[stays], day),
            }
        )

    def _addresses(self, stays: Numbers, ids: pd.Series[str], pupil: str) -> pd.DataFrame:
        told = pd.DataFrame(
            {
                pupil: ids.iloc[stays].reset_index(drop=True),
                "postcode": self._writing.postcodes(self._person[stays]),
            }
        )
        return told[told["postcode"].notna()]

    def _meals(self, stays: Numbers, day: date, ids: pd.Series[str]) -> pd.DataFrame:
        """Periods that last or ended in the last months, of pupils of the main registration."""
        today = number(day)
        spells = self._needs.fsm
        start, end = as_numbers(spells["start"], NEVER), as_numbers(spells["end"], NEVER)
        recent = (start <= today) & (end > today - _RECENT)
        row, stay = self._of_main(spells["person"].to_numpy()[recent], stays)
        started, ended = start[recent][row], end[recent][row] - 1
        return pd.DataFrame(
            {
                _PUPIL: ids.iloc[stay].reset_index(drop=True),
                "fsmstartdate": day_times(started),
                "fsmenddate": day_times(np.where(ended <= today, ended, NEVER)),
                "ukcountry": pd.Series(["ENG"] * len(row), dtype="str"),
            }
        )

    def _sen_needs(self, stays: Numbers, day: date, ids: pd.Series[str]) -> pd.DataFrame:
        types = self._needs.sen_types
        row, stay = self._of_main(types["person"].to_numpy(), stays)
        today = np.full(len(stay), number(day))
        has = self._writing.provision(self._person[stay], today).ne("N").to_numpy()
        row, stay = row[has], stay[has]
        rank = types["rank"].to_numpy(dtype=np.int64)[row]
        return pd.DataFrame(
            {
                "senneedstableid": row_ids(stay * 2 + rank - 1, 3),
                _PUPIL: ids.iloc[stay].reset_index(drop=True),
                "sentyperank": pd.Series(rank.astype(np.str_), dtype="str"),
                "sentype": types["type"].iloc[row].reset_index(drop=True),
            }
        )

    def _of_main(self, person: Numbers, stays: Numbers) -> tuple[Numbers, Numbers]:
        """Places of people who are on a main roll, and the stay of each."""
        stay_of = np.full(len(self._population.people), -1, dtype=np.int64)
        main = stays[self._main[stays]]
        stay_of[self._person[main]] = main
        row = np.flatnonzero(stay_of[person] >= 0)
        return row, stay_of[person[row]]
