"""The quality assurance system: audits and what follows, what people say, other doors.

Here: how lives become the tables of the ``quality_assurance`` return. Not here: the lives
(``auditing``, ``voices``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_city.population.days import NEVER
from ae_city.services import voices
from ae_city.services.auditing import shown, tell_actions, tell_audits
from ae_city.services.drawing import delays, numbered
from ae_city.services.telling import Telling
from ae_city.services.working_days import dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_city.services.services import Services
    from ae_city.services.system import CsvSystem

NAME = "quality_assurance"
FILES = {
    "Audits": "audits.csv",
    "Moderation": "moderation.csv",
    "Actions": "actions.csv",
    "Complaints": "complaints.csv",
    "Compliments": "compliments.csv",
    "Participation": "participation.csv",
    "TenWishes": "ten_wishes.csv",
    "Allegations": "allegations.csv",
    "OutOfHours": "out_of_hours.csv",
}
_PLANNED_AHEAD = pd.Timedelta(60, unit="D")
_GRADES = ("overall_grade", "assessment_grade", "planning_grade", "oversight_grade", "voice_grade")


def quality_assurance(services: Services) -> CsvSystem:
    """The system of the ``quality_assurance`` return."""
    return services.csv_system(NAME, FILES, lambda: _tell(services))


def _tell(services: Services) -> Mapping[str, Telling]:
    audits = tell_audits(services)
    return {
        **_audits(services, audits),
        "Actions": _actions(services, audits),
        "Complaints": _complaints(services),
        "Compliments": _compliments(services),
        "Participation": _participation(services),
        "TenWishes": _wishes(services),
        "Allegations": _allegations(services),
        "OutOfHours": _out_of_hours(services),
    }


def _audits(services: Services, audits: pd.DataFrame) -> dict[str, Telling]:
    numbers = numbered("A", len(audits))
    done = audits["done"] < NEVER
    before = audits["re_audit_of"]
    planned, completed = dates(audits["planned"].to_numpy()), dates(audits["done"].to_numpy())
    rows = pd.DataFrame(
        {
            "audit_id": numbers,
            "planned_on": planned,
            "completed_on": completed,
            "tool": audits["tool"],
            "service": audits["service"],
            "team": audits["team"],
            "child_id": services.child_ids(audits["person"], "audits"),
            "auditor": audits["auditor"],
            "overall_grade": shown(audits["grade"], done),
            "assessment_grade": shown(audits["assessment_grade"], done),
            "planning_grade": shown(audits["planning_grade"], done),
            "oversight_grade": shown(audits["oversight_grade"], done),
            "voice_grade": shown(audits["voice_grade"], done),
            "family_feedback": audits["family"].where(done),
            "child_feedback": audits["child"].where(done),
            "re_audit_of": numbers.reindex(before.clip(lower=0))
            .set_axis(audits.index)
            .where(before >= 0),
        }
    )
    told_when_done = (*_GRADES, "family_feedback", "child_feedback")
    delay = delays(services, "audits", len(audits))
    moderated = audits["moderated"] < NEVER
    on = dates(audits["moderated"].to_numpy())
    moderation = pd.DataFrame(
        {
            "audit_id": numbers,
            "moderated_on": on,
            "moderator": audits["moderator"],
            "moderated_grade": shown(audits["moderated_grade"], moderated),
        }
    )
    return {
        "Audits": Telling(
            rows,
            known=planned - _PLANNED_AHEAD,
            until=planned,
            events={"completed_on": told_when_done},
            delay=delay,
        ),
        "Moderation": Telling(moderation, known=on, until=on, delay=delay),
    }


def _actions(services: Services, audits: pd.DataFrame) -> Telling:
    told = tell_actions(services, audits)
    raised, due, closed = (dates(told[name].to_numpy()) for name in ("raised", "due", "closed"))
    numbers = numbered("A", len(audits))
    rows = pd.DataFrame(
        {
            "action_id": numbered("T", len(told)),
            "audit_id": pd.Series(numbers.to_numpy()[told["audit"].to_numpy()], dtype="str"),
            "raised_on": raised,
            "action_due_on": due,
            "action_closed_on": closed,
            "owner_role": told["owner"],
            "impact": told["impact"],
        }
    )
    return Telling(
        rows,
        known=raised,
        until=closed,
        events={"action_closed_on": ("impact",)},
        delay=delays(services, "audit actions", len(told)),
    )


def _complaints(services: Services) -> Telling:
    told = voices.tell_complaints(services)
    received, due, answered = (
        dates(told[name].to_numpy()) for name in ("received", "due", "answered")
    )
    numbers = numbered("C", len(told))
    before = told["follows"]
    rows = pd.DataFrame(
        {
            "complaint_id": numbers,
            "stage": told["stage"],
            "complaint_on": received,
            "extended": told["extended"],
            "answer_due_on": due,
            "answered_on": answered,
            "outcome": told["outcome"],
            "complainant": told["complainant"],
            "service": told["service"],
            "child_id": services.child_ids(told["person"], "complaints"),
            "follows": numbers.reindex(before.clip(lower=0))
            .set_axis(told.index)
            .where(before >= 0),
            "ombudsman": told["ombudsman"],
        }
    )
    return Telling(
        rows,
        known=received,
        until=answered,
        events={"answered_on": ("outcome", "ombudsman")},
        delay=delays(services, "complaints", len(told)),
    )


def _compliments(services: Services) -> Telling:
    told = voices.tell_compliments(services)
    received = dates(told["received"].to_numpy())
    rows = pd.DataFrame(
        {
            "compliment_id": numbered("P", len(told)),
            "compliment_on": received,
            "given_by": told["given_by"],
            "service": told["service"],
        }
    )
    return Telling(rows, known=received, until=received)


def _participation(services: Services) -> Telling:
    told = voices.tell_participation(services)
    held = dates(told["held"].to_numpy())
    rows = pd.DataFrame(
        {
            "activity_id": numbered("Y", len(told)),
            "held_on": held,
            "activity": told["activity"],
            "group": told["group"],
            "taking_part": told["children"],
            "change_made": told["change"],
            "reported_back_on": dates(told["told_back"].to_numpy()),
        }
    )
    return Telling(
        rows,
        known=held,
        until=held,
        events={"reported_back_on": ()},
        delay=delays(services, "participation", len(told)),
    )


def _wishes(services: Services) -> Telling:
    told = voices.tell_wishes(services)
    answered = dates(told["answered"].to_numpy())
    rows = pd.DataFrame(
        {
            "response_id": numbered("W", len(told)),
            "answered_survey_on": answered,
            "group": told["group"],
            "age_band": told["age"],
            **{name: told[name] for name in told.columns if name.startswith("wish_")},
        }
    )
    return Telling(rows, known=answered, until=answered)


def _allegations(services: Services) -> Telling:
    told = voices.tell_allegations(services)
    received, decided, met, closed = (
        dates(told[name].to_numpy()) for name in ("received", "decided", "met", "closed")
    )
    rows = pd.DataFrame(
        {
            "allegation_id": numbered("L", len(told)),
            "allegation_on": received,
            "sector": told["sector"],
            "decided_on": decided,
            "meeting_on": met,
            "allegation_closed_on": closed,
            "finding": told["finding"],
        }
    )
    return Telling(
        rows,
        known=received,
        until=closed,
        events={"decided_on": (), "meeting_on": (), "allegation_closed_on": ("finding",)},
        delay=delays(services, "allegations", len(told)),
    )


def _out_of_hours(services: Services) -> Telling:
    told = voices.tell_out_of_hours(services)
    received = dates(told["received"].to_numpy())
    rows = pd.DataFrame(
        {
            "contact_id": numbered("N", len(told), 6),
            "contact_on": received,
            "child_id": services.child_ids(told["person"], "out of hours"),
            "concern": told["concern"],
            "response": told["response"],
            "response_minutes": told["minutes"],
            "handed_over_on": dates(told["handed_over"].to_numpy()),
        }
    )
    return Telling(rows, known=received, until=received, events={"handed_over_on": ()})
