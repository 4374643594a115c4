"""Social care told from beginning to end: the order of its parts, and the frames they become.

Not here: any of the parts.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pandas as pd

from ae_city.population.days import ALWAYS, NEVER, as_dates, as_numbers, number
from ae_city.population.draws import Draws
from ae_city.social_care import describing, working_days
from ae_city.social_care.assessing import tell_assessments, tell_factors
from ae_city.social_care.care_episodes import tell_care_episodes
from ae_city.social_care.dealing import birthdays
from ae_city.social_care.enquiring import TARGET_DAYS, Enquiring, tell_reviews
from ae_city.social_care.figures import read_figures
from ae_city.social_care.lives import SocialCare
from ae_city.social_care.planning import tell_cin_plans, tell_pre_proceedings
from ae_city.social_care.referring import CARE, NFA, Episodes, Referring

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from ae_city.population import Population
    from ae_city.population.draws import Numbers, Texts
    from ae_city.social_care.assessing import Assessments
    from ae_city.social_care.enquiring import Enquiries, Plans
    from ae_city.social_care.figures import Figures
    from ae_city.social_care.planning import CinPlans, PreProceedings

_ADULT = 18
_Value = TypeVar("_Value", bound=np.generic)


def tell_social_care(population: Population, config: Path) -> SocialCare:
    """Tell all of social care. The same population and figures are told the same.

    Args:
        population: whose lives they are.
        config: folder with ``city_social_care.yaml``.
    """
    return _Telling(population, read_figures(config)).tell()


class _Telling:
    """The parts in their order."""

    def __init__(self, population: Population, figures: Figures) -> None:
        self._population, self._figures = population, figures
        self._horizon = number(population.last)
        born = as_numbers(population.people["born"], ALWAYS)
        self._adult = birthdays(born, _ADULT)

    def _draws(self, subject: str) -> Draws:
        return Draws(self._population.seed, f"social care: {subject}")

    def tell(self) -> SocialCare:
        """All frames."""
        figures, scale = self._figures, self._population.scale
        self._refer()
        episodes, limit = self._episodes, self._limit
        assessments = tell_assessments(
            episodes, self._adult[episodes.person], figures, scale, self._draws("assessments")
        )
        enquiries, plans = Enquiring(
            episodes, assessments, limit, figures, scale, self._draws("enquiries")
        ).tell()
        cin_plans = tell_cin_plans(
            episodes, plans, limit, figures, scale, self._draws("child in need plans")
        )
        pre_proceedings = tell_pre_proceedings(
            episodes, self._entered, plans, figures, scale, self._draws("pre-proceedings")
        )
        disabled, disability = describing.tell_disabilities(
            episodes, figures.disabilities, self._draws("disabilities")
        )
        assessed, factors = self._assessed(assessments)
        asked, place_of = self._asked(enquiries)
        planned, reviews = self._planned(plans, place_of)
        return SocialCare(
            population=self._population,
            referrals=self._referrals(plans),
            assessments=assessed,
            factors=factors,
            section47=asked,
            plans=planned,
            plan_reviews=reviews,
            cin_plans=self._cin_plans(cin_plans),
            pre_proceedings=self._pre_proceedings(pre_proceedings),
            disabilities=pd.DataFrame({"person": disabled, "code": _text(disability)}),
        )

    # Referrals ----------------------------------------------------------------------------------

    def _refer(self) -> None:
        """All referrals by person and date; those that are made by the horizon."""
        people = self._population.people
        care = tell_care_episodes(self._population.care, self._horizon, self._draws("care"))
        told = Referring(
            people, care, self._figures, self._population.scale, self._draws("referrals")
        ).tell()
        before = len(told.date) - len(care.date)
        order = np.lexsort((told.date, told.person))
        order = order[told.date[order] <= self._horizon]
        self._episodes = Episodes(*(getattr(told, each.name)[order] for each in fields(told)))

        def of_care(values: NDArray[_Value], nothing: object) -> NDArray[_Value]:
            others = np.full(before, nothing, dtype=values.dtype)
            return np.concatenate([others, values])[order]

        self._entered = of_care(care.entered, NEVER)
        self._alone = of_care(care.alone, nothing=False)
        self._need_of_care = of_care(care.need, "")
        self._reason_of_care = of_care(care.reason, "")
        self._limit = np.minimum(
            np.minimum(self._episodes.closed, self._adult[self._episodes.person]), self._entered
        )

    def _referrals(self, plans: Plans) -> pd.DataFrame:
        episodes, people = self._episodes, self._population.people
        handed = np.full(len(episodes.date), NEVER, dtype=np.int64)
        first = int(np.datetime64("2020-04-01").astype(np.int64))
        over = (plans.enquiry < 0) & (plans.started >= first)
        handed[plans.episode[over]] = plans.started[over]
        abused = np.zeros(len(episodes.date), dtype=bool)
        abused[plans.episode] = True
        leaves = as_numbers(people["left"], NEVER)[episodes.person]
        needs = describing.needs(
            episodes, self._need_of_care, abused, self._figures, self._draws("needs")
        )
        reasons = describing.closures(
            episodes,
            self._reason_of_care,
            leaves,
            self._adult[episodes.person],
            self._figures.episodes.to_early_help,
            self._draws("closures"),
        )
        reasons[episodes.closed > self._horizon] = ""
        return pd.DataFrame(
            {
                "person": episodes.person,
                "date": as_dates(episodes.date),
                "source": _text(
                    describing.sources(
                        episodes.date, self._figures.referrals, self._draws("sources")
                    )
                ),
                "primary_need": _text(needs),
                "nfa": episodes.kind == NFA,
                "closed": self._dates(episodes.closed),
                "closure_reason": _text(reasons),
                "conference": self._dates(handed),
                "care": episodes.kind == CARE,
            }
        )

    # What was done ------------------------------------------------------------------------------

    def _assessed(self, assessments: Assessments) -> tuple[pd.DataFrame, pd.DataFrame]:
        assessment, factor = tell_factors(
            assessments,
            self._episodes.kind[assessments.episode],
            self._alone[assessments.episode],
            self._figures.factors,
            self._draws("factors"),
        )
        order, place = self._in_order(assessments.episode, assessments.started)
        episode, started = assessments.episode[order], assessments.started[order]
        done = assessments.done[order]
        reviewed = np.minimum(working_days.after(started, 10), done)
        told = (done[place[assessment]] <= self._horizon) & (place[assessment] < len(order))
        frame = pd.DataFrame(
            {
                **self._keys(episode),
                "started": as_dates(started),
                "reviewed": self._dates(reviewed),
                "completed": self._dates(done),
            }
        )
        found = np.lexsort((factor.astype(str), place[assessment]))
        found = found[told[found]]
        of_episode = episode[place[assessment[found]]]
        factors = {
            "assessment": place[assessment[found]],
            **self._keys(of_episode),
            "factor": _text(factor[found]),
        }
        return frame, pd.DataFrame(factors)

    def _asked(self, enquiries: Enquiries) -> tuple[pd.DataFrame, Numbers]:
        order, place = self._in_order(enquiries.episode, enquiries.started)
        started, conference = enquiries.started[order], enquiries.conference[order]
        frame = pd.DataFrame(
            {
                **self._keys(enquiries.episode[order]),
                "started": as_dates(started),
                "target": as_dates(working_days.after(started, TARGET_DAYS)),
                "concluded": self._dates(enquiries.concluded[order]),
                "conference_needed": conference < NEVER,
                "conference": self._dates(conference),
            }
        )
        return frame, place

    def _planned(self, plans: Plans, place_of: Numbers) -> tuple[pd.DataFrame, pd.DataFrame]:
        reviewed, days = tell_reviews(plans, self._figures, self._horizon, self._draws("reviews"))
        order, place = self._in_order(plans.episode, plans.started)
        enquiry = plans.enquiry[order]
        frame = pd.DataFrame(
            {
                **self._keys(plans.episode[order]),
                "section47": np.where(enquiry < 0, -1, place_of[enquiry]),
                "started": as_dates(plans.started[order]),
                "ended": self._dates(plans.ended[order]),
                "category": _text(plans.category[order]),
                "latest_category": _text(plans.latest[order]),
                "changed": self._dates(plans.changed[order]),
                "previous": plans.previous[order],
            }
        )
        told = place[reviewed] < len(order)
        plan, days = place[reviewed[told]], days[told]
        by_plan = np.lexsort((days, plan))
        plan, days = plan[by_plan], days[by_plan]
        of_episode = plans.episode[order][plan]
        reviews = {"plan": plan, **self._keys(of_episode), "date": as_dates(days)}
        return frame, pd.DataFrame(reviews)

    def _cin_plans(self, plans: CinPlans) -> pd.DataFrame:
        order, _ = self._in_order(plans.episode, plans.started)
        return pd.DataFrame(
            {
                **self._keys(plans.episode[order]),
                "started": as_dates(plans.started[order]),
                "ended": self._dates(plans.ended[order]),
            }
        )

    def _pre_proceedings(self, told: PreProceedings) -> pd.DataFrame:
        order, _ = self._in_order(told.episode, told.started)
        decided = told.decided[order]
        outcome = np.where(decided <= self._horizon, told.outcome[order], "")
        return pd.DataFrame(
            {
                **self._keys(told.episode[order]),
                "started": as_dates(told.started[order]),
                "letter_sent": self._dates(told.letter[order]),
                "fgdm_offered": self._dates(told.offered[order]),
                "fgdm_held": self._dates(told.held[order]),
                "first_meeting": self._dates(told.first_meeting[order]),
                "reviews": told.reviews[order],
                "last_review": self._dates(told.last_review[order]),
                "decided": self._dates(decided),
                "outcome": _text(outcome),
                "court": self._dates(told.court[order]),
                "conference_letter": self._dates(told.conference_letter[order]),
            }
        )

    # Shapes -------------------------------------------------------------------------------------

    def _in_order(self, episode: Numbers, started: Numbers) -> tuple[Numbers, Numbers]:
        """Rows by referral and start, those within the horizon; and the new place of each."""
        order = np.lexsort((started, episode))
        order = order[started[order] <= self._horizon]
        place = np.full(len(episode), len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        return order, place

    def _keys(self, episode: Numbers) -> dict[str, Numbers]:
        return {"person": self._episodes.person[episode], "referral": episode}

    def _dates(self, days: Numbers) -> pd.Series[pd.Timestamp]:
        """Dates up to the horizon; null for what has not happened by then."""
        return as_dates(np.where(days > self._horizon, NEVER, days))


def _text(values: Texts) -> pd.Series[str]:
    """Codes as text; null for an empty one."""
    return pd.Series(values, dtype="str").mask(values == "")
