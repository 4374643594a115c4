"""Attendance as schools report it: the marks of a month, and the totals of a term.

The marks of any month are told alone. Not here: what happens in a session (``sessions``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from ae_city.population import school_days
from ae_city.population.days import day, number
from ae_city.population.draws import Draws
from ae_city.population.terms import school_year
from ae_city.schooling.session_figures import read_attendance
from ae_city.schooling.sessions import CODES, NO_MARK, PLACE, SchoolYear
from ae_pipeline.periods import Month
from ae_pipeline.returns.attendance.codes import AM, PM
from ae_pipeline.returns.marks import COUNTS_AS, Mark
from ae_pipeline.settings import DEFAULT_CONFIG

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from numpy.typing import NDArray

    from ae_city.population import Population
    from ae_city.population.draws import Flags, Numbers
    from ae_city.schooling.needs import Needs
    from ae_city.schooling.sessions import Marks, Week
    from ae_city.systems import Export

FIRST_MONTH = Month(2024, 9)
"""Schools share marks with the authority day by day since then."""
TABLE = "Marks"
COLUMNS = ("UPN", "URN", "Date", "Session", "Code")
FILE = "_file"
_SESSIONS = (AM, PM)
_COUNTS_AS = {kind: np.array([COUNTS_AS[code] is kind for code in CODES]) for kind in Mark}
"""By kind of mark, which of ``CODES`` are of it."""
_TO_EXPLAIN = np.array(
    [COUNTS_AS[code] in {Mark.AUTHORISED, Mark.UNAUTHORISED} and code != "E" for code in CODES]
    + [False]
)
"""Which marks somebody has to give a reason for; the last place, which -1 looks up, is no mark."""
_TEXT = pa.large_string()
_HEADER = f"{','.join(COLUMNS)}\n".encode()
_WRITING = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")


def term_totals(
    population: Population, needs: Needs, first: date, last: date, config: Path = DEFAULT_CONFIG
) -> pd.DataFrame:
    """Sessions of everybody from reception to Year 11, from a day to another, both included.

    Returns:
        One row a person and school: ``person``, ``school``, ``possible``, ``authorised`` and
        ``unauthorised``. Who had no possible session at a school has no row.
    """
    return totals_and_reasons(population, needs, first, last, config)[0]


def reason_totals(
    population: Population, needs: Needs, first: date, last: date, config: Path = DEFAULT_CONFIG
) -> pd.DataFrame:
    """Sessions by code, of every code that is not a mark of being present.

    Returns:
        One row a person, school and code: ``person``, ``school``, ``code``, ``sessions``.
    """
    return totals_and_reasons(population, needs, first, last, config)[1]


def totals_and_reasons(
    population: Population, needs: Needs, first: date, last: date, config: Path = DEFAULT_CONFIG
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What ``term_totals`` and ``reason_totals`` return, from counting the sessions once."""
    person, school, counts = _counted(population, needs, first, last, config)
    kinds = {kind: counts[:, of_kind].sum(axis=1) for kind, of_kind in _COUNTS_AS.items()}
    totals = pd.DataFrame(
        {
            "person": person,
            "school": school,
            "possible": counts.sum(axis=1) - kinds[Mark.NOT_POSSIBLE],
            "authorised": kinds[Mark.AUTHORISED],
            "unauthorised": kinds[Mark.UNAUTHORISED],
        }
    )
    row, place = np.nonzero(counts * ~_COUNTS_AS[Mark.PRESENT])
    reasons = pd.DataFrame(
        {
            "person": person[row],
            "school": school[row],
            "code": pd.Series(np.array(CODES)[place], dtype="str"),
            "sessions": counts[row, place],
        }
    )
    return totals[totals["possible"] > 0].reset_index(drop=True), reasons


def _counted(
    population: Population, needs: Needs, first: date, last: date, config: Path
) -> tuple[Numbers, Numbers, Numbers]:
    """Person, school and the number of marks by code, a row a person and school."""
    persons, schools, counted = [], [], []
    for year in range(school_year(first), school_year(last) + 1):
        told = SchoolYear(population, needs, year, config)
        counts = np.zeros((len(told.roll.stay), len(CODES)), dtype=np.int64)
        for week in told.weeks(number(first), number(last)):
            counts[week.stays] += _by_code(week.marks)
        persons.append(told.roll.person)
        schools.append(told.roll.school)
        counted.append(counts)
    person, school = np.concatenate(persons), np.concatenate(schools)
    key = person * len(population.schools) + school
    found, place = np.unique(key, return_inverse=True)
    total = np.zeros((len(found), len(CODES)), dtype=np.int64)
    np.add.at(total, place, np.concatenate(counted))
    return found // len(population.schools), found % len(population.schools), total


def _by_code(marks: Marks) -> Numbers:
    """How many marks of each code every stay has."""
    width = len(CODES) + 1
    stays = np.arange(len(marks))[:, None, None] * width
    # The last place of a stay takes what is no mark.
    places = np.where(marks == NO_MARK, len(CODES), marks) + stays
    counts = np.bincount(places.ravel(), minlength=len(marks) * width)
    by_code: Numbers = counts.reshape(-1, width)[:, : len(CODES)]
    return by_code


