"""The tables of the early help layout as Pandera models.

A layout of the house, one CSV file a table, dates DD/MM/YYYY or ISO. A cell rejects its row where
the row then counts nothing: no identifier, no day that a measure starts from, or an end that
cannot be read. All other cells warn and are blanked. Not here: rules about several cells
(``rules``).
"""

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import codes as shared
from ae_pipeline.returns import formats
from ae_pipeline.returns.early_help import codes
from ae_pipeline.validation.fields import (
    Protected,
    Protection,
    code,
    day,
    decimal,
    key,
    label,
    text,
    whole_number,
)
from ae_pipeline.validation.findings import Severity

PERSON = Protection(Protected.IDENTIFIER, "early_help/person")
FAMILY = Protection(Protected.IDENTIFIER, "early_help/family")
MOST_SESSIONS, MOST_VISITS, MOST_SCORE, MOST_STAR = 200, 400, 1_000, 100


def _person() -> Any:
    return label(
        "person_id",
        "Number of the child in this system.",
        required=True,
        severity=Severity.REJECT,
        protection=PERSON,
    )


def _need(domain: str, meaning: str) -> Any:
    return whole_number(
        f"need_{domain}", f"1 if a need was found: {meaning}.", lowest=0, highest=1, required=True
    )


def _outcome(domain: str, meaning: str) -> Any:
    return whole_number(
        f"outcome_{domain}",
        f"1 if the outcome was achieved: {meaning}; empty until the episode closes.",
        lowest=0,
        highest=1,
    )


_MEANING = dict(codes.DOMAINS)


class People(pa.DataFrameModel):
    """One row is one child whom early help, a family hub or a family group conference knows."""

    person_id: Series[str] = key(
        "person_id", "Number of the child in this system.", protection=PERSON
    )
    family_id: Series[str] = label(
        "family_id", "Number of the family in this system.", protection=FAMILY
    )
    upn: Series[str] = text(
        "upn",
        "Unique pupil number, where it is known.",
        shape=formats.upn,
        expected="a UPN of 13 characters with the right check letter",
        protection=Protection(Protected.PUPIL),
    )
    forename: Series[str] = label(
        "forename", "First name.", required=True, protection=Protection(Protected.NAME)
    )
    surname: Series[str] = label(
        "surname", "Last name.", required=True, protection=Protection(Protected.NAME)
    )
    date_of_birth: Series[pa.DateTime] = day("date_of_birth", "Date of birth.", required=True)
    sex: Series[str] = code("sex", "Sex: M, F, or U not known.", shared.SEX, required=True)
    ethnicity: Series[str] = code(
        "ethnicity", "Ethnicity, main code.", shared.ETHNIC, required=True
    )
    home_postcode: Series[str] = text(
        "home_postcode",
        "Postcode of the home.",
        shape=formats.postcode,
        expected="a whole postcode",
        protection=Protection(Protected.POSTCODE),
    )

    class Config:
        """Pandera's settings."""

        name = "People"


class Assessments(pa.DataFrameModel):
    """One row is one early help assessment of one child."""

    eh_assessment_id: Series[str] = key(
        "eh_assessment_id",
        "Number of the assessment.",
        protection=Protection(Protected.IDENTIFIER, "early_help/assessment"),
    )
    eh_episode_id: Series[str] = label(
        "eh_episode_id",
        "Number of the episode it belongs to.",
        protection=Protection(Protected.IDENTIFIER, "early_help/episode"),
    )
    person_id: Series[str] = _person()
    assessment_started_on: Series[pa.DateTime] = day(
        "assessment_started_on", "Day it began.", required=True, severity=Severity.REJECT
    )
    assessment_completed_on: Series[pa.DateTime] = day(
        "assessment_completed_on",
        "Day it was completed; empty while it is under way.",
        severity=Severity.REJECT,
    )
    assessing_organisation: Series[str] = label(
        "assessing_organisation", "Who made it.", required=True
    )
    assessment_outcome: Series[str] = code(
        "assessment_outcome", "What came of it.", codes.ASSESSMENT_OUTCOME
    )

    class Config:
        """Pandera's settings."""

        name = "Assessments"


