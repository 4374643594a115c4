"""What schools write of their pupils in the School Census: who they are and what they are due.

Here: columns of pupils on roll and of those who left. Not here: which pupils those are
(``school_census``), sessions (``census_sessions``), or files (``census_layout``).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.recording import Records
from ae_city.population import year_group
from ae_city.population.days import NEVER, as_numbers, number
from ae_city.population.draws import Draws
from ae_city.schooling.collect_files import day_times, truths
from ae_city.schooling.spells import holding

if TYPE_CHECKING:
    from datetime import date

    from ae_city.population import Population
    from ae_city.population.draws import Flags, Numbers
    from ae_city.schooling.figures import Schooling
    from ae_city.schooling.needs import Needs

    Columns = dict[str, pd.Series[str]]

_GROUPS = {-2: "N1", -1: "N2", 0: "R"} | {group: str(group) for group in range(1, 15)}
_YOUNGEST, _OLDEST, _RECEPTION = -2, 14, 0
_LANGUAGES = {
    "WOTH": ("POL", "RUM", "POR", "UKR"), "WROM": ("RUM",), "AIND": ("MAL", "HIN", "GUJ"),
    "APKN": ("URD", "PNJA"), "ABAN": ("BNG",), "AOTH": ("TGL", "THA", "VIE"), "CHNE": ("CHI",),
    "BAFR": ("ARA", "TIR", "SOM"), "OOTH": ("ARA", "KUR", "PRST"),
}  # fmt: skip
"""First languages by ethnicity; everybody else's, and some of these, is English."""
_ENGLISH, _SPEAKS_OTHER = "ENG", 0.7
_HOURS, _FUNDED = ("15", "22", "30"), "15"
_LATE_DAYS = 30


