from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import yaml

from ae_city.configuration import DEFAULTS
from ae_pipeline.indicators.milestones import (
    Milestone,
    MilestonesError,
    Report,
    read_milestones,
    reports_of,
    standings,
    unknown_measures,
    unplanned,
)
from ae_pipeline.indicators.outcomes import StatementKind, read_outcomes

CONFIG = Path(__file__).parents[3] / "config"
MARCH = date(2025, 3, 31)
_PER_YEAR = {
    "P01": (13, 9, 10),
    "P02": (12, 8, 6),
    "P03": (13, 13, 8),
    "P04": (12, 9, 8),
    "P05": (9, 8, 6),
    "P06": (10, 8, 7),
    "P07": (11, 10, 8),
    "P08": (7, 5, 4),
    "P09": (5, 0, 0),
    "P10": (0, 0, 6),
    "ILACS": (0, 0, 8),
    "WISH": (0, 0, 10),
}
"""Counted by hand in the plan."""
_YEARS = ("2024-25", "2025-26", "2026-27")


def _milestone(name="P01-2024-25-01", *, send=False, **columns):
    part, _, _ = name.partition("-")
    year = name[len(part) + 1 : -3]
    about = {"title": "Hubs opened", "key_element": "Family hubs", "measures": ()}
    return Milestone(name, part, "Early help", 1, year, send=send, **(about | columns))


def _report(status, milestone="P01-2024-25-01", *, on="2025-03-31", due="2026-03-31", **columns):
    about = {"owner_role": "Head", "evidence": None, "evidence_on": None, "completed_on": None}
    return Report(
        milestone_id=milestone,
        reported_on=date.fromisoformat(on),
        status=status,
        due_on=None if due is None else date.fromisoformat(due),
        **(about | columns),
    )


def _stands(*reports, on=MARCH):
    (found,) = standings([_milestone()], reports, on)
    return found


def test_the_file_has_every_milestone_of_the_plan_under_the_id_it_is_reported_by():
    milestones = read_milestones(CONFIG / "milestones.yaml")
    expected = [
        f"{part}-{year}-{place:02d}"
        for part, counts in _PER_YEAR.items()
        for year, count in zip(_YEARS, counts, strict=True)
        for place in range(1, count + 1)
    ]
    assert [each.id for each in milestones] == expected
    assert len(milestones) == 243


def test_the_city_reports_on_as_many_as_the_plan_has():
    services = yaml.safe_load((DEFAULTS / "city_services.yaml").read_text(encoding="utf-8"))
    for part, counts in _PER_YEAR.items():
        by_year = dict(zip(_YEARS, counts, strict=True))
        assert services["plan"]["milestones"][part] == {
            year: count for year, count in by_year.items() if count
        }


def test_the_key_elements_of_every_priority_are_rows_of_the_outcomes():
    statements = read_outcomes(CONFIG / "outcomes.yaml")
    rows = {each.id for each in statements if each.kind is StatementKind.KEY_ELEMENT}
    told = yaml.safe_load((CONFIG / "milestones.yaml").read_text(encoding="utf-8"))
    elements = {f"{part}-K{each}" for part, about in told.items() for each in about["key_elements"]}
    assert elements == rows


def test_titles_are_short():
    assert max(len(each.title) for each in read_milestones(CONFIG / "milestones.yaml")) <= 110


_FILE = """
P01:
  title: Early help
  priority: 1
  key_elements: {{1: Family hubs}}
  milestones:
    2024-25:
      - {{{first}}}
"""


@pytest.mark.parametrize(
    ("first", "complaint"),
    [
        ("id: P01-2024-25-02, title: x, measures: []", "stands where P01-2024-25-01 should"),
        ("id: P01-2024-25-01, measures: []", "title and priority"),
        ("id: P01-2024-25-01, title: x, priority: 11, measures: []", "title and priority"),
        ("id: P01-2024-25-01, title: x, element: 2, measures: []", "no key element 2"),
        ("id: P01-2024-25-01, title: x, measure: [], measures: []", "no field is called measure"),
    ],
)
def test_a_milestone_that_cannot_be_used_is_refused(tmp_path, first, complaint):
    path = tmp_path / "milestones.yaml"
    path.write_text(_FILE.format(first=first), encoding="utf-8")
    with pytest.raises(MilestonesError, match=complaint):
        read_milestones(path)