class Episodes(pa.DataFrameModel):
    """One row is one time that early help or targeted help worked with one child."""

    eh_episode_id: Series[str] = key(
        "eh_episode_id",
        "Number of the episode.",
        protection=Protection(Protected.IDENTIFIER, "early_help/episode"),
    )
    person_id: Series[str] = _person()
    family_id: Series[str] = label(
        "family_id", "Number of the family in this system.", protection=FAMILY
    )
    requested_on: Series[pa.DateTime] = day(
        "requested_on", "Day help was asked for.", required=True, severity=Severity.REJECT
    )
    request_source: Series[str] = code(
        "request_source", "Who asked for help.", codes.SOURCE, required=True
    )
    level_of_need: Series[str] = code(
        "level_of_need", "2 early help, 3 targeted help.", codes.LEVEL, required=True
    )
    lead_agency: Series[str] = label("lead_agency", "Agency of the lead professional.")
    plan_started_on: Series[pa.DateTime] = day("plan_started_on", "Day the plan began.")
    last_reviewed_on: Series[pa.DateTime] = day(
        "last_reviewed_on", "Day the plan was last reviewed."
    )
    closed_on: Series[pa.DateTime] = day(
        "closed_on", "Day it closed; empty while it is open.", severity=Severity.REJECT
    )
    closure_reason: Series[str] = code("closure_reason", "Why it closed.", codes.CLOSURE)
    need_education: Series[pd.Int64Dtype] = _need("education", _MEANING["education"])
    need_early_years: Series[pd.Int64Dtype] = _need("early_years", _MEANING["early_years"])
    need_health: Series[pd.Int64Dtype] = _need("health", _MEANING["health"])
    need_substance_use: Series[pd.Int64Dtype] = _need("substance_use", _MEANING["substance_use"])
    need_family_relationships: Series[pd.Int64Dtype] = _need(
        "family_relationships", _MEANING["family_relationships"]
    )
    need_safety: Series[pd.Int64Dtype] = _need("safety", _MEANING["safety"])
    need_crime: Series[pd.Int64Dtype] = _need("crime", _MEANING["crime"])
    need_domestic_abuse: Series[pd.Int64Dtype] = _need("domestic_abuse", _MEANING["domestic_abuse"])
    need_housing: Series[pd.Int64Dtype] = _need("housing", _MEANING["housing"])
    need_finances: Series[pd.Int64Dtype] = _need("finances", _MEANING["finances"])
    outcome_education: Series[pd.Int64Dtype] = _outcome("education", _MEANING["education"])
    outcome_early_years: Series[pd.Int64Dtype] = _outcome("early_years", _MEANING["early_years"])
    outcome_health: Series[pd.Int64Dtype] = _outcome("health", _MEANING["health"])
    outcome_substance_use: Series[pd.Int64Dtype] = _outcome(
        "substance_use", _MEANING["substance_use"]
    )
    outcome_family_relationships: Series[pd.Int64Dtype] = _outcome(
        "family_relationships", _MEANING["family_relationships"]
    )
    outcome_safety: Series[pd.Int64Dtype] = _outcome("safety", _MEANING["safety"])
    outcome_crime: Series[pd.Int64Dtype] = _outcome("crime", _MEANING["crime"])
    outcome_domestic_abuse: Series[pd.Int64Dtype] = _outcome(
        "domestic_abuse", _MEANING["domestic_abuse"]
    )
    outcome_housing: Series[pd.Int64Dtype] = _outcome("housing", _MEANING["housing"])
    outcome_finances: Series[pd.Int64Dtype] = _outcome("finances", _MEANING["finances"])
    star_score_start: Series[pd.Int64Dtype] = whole_number(
        "star_score_start", "Sum of the family's outcomes star at the start.", lowest=0,
        highest=MOST_STAR,
    )  # fmt: skip
    star_score_end: Series[pd.Int64Dtype] = whole_number(
        "star_score_end", "The same at the close.", lowest=0, highest=MOST_STAR
    )

    class Config:
        """Pandera's settings."""

        name = "Episodes"


