"""Plans: recorded inputs against inputs as they are, in a home of a few files."""

import json

import pytest

from ae_pipeline.periods import Month
from ae_pipeline.planning import present
from ae_pipeline.planning.plan import NOT_RUN, plan
from ae_pipeline.planning.present import Present
from ae_pipeline.planning.recording import Recording
from ae_pipeline.settings import Settings

MONTH = Month(2025, 9)
STEPS = {
    "extracts/cin": [],
    "extracts/sen2": [],
    "validated/cin": ["extracts/cin"],
    "people/cin": ["validated/cin"],
}
READS = {
    "extracts/cin": [present.submission("cin", MONTH), present.submissions("cin", MONTH)],
    "extracts/sen2": [present.submission("sen2", MONTH)],
    "validated/cin": [present.table_set("extracts", "cin", MONTH), present.config("quality.yaml")],
    "people/cin": [present.table_set("validated", "cin", MONTH, ["reviews"])],
}
MAKES = {
    "extracts/cin": [present.table_set("extracts", "cin", MONTH)],
    "validated/cin": [present.table_set("validated", "cin", MONTH)],
}


@pytest.fixture
def home(tmp_path):
    """Settings of a home in which every step has run."""
    settings = Settings(home=tmp_path / "home", config=tmp_path / "config")
    settings.config.mkdir()
    (settings.config / "quality.yaml").write_text("score_warning: 95")
    submit(settings, "cin", MONTH, "one")
    tables(settings, "extracts", reviews="a", plans="b")
    tables(settings, "validated", reviews="a", plans="b")
    run(settings, *STEPS)
    return settings


def submit(settings, name, month, text):
    folder = settings.landing / str(month) / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "census.xml").write_text(text)


def tables(settings, stage, **digests):
    folder = settings.lake / stage / "cin" / str(MONTH)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "digests.json").write_text(json.dumps(digests))


def run(settings, *steps):
    for step in steps:
        Recording.begin(settings, step, MONTH, READS[step]).end(MAKES.get(step, ()))


def out_of_date(settings, **more):
    return {
        each.step: each.reasons
        for each in plan(MONTH, STEPS, Present(settings), **more).out_of_date
    }


def test_nothing_is_out_of_date_after_all_has_run(home):
    found = plan(MONTH, STEPS, Present(home))
    assert found.out_of_date == ()
    assert found.steps == ()


def test_a_month_that_has_not_run_is_out_of_date_as_a_whole(home):
    found = plan(Month(2025, 10), STEPS, Present(home))
    assert [each.step for each in found.out_of_date] == list(STEPS)
    assert {reason for each in found.out_of_date for reason in each.reasons} == {NOT_RUN}


def test_a_corrected_file_is_named_and_what_follows_may_run(home):
    submit(home, "cin", MONTH, "another")
    found = plan(MONTH, STEPS, Present(home))
    assert out_of_date(home) == {"extracts/cin": ("2025-09/cin: census.xml changed",)}
    assert found.following == ("validated/cin", "people/cin")


def test_a_later_submission_changes_nothing_of_an_earlier_month(home):
    submit(home, "cin", Month(2025, 10), "later")
    assert out_of_date(home) == {}


def test_an_earlier_submission_that_comes_late_is_a_reason(home):
    submit(home, "cin", Month(2025, 3), "late")
    assert out_of_date(home) == {"extracts/cin": ("another submission of cin",)}


def test_a_table_that_nobody_reads_stops_at_the_step_that_made_it(home):
    tables(home, "validated", reviews="a", plans="changed")
    assert out_of_date(home) == {"validated/cin": ("validated/cin/2025-09: plans changed",)}


def test_a_table_that_is_gone_is_made_again(home):
    (home.lake / "validated" / "cin" / str(MONTH) / "digests.json").unlink()
    assert out_of_date(home) == {
        "validated/cin": ("validated/cin/2025-09: gone",),
        "people/cin": ("validated/cin/2025-09: gone",),
    }


def test_configuration_that_changed_is_named(home):
    (home.config / "quality.yaml").write_text("score_warning: 90")
    assert out_of_date(home) == {"validated/cin": ("config/quality.yaml changed",)}


def test_what_follows_a_step_that_failed_is_left_out(home):
    tables(home, "extracts", reviews="changed")
    tables(home, "validated", reviews="changed")
    assert "people/cin" in out_of_date(home)
    assert out_of_date(home, failed=["extracts/cin"]) == {}


def test_a_step_that_has_just_run_is_not_planned_again(home):
    submit(home, "cin", MONTH, "another")
    assert out_of_date(home, done=["extracts/cin"]) == {}


def test_a_digest_is_not_read_again_where_size_and_time_agree(home, monkeypatch):
    def read_again(*_):
        raise AssertionError("the file was read again")

    monkeypatch.setattr("hashlib.file_digest", read_again)
    assert out_of_date(home) == {}
