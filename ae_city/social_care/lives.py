"""What social care has done with the children of the city: the shape of its lives.

Here: the frames that every system of social care projects its export from, and what may be asked
of them. Not here: how they are told (``telling`` and the modules it names), or what a system
writes down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from datetime import date

    from ae_city.population import Population


@dataclass(frozen=True)
class SocialCare:
    """Every referral, and what came of it, from before ``population.first`` to ``population.last``.

    ``person`` is a row of ``population.people``; ``referral``, ``assessment``, ``section47`` and
    ``plan`` are row numbers of the frames of those names. Dates are ``datetime64[s]``. What has
    not ended by ``population.last`` has a null end, and nothing is told of after that day. An end
    is the first day without: an episode is open from ``date`` to the day before ``closed``.

    Attributes:
        population: whose lives they are.
        referrals: one row a referral, which is an episode of need unless ``nfa``, by person and
            date: ``person``, ``date``, ``source`` (CIN code), ``primary_need`` (N1 to N8; null
            with no further action), ``nfa``, ``closed`` and ``closure_reason`` (RC1 to RC9; null
            while open, and with no further action), ``conference`` (of a plan that another
            authority handed over), ``care`` (a child looked after, or a care leaver). Episodes of
            a person never overlap. A child looked after has one open throughout, and a care leaver
            until 21. A referral before ``born`` is of an unborn child.
        assessments: one row an assessment, by referral and start: ``person``, ``referral``,
            ``started``, ``reviewed``, ``completed``.
        factors: one row a factor that a completed assessment found: ``assessment``, ``person``,
            ``referral``, ``factor`` (CIN code).
        section47: one row an enquiry: ``person``, ``referral``, ``started``, ``target`` (15
            working days later), ``concluded`` (day on which it is known whether a conference is
            needed), ``conference_needed``, ``conference``.
        plans: one row a child protection plan: ``person``, ``referral``, ``section47`` (-1 if
            handed over, or from before lives are told), ``started`` (day of the conference),
            ``ended``, ``category``, ``latest_category``, ``changed`` (day from which the latest
            holds; null if the first does), ``previous`` (how many plans the child had before).
        plan_reviews: one row a review of a plan: ``plan``, ``person``, ``referral``, ``date``.
        cin_plans: one row a child in need plan: ``person``, ``referral``, ``started``, ``ended``.
        pre_proceedings: one row a time under the Public Law Outline: ``person``, ``referral``,
            ``started``, ``letter_sent``, ``fgdm_offered`` and ``fgdm_held`` (days of the offer and
            of the meeting of a family group decision; null without), ``first_meeting``,
            ``reviews`` (how many meetings followed, 40 days apart), ``last_review``, ``decided``,
            ``outcome`` (A to court, B stepped down), ``court``, ``conference_letter``.
        disabilities: one row a disability of a person who was ever referred: ``person``, ``code``.
    """

    population: Population
    referrals: pd.DataFrame
    assessments: pd.DataFrame
    factors: pd.DataFrame
    section47: pd.DataFrame
    plans: pd.DataFrame
    plan_reviews: pd.DataFrame
    cin_plans: pd.DataFrame
    pre_proceedings: pd.DataFrame
    disabilities: pd.DataFrame

    def open_episodes(self, on: date) -> pd.Series[bool]:
        """Which referrals are episodes of need open on a day; under their index."""
        day, referrals = pd.Timestamp(on), self.referrals
        return (referrals["date"] <= day) & ~(referrals["closed"] <= day) & ~referrals["nfa"]

    def on_plan(self, on: date) -> pd.Series[bool]:
        """Which child protection plans are open on a day; under their index."""
        day, plans = pd.Timestamp(on), self.plans
        return (plans["started"] <= day) & ~(plans["ended"] <= day)
