"""The early help system: what was told, as its screens have it, in one CSV file a table.

Here: columns, numbers, late entry, and what is known on the day of an export. Not here: the
telling (``lives``), or anything wrong (``planting``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_city.learning.recording import Records
from ae_city.population.draws import Draws
from ae_city.services.system import CsvSystem
from ae_city.services.telling import Telling
from ae_pipeline.returns.early_help.codes import DOMAINS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_city.early_help.lives import EarlyHelp
    from ae_city.population.draws import Numbers

FILES = {
    "People": "people.csv",
    "Assessments": "assessments.csv",
    "Episodes": "episodes.csv",
    "Interventions": "interventions.csv",
    "FamilyHubReach": "family_hub_reach.csv",
    "FamilyGroupConferences": "family_group_conferences.csv",
}
"""By official table, the file's name."""
_FIRST_PERSON, _FIRST_FAMILY = 4_000_001, 70_001
_YEAR = pd.Timedelta(days=365)


def early_help_system(lives: EarlyHelp) -> CsvSystem:
    """The system over the lives told."""
    population = lives.population
    return CsvSystem(
        name="early_help",
        files=FILES,
        tell=_Writer(lives).tellings,
        first=population.first,
        last=population.last,
        history_months=lives.figures.history_months,
    )


class _Writer:
    """Writes down what was told, everybody by this system's own numbers."""

    def __init__(self, lives: EarlyHelp) -> None:
        self._lives = lives
        self._records = Records(lives.population, "early help", lives.figures.disagreement)
        self._numbers = self._records.number(_FIRST_PERSON, "EH")
        self._draws = Draws(lives.population.seed, "early help: entering")

    def tellings(self) -> Mapping[str, Telling]:
        """All tables; people last, for they are those whom the others name."""
        told = {
            "Assessments": self._assessments(),
            "Episodes": self._episodes(),
            "Interventions": self._interventions(),
            "FamilyHubReach": self._reach(),
            "FamilyGroupConferences": self._conferences(),
        }
        return {"People": self._people(told), **told}

    def _number_of(self, person: pd.Series[Any]) -> pd.Series[str]:
        return self._records.of(self._numbers, person.to_numpy(dtype=np.int64))

    def _family(self, family: pd.Series[Any] | Numbers) -> pd.Series[str]:
        numbers = np.asarray(family, dtype=np.int64) + _FIRST_FAMILY
        return pd.Series(numbers.astype(np.str_), dtype="str").radd("F")

    def _late(self, count: int) -> pd.Series[Any]:
        """Days until each row is entered: none for most."""
        late = self._draws.happens(self._lives.figures.disagreement.late_entry, count)
        return pd.Series(np.where(late, self._draws.whole(*self._lives.figures.late_by, count), 0))

    def _people(self, told: Mapping[str, Telling]) -> Telling:
        """Known since the first row that names them, until the last such row is over."""
        lives, records, people = self._lives, self._records, self._lives.population.people
        named = {
            "Assessments": lives.assessments["person"],
            "Episodes": lives.episodes["person"],
            "Interventions": lives.interventions["person"],
            "FamilyHubReach": lives.hubs.members["person"],
            "FamilyGroupConferences": lives.conferences["person"],
        }
        rows = pd.concat(
            [
                pd.DataFrame(
                    {
                        "person": person.to_numpy(dtype=np.int64),
                        "known": told[table].known,
                        "until": told[table].until,
                    }
                )
                for table, person in named.items()
            ]
        )
        by_person = rows.groupby("person", sort=True)
        known = by_person["known"].min()
        still = rows["until"].isna().groupby(rows["person"]).any()
        until = by_person["until"].max().mask(still)
        who = known.index.to_numpy(dtype=np.int64)
        upn_from = people["upn_from"].iloc[who].reset_index(drop=True)

        def without_coming_numbers(rows: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
            given = upn_from.loc[rows.index] <= on
            return rows.assign(upn=rows["upn"].where(given))

        return Telling(
            pd.DataFrame(
                {
                    "person_id": records.of(self._numbers, who),
                    "family_id": self._family(people["family"].to_numpy()[who]),
                    "upn": records.of(records.upn_sometimes, who),
                    "forename": records.of(records.forename, who),
                    "surname": records.of(records.surname, who),
                    "date_of_birth": people["born"].iloc[who].reset_index(drop=True),
                    "sex": records.of(records.sex, who),
                    "ethnicity": records.of(records.ethnic, who),
                    "home_postcode": records.of(records.postcode, who),
                }
            ),
            known.reset_index(drop=True),
            until.reset_index(drop=True),
            adjust=without_coming_numbers,
        )

    def _assessments(self) -> Telling:
        told = self._lives.assessments
        rows = pd.DataFrame(
            {
                "eh_assessment_id": _identifiers("EHA", len(told)),
                "eh_episode_id": _identifiers("EHE", len(self._lives.episodes))
                .iloc[told["episode"].to_numpy()]
                .reset_index(drop=True),
                "person_id": self._number_of(told["person"]),
                "assessment_started_on": told["started"],
                "assessment_completed_on": told["completed"],
                "assessing_organisation": told["organisation"],
                "assessment_outcome": told["outcome"],
            }
        )
        return Telling(
            rows,
            told["started"],
            told["completed"],
            {"assessment_completed_on": ("assessment_outcome",)},
            self._late(len(told)),
        )

    def _episodes(self) -> Telling:
        told, assessments = self._lives.episodes, self._lives.assessments
        plan = pd.Series(pd.NaT, index=told.index, dtype="datetime64[s]")
        plan.iloc[assessments["episode"].to_numpy()] = assessments["plan"].to_numpy()
        outcomes = tuple(f"outcome_{domain}" for domain, _ in DOMAINS)
        rows = pd.DataFrame(
            {
                "eh_episode_id": _identifiers("EHE", len(told)),
                "person_id": self._number_of(told["person"]),
                "family_id": self._family(told["family"]),
                "requested_on": told["requested"],
                "request_source": told["source"],
                "level_of_need": told["level"],
                "lead_agency": told["lead"],
                "plan_started_on": plan,
                "last_reviewed_on": pd.Series(pd.NaT, index=told.index, dtype="datetime64[s]"),
                "closed_on": told["closed"],
                "closure_reason": told["reason"],
                **{f"need_{domain}": told[f"need_{domain}"] for domain, _ in DOMAINS},
                **{name: told[name] for name in outcomes},
                "star_score_start": told["star_start"],
                "star_score_end": told["star_end"],
            }
        )
        every = pd.to_timedelta(told["review_days"], unit="D")

        def with_reviews(rows: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
            start, interval = rows["plan_started_on"], every.loc[rows.index]
            held = (rows["closed_on"].fillna(on) - start) // interval
            last = start + interval * held.fillna(0).astype("int64")
            return rows.assign(last_reviewed_on=last.where(held >= 1).astype("datetime64[s]"))

        return Telling(
            rows,
            told["requested"],
            told["closed"],
            {
                "plan_started_on": (),
                "closed_on": ("closure_reason", *outcomes, "star_score_end"),
            },
            self._late(len(told)),
            with_reviews,
        )

    def _interventions(self) -> Telling:
        told, programmes = self._lives.interventions, self._lives.figures.interventions.programmes
        which = told["programme"].to_numpy(dtype=np.int64)

        def of(values: list[Any]) -> list[Any]:
            return [values[place] for place in which]

        none = pd.Series(0, index=told.index, dtype="int64")
        rows = pd.DataFrame(
            {
                "intervention_id": _identifiers("EHI", len(told)),
                "person_id": self._number_of(told["person"]),
                "programme": pd.Series(of([each.name for each in programmes]), dtype="str"),
                "provider": pd.Series(of([each.provider for each in programmes]), dtype="str"),
                "intervention_referred_on": told["referred"],
                "intervention_started_on": told["started"],
                "intervention_ended_on": told["ended"],
                "sessions_offered": none,
                "sessions_attended": none,
                "completion": told["completion"],
                "measure": pd.Series(of([each.measure for each in programmes]), dtype="str"),
                "better": pd.Series(of([each.better for each in programmes]), dtype="str"),
                "least_change": of([each.least for each in programmes]),
                "pre_score": told["before"],
                "post_score": told["after"],
                "goal_met": told["goal_met"],
            }
        )

        def with_sessions(rows: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
            over = rows["intervention_ended_on"].fillna(on)
            weeks = 1 + (over - rows["intervention_started_on"]).dt.days // 7
            most = told["weeks"].loc[rows.index]
            offered = weeks.where(weeks < most, most)
            attended = (offered * told["attending"].loc[rows.index]).astype("int64")
            return rows.assign(sessions_offered=offered, sessions_attended=attended)

        return Telling(
            rows,
            told["started"],
            told["ended"],
            {"intervention_ended_on": ("completion", "post_score", "goal_met")},
            self._late(len(told)),
            with_sessions,
        )

    def _reach(self) -> Telling:
        members, visits = self._lives.hubs.members, self._lives.hubs.visits
        never = pd.Series(pd.NaT, index=members.index, dtype="datetime64[s]")
        rows = pd.DataFrame(
            {
                "person_id": self._number_of(members["person"]),
                "hub": members["hub"],
                "hub_registered_on": members["registered"],
                "hub_first_seen_on": never,
                "hub_last_seen_on": never,
                "hub_visits_in_12_months": 0,
                "hub_activity": members["activity"],
            }
        )

        def with_visits(rows: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
            so_far = visits[visits["date"] <= on]
            by_member = so_far.groupby("member")["date"]
            recent = so_far[so_far["date"] > on - _YEAR].groupby("member").size()
            first, last = by_member.min(), by_member.max()
            return rows.assign(
                hub_first_seen_on=first.reindex(rows.index).astype("datetime64[s]"),
                hub_last_seen_on=last.reindex(rows.index).astype("datetime64[s]"),
                hub_visits_in_12_months=recent.reindex(rows.index).fillna(0).astype("int64"),
            )

        return Telling(rows, members["registered"], members["until"], adjust=with_visits)

    def _conferences(self) -> Telling:
        told = self._lives.conferences
        rows = pd.DataFrame(
            {
                "conference_id": _identifiers("FGC", len(told)),
                "person_id": self._number_of(told["person"]),
                "conference_reason": told["reason"],
                "conference_offered_on": told["offered"],
                "conference_accepted": told["accepted"],
                "conference_held_on": told["held"],
                "conference_outcome": told["outcome"],
                "family_plan_reviewed_on": told["reviewed"],
            }
        )
        over = told["reviewed"].fillna(told["held"]).fillna(told["offered"])

        def with_answers(rows: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
            answered = told["answered"].loc[rows.index] <= on
            return rows.assign(conference_accepted=rows["conference_accepted"].where(answered))

        return Telling(
            rows,
            told["offered"],
            over,
            {"conference_held_on": ("conference_outcome",), "family_plan_reviewed_on": ()},
            adjust=with_answers,
        )


def _identifiers(prefix: str, count: int) -> pd.Series[str]:
    return pd.Series(np.arange(1, count + 1).astype(np.str_), dtype="str").str.zfill(6).radd(prefix)