class Interventions(pa.DataFrameModel):
    """One row is one child's time in one targeted programme."""

    intervention_id: Series[str] = key(
        "intervention_id",
        "Number of the intervention.",
        protection=Protection(Protected.IDENTIFIER, "early_help/intervention"),
    )
    person_id: Series[str] = _person()
    programme: Series[str] = label(
        "programme", "Name of the programme.", required=True, severity=Severity.REJECT
    )
    provider: Series[str] = label("provider", "Who gives it.")
    intervention_referred_on: Series[pa.DateTime] = day(
        "intervention_referred_on", "Day the child was put forward."
    )
    intervention_started_on: Series[pa.DateTime] = day(
        "intervention_started_on", "Day it began.", required=True, severity=Severity.REJECT
    )
    intervention_ended_on: Series[pa.DateTime] = day(
        "intervention_ended_on", "Day it ended; empty while it lasts.", severity=Severity.REJECT
    )
    sessions_offered: Series[pd.Int64Dtype] = whole_number(
        "sessions_offered", "Sessions offered so far.", lowest=0, highest=MOST_SESSIONS
    )
    sessions_attended: Series[pd.Int64Dtype] = whole_number(
        "sessions_attended", "Sessions attended so far.", lowest=0, highest=MOST_SESSIONS
    )
    completion: Series[str] = code("completion", "How it ended.", codes.COMPLETION)
    measure: Series[str] = label("measure", "Name of the measure it is judged by.")
    better: Series[str] = code("better", "Which score is the better one.", codes.BETTER)
    least_change: Series[pd.Float64Dtype] = decimal(
        "least_change", "The smallest change of the score that counts.", lowest=0,
        highest=MOST_SCORE,
    )  # fmt: skip
    pre_score: Series[pd.Float64Dtype] = decimal(
        "pre_score", "Score before.", lowest=0, highest=MOST_SCORE
    )
    post_score: Series[pd.Float64Dtype] = decimal(
        "post_score", "Score after.", lowest=0, highest=MOST_SCORE
    )
    goal_met: Series[pd.Int64Dtype] = whole_number(
        "goal_met", "1 if the child's own goal was met.", lowest=0, highest=1
    )

    class Config:
        """Pandera's settings."""

        name = "Interventions"


class FamilyHubReach(pa.DataFrameModel):
    """One row is one child under five who is registered with a family hub."""

    person_id: Series[str] = key(
        "person_id", "Number of the child in this system.", protection=PERSON
    )
    hub: Series[str] = label(
        "hub", "Name of the family hub.", required=True, severity=Severity.REJECT
    )
    hub_registered_on: Series[pa.DateTime] = day(
        "hub_registered_on", "Day of registering.", required=True
    )
    hub_first_seen_on: Series[pa.DateTime] = day("hub_first_seen_on", "Day of the first visit.")
    hub_last_seen_on: Series[pa.DateTime] = day(
        "hub_last_seen_on", "Day of the latest visit; empty if there was none."
    )
    hub_visits_in_12_months: Series[pd.Int64Dtype] = whole_number(
        "hub_visits_in_12_months", "Visits in the twelve months to the day of the export.",
        lowest=0, highest=MOST_VISITS, required=True,
    )  # fmt: skip
    hub_activity: Series[str] = code(
        "hub_activity", "What the family mostly came for.", codes.HUB_ACTIVITY
    )

    class Config:
        """Pandera's settings."""

        name = "FamilyHubReach"


class FamilyGroupConferences(pa.DataFrameModel):
    """One row is one child about whom a family group conference was offered."""

    conference_id: Series[str] = key(
        "conference_id",
        "Number of the offer about this child.",
        protection=Protection(Protected.IDENTIFIER, "early_help/conference"),
    )
    person_id: Series[str] = _person()
    conference_reason: Series[str] = code(
        "conference_reason", "Why it was offered.", codes.CONFERENCE_REASON, required=True
    )
    conference_offered_on: Series[pa.DateTime] = day(
        "conference_offered_on", "Day it was offered.", required=True, severity=Severity.REJECT
    )
    conference_accepted: Series[pd.Int64Dtype] = whole_number(
        "conference_accepted", "1 if the family accepted; empty while it considers.", lowest=0,
        highest=1,
    )  # fmt: skip
    conference_held_on: Series[pa.DateTime] = day(
        "conference_held_on", "Day it was held; empty if it was not.", severity=Severity.REJECT
    )
    conference_outcome: Series[str] = code(
        "conference_outcome", "Whether a family plan was agreed.", codes.CONFERENCE_OUTCOME
    )
    family_plan_reviewed_on: Series[pa.DateTime] = day(
        "family_plan_reviewed_on", "Day the family plan was reviewed."
    )

    class Config:
        """Pandera's settings."""

        name = "FamilyGroupConferences"
