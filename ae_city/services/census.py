"""The yearly census of social workers as XML, and its tables.

Here: who is in the census of a 30 September, and how its file nests. Not here: the monthly staff
records (``workforce``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER
from ae_city.services.figures import scaled
from ae_city.services.staff import NEWLY_QUALIFIED, september
from ae_city.services.telling import as_text
from ae_city.services.working_days import dates
from ae_city.services.workload import SICK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ae_city.population.draws import Flags
    from ae_city.services.figures import WorkforceFigures
    from ae_city.services.staff import Staff

HEADER, VACANCIES, WORKER = "Header", "LALevelVacancies", "CSWWWorker"
RUNNING_NUMBER = "VacanciesID"
_ISO = "%Y-%m-%d"
_WHERE_QUALIFIED = "An invented university"
_BEFORE_ROLE = "Ethnicity"
"""Where the worker qualified, which no table has, stands after this element."""
_HEADER_PATHS = {
    "CollectionDetails": ("Collection", "Year", "ReferenceDate"),
    "Source": ("SourceLevel", "LEA", "SoftwareCode", "DateTime"),
}
_GENDER = {"M": "1", "F": "2"}
_A_YEAR, _DAYS_IN_A_WEEK = 365, 7
_STAGES = {"5": "2", "4": "2", "6": "2", "3": "3", "2": "4", "1": "4"}
_FIRST_YEAR_STAGE = "1"
_UNDERGRADUATES = 0.05
_NUMBER_WIDTH = 10


def tell_census(
    staff: Staff,
    cases: pd.DataFrame,
    absences: pd.DataFrame,
    figures: WorkforceFigures,
    year: int,
    *,
    authority: int,
    scale: float,
) -> dict[str, pd.DataFrame]:
    """The census of 30 September of a year: its three tables as text."""
    header = {
        "Year": str(year),
        "Collection": "CSWW",
        "ReferenceDate": f"{year}-09-30",
        "LEA": str(authority),
        "SourceLevel": "L",
        "SoftwareCode": "Invented",
        "DateTime": f"{year}-11-03T09:00:00",
    }
    vacancies = {
        RUNNING_NUMBER: "1",
        "NumberOfVacancies": _tenths(figures.vacancies_fte[year] * scale),
        "NoAgencyFTE": _tenths(figures.agency_cover_fte[year] * scale),
        "NoAgencyHeadcount": str(scaled(figures.agency_cover_fte[year], scale)),
    }
    return {
        HEADER: pd.DataFrame([header], dtype="str"),
        VACANCIES: pd.DataFrame([vacancies], dtype="str"),
        WORKER: _workers(staff, cases, absences, year, asks_for_sex=year >= figures.sex_since),
    }


def _tenths(number: float) -> str:
    return f"{int(number * 10 + 0.5) / 10:.1f}"


def _workers(
    staff: Staff, cases: pd.DataFrame, absences: pd.DataFrame, year: int, *, asks_for_sex: bool
) -> pd.DataFrame:
    last = september(year)
    spells = staff.spells
    there = staff.in_post(last)
    left = (spells["end"] < last) & (spells["end"] > september(year - 1)) & ~spells["agency"]
    who = np.flatnonzero(there | left.to_numpy(dtype=bool))
    told = spells.iloc[who].reset_index(drop=True)
    agency = told["agency"].to_numpy(dtype=bool)
    present, employed = there[who], ~agency
    gone = pd.Series(~present)
    stage = told["role"].map(_STAGES)
    new = told["origin"].eq(NEWLY_QUALIFIED) & (told["start"] > last - _A_YEAR)
    weeks = (last - told["start"]) / _DAYS_IN_A_WEEK
    on_the_day = cases[cases["day"] == last].set_index("spell")["cases"]
    absent = _absent(absences, last).reindex(who).reset_index(drop=True)
    lost = _lost(absences, year).reindex(who).fillna(0.0).reset_index(drop=True)
    in_post = pd.Series(present & employed)
    sex, nothing = told["sex"], pd.Series([None] * len(told), dtype="str")
    hours = pd.Series(staff.hours_on(last)[who])
    qualified = np.where(told["rank"] % 0.1 < _UNDERGRADUATES, "1", "2")
    rows = pd.DataFrame(
        {
            "AgencyWorker": _flag(agency),
            "SWENo": _long(told["worker_id"]),
            "FTE": hours,
            "PersonBirthDate": _days(told["born"]),
            "GenderCurrent": nothing if asks_for_sex else sex.map(_GENDER),
            "Sex": sex if asks_for_sex else nothing,
            "Ethnicity": told["ethnic"],
            "QualLevel": pd.Series(qualified, dtype="str"),
            "StepUpGrad": "0",
            "OrgRole": told["role"],
            "RoleStartDate": _days(told["start"]),
            "StartOrigin": told["origin"],
            "RoleEndDate": _days(told["end"].where(gone, NEVER)),
            "LeaverDestination": told["destination"].where(gone),
            "ReasonLeave": told["reason"].where(gone),
            "FTE30": hours.where(~gone),
            "Cases30": on_the_day.reindex(who).astype("Int64").reset_index(drop=True),
            "WorkingDaysLost": lost.where(in_post),
            "ContractWeeks": weeks.round(1).where(agency),
            "FrontlineGrad": "0",
            "Absat30Sept": _flag(absent.notna()).where(in_post),
            "ReasonAbsence": absent.where(in_post),
            "CFKSSstatus": stage.mask(new, _FIRST_YEAR_STAGE),
        }
    )
    return as_text(rows, _ISO).sort_values(["SWENo", "RoleStartDate"], ignore_index=True)


def _flag(flags: Flags | pd.Series[bool]) -> pd.Series[str]:
    return pd.Series(np.where(np.asarray(flags), "1", "0"), dtype="str")


def _days(days: pd.Series[int]) -> pd.Series[pd.Timestamp]:
    return dates(np.asarray(days, dtype=np.int64))


def _long(registrations: pd.Series[str]) -> pd.Series[str]:
    """As the census writes a registration: two letters and ten digits."""
    return registrations.str[:2] + registrations.str[2:].str.zfill(_NUMBER_WIDTH)


def _absent(absences: pd.DataFrame, on: int) -> pd.Series[str]:
    """Why each worker is absent on a day, by spell; only those who are."""
    there = absences[(absences["start"] <= on) & (absences["end"] >= on)]
    return there.drop_duplicates("spell").set_index("spell")["reason"]


def _lost(absences: pd.DataFrame, year: int) -> pd.Series[float]:
    """Days lost to sickness in the year to 30 September, by spell."""
    first, last = september(year - 1), september(year)
    sick = absences[absences["reason"].eq(SICK) & absences["start"].between(first, last)]
    return sick.groupby("spell")["lost"].sum()


def write_census(path: Path, tables: dict[str, pd.DataFrame]) -> None:
    """Write the census as XML, elements in the order that its schema wants."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<Message>"]
    for row in _rows(tables[HEADER]):
        lines.append("  <Header>")
        for wrapper, names in _HEADER_PATHS.items():
            lines.append(f"    <{wrapper}>")
            lines += [f"      {_element(name, row[name])}" for name in names if row.get(name)]
            lines.append(f"    </{wrapper}>")
        lines.append("  </Header>")
    for row in _rows(tables[VACANCIES].drop(columns=RUNNING_NUMBER)):
        lines += _record(VACANCIES, row)
    for row in _rows(tables[WORKER]):
        lines += _record(WORKER, row)
    lines += ["</Message>", ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _record(name: str, row: dict[str, str]) -> list[str]:
    lines = [f"  <{name}>"]
    for column, text in row.items():
        if text:
            lines.append(f"    {_element(column, text)}")
        if column == _BEFORE_ROLE:
            lines.append(f"    {_element('QualInst', _WHERE_QUALIFIED)}")
    return [*lines, f"  </{name}>"]


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _rows(table: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Rows by column, an empty text for a null."""
    for values in table.fillna("").itertuples(index=False):
        yield dict(zip(table.columns, values, strict=True))
