"""The system in which the plan's delivery is reported, monthly since the plan was agreed.

Here: how reports become the table of the ``plan`` return. Not here: how milestones fare
(``milestones``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_city.services.milestones import tell_milestones, tell_reports
from ae_city.services.telling import Telling
from ae_city.services.working_days import dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_city.services.services import Services
    from ae_city.services.system import CsvSystem

NAME = "plan"
FILES = {"Milestones": "milestones.csv"}


def plan(services: Services) -> CsvSystem:
    """The system of the ``plan`` return."""
    agreed = services.figures.plan.agreed
    return services.csv_system(NAME, FILES, lambda: _tell(services), first=agreed)


def _tell(services: Services) -> Mapping[str, Telling]:
    reports = tell_reports(services)
    milestones = tell_milestones(services).loc[reports["milestone"]].reset_index(drop=True)
    day = dates(reports["day"].to_numpy())
    rows = pd.DataFrame(
        {
            "milestone_id": milestones["name"],
            "reported_on": day,
            "status": reports["status"],
            "owner_role": milestones["owner"],
            "due_on": dates(milestones["due"].to_numpy()),
            "evidence": reports["evidence"],
            "evidence_on": dates(reports["evidenced"].to_numpy()),
            "completed_on": dates(reports["done"].to_numpy()),
        }
    )
    return {"Milestones": Telling(rows, known=day, until=day)}
