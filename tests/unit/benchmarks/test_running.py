"""Measurements in processes of their own."""

import pytest

from ae_pipeline.errors import PipelineError
from benchmarks.authority import MONTH, correct_submission
from benchmarks.running import measure


def test_a_process_states_its_own_figures_and_those_of_its_subject(tmp_path):
    (tmp_path / "header.csv").write_bytes(b"CHILD\r\n1\r\n")

    outcome = measure("hashing", tmp_path, times=2)

    assert outcome.figures == {"bytes": 10}
    assert 0 < outcome.startup_peak <= outcome.peak
    assert outcome.startup_cpu > 0


def test_what_comes_before_is_done_ahead_of_each_process(tmp_path):
    file = tmp_path / "header.csv"
    file.write_bytes(b"CHILD")

    seen = []

    def shorten():
        seen.append(file.read_bytes())
        file.write_bytes(file.read_bytes()[:-1])

    measure("hashing", tmp_path, times=3, before=shorten)

    assert seen == [b"CHILD", b"CHIL", b"CHI"]


def test_a_process_that_fails_is_reported_and_not_counted(tmp_path, capfd):
    with pytest.raises(PipelineError, match="no_such_subject ended with exit code 1"):
        measure("no_such_subject", tmp_path)

    assert "No module named" in capfd.readouterr().err


def test_a_corrected_submission_lacks_its_last_review_and_nothing_else(tmp_path):
    drop = tmp_path / "landing" / str(MONTH) / "ssda903"
    drop.mkdir(parents=True)
    (drop / "reviews.csv").write_bytes(b"CHILD\r\n1\r\n2\r\n")

    correct_submission(tmp_path)

    assert (drop / "reviews.csv").read_bytes() == b"CHILD\r\n1\r\n"
