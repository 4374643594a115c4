from __future__ import annotations

import stat
from pathlib import Path

import pandas as pd
import pytest
import yaml
from python_calamine import CalamineWorkbook

from ae_pipeline import returns
from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.periods import Month
from ae_pipeline.reports import fix_lists, workbooks
from ae_pipeline.validation.findings import FILE_COLUMN, FINDING_COLUMNS, ROW_COLUMN

CONFIG = Path(__file__).parents[3] / "config"
AUGUST, SEPTEMBER = Month(2025, 8), Month(2025, 9)
KEYS = Pseudonymiser(b"a key for this test only")
SOURCE = returns.load("plan")
TABLE = SOURCE.tables[0]
ASSET = SOURCE.asset_name(TABLE)
KEY = SOURCE.key(TABLE)


def _drop(lake, month, *ids, wrong):
    """A drop whose rows have these ids, with a finding at those that are wrong."""
    rows = pd.DataFrame(
        [{**dict.fromkeys(KEY, "same"), KEY[0]: name} for name in ids], dtype="str"
    ).assign(**{FILE_COLUMN: "=export.csv", ROW_COLUMN: range(1, len(ids) + 1)})
    lake.replace(Stage.EXTRACTS, SOURCE.name, month, {ASSET: rows}, {})
    rule = SOURCE.rules(TABLE, SOURCE.specification(month))[0]
    findings = pd.DataFrame(
        [
            (
                *(SOURCE.name, TABLE, "=export.csv", ids.index(name) + 1, rule.columns[0]),
                *(rule.code, "reject", rule.dimension.value, "2025-26"),
            )
            for name in wrong
        ],
        columns=list(FINDING_COLUMNS),
    )
    lake.replace(Stage.QUARANTINE, SOURCE.name, month, {"findings": findings}, {})


@pytest.fixture
def lake(tmp_path):
    found = Lake(tmp_path / "lake")
    found.prepare()
    return found


def _registered(lake, drop, month=None):
    return fix_lists.register(SOURCE, drop, month or drop, lake, KEYS)


def test_a_finding_stays_open_over_months_and_submissions_out_when_its_row_is_right(lake):
    _drop(lake, AUGUST, "A", "B", "C", wrong=["A", "C"])
    first = _registered(lake, AUGUST)
    assert (len(first.open), len(first.fixed)) == (2, 0)
    _drop(lake, SEPTEMBER, "C", "B", "D", wrong=["C", "D"])
    second = _registered(lake, SEPTEMBER)
    assert dict(zip(second.open["row"], second.open["first_seen"], strict=True)) == {
        1: "2025-08",
        3: "2025-09",
    }
    assert len(second.fixed) == 1


def test_running_a_month_again_says_the_same(lake):
    _drop(lake, AUGUST, "A", wrong=["A"])
    _registered(lake, AUGUST)
    _drop(lake, SEPTEMBER, "A", wrong=["A"])
    first, again = _registered(lake, SEPTEMBER), _registered(lake, SEPTEMBER)
    pd.testing.assert_frame_equal(first.open, again.open)


def test_a_submission_carried_forward_keeps_its_findings_open(lake):
    _drop(lake, AUGUST, "A", wrong=["A"])
    _registered(lake, AUGUST)
    carried = _registered(lake, AUGUST, SEPTEMBER)
    assert carried.open["first_seen"].tolist() == ["2025-08"]
    lists = fix_lists.lists([carried], {SOURCE.name: "Plan"})
    assert lists["Plan"][0]["Months open"].tolist() == [1]


def test_the_register_knows_records_by_pseudonym_alone(lake):
    _drop(lake, AUGUST, "Sentinel-4711", wrong=["Sentinel-4711"])
    found = _registered(lake, AUGUST).open
    assert "Sentinel" not in found.to_csv()
    assert found["record"].str.fullmatch("[0-9a-f]{32}").all()