class Attendance:
    """What the schools send: a CSV of marks for each school and week of the month."""

    name = "attendance"
    plantable: Mapping[str, tuple[str, ...]] = {TABLE: COLUMNS}
    copyable = frozenset({TABLE})

    def __init__(self, population: Population, needs: Needs, config: Path = DEFAULT_CONFIG) -> None:
        self._population, self._needs, self._config = population, needs, config
        self._disagreement = read_attendance(config).disagreement
        self._years: dict[int, SchoolYear] = {}
        self._upns = self._known_as()

    def sends(self, month: Month) -> bool:
        """Months from September 2024 with a school day."""
        told = FIRST_MONTH <= month <= Month.of(self._population.last)
        return told and len(school_days(month.start, month.end, self._config)) > 0

    def export(self, month: Month) -> Export:
        """The marks of a month, by week, school, day, session and pupil.

        Absences of its last days that nobody has explained yet say so (N), whatever they turn out
        to be.

        Raises:
            ValueError: for a month in which nothing is sent.
        """
        if not self.sends(month):
            raise ValueError(f"Schools send no marks in {month}")
        year = school_year(month.start)
        if year not in self._years:
            self._years[year] = SchoolYear(self._population, self._needs, year, self._config)
        told = self._years[year]
        weeks = list(told.weeks(number(month.start), number(month.end)))
        unexplained = self._unexplained(month, told, weeks)
        parts = [self._rows(told, week, unexplained) for week in weeks]
        rows = pa.concat_tables(parts).combine_chunks()
        frame: pd.DataFrame = rows.to_pandas(split_blocks=True, self_destruct=True)
        return {TABLE: frame}

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """Write a file a school and week; which, ``_file`` says, so that nothing is left to say."""
        rows = pa.Table.from_pandas(export[TABLE], preserve_index=False).combine_chunks()
        files = rows.column(FILE).combine_chunks().dictionary_encode()
        place = files.indices.to_numpy(zero_copy_only=False)
        if (np.diff(place) < 0).any():  # rows of a file may stand apart once something was added
            order = np.argsort(place, kind="stable")
            rows, place = rows.take(pa.array(order)), place[order]
        edges = np.flatnonzero(np.diff(place, prepend=-1, append=len(files.dictionary)))
        cells = rows.select(list(COLUMNS))
        for name, begin, end in zip(
            files.dictionary.to_pylist(), edges[:-1], edges[1:], strict=True
        ):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with pa.OSFile(str(path), "wb") as file:
                file.write(_HEADER)
                pyarrow.csv.write_csv(cells.slice(begin, end - begin), file, _WRITING)
        return {}

    def _known_as(self) -> Any:
        """By stay, the number under which the school knows the pupil."""
        stays, people = self._population.enrolments, self._population.people
        person = stays["person"].to_numpy()
        former = people["former_upn"].to_numpy()[person]
        draws = Draws(self._population.seed, "attendance: old numbers")
        old = draws.happens(self._disagreement.old_number, len(stays)) & ~pd.isna(former)
        return pa.array(
            np.where(old, former, people["upn"].to_numpy()[person]), _TEXT, from_pandas=True
        )

    def _unexplained(self, month: Month, told: SchoolYear, weeks: list[Week]) -> dict[int, Flags]:
        """By day at the end of a month, the stays whose absence would not be explained yet."""
        late = self._disagreement.no_reason_yet
        draws = Draws(self._population.seed, f"attendance: unexplained in {month}")
        days = np.concatenate([week.days for week in weeks])[-late.days :]
        return {int(each): draws.happens(late.share, len(told.roll.stay)) for each in days}

    def _rows(self, told: SchoolYear, week: Week, unexplained: Mapping[int, Flags]) -> Any:
        """The rows of a week."""
        roll, marks = told.roll, week.marks.copy()
        for column, each in enumerate(week.days):
            if int(each) in unexplained:
                of_day = marks[:, column]
                waits = unexplained[int(each)][week.stays][:, None] & _TO_EXPLAIN[of_day]
                marks[:, column] = np.where(waits, PLACE["N"], of_day)
        shape = (len(week.days), len(_SESSIONS), len(week.stays))
        on, session, stay = (each.ravel() for each in np.indices(shape, dtype=np.int32))
        mark = marks.transpose(1, 2, 0).ravel()
        school = roll.school[week.stays].astype(np.int16)
        # Stays are by school, so a stable sort keeps day, session and pupil in order.
        order = np.argsort(school[stay], kind="stable")
        order = order[mark[order] != NO_MARK]
        stay = stay[order]
        urns = self._population.schools["urn"].to_list()
        dates = [str(day(each)) for each in week.days]
        monday = day(week.monday)
        names = [f"marks_{urn}_{monday}.csv" for urn in urns]
        told_of = pa.table(
            {
                "UPN": self._upns.take(pa.array(roll.stay[week.stays][stay])),
                "URN": _of(urns, school[stay]),
                "Date": _of(dates, on[order]),
                "Session": _of(_SESSIONS, session[order]),
                "Code": _of(CODES, mark[order]),
                FILE: _of(names, school[stay]),
            }
        )
        # A school's register leaves the system under the pupil's number, once there is one.
        return told_of.filter(told_of["UPN"].is_valid())


def _of(words: Sequence[str], places: NDArray[Any]) -> Any:
    """The words at places."""
    return pa.array(list(words), type=_TEXT).take(pa.array(places))
