"""Rules about the cells of one row of the early help layout; all are the house's.

A rule rejects a row where a span ends before it begins; all others warn. Not here: rules about
one cell (``tables``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.early_help import codes
from ae_pipeline.validation.findings import Dimension, Severity
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

END_BEFORE_START, DATES = "AE-END-BEFORE-START", "AE-EH-DATES"
CLOSURE, NO_NEED, OUTCOME = "AE-EH-CLOSURE", "AE-EH-NO-NEED", "AE-EH-OUTCOME"
OPEN_OUTCOME, MET = "AE-EH-OPEN-OUTCOME", "AE-EH-MET"
ASSESSED, SESSIONS, SCORES = "AE-EH-ASSESSED", "AE-EH-SESSIONS", "AE-EH-SCORES"
COMPLETED, SEEN, HELD = "AE-EH-COMPLETED", "AE-EH-SEEN", "AE-EH-HELD"

ASSESSMENTS = RuleBook("Assessments")
EPISODES = RuleBook("Episodes")
INTERVENTIONS = RuleBook("Interventions")
HUB = RuleBook("FamilyHubReach")
CONFERENCES = RuleBook("FamilyGroupConferences")

NEEDS = tuple(f"need_{domain}" for domain, _ in codes.DOMAINS)
OUTCOMES = tuple(f"outcome_{domain}" for domain, _ in codes.DOMAINS)

SPANS = (
    (ASSESSMENTS, "assessment_started_on", "assessment_completed_on"),
    (EPISODES, "requested_on", "closed_on"),
    (INTERVENTIONS, "intervention_started_on", "intervention_ended_on"),
)
"""By table, what begins and what ends."""
ORDERS = (
    (EPISODES, "requested_on", "plan_started_on"),
    (EPISODES, "plan_started_on", "last_reviewed_on"),
    (INTERVENTIONS, "intervention_referred_on", "intervention_started_on"),
    (HUB, "hub_first_seen_on", "hub_last_seen_on"),
    (CONFERENCES, "conference_offered_on", "conference_held_on"),
    (CONFERENCES, "conference_held_on", "family_plan_reviewed_on"),
)
"""By table, what comes first and what not before it."""


def _enter_span(book: RuleBook, start: str, end: str) -> None:
    def ends_before_start(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[end] < rows[start]

    book.rule(
        END_BEFORE_START,
        (start, end),
        "It ends before it starts: correct one of the dates.",
        severity=Severity.REJECT,
        dimension=Dimension.ACCURACY,
    )(ends_before_start)


def _enter_order(book: RuleBook, first: str, then: str) -> None:
    def comes_before(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[then] < rows[first]

    book.rule(
        DATES,
        (first, then),
        "The second of these dates is before the first: correct one of them.",
        dimension=Dimension.ACCURACY,
    )(comes_before)


def _enter_outcome(need: str, outcome: str) -> None:
    def achieved_without_need(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows[outcome].eq(1) & rows[need].eq(0)

    EPISODES.rule(
        OUTCOME,
        (need, outcome),
        "An outcome is achieved for which there was no need: enter the need, or leave it out.",
    )(achieved_without_need)


for _parts in SPANS:
    _enter_span(*_parts)
for _parts in ORDERS:
    _enter_order(*_parts)
for _need, _outcome in zip(NEEDS, OUTCOMES, strict=True):
    _enter_outcome(_need, _outcome)


@ASSESSMENTS.rule(
    ASSESSED,
    ("assessment_completed_on", "assessment_outcome"),
    "Completion and outcome belong together: give both or neither.",
    dimension=Dimension.COMPLETENESS,
)
def completion_without_outcome(rows: pd.DataFrame) -> pd.Series[bool]:
    """One of the two alone."""
    return rows["assessment_completed_on"].isna() != rows["assessment_outcome"].isna()


@EPISODES.rule(
    CLOSURE,
    ("closed_on", "closure_reason"),
    "Closure and its reason belong together: give both or neither.",
    dimension=Dimension.COMPLETENESS,
)
def closure_without_reason(rows: pd.DataFrame) -> pd.Series[bool]:
    """One of the two alone."""
    return rows["closed_on"].isna() != rows["closure_reason"].isna()


@EPISODES.rule(
    NO_NEED,
    NEEDS,
    "No need is entered at all: say which of the ten there are.",
    dimension=Dimension.COMPLETENESS,
)
def no_need_at_all(rows: pd.DataFrame) -> pd.Series[bool]:
    """All ten are 0; where one is not answered, its own rule speaks."""
    return rows[list(NEEDS)].eq(0).fillna(value=False).astype(bool).all(axis="columns")


@EPISODES.rule(
    OPEN_OUTCOME,
    ("closed_on", *OUTCOMES),
    "Outcomes are entered of an episode that is open: enter them as it closes, or close it.",
)
def outcome_of_an_open_episode(rows: pd.DataFrame) -> pd.Series[bool]:
    """Open, and an outcome answered."""
    return rows["closed_on"].isna() & rows[list(OUTCOMES)].notna().any(axis="columns")


@EPISODES.rule(
    MET,
    ("closure_reason", *NEEDS, *OUTCOMES),
    "It closed with needs met, and a need has no outcome achieved: correct one of them.",
)
def met_without_outcomes(rows: pd.DataFrame) -> pd.Series[bool]:
    """Closed as met, with a need whose outcome is 0 or not answered."""
    unmet = rows["closure_reason"].isna()
    for need, outcome in zip(NEEDS, OUTCOMES, strict=True):
        achieved = rows[outcome].eq(1).fillna(value=False).astype(bool)
        unmet |= rows[need].eq(1).fillna(value=False).astype(bool) & ~achieved
    return rows["closure_reason"].eq(codes.NEEDS_MET) & unmet


@INTERVENTIONS.rule(
    SESSIONS,
    ("sessions_offered", "sessions_attended"),
    "More sessions were attended than offered: correct one of the numbers.",
    dimension=Dimension.ACCURACY,
)
def attended_more_than_offered(rows: pd.DataFrame) -> pd.Series[bool]:
    """Attended above offered."""
    return rows["sessions_attended"] > rows["sessions_offered"]


@INTERVENTIONS.rule(
    COMPLETED,
    ("intervention_ended_on", "completion"),
    "The end and how it ended belong together: give both or neither.",
    dimension=Dimension.COMPLETENESS,
)
def end_without_completion(rows: pd.DataFrame) -> pd.Series[bool]:
    """One of the two alone."""
    return rows["intervention_ended_on"].isna() != rows["completion"].isna()


@INTERVENTIONS.rule(
    SCORES,
    ("pre_score", "post_score"),
    "There is a score after and none before: give the one before, if it was taken.",
    dimension=Dimension.COMPLETENESS,
)
def after_without_before(rows: pd.DataFrame) -> pd.Series[bool]:
    """A post score alone."""
    return rows["post_score"].notna() & rows["pre_score"].isna()


@HUB.rule(
    SEEN,
    ("hub_last_seen_on", "hub_visits_in_12_months"),
    "There were visits, and no day of the latest: give it.",
    dimension=Dimension.COMPLETENESS,
)
def visits_without_a_day(rows: pd.DataFrame) -> pd.Series[bool]:
    """Visits, and never seen."""
    return rows["hub_visits_in_12_months"].gt(0) & rows["hub_last_seen_on"].isna()


@CONFERENCES.rule(
    HELD,
    ("conference_accepted", "conference_held_on"),
    "The family declined, and the conference was held: correct one of them.",
)
def held_though_declined(rows: pd.DataFrame) -> pd.Series[bool]:
    """Not accepted, and held."""
    return rows["conference_accepted"].eq(0) & rows["conference_held_on"].notna()


@CONFERENCES.rule(
    HELD,
    ("conference_held_on", "conference_outcome"),
    "The conference and its outcome belong together: give both or neither.",
)
def outcome_without_conference(rows: pd.DataFrame) -> pd.Series[bool]:
    """One of the two alone."""
    return rows["conference_held_on"].isna() != rows["conference_outcome"].isna()
