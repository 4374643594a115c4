"""The restricted store: closed folders, whole sets, and the last good one kept."""

import stat

import pandas as pd
import pytest

from ae_pipeline.lake import Lake, NotInLakeError, Stage
from ae_pipeline.periods import Month

MONTH = Month(2025, 9)


@pytest.fixture
def lake(tmp_path):
    lake = Lake(tmp_path / "lake")
    lake.prepare()
    return lake


def frame(*values):
    return pd.DataFrame({"a": pd.Series(values, dtype="str")})


def test_every_folder_is_closed_to_others(lake):
    lake.replace(Stage.EXTRACTS, "ssda903", MONTH, {"header": frame("x")}, {})
    folders = [lake.root, *(path for path in lake.root.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_what_is_written_is_read_with_its_manifest(lake):
    lake.replace(Stage.EXTRACTS, "ssda903", MONTH, {"header": frame("x", None)}, {"digest": "d"})
    pd.testing.assert_frame_equal(
        lake.read(Stage.EXTRACTS, "ssda903", MONTH, "header"), frame("x", None)
    )
    assert lake.manifest(Stage.EXTRACTS, "ssda903", MONTH) == {"digest": "d"}


def test_a_new_set_replaces_the_old_one_whole(lake):
    lake.replace(Stage.EXTRACTS, "ssda903", MONTH, {"header": frame("x"), "oc2": frame("y")}, {})
    lake.replace(Stage.EXTRACTS, "ssda903", MONTH, {"header": frame("z")}, {})
    assert lake.read(Stage.EXTRACTS, "ssda903", MONTH, "header")["a"].tolist() == ["z"]
    with pytest.raises(NotInLakeError, match="run that month first"):
        lake.read(Stage.EXTRACTS, "ssda903", MONTH, "oc2")


def test_a_write_that_fails_leaves_the_last_good_set_and_no_rubbish(lake):
    lake.replace(Stage.EXTRACTS, "ssda903", MONTH, {"header": frame("x")}, {"digest": "good"})
    with pytest.raises(AttributeError):
        lake.replace(Stage.EXTRACTS, "ssda903", MONTH, {"header": frame("z"), "oc2": None}, {})
    assert lake.read(Stage.EXTRACTS, "ssda903", MONTH, "header")["a"].tolist() == ["x"]
    assert [path.name for path in (lake.root / "extracts" / "ssda903").iterdir()] == ["2025-09"]


def test_a_month_that_was_never_written_has_no_manifest(lake):
    assert lake.manifest(Stage.EXTRACTS, "ssda903", MONTH) is None


def test_a_table_is_written_part_by_part_and_read_whole(lake):
    with lake.replacement(Stage.EXTRACTS, "attendance", MONTH) as new:
        new.append("marks", frame("x"))
        new.append("marks", frame("y", "x"))
        new.finish({"digest": "d"})
    assert lake.read(Stage.EXTRACTS, "attendance", MONTH, "marks")["a"].tolist() == ["x", "y", "x"]
    assert lake.manifest(Stage.EXTRACTS, "attendance", MONTH) == {"digest": "d"}


def test_a_table_comes_in_parts_by_a_column_or_in_one_piece(lake):
    lake.replace(Stage.EXTRACTS, "attendance", MONTH, {"marks": frame("x", "y")}, {})
    whole = lake.read(Stage.EXTRACTS, "attendance", MONTH, "marks")
    for by in (None, "a"):
        (part,) = lake.parts(Stage.EXTRACTS, "attendance", MONTH, "marks", by)
        pd.testing.assert_frame_equal(part, whole)


@pytest.mark.parametrize("fails", [True, False])
def test_a_set_that_is_not_finished_leaves_the_last_good_one_and_no_rubbish(lake, fails):
    lake.replace(Stage.EXTRACTS, "attendance", MONTH, {"marks": frame("x")}, {"digest": "good"})

    def write_half():
        with lake.replacement(Stage.EXTRACTS, "attendance", MONTH) as new:
            new.append("marks", frame("z"))
            if fails:
                raise InterruptedError

    if fails:
        with pytest.raises(InterruptedError):
            write_half()
    else:
        write_half()
    assert lake.read(Stage.EXTRACTS, "attendance", MONTH, "marks")["a"].tolist() == ["x"]
    assert [path.name for path in (lake.root / "extracts" / "attendance").iterdir()] == ["2025-09"]
