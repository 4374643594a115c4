"""The command as people use it: exit codes, words, and a process killed half-way."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from submissions import child, land

AE = Path(sys.executable).with_name("ae")
PATIENCE = 120


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    land(home / "landing", "2025-03", *(child(number) for number in range(30)))
    (home / "landing" / "INVENTED").touch()
    return home


def started(home, *words, **more):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AE_")}
    environment |= {"AE_HOME": str(home), "AE_RETURNS": "ssda903", **more}
    return subprocess.Popen(  # noqa: S603 - our own program
        [AE, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ae(home, *words, **more):
    process = started(home, *words, **more)
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def in_care(home):
    with closing(sqlite3.connect(home / "warehouse.db")) as connection:
        return connection.execute(
            "select numerator from indicator_value where measure_id = 'cla_rate' "
            "and breakdown = 'total' and superseded_at is null"
        ).fetchall()


def test_a_month_is_run_and_its_scorecard_printed(home):
    code, out, err = ae(home, "run", "--period", "2025-03")
    assert code == 0, err
    assert "2025-03 done" in out
    assert "Key indicators of success" in out
    assert "30 / 52,113" in out


def test_a_figure_is_explained_down_to_its_rows(home):
    assert ae(home, "run", "--period", "2025-03")[0] == 0
    code, out, err = ae(
        home, "explain", "cla_foster_pct", "--period", "2025-03", "--where", "sex=F"
    )
    assert code == 0, err
    assert "numerator 30, denominator 30, members 30" in out
    assert "2025-03/ssda903/episodes.csv:30" in out


def test_what_a_command_cannot_do_is_exit_code_2_and_a_sentence(home):
    (home / "landing" / "INVENTED").unlink()
    code, _, err = ae(home, "run", "--period", "2025-03")
    assert (code, "AE_PSEUDONYM_KEY is not set" in err) == (2, True), err
    code, _, err = ae(home, "run", "--period", "2025-3")
    assert (code, "YYYY-MM" in err) == (2, True), err
    code, _, err = ae(home, "explain", "nonsense", "--period", "2025-03")
    assert (code, "There is no measure" in err) == (2, True), err
    code, _, err = ae(home, "run", "--period", "2025-03", AE_ENGINE="abacus")
    assert (code, "Traceback" in err) == (2, False), err


def test_a_blocking_check_is_exit_code_1_and_names_the_table(home):
    bad = [child(number, DECOM="31/02/2023") for number in range(10)]
    land(home / "landing", "2025-03", *bad, *(child(number) for number in range(10, 30)))
    code, out, _ = ae(home, "run", "--period", "2025-03")
    assert code == 1
    assert "blocked validated/ssda903/episodes" in out


@pytest.mark.parametrize(
    "stage", ["extracts/ssda903", "people/people", "membership/ki06_right_children_in_care"]
)
def test_a_run_that_is_killed_is_simply_run_again(home, stage):
    process = started(home, "run", "--period", "2025-03")
    written = home / "lake" / stage
    deadline = time.monotonic() + PATIENCE
    while not written.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    code, out, err = ae(home, "run", "--period", "2025-03")
    assert code == 0, out + err
    assert in_care(home) == [(30,)]
