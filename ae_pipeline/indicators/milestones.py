"""The plan's milestones and how each stands.

Here: ``config/milestones.yaml`` as records, and from them and what was reported by a day to the
rows of the table ``milestone``. Not here: the reports themselves (``returns.plan.facts``), the
summary by part and year (the view ``delivery``), or the shares of milestones that are measures
(``measures``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline import yaml_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date
    from pathlib import Path

COMPLETE = "COMPLETE"
"""The status of a milestone that is done, as the ``plan`` return has it."""


@dataclass(frozen=True)
class Milestone:
    """One milestone of the plan, area for improvement or wish.

    Attributes:
        id: ``P04-2024-25-07``: part, year and place in it.
        part: ``P01`` to ``P10``, ``ILACS`` or ``WISH``.
        part_title: of it, in words.
        priority: of the plan's ten.
        year: by whose end it is due: ``2024-25``.
        title: in our words.
        key_element: of its priority, that it serves; null where there is none.
        measures: ids of those that show it; none where evidence alone does.
        send: whether it is an action for children with SEND.
    """

    id: str
    part: str
    part_title: str
    priority: int
    year: str
    title: str
    key_element: str | None
    measures: tuple[str, ...]
    send: bool


@dataclass(frozen=True)
class Report:
    """What was reported of a milestone on a day; names nobody. Columns of ``milestone_report``."""

    milestone_id: str
    reported_on: date
    status: str
    owner_role: str | None
    due_on: date | None
    evidence: str | None
    evidence_on: date | None
    completed_on: date | None


@dataclass(frozen=True)
class MilestoneStanding:
    """How a milestone stands on a day: a row of the table of milestones.

    Attributes:
        status: as reported last by the day; null where nothing has been reported.
        evidence: kind of evidence; null where none is named.
        overdue: due before the day, and not complete. One due on the day is not overdue yet.
        unevidenced: said to be complete, and no evidence is named.
        unreported: nothing has been reported of it by the day.
        stale: reported, but not in the month that the day ends.
    """

    milestone: Milestone
    status: str | None
    owner_role: str | None
    evidence: str | None
    evidence_on: date | None
    due_on: date | None
    completed_on: date | None
    reported_on: date | None
    overdue: bool
    unevidenced: bool
    unreported: bool
    stale: bool


class MilestonesError(ValueError):
    """``milestones.yaml`` cannot be used. The message says which milestone and why."""


_PARTS = re.compile(r"P0[1-9]|P10|ILACS|WISH")
_YEAR = re.compile(r"20[0-9]{2}-[0-9]{2}")
_FIELDS = {"id", "priority", "element", "send", "title", "measures"}
_PRIORITIES = range(1, 11)


def read_milestones(path: Path) -> tuple[Milestone, ...]:
    """Read ``milestones.yaml``, in the plan's order.

    Raises:
        OSError: if it cannot be opened.
        MilestonesError: if an id is not that of its part, year and place, a milestone has no title
            or no priority, a field that we do not know, or a key element that its part has not.
    """
    told = yaml_file.load(path)
    return tuple(
        _milestone(part, about, year, place, entry)
        for part, about in told.items()
        for year, entries in about["milestones"].items()
        for place, entry in enumerate(entries, start=1)
    )


def unknown_measures(
    milestones: Iterable[Milestone], known: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Ids that are no measure's, by milestone. There should be none."""
    found = {
        each.id: tuple(name for name in each.measures if name not in known) for each in milestones
    }
    return {milestone: names for milestone, names in found.items() if names}


def reports_of(facts: pd.DataFrame) -> list[Report]:
    """Rows of ``milestone_report`` as records, in the order of their rows in the file."""
    names = [each.name for each in fields(Report)]
    days = [name for name in names if name.endswith("_on")]
    rows = facts.sort_values(["source_file", "source_row"])
    told = rows[names].astype(dict.fromkeys(days, "datetime64[s]")).to_dict("records")
    return [Report(**{str(name): _cell(cell) for name, cell in row.items()}) for row in told]


def unplanned(milestones: Iterable[Milestone], reports: Iterable[Report]) -> tuple[str, ...]:
    """Ids that are reported of and that the plan does not have, sorted. There should be none."""
    return tuple(sorted({each.milestone_id for each in reports} - {each.id for each in milestones}))


def standings(
    milestones: Sequence[Milestone], reports: Iterable[Report], on: date
) -> list[MilestoneStanding]:
    """How every milestone stands on a day, in the plan's order.

    Args:
        milestones: of the plan.
        reports: of any days and in any order; those after the day are not read. Of two of a
            milestone on one day the later in order is believed.
        on: the day, a month's last.

    Returns:
        One row a milestone. A report of one that the plan does not have is not read
        (``unplanned``).
    """
    last: dict[str, Report] = {}
    for report in reports:
        earlier = last.get(report.milestone_id)
        if report.reported_on <= on and (
            earlier is None or report.reported_on >= earlier.reported_on
        ):
            last[report.milestone_id] = report
    return [_standing(each, last.get(each.id), on) for each in milestones]


def _cell(cell: Any) -> Any:
    if pd.isna(cell):
        return None
    return cell.date() if isinstance(cell, pd.Timestamp) else cell


def _standing(milestone: Milestone, report: Report | None, on: date) -> MilestoneStanding:
    if report is None:
        return MilestoneStanding(
            milestone,
            status=None,
            owner_role=None,
            evidence=None,
            evidence_on=None,
            due_on=None,
            completed_on=None,
            reported_on=None,
            overdue=False,
            unevidenced=False,
            unreported=True,
            stale=False,
        )
    complete = report.status == COMPLETE
    this_month = (report.reported_on.year, report.reported_on.month) == (on.year, on.month)
    return MilestoneStanding(
        milestone,
        status=report.status,
        owner_role=report.owner_role,
        evidence=report.evidence,
        evidence_on=report.evidence_on,
        due_on=report.due_on,
        completed_on=report.completed_on,
        reported_on=report.reported_on,
        overdue=not complete and report.due_on is not None and report.due_on < on,
        unevidenced=complete and report.evidence is None,
        unreported=False,
        stale=not this_month,
    )


def _milestone(
    part: str, about: dict[str, Any], year: str, place: int, entry: dict[str, Any]
) -> Milestone:
    name = f"{part}-{year}-{place:02d}"
    if not (_PARTS.fullmatch(part) and _YEAR.fullmatch(year)):
        raise MilestonesError(f"{name} is of no part or year of the plan")
    if entry.get("id") != name:
        raise MilestonesError(f"{entry.get('id')} stands where {name} should")
    if strange := sorted(entry.keys() - _FIELDS):
        raise MilestonesError(f"{name}: no field is called {', '.join(strange)}")
    priority = entry.get("priority", about.get("priority"))
    if not isinstance(priority, int) or priority not in _PRIORITIES or not entry.get("title"):
        raise MilestonesError(f"{name}: say its title and priority")
    element = entry.get("element")
    if element is not None and element not in about["key_elements"]:
        raise MilestonesError(f"{name}: {part} has no key element {element}")
    return Milestone(
        id=name,
        part=part,
        part_title=about["title"],
        priority=priority,
        year=year,
        title=entry["title"],
        key_element=None if element is None else about["key_elements"][element],
        measures=tuple(entry["measures"]),
        send=entry.get("send", False),
    )
