"""A return of any size from a small one."""

import csv

import pytest

from benchmarks.repeating import NoSampleError, read_sample, write_repeated

SAMPLE = {
    "header.csv": [["CHILD", "ETHNIC"], ["1", "WBRI"], ["2", "MOTH"], ["3", "AIND"]],
    "reviews.csv": [["CHILD", "REVIEW"], ["1", "a"], ["1", "b"], ["3", "c"], ["", "d"], ["9", "e"]],
}


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_child_of_every_copy_has_an_id_of_its_own(tmp_path):
    write_repeated(SAMPLE, 9, tmp_path)

    ids = [child for child, _ in _rows(tmp_path / "header.csv")[1:]]
    assert len(ids) == len(set(ids)) == 9


def test_the_last_copy_has_only_the_children_still_wanted_and_their_rows(tmp_path):
    # One whole copy of 3 + 5 rows, then child 1 with its header and two reviews.
    assert write_repeated(SAMPLE, 4, tmp_path) == 11

    assert _rows(tmp_path / "header.csv")[1:] == [
        ["0-1", "WBRI"],
        ["0-2", "MOTH"],
        ["0-3", "AIND"],
        ["1-1", "WBRI"],
    ]
    assert _rows(tmp_path / "reviews.csv")[-2:] == [["1-1", "a"], ["1-1", "b"]]


def test_a_row_of_nobody_stays_one_and_one_without_a_header_is_repeated_with_whole_copies(tmp_path):
    write_repeated(SAMPLE, 6, tmp_path)

    rows = _rows(tmp_path / "reviews.csv")[1:]
    assert rows.count(["", "d"]) == 2
    assert [row for row in rows if row[1] == "e"] == [["0-9", "e"], ["1-9", "e"]]


def test_a_folder_is_read_without_the_files_that_have_no_children(tmp_path):
    (tmp_path / "header.csv").write_text("\ufeffCHILD,ETHNIC\n1,WBRI\n", encoding="utf-8")
    (tmp_path / "rules.csv").write_text("code,message\n101,sex\n", encoding="utf-8")

    assert read_sample(tmp_path) == {"header.csv": [["CHILD", "ETHNIC"], ["1", "WBRI"]]}


def test_a_folder_without_a_header_file_is_refused(tmp_path):
    (tmp_path / "reviews.csv").write_text("CHILD,REVIEW\n1,a\n", encoding="utf-8")

    with pytest.raises(NoSampleError, match="no CSV file of the table Header"):
        read_sample(tmp_path)


def test_a_header_file_without_a_child_is_refused(tmp_path):
    (tmp_path / "header.csv").write_text("CHILD,ETHNIC\n,WBRI\n", encoding="utf-8")

    with pytest.raises(NoSampleError, match="no child"):
        read_sample(tmp_path)
