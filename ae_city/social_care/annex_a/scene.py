"""The day of an export: what lies behind it, and who somebody is as this system has them.

Not here: any list.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_city.population.draws import Draws
from ae_city.social_care.annex_a import wording

if TYPE_CHECKING:
    from datetime import date

    from ae_city.care.lives import Life
    from ae_city.early_help import EarlyHelp
    from ae_city.population import Population
    from ae_city.population.draws import Numbers
    from ae_city.social_care import SocialCare
    from ae_city.social_care.annex_a.figures import Figures
    from ae_pipeline.periods import Month

TEAMS = ("Assessment team 1", "Assessment team 2", "Locality team east", "Locality team west",
         "Locality team north")  # fmt: skip
CARE_TEAM, LEAVERS_TEAM, DISABILITY_TEAM = "Permanence team", "Care leavers team", "Disability team"
_WINDOW_MONTHS, _YEAR_MONTHS = 6, 12
_FEWEST_WORKERS = 6


@dataclass(frozen=True, eq=False)
class Known:
    """What was told, and what this system says of everybody, by person.

    Attributes:
        care: what social care did.
        early_help: what early help did.
        figures: of what is told here alone.
    """

    care: SocialCare
    early_help: EarlyHelp
    figures: Figures

    @property
    def population(self) -> Population:
        """Whose lives they are."""
        return self.care.population

    @cached_property
    def authority(self) -> str:
        """ONS code of the authority: where the children's homes are."""
        homes = (life.person.home for life in self.population.care.lives)
        return next((home.authority for home in homes if home is not None), "")

    @cached_property
    def disabled(self) -> np.ndarray:
        """Who has a disability."""
        flags = np.zeros(len(self.population.people), dtype=bool)
        flags[self.care.disabilities["person"].to_numpy(dtype=np.int64)] = True
        return flags

    @cached_property
    def pace(self) -> np.ndarray:
        """Stable numbers from 0 to 1: how often somebody is seen, reviewed, examined."""
        return Draws(self.population.seed, "annex a: pace").uniform(len(self.population.people))

    @cached_property
    def worker(self) -> pd.Series[str]:
        """The worker of each person, should there be a case."""
        count = len(self.population.people)
        pool = max(count // self.figures.people_for_each_worker, _FEWEST_WORKERS)
        drawn = Draws(self.population.seed, "annex a: workers").whole(0, pool - 1, count)
        return pd.Series((100_000 + 37 * drawn).astype(np.str_), dtype="str").radd("SW")

    @cached_property
    def team(self) -> pd.Series[str]:
        """The team of each person, likewise."""
        count = len(self.population.people)
        drawn = Draws(self.population.seed, "annex a: teams").whole(0, len(TEAMS) - 1, count)
        names = np.where(self.disabled, DISABILITY_TEAM, np.array(TEAMS)[drawn])
        return pd.Series(names, dtype="str")


@dataclass(frozen=True, eq=False)
class Scene:
    """The last day of a month.

    Attributes:
        on: the day.
        since: first day of the six months that the lists look back.
        year: first day of the twelve months to the day.
    """

    known: Known
    on: pd.Timestamp
    since: pd.Timestamp
    year: pd.Timestamp

    @classmethod
    def of(cls, known: Known, month: Month) -> Scene:
        """The scene of a month's end."""
        day = pd.Timedelta(days=1)
        since, year = (
            pd.Timestamp(month.plus(-months).end) + day for months in (_WINDOW_MONTHS, _YEAR_MONTHS)
        )
        return cls(known, pd.Timestamp(month.end), since, year)

    def told(self, days: pd.Series[Any]) -> pd.Series[Any]:
        """Days that have come."""
        return days.where(days <= self.on)

    def recent(self, days: pd.Series[Any]) -> pd.Series[bool]:
        """Days within the six months."""
        return (days >= self.since) & (days <= self.on)

    def count_in_year(self, person: pd.Series[Any], days: pd.Series[Any]) -> pd.Series[int]:
        """By person, how many of the days are within the twelve months."""
        return person[(days >= self.year) & (days <= self.on)].value_counts()

    def people(self, person: Numbers, *, disability: bool = True) -> dict[str, pd.Series[Any]]:
        """The columns that every list of children begins with, and whether disabled."""
        known = self.known
        everyone = known.population.people.iloc[person].reset_index(drop=True)
        age = known.population.age(self.on.date()).to_numpy()[person]
        columns = {
            "Child Unique ID": everyone["child_id"],
            "Gender": everyone["sex"].map(wording.GENDER).astype("str"),
            "Ethnicity": everyone["ethnic"].map(wording.ETHNICITY).astype("str"),
            "Date of Birth": self.told(everyone["born"]),
            "Age of Child (Years)": pd.Series(age, dtype="Int64").where(age >= 0),
        }
        if disability:
            columns["Does the Child have a Disability"] = yes_no(known.disabled[person])
        return columns

    def allocated(self, person: Numbers) -> dict[str, pd.Series[Any]]:
        """Team and worker."""
        return {
            "Allocated Team": self.known.team.iloc[person].reset_index(drop=True),
            "Allocated Worker": self.known.worker.iloc[person].reset_index(drop=True),
        }

    def last_of(
        self, start: pd.Series[Any], end: pd.Series[Any], person: Numbers, every: tuple[int, int]
    ) -> pd.Series[Any]:
        """The latest of things done at a steady pace from a start until an end or the day.

        Null until the first is due. Every person has a pace of their own within the limits.
        """
        low, high = every
        days = pd.Series(low + (self.known.pace[person] * (high - low)).astype(np.int64))
        until = end.where(end <= self.on).fillna(self.on)
        times = (until - start).dt.days // days
        last = start + pd.to_timedelta(days * times, unit="D")
        return last.where(times >= 1).astype("datetime64[s]")

    def worker_of(self, life: Life, on: date) -> str | None:
        """Who works with a looked-after child on a day."""
        workers = [each.worker for each in life.allocations if each.start <= on]
        return workers[-1] if workers else None


def yes_no(flags: np.ndarray | pd.Series[Any]) -> pd.Series[str]:
    """Yes and no as this authority writes them."""
    return pd.Series(np.where(flags, wording.YES_NO[True], wording.YES_NO[False]), dtype="str")
