"""Audits of practice, their moderation, and the actions that follow.

Not here: what children and families say (``voices``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.population.days import NEVER
from ae_city.population.draws import Draws
from ae_city.services.drawing import by_year, monthly, picked, text
from ae_city.services.working_days import working_days_later, years_to_march

if TYPE_CHECKING:
    from ae_city.population.draws import Flags, Numbers
    from ae_city.services.services import Services

GRADES = ("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE")
_GOOD, _IMPROVE, _INADEQUATE = 1, 2, 3
_TOOLS = {
    "CORE": 55,
    "THEMATIC": 18,
    "DIP_SAMPLE": 12,
    "PRACTICE_WEEK": 8,
    "PARTNERSHIP": 4,
    "EHC_PLAN": 3,
}
_SERVICES = {
    "SOCIAL_WORK": 30, "ASSESSMENT": 18, "CARE": 18, "FRONT_DOOR": 10, "LEAVING_CARE": 8,
    "DISABILITY": 6, "FOSTERING": 4, "EARLY_HELP": 4, "SEND": 2,
}  # fmt: skip
_OWNERS = {"Team Manager": 55, "Social Worker": 30, "Service Manager": 12, "Head of Service": 3}
_IMPACTS = {"IMPROVED": 62, "NO_CHANGE": 14, "NOT_KNOWN": 24}
_OUTSTANDING = 0.08
_PART_GRADES = ("assessment_grade", "planning_grade", "oversight_grade", "voice_grade")
_CHILD_ASKED = 0.6
_ACTIONS = (0.0, 0.8, 2.2, 3.6)
"""Actions an audit of each grade asks for, on average."""
_DAYS_FOR_ACTION = 20


def tell_audits(services: Services) -> pd.DataFrame:
    """Every audit: ``planned``, ``done`` (days), grades, who and whom; indexed by number from 0.

    ``grade`` and those of its parts are places in ``GRADES``; ``re_audit_of`` is the number of an
    audit found inadequate that this one follows up, or -1.
    """
    figures = services.figures.quality
    draws = Draws(services.seed, "services: audits")
    planned = monthly(services, figures.audits_a_month, draws)
    years = years_to_march(planned)
    grade = _grades(services, years, draws)
    done = draws.uniform(len(planned)) < by_year(figures.audits_done, years)
    completed = np.where(done, planned + draws.whole(-12, 14, len(planned)), NEVER)
    audits = pd.DataFrame(
        {"planned": planned, "done": completed, "grade": grade, "re_audit_of": -1}
    )
    audits = _with_re_audits(audits, draws)
    count = len(audits)
    parts = {
        name: np.clip(audits["grade"].to_numpy() + draws.whole(-2, 2, count) // 2, 0, _INADEQUATE)
        for name in _PART_GRADES
    }
    years = years_to_march(audits["planned"].to_numpy())
    families = draws.uniform(count) < by_year(figures.family_feedback, years)
    return audits.assign(
        **parts,
        tool=text(picked(_TOOLS, count, draws)),
        service=text(picked(_SERVICES, count, draws)),
        team=text(picked(services.figures.workforce.teams, count, draws)),
        person=services.children_on(audits["planned"].to_numpy(), draws),
        auditor=services.workers_on(audits["planned"].to_numpy(), draws),
        family=text(np.where(families, "Y", "N")),
        child=text(np.where(families & draws.happens(_CHILD_ASKED, count), "Y", "N")),
        moderated=_moderated(audits, figures.moderated, draws),
        moderator=services.workers_on(audits["planned"].to_numpy(), draws),
        moderated_grade=_moderated_grade(audits, figures.moderator_agrees, draws),
    )


def _grades(services: Services, years: Numbers, draws: Draws) -> Numbers:
    figures = services.figures.quality
    drawn = draws.uniform(len(years))
    good, bad = by_year(figures.audits_good, years), by_year(figures.audits_inadequate, years)
    grade = np.where(drawn < good, _GOOD, np.where(drawn >= 1 - bad, _INADEQUATE, _IMPROVE))
    grade[drawn < good * _OUTSTANDING] = 0
    return grade


def _with_re_audits(audits: pd.DataFrame, draws: Draws) -> pd.DataFrame:
    """What was inadequate is looked at again after three to five months, and mostly better."""
    bad = np.flatnonzero((audits["grade"] == _INADEQUATE) & (audits["done"] < NEVER))
    planned = audits["done"].to_numpy()[bad] + draws.whole(80, 150, len(bad))
    again = pd.DataFrame(
        {
            "planned": planned,
            "done": planned + draws.whole(-5, 15, len(bad)),
            "grade": np.where(draws.happens(0.55, len(bad)), _GOOD, _IMPROVE),
            "re_audit_of": bad,
        }
    )
    return pd.concat([audits, again], ignore_index=True)


def _moderated(audits: pd.DataFrame, share: float, draws: Draws) -> Numbers:
    """Days of moderation; never for most."""
    done = audits["done"].to_numpy()
    chosen = draws.happens(share, len(audits)) & (done < NEVER)
    return np.where(chosen, done + draws.whole(4, 25, len(audits)), NEVER)


def _moderated_grade(audits: pd.DataFrame, agrees: float, draws: Draws) -> Numbers:
    """The auditor's grade, or one beside it; more often a worse one."""
    changed = ~draws.happens(agrees, len(audits))
    step = np.where(draws.happens(0.75, len(audits)), 1, -1)
    graded: Numbers = np.clip(audits["grade"].to_numpy() + changed * step, 0, _INADEQUATE)
    return graded


def tell_actions(services: Services, audits: pd.DataFrame) -> pd.DataFrame:
    """Actions: ``audit`` (number), ``raised``, ``due``, ``closed`` (days), owner and impact."""
    figures = services.figures.quality
    draws = Draws(services.seed, "services: audit actions")
    done = audits[audits["done"] < NEVER]
    mean = np.array(_ACTIONS)[done["grade"].to_numpy()]
    count = (mean * (0.5 + draws.uniform(len(done))) + draws.uniform(len(done))).astype(np.int64)
    audit = np.repeat(done.index.to_numpy(), count)
    raised = np.repeat(done["done"].to_numpy(), count) + draws.whole(0, 4, len(audit))
    due = working_days_later(raised, _DAYS_FOR_ACTION)
    on_time = draws.uniform(len(audit)) < by_year(figures.actions_on_time, years_to_march(due))
    late = draws.whole(1, 70, len(audit))
    early = -np.minimum(draws.whole(0, 18, len(audit)), due - raised)
    return pd.DataFrame(
        {
            "audit": audit,
            "raised": raised,
            "due": due,
            "closed": due + np.where(on_time, early, late),
            "owner": text(picked(_OWNERS, len(audit), draws)),
            "impact": text(picked(_IMPACTS, len(audit), draws)),
        }
    )


def shown(places: pd.Series[int], where: Flags | pd.Series[bool]) -> pd.Series[str]:
    """Grades by their places, where there is one."""
    return text(np.array(GRADES)[places.to_numpy()]).where(np.asarray(where))
