"""The system that makes the CIN Census: what it exports of social care at the end of a month.

Here: which referrals and modules a file of the collection year so far holds, and where this system
differs from others. Not here: how the file is written (``cin_xml``), or the lives (``telling``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.draws import Draws
from ae_city.social_care.cin_xml import FILE, write_census
from ae_city.social_care.faults_cin import COPYABLE, PLANTABLE
from ae_city.social_care.figures import read_figures
from ae_pipeline.periods import CollectionYear
from ae_pipeline.settings import authority

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from ae_city.social_care.lives import SocialCare
    from ae_city.systems import Export
    from ae_pipeline.periods import Month

_SEX_SINCE, _PRE_PROCEEDINGS_SINCE = 2024, 2025
"""Collection years, by the year they start in."""
_GENDER = {"M": "1", "F": "2"}
_NOT_BORN = {True: "U", False: "0"}
_UNDER_SCHOOL_AGE, _NEVER_AT_SCHOOL, _NOT_FOUND = "UN1", "UN2", "UN6"
_SCHOOL_AGE_DAYS = 4 * 365 + 100
_NOT_OBTAINED = "NOBT"
_BETWEEN_REVIEWS = 40


class CinSystem:
    """The social care system, as it makes the CIN Census."""

    name = "cin"
    plantable = PLANTABLE
    copyable = COPYABLE

    def __init__(self, social_care: SocialCare, config: Path) -> None:
        """A system over the lives told.

        Args:
            social_care: what it records.
            config: folder with ``city_social_care.yaml`` and ``authority.yaml``.
        """
        self._told = social_care
        self._authority = authority(config).la_number
        differs = read_figures(config).disagreement
        people = social_care.population.people
        draws = Draws(social_care.population.seed, "social care: what the system says")
        count = len(people)
        low, high = differs.upn_late_days
        known = people["upn_from"] + pd.to_timedelta(draws.whole(low, high, count), unit="D")
        self._upn_known = known.mask(draws.happens(differs.upn_missing, count))
        ethnic = people["ethnic"].to_numpy(dtype=object)
        another = ethnic[draws.order(count)]
        said = np.where(draws.happens(differs.ethnicity_recoded, count), another, ethnic)
        said[draws.happens(differs.ethnicity_not_obtained, count)] = _NOT_OBTAINED
        self._ethnic = pd.Series(said, index=people.index, dtype="str")

    def sends(self, month: Month) -> bool:
        """Every month that is told."""
        population = self._told.population
        return population.first <= month.start and month.end <= population.last

    def export(self, month: Month) -> Export:
        """The collection year so far, as it stands on the last day of a month."""
        return _Export(self._told, self._upn_known, self._ethnic, month).tables(self._authority)

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """Write the census as one XML file."""
        write_census(folder, export)
        return dict.fromkeys(export, FILE)


class _Export:
    """One month's file."""

    def __init__(
        self, told: SocialCare, upn_known: pd.Series[Any], ethnic: pd.Series[str], month: Month
    ) -> None:
        self._told, self._upn_known, self._ethnic = told, upn_known, ethnic
        self._year = CollectionYear.of(month.end)
        self._first, self._last = pd.Timestamp(self._year.start), pd.Timestamp(month.end)
        referrals = told.referrals
        made = referrals["date"] <= self._last
        in_year = (referrals["date"] >= self._first) & referrals["nfa"]
        was_open = ~referrals["nfa"] & ~(referrals["closed"] < self._first)
        self._referrals = referrals[made & (in_year | was_open)]
        self._number = pd.Series(
            np.arange(1, len(self._referrals) + 1).astype(str), index=self._referrals.index
        )
        self._people = told.population.people.loc[self._referrals["person"].unique()]
        self._child = told.population.people["child_id"]

    def tables(self, la_number: int) -> Export:
        """Every table of the year's specification."""
        assessments, factors = self._assessments()
        plans, reviews = self._plans()
        tables = {
            "Header": self._header(la_number),
            "ChildIdentifiers": self._identifiers(),
            "ChildCharacteristics": pd.DataFrame(
                {
                    "LAchildID": self._people["child_id"],
                    "Ethnicity": self._ethnic.loc[self._people.index].mask(
                        self._people["born"] > self._last, _NOT_OBTAINED
                    ),
                }
            ),
            "Disabilities": self._disabilities(),
            "CINdetails": self._episodes(),
            "Assessments": assessments,
            "AssessmentFactors": factors,
            "CINPlanDates": self._cin_plans(),
            "Section47": self._section47(),
            "ChildProtectionPlans": plans,
            "Reviews": reviews,
        }
        if self._year.start_year >= _PRE_PROCEEDINGS_SINCE:
            tables["PreProceedings"] = self._pre_proceedings()
        return {name: frame.reset_index(drop=True).astype("str") for name, frame in tables.items()}

    # Cells --------------------------------------------------------------------------------------

    def _days(self, dates: pd.Series[Any]) -> pd.Series[str]:
        """Days as text; null for those to come."""
        days: pd.Series[str] = dates.mask(dates > self._last).dt.strftime("%Y-%m-%d")
        return days

    @staticmethod
    def _flags(flags: pd.Series[bool]) -> pd.Series[str]:
        return flags.astype("int64").astype("str")

    def _of_referrals(self, frame: pd.DataFrame, ended: str) -> pd.DataFrame:
        """Rows that have begun, had not ended when the year began, and are of its referrals."""
        there = (frame["started"] <= self._last) & ~(frame[ended] < self._first)
        return frame[there & frame["referral"].isin(self._referrals.index)]

    def _keys(self, frame: pd.DataFrame) -> dict[str, pd.Series[str]]:
        return {
            "LAchildID": frame["person"].map(self._child),
            "CINdetailsID": frame["referral"].map(self._number),
        }

    # Tables -------------------------------------------------------------------------------------

    def _header(self, la_number: int) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "Collection": ["CIN"],
                "Year": [str(self._year.end.year)],
                "ReferenceDate": [self._year.end.isoformat()],
                "SourceLevel": ["L"],
                "LEA": [str(la_number)],
                "SoftwareCode": ["Invented"],
                "Release": ["1"],
                "SerialNo": ["001"],
                "DateTime": [f"{self._last.date().isoformat()}T18:00:00"],
            }
        )

    def _identifiers(self) -> pd.DataFrame:
        people = self._people
        born = people["born"] <= self._last
        known = self._upn_known.loc[people.index] <= self._last
        upn = people["upn"].where(known)
        young = people["born"] > self._last - pd.Timedelta(days=_SCHOOL_AGE_DAYS)
        reason = pd.Series(_NOT_FOUND, index=people.index, dtype="str")
        reason = reason.mask(people["upn"].isna(), _NEVER_AT_SCHOOL).mask(young, _UNDER_SCHOOL_AGE)
        modern = self._year.start_year >= _SEX_SINCE
        sex = people["sex"] if modern else people["sex"].map(_GENDER)
        dates = people["born"].dt.strftime("%Y-%m-%d")
        return pd.DataFrame(
            {
                "LAchildID": people["child_id"],
                "UPN": upn,
                "FormerUPN": people["former_upn"].where(known),
                "UPNunknown": reason.where(upn.isna()),
                "PersonBirthDate": dates.where(born),
                "ExpectedPersonBirthDate": dates.where(~born),
                "Sex": sex.where(born, _NOT_BORN[modern]),
                "PersonDeathDate": None,
            }
        )

    def _disabilities(self) -> pd.DataFrame:
        told = self._told.disabilities
        told = told[told["person"].isin(self._people.index)]
        others = self._people.index[~self._people.index.isin(told["person"])]
        none = pd.DataFrame({"person": others, "code": "NONE"})
        rows = pd.concat([told, none]).sort_values("person", kind="stable")
        return pd.DataFrame(
            {"LAchildID": rows["person"].map(self._child), "Disability": rows["code"]}
        )

    def _episodes(self) -> pd.DataFrame:
        rows = self._referrals
        conference = rows["conference"].mask(rows["conference"] < self._first)
        return pd.DataFrame(
            {
                "LAchildID": rows["person"].map(self._child),
                "CINdetailsID": self._number,
                "CINreferralDate": self._days(rows["date"]),
                "ReferralSource": rows["source"],
                "PrimaryNeedCode": rows["primary_need"],
                "CINclosureDate": self._days(rows["closed"]),
                "ReasonForClosure": rows["closure_reason"].where(rows["closed"] <= self._last),
                "DateOfInitialCPC": self._days(conference),
                "ReferralNFA": self._flags(rows["nfa"]),
            }
        )

    def _assessments(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        rows = self._of_referrals(self._told.assessments, "completed")
        number = pd.Series(np.arange(1, len(rows) + 1).astype(str), index=rows.index)
        table = pd.DataFrame(
            {
                **self._keys(rows),
                "AssessmentID": number,
                "AssessmentActualStartDate": self._days(rows["started"]),
                "AssessmentInternalReviewDate": self._days(rows["reviewed"]),
                "AssessmentAuthorisationDate": self._days(rows["completed"]),
            }
        )
        completed = rows.index[rows["completed"] <= self._last]
        factors = self._told.factors
        factors = factors[factors["assessment"].isin(completed)]
        found = pd.DataFrame(
            {
                **self._keys(factors),
                "AssessmentID": factors["assessment"].map(number),
                "AssessmentFactors": factors["factor"],
            }
        )
        return table, found

    def _cin_plans(self) -> pd.DataFrame:
        rows = self._of_referrals(self._told.cin_plans, "ended")
        return pd.DataFrame(
            {
                **self._keys(rows),
                "CINPlanStartDate": self._days(rows["started"]),
                "CINPlanEndDate": self._days(rows["ended"]),
            }
        )

    def _section47(self) -> pd.DataFrame:
        told = self._told.section47
        # Of an enquiry of the year before, only one whose conference was still to come is told.
        of_year = told["conference"].fillna(told["started"])
        rows = self._of_referrals(told.assign(of_year=of_year), "of_year")
        not_needed = ~rows["conference_needed"] & (rows["concluded"] <= self._last)
        return pd.DataFrame(
            {
                **self._keys(rows),
                "S47ActualStartDate": self._days(rows["started"]),
                "InitialCPCtarget": rows["target"].dt.strftime("%Y-%m-%d"),
                "DateOfInitialCPC": self._days(rows["conference"]),
                "ICPCnotRequired": self._flags(not_needed),
            }
        )

    def _plans(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        rows = self._of_referrals(self._told.plans, "ended")
        number = pd.Series(np.arange(1, len(rows) + 1).astype(str), index=rows.index)
        table = pd.DataFrame(
            {
                **self._keys(rows),
                "CPPID": number,
                "CPPstartDate": self._days(rows["started"]),
                "CPPendDate": self._days(rows["ended"]),
                "InitialCategoryOfAbuse": rows["category"],
                "LatestCategoryOfAbuse": rows["latest_category"].where(
                    rows["changed"] <= self._last, rows["category"]
                ),
                "NumberOfPreviousCPP": rows["previous"].astype("str"),
            }
        )
        held = self._told.plan_reviews
        held = held[held["plan"].isin(rows.index) & (held["date"] <= self._last)]
        reviews = pd.DataFrame(
            {
                **self._keys(held),
                "CPPID": held["plan"].map(number),
                "CPPreviewDate": self._days(held["date"]),
            }
        )
        return table, reviews

    def _pre_proceedings(self) -> pd.DataFrame:
        rows = self._of_referrals(self._told.pre_proceedings, "decided")
        since = (self._last - rows["first_meeting"]).dt.days.clip(lower=0)
        held = np.minimum(since // _BETWEEN_REVIEWS, rows["reviews"]).fillna(0)
        return pd.DataFrame(
            {
                **self._keys(rows),
                "PPStartDate": self._days(rows["started"]),
                "LBPSentDate": self._days(rows["letter_sent"]),
                "FGDMMeetingOffer": self._flags(rows["fgdm_offered"] <= self._last),
                "FGDMMeetingFac": self._flags(rows["fgdm_held"] <= self._last),
                "InitialPPMeetingDate": self._days(rows["first_meeting"]),
                "ReviewMeetingsCount": held.astype("int64").astype("str"),
                "StepDecisionDate": self._days(rows["decided"]),
                "PPOutcome": rows["outcome"].where(rows["decided"] <= self._last),
                "CourtAppDate": self._days(rows["court"]),
                "LetterInitCPDate": self._days(rows["conference_letter"]),
            }
        )