class Writing:
    """What the schools' systems say of everybody; the same in every census but for the day."""

    def __init__(self, population: Population, needs: Needs, figures: Schooling) -> None:
        self._population, self._needs, self._figures = population, needs, figures
        self._records = Records(population, "school_census", figures.disagreement.school_census)
        self._draws = Draws(population.seed, "school census")
        self._late = self._draws.happens(
            figures.disagreement.school_census.late_entry, len(population.people)
        )

    def who(self, person: Numbers, day: date) -> Columns:
        """Identifiers and characteristics that all pupils have."""
        records, people = self._records, self._population.people
        today = number(day)
        former = people["former_upn"].iloc[person].reset_index(drop=True)
        upn = records.of(records.upn, person)
        uln = records.of(records.uln, person).where(records.uln_from[person] <= today)
        return {
            "upn": upn,
            "formerupn": former.where(former.ne(upn)),
            "surname": records.of(records.surname, person),
            "forename": records.of(records.forename, person),
            "uniquelearnernumber": uln,
            "dob": day_times(as_numbers(people["born"], NEVER)[person]),
            "sex": records.of(records.sex, person),
            "ethnicity": records.of(records.ethnic, person),
            "language": self._language.iloc[person].reset_index(drop=True),
        }

    def groups(self, person: Numbers, day: date) -> pd.Series[str]:
        """Year groups as schools write them."""
        numbers = self._groups(person, day)
        return pd.Series(np.array(list(_GROUPS.values()))[numbers - _YOUNGEST], dtype="str")

    def postcodes(self, person: Numbers) -> pd.Series[str]:
        """Postcodes of homes."""
        return self._records.of(self._records.postcode, person)

    def provision(self, person: Numbers, days: Numbers) -> pd.Series[str]:
        """SEN provision of each on a day each; who is entered late, as it was a month before."""
        asked = days - _LATE_DAYS * self._late[person]
        spells = self._needs.sen
        supported = holding(spells[spells["status"] == "K"], person, asked)
        planned = holding(spells[spells["status"] == "E"], person, asked)
        return pd.Series(np.where(planned, "E", np.where(supported, "K", "N")), dtype="str")

    def due(self, person: Numbers, school: Numbers, day: date) -> Columns:
        """What pupils on roll are due and have: provision, meals, funding, hours."""
        today = np.full(len(person), number(day))
        provision = self.provision(person, today)
        group = self._groups(person, day)
        nursery = group < _RECEPTION
        needs = self._needs
        meals = holding(needs.fsm, person, today)
        targeted = holding(needs.targeted, person, today)
        phase = self._population.schools["phase"].to_numpy(dtype="U2")[school]
        mainstream = np.isin(phase, ["PS", "SS"])
        planned = provision.eq("E").to_numpy()
        resourced = planned & mainstream & (self._points[person] < self._resourced)
        premium = nursery & meals
        no = np.zeros(len(person), dtype=bool)
        carer = holding(needs.young_carers, person, today)
        hours = np.array(_HOURS)[(self._points[person] * len(_HOURS)).astype(np.int64)]
        lunch = meals | (group <= 2) | (self._points[person] < self._lunch)  # noqa: PLR2004
        taught = {
            "parttime": truths(nursery & (hours == _FUNDED)),
            "boarder": pd.Series(["N"] * len(person), dtype="str"),
            "senprovision": provision,
            "senunitindicator": truths(no),
            "resourcedprovisionindicator": truths(resourced),
        }
        cared = {
            "servicechild": _of_two("Y", "N", self._service[person]),
            "plaa": self._post_care.iloc[person].reset_index(drop=True),
            "youngcarer": pd.Series(
                np.where(carer, np.where(person % 3 == 0, "P", "S"), "N"), dtype="str"
            ),
            "topupfunding": truths((planned & mainstream) | targeted),
            "schoollunchtaken": truths(lunch),
        }
        hours_column = pd.Series(hours, dtype="str").where(nursery)
        funded = pd.Series([_FUNDED] * len(person), dtype="str").where(nursery)
        extended = (hours_column.astype("Float64") - float(_FUNDED)).astype("Int64")
        early = {
            "hoursatsetting": hours_column,
            "fundedhours": funded,
            "extendedhours": extended.astype("str").where(nursery),
            "expandedhours": pd.Series(["0"] * len(person), dtype="str").where(nursery),
            "eyppr": _of_two("Y", "N", premium).where(nursery),
            "eyppbf": pd.Series(["RE"] * len(person), dtype="str").where(premium),
            "dafindicator": truths(no).where(nursery),
        }
        return {**taught, **cared, **early}

    def _groups(self, person: Numbers, day: date) -> Numbers:
        born = self._population.people["born"].iloc[person]
        return year_group(born, day).to_numpy(dtype=np.int64).clip(_YOUNGEST, _OLDEST)

    @cached_property
    def _points(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        draws = Draws(self._population.seed, "school census: points")
        return draws.uniform(len(self._population.people))

    _resourced, _lunch = 0.05, 0.55

    @cached_property
    def _service(self) -> Flags:
        """Children of the armed forces, whole families of them."""
        family = self._population.people["family"].to_numpy(dtype=np.int64)
        draws = Draws(self._population.seed, "school census: service")
        of_families = draws.happens(
            self._figures.other.service_children / 100, int(family.max()) + 1
        )
        served: Flags = of_families[family]
        return served

    @cached_property
    def _post_care(self) -> pd.Series[str]:
        """How pupils left care: by adoption or special guardianship, few of them."""
        draws = Draws(self._population.seed, "school census: post care")
        points = draws.uniform(len(self._population.people))
        share = self._figures.other.post_care / 100
        told = np.where(points < share / 2, "A", np.where(points < share, "G", "N"))
        return pd.Series(told, dtype="str")

    @cached_property
    def _language(self) -> pd.Series[str]:
        draws = Draws(self._population.seed, "school census: language")
        ethnic = self._population.people["ethnic"]
        points, other = draws.uniform(len(ethnic)), draws.uniform(len(ethnic))
        told = np.full(len(ethnic), _ENGLISH, dtype="<U4")
        for code, languages in _LANGUAGES.items():
            who = np.flatnonzero(ethnic.eq(code).to_numpy() & (points < _SPEAKS_OTHER))
            told[who] = np.array(languages)[(other[who] * len(languages)).astype(np.int64)]
        return pd.Series(told, dtype="str")


def _of_two(yes: str, no: str, flags: Flags) -> pd.Series[str]:
    return pd.Series(np.where(flags, yes, no), dtype="str")
