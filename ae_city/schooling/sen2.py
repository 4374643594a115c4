"""SEN2 as the SEND team's system exports it: every month as COLLECT's flat files, in January XML.

An export is of the calendar year so far; January's is the return of the year before with the day
of its census. Not here: requests and plans (``requests``, ``plans``) or placements
(``placements``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.recording import Records, dates
from ae_city.population.days import NEVER, as_numbers, number
from ae_city.population.draws import Draws
from ae_city.schooling import sen2_layout as layout
from ae_city.schooling.collect_files import day_times, row_ids, truths, write_flat
from ae_city.schooling.placements import WORDS, Placements
from ae_city.schooling.reviewing import Reviewing
from ae_city.schooling.sen2_window import Window

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ae_city.population import Population
    from ae_city.population.draws import Flags, Numbers
    from ae_city.schooling.figures import Schooling
    from ae_city.schooling.needs import Needs
    from ae_city.systems import Export
    from ae_pipeline.periods import Month

_LATE_DAYS = 30
_UNDER_SCHOOL_AGE, _NEVER_AT_SCHOOL, _DISAGREE = "UN1", "UN9", "UN5"


class Sen2:
    """The system of the SEND team."""

    name = "sen2"
    plantable: Mapping[str, tuple[str, ...]] = layout.PLANTABLE
    copyable = layout.COPYABLE

    def __init__(
        self, population: Population, needs: Needs, figures: Schooling, authority: str
    ) -> None:
        """Prepare exports.

        Args:
            population: everybody.
            needs: what was told of them.
            figures: of ``city_schooling.yaml``.
            authority: number of the authority that makes the return.
        """
        self._population, self._needs, self._figures = population, needs, figures
        self._authority = authority
        self._records = Records(population, self.name, figures.disagreement.sen2)
        self._placements = Placements(population, figures.plans)
        self._reviewing = Reviewing(population, figures.plans)
        ehcp = needs.ehcp
        self._person = ehcp["person"].to_numpy(dtype=np.int64)
        self._days = {
            name: as_numbers(ehcp[name], NEVER)
            for name in ("requested", "decided", "assessed", "issued", "since", "ceased")
        }
        draws = Draws(population.seed, "sen2")
        late = draws.happens(figures.disagreement.sen2.late_entry, len(population.people))
        self._days["decided"] = self._days["decided"] + _LATE_DAYS * late[self._person]

    def sends(self, month: Month) -> bool:
        """Every month."""
        del month
        return True

    def export(self, month: Month) -> Export:
        """The return of the calendar year as it stands on the last day of the month."""
        window = Window.of(month)
        rows = self._rows(window)
        made = {
            "SEN2": self._header(window),
            "Person": self._persons(rows, window),
            "Requests": self._requests(rows, window),
            **self._assessments(rows, window),
            **self._active(rows, window),
        }
        return layout.ordered(made, window.version, numbered=window.xml)

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """COLLECT's flat files; the January return as one XML file."""
        if layout.is_numbered(export):
            return layout.write_xml(folder, export)
        return write_flat(folder, export, "sen2_")

    # -- which rows -------------------------------------------------------------------------------

    def _rows(self, window: Window) -> Numbers:
        """Places of requests and plans that an export has: of the year, open in it, in force."""
        day, ehcp = self._days, self._needs.ehcp
        transferred = ehcp["transferred"].to_numpy(dtype=bool)
        begun = np.where(
            transferred,
            day["since"] <= number(window.census),
            day["requested"] <= window.last,
        )
        of_the_year = ~transferred & (day["requested"] >= window.first)
        refused = ehcp["decision"].isin(["N", "W"]).to_numpy()
        open_then = np.where(
            refused, day["decided"] >= window.first, day["assessed"] >= window.first
        )
        in_force = (day["ceased"] >= window.first) & (day["issued"] < NEVER)
        return np.flatnonzero(begun & (of_the_year | open_then | in_force))

    def _ids(self, table: str, numbers: Numbers) -> pd.Series[str]:
        return row_ids(numbers, layout.TABLES.index(table) + 1)

    def _dates(self, days: Numbers, window: Window, shown: Flags | None = None) -> pd.Series[str]:
        told = days if shown is None else np.where(shown, days, NEVER)
        return dates(told) if window.xml else day_times(told)

    def _flags(self, flags: Flags, window: Window) -> pd.Series[str]:
        if window.xml:
            return pd.Series(np.where(flags, "1", "0"), dtype="str")
        return truths(flags)

    # -- the tables -------------------------------------------------------------------------------

    def _header(self, window: Window) -> pd.DataFrame:
        day = np.array([number(window.census)])
        cells = {
            "sen2tableid": self._ids("SEN2", np.array([int(window.version)])),
            "Collection": "SEN2",
            "Year": str(window.census.year),
            "ReferenceDate": self._dates(day, window),
            "SourceLevel": "L",
            "LEA": self._authority,
            "SoftwareCode": "Invented",
            "Release": "1.0",
            "SerialNo": "001",
            "DateTime": dates(np.array([window.today])) + "T09:00:00",
            "DMO": "Y",
            "DCO": "Y",
            "DSCO": "R",
        }
        return pd.DataFrame(cells, index=[0]).astype("str")

    def _persons(self, rows: Numbers, window: Window) -> pd.DataFrame:
        person = np.unique(self._person[rows])
        people, records = self._population.people, self._records
        upn_from = as_numbers(people["upn_from"], NEVER)[person]
        never = people["upn"].isna().to_numpy()[person]
        has_upn = ~never & (upn_from <= window.today)
        upn = records.of(records.upn_sometimes, person).where(has_upn)
        uln = records.of(records.uln, person).where(records.uln_from[person] <= window.today)
        unknown = np.where(has_upn, _DISAGREE, np.where(never, _NEVER_AT_SCHOOL, _UNDER_SCHOOL_AGE))
        numbered = upn.notna() | uln.notna()
        sex = records.of(records.sex, person)
        return pd.DataFrame(
            {
                "persontableid": self._ids("Person", person),
                "Surname": records.of(records.surname, person),
                "Forename": records.of(records.forename, person),
                "PersonBirthDate": self._dates(as_numbers(people["born"], NEVER)[person], window),
                "Sex": sex,
                "GenderCurrent": sex.map({"M": "1", "F": "2"}).astype("str"),
                "Ethnicity": records.of(records.ethnic, person),
                "PostCode": records.of(records.postcode, person),
                "UPN": upn,
                "UniqueLearnerNumber": uln,
                "UPNunknown": pd.Series(unknown, dtype="str").mask(numbered),
            }
        )

    def _requests(self, rows: Numbers, window: Window) -> pd.DataFrame:
        ehcp = self._needs.ehcp.iloc[rows].reset_index(drop=True)
        received, decided = self._days["requested"][rows], self._days["decided"][rows]
        known = decided <= window.today
        historical = ehcp["transferred"].to_numpy(dtype=bool) | (decided < window.first)
        outcome = np.where(known, ehcp["decision"].fillna("A"), "A")
        outcome = np.where(historical, "H", outcome)
        refused = outcome == "N"
        asked = refused & (rows % 3 == 0)
        return pd.DataFrame(
            {
                "requeststableid": self._ids("Requests", rows),
                "persontableid": self._ids("Person", self._person[rows]),
                "ReceivedDate": self._dates(received, window, ~ehcp["transferred"].to_numpy()),
                "RequestSource": ehcp["source"].mask(historical),
                "RYA": self._flags(np.zeros(len(rows), dtype=bool), window),
                "RequestOutcomeDate": self._dates(decided, window, known & ~historical),
                "RequestOutcome": pd.Series(outcome, dtype="str"),
                "RequestMediation": self._flags(asked, window),
                "RequestTribunal": self._flags(asked & (rows % 2 == 0), window),
                "Exported": pd.Series([None] * len(rows), dtype="str"),
            }
        )

    def _assessments(self, rows: Numbers, window: Window) -> Export:
        """Assessments, plans that came of them, and the places the plans named."""
        ehcp = self._needs.ehcp
        agreed = ehcp["decision"].eq("Y").to_numpy()[rows]
        agreed &= self._days["decided"][rows] <= window.today
        # A plan that came from elsewhere hangs on an assessment that was made there.
        rows = rows[agreed | ehcp["transferred"].to_numpy(dtype=bool)[rows]]
        part = ehcp.iloc[rows].reset_index(drop=True)
        assessed = self._days["assessed"][rows]
        known = assessed <= window.today
        historical = part["transferred"].to_numpy(dtype=bool) | (assessed < window.first)
        outcome = np.where(known, part["assessment_outcome"].fillna("A"), "A")
        outcome = np.where(historical, "H", outcome)
        no = np.zeros(len(rows), dtype=bool)
        assessments = pd.DataFrame(
            {
                "assessmenttableid": self._ids("Assessment", rows),
                "requeststableid": self._ids("Requests", rows),
                "AssessmentOutcome": pd.Series(outcome, dtype="str"),
                "AssessmentOutcomeDate": self._dates(assessed, window, known & ~historical),
                "AssessmentMediation": self._flags(outcome == "N", window),
                "AssessmentTribunal": self._flags(no, window),
                "OtherMediation": self._flags(rows % 40 == 0, window),
                "OtherTribunal": self._flags(rows % 55 == 0, window),
                "Week20": self._flags(part["exception"].to_numpy(dtype=bool), window),
            }
        )
        planned = rows[(self._days["issued"][rows] <= window.today) & np.isin(outcome, ["Y", "H"])]
        return {"Assessment": assessments, **self._plans(planned, window)}

    def _plans(self, rows: Numbers, window: Window) -> Export:
        ceased = self._days["ceased"][rows]
        over = ceased <= window.today
        nothing = pd.Series([None] * len(rows), dtype="str")
        no = np.zeros(len(rows), dtype=bool)
        plans = pd.DataFrame(
            {
                "namedplantableid": self._ids("NamedPlan", rows),
                "assessmenttableid": self._ids("Assessment", rows),
                "StartDate": self._dates(self._days["issued"][rows], window),
                "PlanRes": nothing,
                "PlanWBP": nothing,
                "PB": self._flags(no, window),
                "OA": self._flags(no, window),
                "DP": nothing,
                "CeaseDate": self._dates(ceased, window, over),
                "CeaseReason": self._needs.ehcp["cease_reason"]
                .iloc[rows]
                .reset_index(drop=True)
                .where(over),
            }
        )
        return {"NamedPlan": plans, "PlanDetail": self._places(rows, window, "PlanDetail")}

    def _places(self, rows: Numbers, window: Window, table: str) -> pd.DataFrame:
        """Where people are placed; a plan names the place that the census finds them in."""
        person = self._person[rows]
        placed = self._placements.on(window.census, person, self._days["since"][rows])
        no = np.zeros(len(rows), dtype=bool)
        setting = pd.Series(placed.setting, dtype="str")
        cells = {
            f"{table.lower()}tableid": self._ids(table, rows),
            "URN": pd.Series(placed.urn, dtype="str"),
            "UKPRN": pd.Series([None] * len(rows), dtype="str"),
            "SENSetting": setting,
            "SENSettingOther": setting.map(WORDS).astype("str"),
            "PlacementRank": pd.Series(["1"] * len(rows), dtype="str"),
            "SENunitIndicator": self._flags(no, window),
            "ResourcedProvisionIndicator": self._flags(no, window),
        }
        if table == "PlanDetail":
            cells["namedplantableid"] = self._ids("NamedPlan", rows)
        else:
            cells["activeplanstableid"] = self._ids("ActivePlans", rows)
            cells["EntryDate"] = self._dates(placed.entered, window)
        return pd.DataFrame(cells).replace("", None)

    def _active(self, rows: Numbers, window: Window) -> Export:
        """Plans in force on the day of the census, with reviews, places and needs."""
        census = number(window.census)
        day = self._days
        rows = rows[(day["since"][rows] <= census) & (day["ceased"][rows] > census)]
        person = self._person[rows]
        reviews = self._reviewing.by(census, person, day["since"][rows], window.today)
        transferred = self._needs.ehcp["transferred"].to_numpy(dtype=bool)[rows]
        active = pd.DataFrame(
            {
                "activeplanstableid": self._ids("ActivePlans", rows),
                "requeststableid": self._ids("Requests", rows),
                "TransferLA": self._reviewing.came_from(person).where(transferred),
                "ReviewMeeting": self._dates(reviews.meeting, window),
                "LastReview": self._dates(reviews.decided, window),
                "ReviewOutcome": reviews.outcome,
            }
        )
        return {
            "ActivePlans": active,
            "PlacementDetail": self._places(rows, window, "PlacementDetail"),
            "SENneed": self._types(rows),
        }

    def _types(self, rows: Numbers) -> pd.DataFrame:
        types = self._needs.sen_types
        place = pd.Series(rows, index=self._person[rows])
        of_plans = types[types["person"].isin(place.index)].reset_index(drop=True)
        row = place.loc[of_plans["person"]].to_numpy(dtype=np.int64)
        rank = of_plans["rank"].to_numpy(dtype=np.int64)
        return pd.DataFrame(
            {
                "activeplanstableid": self._ids("ActivePlans", row),
                "SENtype": of_plans["type"],
                "SENtypeRank": pd.Series(rank.astype(np.str_), dtype="str"),
            }
        )
