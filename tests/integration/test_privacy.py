"""Values planted in the landing files are nowhere outside landing and the restricted lake.

The people are invented, and so is each sentinel; the postcode is a real one that no code names.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pandas as pd
import pytest
from months import run_month
from submissions import child, land

from ae_pipeline.returns import load

CHILD, UPN, NAME, POSTCODE, DATE = (
    "SENTCHILD7",
    "SENTUPN8",
    "Zebedee Sentinel",
    "PL7 1QT",
    "99/SENT/9",
)
SENTINELS = (CHILD, UPN, NAME, POSTCODE, POSTCODE.replace(" ", ""), DATE, "SENTCODE")
AE = Path(sys.executable).with_name("ae")


def plant(landing: Path) -> None:
    """Sentinels in good cells, in bad cells of kept and rejected rows, and in unknown columns."""
    good = {"CHILD": CHILD, "PL_POST": POSTCODE}
    bad = {"CHILD": CHILD + "B", "DECOM": DATE, "CIN": "SENTCODE"}
    folder = land(
        landing,
        "2025-03",
        *(child(number) for number in range(60)),
        {
            "header": [{"CHILD": CHILD, "UPN": UPN}, {"CHILD": CHILD + "B", "ETHNIC": "SENTCODE"}],
            "episodes": [good, bad],
            "oc2": [{"CHILD": CHILD, "SDQ_SCORE": "SENTCODE", "DOB": DATE}],
        },
    )
    header = (folder / "header.csv").read_text().splitlines()
    with_names = [f"{header[0]},FULL_NAME", *(f"{line},{NAME}" for line in header[1:])]
    (folder / "header.csv").write_text("\n".join(with_names) + "\n")


def run_ae(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "AE_HOME": str(home),
        "AE_RETURNS": "ssda903",
        "AE_PSEUDONYM_KEY": "a long secret of tests",
    }
    return subprocess.run(  # noqa: S603 - our own program
        [AE, *words], env=environment, capture_output=True, text=True, check=False
    )


def told(home: Path) -> dict[str, bytes]:
    """Every file that a run wrote outside the two restricted folders."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.relative_to(home).parts[0] not in {"landing", "lake"}
    }


def leaks(content: bytes) -> list[str]:
    found = [word for word in SENTINELS if word.encode() in content]
    return found + [word for word in SENTINELS if word.encode("utf-16-le") in content]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("privacy") / "home"
    plant(home / "landing")
    return home


@pytest.fixture(scope="module")
def run(home):
    return run_ae(home, "run", "--period", "2025-03")


def test_the_run_is_done_and_saw_the_sentinels(home, run):
    assert run.returncode == 0, run.stdout + run.stderr
    aside = pd.read_parquet(home / "lake/quarantine/ssda903/2025-03/episodes.parquet")
    assert aside["CHILD"].tolist() == [CHILD + "B"]


def test_no_sentinel_is_in_any_file_outside_landing_and_lake(home, run):
    assert run.returncode == 0
    files = told(home)
    assert any(name.startswith("dagster/") for name in files), "the event log should be searched"
    assert "warehouse.db" in files
    assert {name: leaks(content) for name, content in files.items() if leaks(content)} == {}


def test_no_sentinel_is_in_what_the_command_printed(run):
    assert leaks((run.stdout + run.stderr).encode()) == []


def test_validated_rows_hold_no_identifier_and_no_postcode(home, run):
    assert run.returncode == 0
    for path in (home / "lake/validated").rglob("*.parquet"):
        cells = pd.read_parquet(path).astype("str").to_csv()
        assert leaks(cells.encode()) == [], path


def test_findings_hold_no_value(home, run):
    assert run.returncode == 0
    cells = pd.read_parquet(home / "lake/quarantine/ssda903/2025-03/findings.parquet").to_csv()
    assert "141" in cells
    assert leaks(cells.encode()) == []


def test_explaining_a_figure_shows_pseudonyms_only(home, run):
    assert run.returncode == 0
    explained = run_ae(home, "explain", "cla_rate", "--period", "2025-03", "--limit", "0")
    assert explained.returncode == 0, explained.stderr
    assert leaks((explained.stdout + explained.stderr).encode()) == []


def test_checking_files_by_hand_prints_and_writes_no_value(home, tmp_path):
    findings = tmp_path / "findings.csv"
    files = sorted((home / "landing/2025-03/ssda903").iterdir())
    words = ["validate", "ssda903", *map(str, files), "--specification", "2024-25"]
    checked = run_ae(home, *words, "--output", str(findings))
    assert checked.returncode == 0, checked.stderr
    assert "141" in findings.read_text()
    assert leaks((checked.stdout + checked.stderr).encode() + findings.read_bytes()) == []


def test_restricted_folders_are_closed_to_everyone_else(home, run):
    assert run.returncode == 0
    open_to_others = [
        path
        for path in (home / "lake", *(home / "lake").rglob("*"))
        if path.is_dir() and stat.S_IMODE(path.stat().st_mode) != 0o700
    ]
    assert open_to_others == []


def test_a_fault_of_the_pipeline_itself_states_no_value(tmp_path, assembled, monkeypatch):
    """An exception that quotes a record, as pandas' do, is told by kind and place only."""
    plant(tmp_path / "home" / "landing")
    monkeypatch.setenv("AE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("AE_PSEUDONYM_KEY", "a long secret of tests")

    def faulty(*_args, **_more):
        raise ValueError(f"could not convert {CHILD!r}")

    monkeypatch.setattr(type(load("ssda903")), "run", faulty)
    with dg.DagsterInstance.ephemeral() as on:
        done = run_month(assembled, on, "2025-03")
        log = "\n".join(entry.to_json() for each in done.run_ids for entry in on.all_logs(each))
    assert not done.succeeded
    assert any("ValueError at" in error for error in done.errors)
    assert leaks("\n".join(done.errors).encode()) == []
    assert leaks(log.encode()) == []
