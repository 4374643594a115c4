"""A drop of many files: read and validated school by school, as if it had been in one piece."""

from functools import partial

import pandas as pd
import pytest

from ae_pipeline import lake as lake_module
from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.landing import Drop
from ae_pipeline.periods import Month
from ae_pipeline.returns.attendance.contract import ATTENDANCE, reader
from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.extracting import extract
from ae_pipeline.returns.validating import FINDINGS, LEDGER, validate
from ae_pipeline.table_parts import parts_of

MONTH = Month(2025, 3)
HEADER = "UPN,URN,Date,Session,Code"
UPNS = ("Z879200020001", "N879200020002")  # the second: 114 + 13 = 127; 127 mod 23 = 12: N


def week(urn, monday, upns=UPNS, code="/"):
    return [f"{upn},{urn},2025-03-{monday:02d},AM,{code}" for upn in upns]


def send(folder, **files):
    folder.mkdir(exist_ok=True)
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")


@pytest.fixture
def drop(tmp_path):
    """Two schools: one week sent again, one mark corrected, and a file of both schools."""
    send(
        tmp_path / "drop",
        a_first=week("170001", 3),
        b_other=week("170002", 3),
        c_second=week("170001", 10),
        d_again=week("170001", 3),
        e_corrected=week("170002", 3, UPNS[:1], "I"),
        f_both=[*week("170002", 10), *week("170001", 17), "Q,170001,2025-03-18,AM,?!"],
    )
    return Drop("attendance", MONTH, tmp_path / "drop")


def through(drop, place):
    """What the lake holds of a drop: accepted and quarantined rows, findings, ledger, outcome."""
    lake = Lake(place)
    lake.prepare()
    read = extract(ATTENDANCE, drop, lake)
    done = validate(
        ATTENDANCE, read, lake, pseudonymiser=Pseudonymiser(b"k" * 16), areas=(), severities={}
    )
    tables = {
        name: lake.read(stage, "attendance", MONTH, name)
        for stage, name in (
            (Stage.QUARANTINE, FINDINGS),
            (Stage.QUARANTINE, LEDGER),
        )
    }
    for stage in (Stage.VALIDATED, Stage.QUARANTINE):
        tables[stage] = lake.read(stage, "attendance", MONTH, "marks")
    return read, done, tables


def by_row(frame):
    order = ["file", "row"] if "file" in frame else [c for c in frame if "file" in c or "row" in c]
    return frame.sort_values([*order, *(c for c in ("rule", "column") if c in frame)]).reset_index(
        drop=True
    )


def test_in_parts_a_submission_comes_out_as_in_one_piece(drop, tmp_path, monkeypatch):
    whole_read, whole, whole_tables = through(drop, tmp_path / "whole")
    monkeypatch.setattr(reader, "PART_ROWS", 3)
    monkeypatch.setattr(lake_module, "parts_of", partial(parts_of, most=2))
    read, done, tables = through(drop, tmp_path / "parts")
    assert (
        (read.rows, read.digest)
        == (whole_read.rows, whole_read.digest)
        == ({"marks": 14}, read.digest)
    )
    assert {file.name for file in read.files} == {file.name for file in whole_read.files}
    assert done.tables == whole.tables
    pd.testing.assert_frame_equal(tables[LEDGER], whole_tables[LEDGER])
    for name in (FINDINGS, Stage.VALIDATED, Stage.QUARANTINE):
        pd.testing.assert_frame_equal(by_row(tables[name]), by_row(whole_tables[name]))


def test_a_week_that_was_sent_twice_is_found_whichever_files_lie_between(
    drop, tmp_path, monkeypatch
):
    monkeypatch.setattr(reader, "PART_ROWS", 1)
    monkeypatch.setattr(lake_module, "parts_of", partial(parts_of, most=1))
    _, done, tables = through(drop, tmp_path / "lake")
    findings = tables[FINDINGS].drop_duplicates(["file", "row", "rule"])
    found = sorted(zip(findings["file"], findings["row"], findings["rule"], strict=True))
    assert found == [
        ("b_other.csv", 1, "AE-KEY-CONFLICT"),
        ("d_again.csv", 1, "AE-DUPLICATE"),
        ("d_again.csv", 2, "AE-DUPLICATE"),
        ("e_corrected.csv", 1, "AE-KEY-CONFLICT"),
        ("f_both.csv", 5, "AE-CODE-REJECT"),
        ("f_both.csv", 5, "AE-MARK-UPN"),
    ]
    outcome = done.tables["marks"]
    assert (outcome.read, outcome.accepted, outcome.quarantined) == (14, 9, 5)


def test_files_of_a_school_are_read_one_after_another(drop):
    parts = list(ATTENDANCE.read_parts(drop.folder, "2024-25"))
    (part,) = parts
    assert [file.name[0] for file in part.files] == ["a", "c", "d", "b", "e", "f"]


def test_a_damaged_file_leaves_the_last_good_month_untouched(drop, tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "PART_ROWS", 1)
    lake = Lake(tmp_path / "lake")
    lake.prepare()
    good = extract(ATTENDANCE, drop, lake)
    (drop.folder / "z.csv").write_text(f"{HEADER}\nX,1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"z\.csv, line 2: the header has 5 cells"):
        extract(ATTENDANCE, drop, lake)
    assert lake.manifest(Stage.EXTRACTS, "attendance", MONTH)["digest"] == good.digest
    assert len(lake.read(Stage.EXTRACTS, "attendance", MONTH, "marks")) == 14


def test_a_submission_without_a_file_of_marks_says_what_to_send(tmp_path):
    send(tmp_path / "drop")
    (tmp_path / "drop" / "a.csv").write_text("Dog,Bone\nRex,1\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="one a school and week"):
        list(ATTENDANCE.read_parts(tmp_path / "drop", "2024-25"))


def test_a_submission_of_headers_alone_has_no_marks(tmp_path):
    send(tmp_path / "drop", a=[])
    _, done, tables = through(Drop("attendance", MONTH, tmp_path / "drop"), tmp_path / "lake")
    assert (done.tables["marks"].read, done.tables["marks"].score) == (0, None)
    assert tables[LEDGER]["rows_checked"].sum() == 0


def test_a_file_larger_than_any_school_sends_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "LARGEST_BYTES", 20)
    send(tmp_path / "drop", a=week("170001", 3))
    with pytest.raises(UnreadableFileError, match="one file a school and week"):
        ATTENDANCE.read(tmp_path / "drop", "2024-25")


@pytest.mark.parametrize(
    ("content", "school"),
    [
        (b"UPN,URN,Date\nA,170001,x\n", "170001"),
        (b"upn, urn \r\nA, 170001\r\n", "170001"),
        (b"UPN,URN\n", ""),
        (b"Dog,Bone\nRex,1\n", ""),
        (b"UPN,URN\nA\n", ""),
        (b"", ""),
        (b"\xff\xfe\x00", ""),
    ],
)
def test_the_school_of_a_file_is_recorded_from_its_first_row_where_it_can_be(
    tmp_path, content, school
):
    (tmp_path / "a.csv").write_bytes(content)
    assert reader.first_school(tmp_path / "a.csv") == school
