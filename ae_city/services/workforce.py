"""The personnel system: staff records monthly, and the census of the last 30 September.

Here: how lives become the tables of the workforce return. Not here: the lives (``staff``,
``workload``, ``posts``) or the census's file (``census``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_city.services.census import (
    HEADER,
    RUNNING_NUMBER,
    VACANCIES,
    WORKER,
    tell_census,
    write_census,
)
from ae_city.services.staff import NEWLY_QUALIFIED, spell_days
from ae_city.services.telling import Telling
from ae_city.services.working_days import dates
from ae_city.services.workload import lost_by

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ae_city.services.services import Services
    from ae_city.services.system import CsvSystem
    from ae_city.systems import Export
    from ae_pipeline.periods import Month

_FILES = {
    "Workers": "workers.csv",
    "Vacancies": "vacancies.csv",
    "Absence": "absence.csv",
    "Caseload": "caseload.csv",
    "Supervision": "supervision.csv",
}
_FIRST_CENSUS_SENT = 11
"""November: the census of the last 30 September is beside the monthly records from then on."""
_A_YEAR = 365
_FIXED_TERM = 0.003
"""Of a twentieth: about 6 in 100 workers have a contract of a fixed term."""


@dataclass(frozen=True, eq=False)
class Workforce:
    """The system of the ``workforce`` return."""

    services: Services

    @property
    def name(self) -> str:
        """Name of the return."""
        return "workforce"

    @cached_property
    def staff_records(self) -> CsvSystem:
        """The monthly part."""
        return self.services.csv_system(self.name, _FILES, self._tell)

    @property
    def plantable(self) -> Mapping[str, tuple[str, ...]]:
        """All columns but the running number, which no file has."""
        census = self._census(self._last_census)
        own = {
            table: tuple(name for name in rows.columns if name != RUNNING_NUMBER)
            for table, rows in census.items()
        }
        return {**own, **self.staff_records.plantable}

    @property
    def copyable(self) -> frozenset[str]:
        """All but the vacancies of the census, which are told apart by that number alone."""
        return self.staff_records.copyable | {HEADER, WORKER}

    def sends(self, month: Month) -> bool:
        """Every month."""
        return self.staff_records.sends(month)

    def export(self, month: Month) -> Export:
        """Staff records at the month's end, and the newest census that has been sent."""
        year = month.year - (month.number < _FIRST_CENSUS_SENT)
        census = self._census(max(year, self.services.first_census))
        return {**census, **self.staff_records.export(month)}

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """Write a CSV file a table of the staff records, and the census as one XML file."""
        names = self.staff_records.write(folder, export)
        year = export[HEADER]["Year"].iloc[0]
        told = f"workforce_census_{year}.xml" if str(year).isdigit() else "workforce_census.xml"
        write_census(folder / told, {name: export[name] for name in (HEADER, VACANCIES, WORKER)})
        return {**dict.fromkeys((HEADER, VACANCIES, WORKER), told), **names}

    @property
    def _last_census(self) -> int:
        last = self.services.last
        return last.year - (last.month < _FIRST_CENSUS_SENT)

    def _census(self, year: int) -> dict[str, pd.DataFrame]:
        services = self.services
        return tell_census(
            services.staff,
            services.cases,
            services.absences,
            services.figures.workforce,
            year,
            authority=services.authority,
            scale=services.scale,
        )

    def _tell(self) -> Mapping[str, Telling]:
        return {
            "Workers": self._workers(),
            "Vacancies": self._vacancies(),
            "Absence": self._absence(),
            "Caseload": self._caseload(),
            "Supervision": self._supervision(),
        }

    def _workers(self) -> Telling:
        staff = self.services.staff
        spells, span = staff.spells, spell_days(staff)
        contract = np.where(spells["agency"], "AGENCY", "PERMANENT")
        fixed = (spells["rank"] % 0.05 < _FIXED_TERM) & ~spells["agency"]
        rows = pd.DataFrame(
            {
                "worker_id": spells["worker_id"],
                "role_start": span["role_start"],
                "contract": pd.Series(np.where(fixed, "FIXED_TERM", contract), dtype="str"),
                "fte": staff.hours[:, -1],
                "org_role": spells["role"],
                "team": spells["team"],
                "career_stage": pd.Series(["2"] * len(spells), dtype="str"),
                "date_of_birth": dates(spells["born"].to_numpy()),
                "sex": spells["sex"],
                "ethnicity": spells["ethnic"],
                "start_origin": spells["origin"],
                "role_end": span["role_end"],
                "destination": spells["destination"],
                "leaving_reason": spells["reason"],
            }
        )
        return Telling(
            rows,
            known=span["role_start"],
            until=span["role_end"],
            events={"role_end": ("destination", "leaving_reason")},
            adjust=self._at_the_time,
        )

    def _at_the_time(self, rows: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
        """Hours and stage of the career as they were on the day, or at the end of the role."""
        staff = self.services.staff
        spells = staff.spells.loc[rows.index]
        day = int(on.to_datetime64().astype("datetime64[D]").astype(np.int64))
        days = np.minimum(spells["end"].to_numpy(), day)
        hours = np.array(
            [staff.hours_on(int(each))[spell] for each, spell in zip(days, rows.index, strict=True)]
        )
        new = spells["origin"].eq(NEWLY_QUALIFIED) & (days - spells["start"] < _A_YEAR)
        stage = spells["role"].map({"3": "3", "2": "4", "1": "4"}).fillna("2").mask(new, "1")
        return rows.assign(fte=hours, career_stage=stage.astype("str"))

    def _vacancies(self) -> Telling:
        posts = self.services.posts
        day = dates(posts["day"].to_numpy())
        rows = pd.DataFrame(
            {
                "as_at": day,
                "team": posts["team"],
                "posts_fte": posts["posts"],
                "vacant_fte": posts["vacant"],
                "agency_cover_fte": posts["covered"],
            }
        )
        return Telling(rows, known=day, until=day)

    def _absence(self) -> Telling:
        absences = self.services.absences
        start, end = (dates(absences[name].to_numpy()) for name in ("start", "end"))
        rows = pd.DataFrame(
            {
                "worker_id": self._ids(absences["spell"]),
                "absence_start": start,
                "absence_end": end,
                "absence_reason": absences["reason"],
                "days_lost": absences["lost"],
            }
        )

        def so_far(known: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
            return known.assign(days_lost=lost_by(absences, known, on))

        return Telling(rows, known=start, until=end, events={"absence_end": ()}, adjust=so_far)

    def _caseload(self) -> Telling:
        cases = self.services.cases
        day = dates(cases["day"].to_numpy())
        rows = pd.DataFrame(
            {
                "as_at": day,
                "worker_id": self._ids(cases["spell"]),
                "cases": cases["cases"],
                "caseload_fte": cases["hours"],
            }
        )
        return Telling(rows, known=day, until=day)

    def _supervision(self) -> Telling:
        told = self.services.supervision
        due = dates(told["due"].to_numpy())
        held = dates(told["held"].to_numpy())
        rows = pd.DataFrame(
            {
                "worker_id": self._ids(told["spell"]),
                "supervision_due": due,
                "supervision_held": held,
                "supervision_kind": told["kind"],
                "supervision_grade": told["grade"],
            }
        )
        return Telling(
            rows, known=due, until=due, events={"supervision_held": ("supervision_grade",)}
        )

    def _ids(self, spells: pd.Series[Any]) -> pd.Series[str]:
        ids = self.services.staff.spells["worker_id"].to_numpy()[spells.to_numpy()]
        return pd.Series(ids, dtype="str")
