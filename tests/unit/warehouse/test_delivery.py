from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from ae_pipeline.indicators.milestones import Milestone, MilestoneStanding
from ae_pipeline.periods import Month
from ae_pipeline.warehouse import record
from ae_pipeline.warehouse.store import Run

RUN = Run("run-1", datetime(2025, 4, 1, 9, 0, tzinfo=UTC))
MARCH = Month(2025, 3)


def _standing(place: int, status: str | None, **told: object) -> MilestoneStanding:
    milestone = Milestone(
        id=f"P01-2024-25-{place:02d}",
        part="P01",
        part_title="Early help",
        priority=1,
        year="2024-25",
        title="Hubs opened",
        key_element=None,
        measures=(),
        send=place == 6,
    )
    days = dict.fromkeys(("evidence_on", "due_on", "completed_on", "reported_on"), None)
    flags = {"overdue": False, "unevidenced": False, "unreported": status is None, "stale": False}
    about = {"owner_role": None, "evidence": None, **days, **flags, **told}
    return MilestoneStanding(milestone, status=status, **about)


@pytest.fixture
def delivery(warehouse):
    standings = [
        _standing(1, "COMPLETE", unevidenced=True),
        _standing(2, "ON_TRACK"),
        _standing(3, "AT_RISK"),
        _standing(4, "NOT_STARTED"),
        _standing(5, None),
        _standing(6, "DELAYED", due_on=date(2025, 3, 1), overdue=True),
    ]
    with warehouse.begin() as connection:
        record.record_milestones(connection, MARCH, standings, RUN)
        rows = connection.execute(sa.text("select * from delivery order by part")).mappings().all()
    return {row["part"]: dict(row) for row in rows}


def test_every_milestone_of_a_part_and_year_is_counted_once(delivery):
    assert delivery["P01"] == {
        "month": "2025-03",
        "part": "P01",
        "part_title": "Early help",
        "year": "2024-25",
        "milestones": 6,
        "completed": 1,
        "on_track": 1,
        "at_risk": 1,
        "delayed": 1,
        "not_started": 1,
        "unreported": 1,
        "overdue": 1,
        "unevidenced": 1,
    }


def test_an_action_for_children_with_send_is_counted_again_under_send(delivery):
    send = delivery["SEND"]
    assert (send["milestones"], send["delayed"], send["overdue"]) == (1, 1, 1)
    assert (send["completed"], send["unreported"]) == (0, 0)