def test_a_team_reads_what_is_wrong_what_it_does_and_which_measures_it_moves(lake):
    _drop(lake, AUGUST, "A", "B", wrong=["B"])
    (todo, done) = fix_lists.lists([_registered(lake, AUGUST)], {SOURCE.name: "Plan"})["Plan"]
    (row,) = todo.to_dict("records")
    assert (row["Return"], row["Table"], row["Row"]) == (SOURCE.title, TABLE, 2)
    assert row["What is wrong"]
    assert row["Effect"].startswith("The row is left out")
    assert "Milestones complete or on track" in row["Measures it moves"]
    assert done.empty


def test_the_oldest_findings_come_first(lake):
    _drop(lake, AUGUST, "A", wrong=["A"])
    _registered(lake, AUGUST)
    _drop(lake, SEPTEMBER, "N", "A", wrong=["N", "A"])
    (todo, _) = fix_lists.lists([_registered(lake, SEPTEMBER)], {SOURCE.name: "Plan"})["Plan"]
    assert todo["Row"].tolist() == [2, 1]
    assert todo["Months open"].tolist() == [1, 0]


def test_a_table_may_belong_to_another_team_than_its_return(lake):
    _drop(lake, AUGUST, "A", wrong=["A"])
    team_of = {SOURCE.name: "Plan", f"{SOURCE.name}/{ASSET}": "Programme office"}
    found = fix_lists.lists([_registered(lake, AUGUST)], team_of)
    assert (len(found["Plan"][0]), len(found["Programme office"][0])) == (0, 1)


def test_every_return_is_somebodys(tmp_path):
    assert set(returns.NAMES) <= set(fix_lists.read_teams(CONFIG, returns.NAMES))
    (tmp_path / "teams.yaml").write_text(yaml.safe_dump({"A": ["cin"]}), encoding="utf-8")
    with pytest.raises(fix_lists.TeamsError, match="give sen2 to a team"):
        fix_lists.read_teams(tmp_path, ["cin", "sen2"])
    twice = {"A": ["cin"], "B": ["cin"]}
    (tmp_path / "teams.yaml").write_text(yaml.safe_dump(twice), encoding="utf-8")
    with pytest.raises(fix_lists.TeamsError, match="belongs to A and to B"):
        fix_lists.read_teams(tmp_path, ["cin"])


def test_a_workbook_says_it_all_and_is_closed_to_others(lake, tmp_path):
    _drop(lake, AUGUST, "A", "B", wrong=["A", "B"])
    (todo, done) = fix_lists.lists([_registered(lake, AUGUST)], {SOURCE.name: "Plan"})["Plan"]
    path = tmp_path / "Plan.xlsx"
    workbooks.write(path, "Plan", AUGUST, todo, done)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["Summary", "To put right", "Put right"]
    listed = book.get_sheet_by_name("To put right").to_python()
    assert listed[0] == list(fix_lists.LIST_COLUMNS)
    assert [row[4] for row in listed[1:]] == ["=export.csv", "=export.csv"]
    summary = book.get_sheet_by_name("Summary").to_python()
    assert summary[0][0] == "Plan: data to put right, 2025-08"
    assert summary[1][0] == "2 open, 2 of them new; 0 put right since last month."
    assert [row[3] for row in summary[5:]] == [2]


def test_more_than_anybody_reads_is_said_and_not_shown(lake, tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 1)
    _drop(lake, AUGUST, "A", "B", wrong=["A", "B"])
    (todo, done) = fix_lists.lists([_registered(lake, AUGUST)], {SOURCE.name: "Plan"})["Plan"]
    workbooks.write(tmp_path / "Plan.xlsx", "Plan", AUGUST, todo, done)
    listed = CalamineWorkbook.from_path(tmp_path / "Plan.xlsx").get_sheet_by_name("To put right")
    assert listed.to_python()[-1][0] == "1 more are not shown: mend the export first."
