"""What the early help return tells: episodes, assessments, programmes, hubs and conferences.

An export tells of all that was open in the last 24 months as it stands now, so the newest is
believed and the earlier ones are not read. Not here: who is counted (``measures``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.facts.coverage import window_covered
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows
from ae_pipeline.returns.early_help.codes import DOMAINS
from ae_pipeline.schema.early_help import (
    early_help_assessment,
    early_help_episode,
    family_group_conference,
    family_hub_child,
    targeted_intervention,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS_TOLD = 24
"""What ended longer before the end of the export's month is not in it."""
_PARTS = 100
"""Scores have two decimals; in hundredths they are whole."""
_EPISODE = {
    "eh_episode_id": "episode_id",
    "star_score_start": "star_start",
    "star_score_end": "star_end",
}
_ASSESSMENT = {
    "eh_episode_id": "episode_id",
    "assessment_started_on": "started_on",
    "assessment_completed_on": "completed_on",
    "assessing_organisation": "organisation",
    "assessment_outcome": "outcome",
}
_INTERVENTION = {
    "intervention_started_on": "started_on",
    "intervention_ended_on": "ended_on",
}
_SCORES = {"least_change": "least_change", "pre_score": "score_before", "post_score": "score_after"}
_HUB = {
    "hub_registered_on": "registered_on",
    "hub_first_seen_on": "first_seen_on",
    "hub_last_seen_on": "last_seen_on",
}
_CONFERENCE = {
    "conference_reason": "reason",
    "conference_offered_on": "offered_on",
    "conference_accepted": "accepted",
    "conference_held_on": "held_on",
    "conference_outcome": "outcome",
    "family_plan_reviewed_on": "plan_reviewed_on",
}
_FAMILY, _AGENCY, _CLOSED, _REQUESTED = "family_id", "lead_agency", "closed_on", "requested_on"


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    """The newest drop's rows.

    A row of a child whom nobody is known by stays, without a person: it is help that was given.
    Not so at family hubs, where the child's age decides who counts.
    """
    newest = drops[-1]
    tables = {
        name: rows.assign(person_id=newest.person(rows["person_id"]))
        for name, rows in newest.tables.items()
    }
    hub = tables["family_hub_reach"].rename(columns=_HUB)
    conferences = tables["family_group_conferences"].rename(columns=_CONFERENCE)
    return {
        early_help_episode.name: _episodes(tables["episodes"]),
        early_help_assessment.name: _assessments(tables["assessments"], tables["episodes"]),
        targeted_intervention.name: _interventions(tables["interventions"]),
        family_hub_child.name: hub[hub["person_id"].notna()].reset_index(drop=True),
        family_group_conference.name: conferences.assign(accepted=_yes(conferences["accepted"])),
    }


def _episodes(rows: pd.DataFrame) -> pd.DataFrame:
    """Needs and outcomes counted: an outcome without its need, or not answered, adds nothing."""
    needs = achieved = pd.Series(0, index=rows.index, dtype="int64")
    for domain, _ in DOMAINS:
        need = rows[f"need_{domain}"].eq(1).fillna(value=False).astype("bool")
        outcome = rows[f"outcome_{domain}"].eq(1).fillna(value=False).astype("bool")
        needs = needs + need
        achieved = achieved + (need & outcome)
    return rows.rename(columns=_EPISODE).assign(needs_found=needs, outcomes_achieved=achieved)


def _assessments(rows: pd.DataFrame, episodes: pd.DataFrame) -> pd.DataFrame:
    """Assessments with the days of their episodes, of which each is told once."""
    own = episodes.drop_duplicates("eh_episode_id", keep="last")[
        ["eh_episode_id", _REQUESTED, _CLOSED]
    ]
    told = rows.merge(own, on="eh_episode_id", how="left").rename(columns=_ASSESSMENT)
    return told.rename(columns={_CLOSED: "episode_closed_on"}).assign(
        requested_on=told[_REQUESTED].fillna(told["started_on"])
    )


def _interventions(rows: pd.DataFrame) -> pd.DataFrame:
    scores = {ours: _hundredths(rows[theirs]) for theirs, ours in _SCORES.items()}
    return rows.rename(columns=_INTERVENTION).assign(**scores, goal_met=_yes(rows["goal_met"]))


def _hundredths(values: pd.Series[Any]) -> pd.Series[Any]:
    return (values.astype("Float64") * _PARTS).round().astype("Int64")


def _yes(flags: pd.Series[Any]) -> pd.Series[Any]:
    """True for 1, false for 0, null where not answered."""
    return flags.astype("Int64").eq(1).astype("boolean")


FACTS = Facts(
    source="early_help",
    reads={
        "episodes": (
            *_EPISODE,
            *("person_id", _FAMILY, _REQUESTED, "level_of_need", _AGENCY, _CLOSED),
            "closure_reason",
            *(f"{kind}_{domain}" for kind in ("need", "outcome") for domain, _ in DOMAINS),
        ),
        "assessments": ("person_id", *_ASSESSMENT),
        "interventions": (
            *("person_id", "programme", "provider", *_INTERVENTION, "completion", "better"),
            *(*_SCORES, "goal_met"),
        ),
        "family_hub_reach": ("person_id", "hub", *_HUB),
        "family_group_conferences": ("person_id", *_CONFERENCE),
    },
    makes=(
        FactTable(early_help_episode, ("episodes",)),
        FactTable(early_help_assessment, ("assessments", "episodes")),
        FactTable(targeted_intervention, ("interventions",)),
        FactTable(family_hub_child, ("family_hub_reach",)),
        FactTable(family_group_conference, ("family_group_conferences",)),
    ),
    covers=window_covered(_MONTHS_TOLD),
    build=_build,
)