def test_a_part_that_the_plan_has_not_is_refused(tmp_path):
    path = tmp_path / "milestones.yaml"
    text = _FILE.format(first="id: P11-2024-25-01, title: x, measures: []")
    path.write_text(text.replace("P01:", "P11:"), encoding="utf-8")
    with pytest.raises(MilestonesError, match="no part"):
        read_milestones(path)


def test_a_milestone_is_read_with_its_key_element_in_words(tmp_path):
    path = tmp_path / "milestones.yaml"
    first = "id: P01-2024-25-01, title: Hubs opened, element: 1, send: true, measures: [a, b]"
    path.write_text(_FILE.format(first=first), encoding="utf-8")
    (found,) = read_milestones(path)
    assert found == Milestone(
        id="P01-2024-25-01",
        part="P01",
        part_title="Early help",
        priority=1,
        year="2024-25",
        title="Hubs opened",
        key_element="Family hubs",
        measures=("a", "b"),
        send=True,
    )
    assert unknown_measures([found], {"a"}) == {"P01-2024-25-01": ("b",)}
    assert unknown_measures([found], {"a", "b"}) == {}


def test_what_was_reported_last_by_the_day_is_believed():
    found = _stands(
        _report("ON_TRACK", on="2025-04-01"),
        _report("DELAYED", on="2025-03-31"),
        _report("AT_RISK", on="2025-03-31"),
        _report("ON_TRACK", on="2025-02-28"),
    )
    assert (found.status, found.reported_on) == ("AT_RISK", MARCH)


@pytest.mark.parametrize(
    ("status", "due", "overdue"),
    [
        ("DELAYED", "2025-03-30", True),
        ("DELAYED", "2025-03-31", False),
        ("NOT_STARTED", "2025-03-30", True),
        ("COMPLETE", "2025-03-30", False),
        ("DELAYED", None, False),
    ],
)
def test_overdue_is_from_the_day_after_it_was_due_until_it_is_complete(status, due, overdue):
    assert _stands(_report(status, due=due)).overdue is overdue


def test_unevidenced_is_complete_with_no_evidence():
    assert _stands(_report("COMPLETE")).unevidenced
    assert not _stands(_report("COMPLETE", evidence="Audit findings")).unevidenced
    assert not _stands(_report("ON_TRACK")).unevidenced


def test_unreported_is_never_by_the_day_and_stale_not_in_its_month():
    assert _stands(_report("ON_TRACK", on="2025-04-01")).unreported
    assert not _stands().stale
    assert _stands(_report("ON_TRACK", on="2025-02-28")).stale
    assert not _stands(_report("ON_TRACK", on="2025-03-01")).stale


def test_fact_tables_become_records_in_the_order_of_the_file():
    columns = {"milestone_id": "P01-2024-25-01", "status": "ON_TRACK", "source_file": "a"}
    days = {"reported_on": MARCH, "due_on": None, "evidence_on": None, "completed_on": None}
    rows = [
        {**columns, **days, "owner_role": "Head", "evidence": None, "source_row": 2},
        {
            **columns,
            **days,
            "owner_role": None,
            "evidence": "Audit",
            "due_on": MARCH,
            "source_row": 1,
        },
    ]
    first, second = reports_of(pd.DataFrame(rows))
    assert first == _report("ON_TRACK", owner_role=None, evidence="Audit", due="2025-03-31")
    assert second == _report("ON_TRACK", due=None)
    assert reports_of(pd.DataFrame(rows).iloc[:0]) == []


def test_a_report_of_what_the_plan_has_not_is_named_and_not_read():
    stranger = _report("ON_TRACK", "P99-2024-25-01")
    assert unplanned([_milestone()], [stranger, _report("ON_TRACK")]) == ("P99-2024-25-01",)
    assert _stands(stranger).unreported
