"""The files of a drop: which are found, and that one that changes is refused."""

import hashlib
import os
from datetime import UTC, datetime

import pytest

from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.reading.drop import files_of, opened


def test_files_are_found_in_sub_folders_in_order_of_their_names(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("c.csv", "b/z.csv", "a.csv"):
        (tmp_path / name).write_text("x")
    assert [name for name, _ in files_of(tmp_path)] == ["a.csv", "b/z.csv", "c.csv"]


def test_hidden_files_and_lock_files_are_no_part_of_a_submission(tmp_path):
    (tmp_path / ".cache").mkdir()
    for name in (".DS_Store", "~$header.xlsx", ".cache/a.csv", "header.csv"):
        (tmp_path / name).write_text("x")
    assert [name for name, _ in files_of(tmp_path)] == ["header.csv"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(UnreadableFileError, match="no such folder"):
        files_of(tmp_path / "nowhere")


@pytest.mark.parametrize("target", ["gone.csv", "folder"])
def test_a_broken_link_and_a_linked_folder_are_errors_and_not_passed_over(tmp_path, target):
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "folder").mkdir(parents=True)
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "link.csv").symlink_to(elsewhere / target)
    with pytest.raises(UnreadableFileError, match="not a regular file") as error:
        files_of(drop)
    assert error.value.file == "link.csv"


def test_a_named_pipe_is_an_error_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UnreadableFileError, match="not a regular file"):
        files_of(tmp_path)


def test_a_name_that_is_not_utf8_is_still_text(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.csv")).write_text("x")
    assert [name for name, _ in files_of(tmp_path)] == ["caf\N{REPLACEMENT CHARACTER}.csv"]


def test_an_open_file_knows_its_size_hash_and_time_in_utc(tmp_path):
    path = tmp_path / "a.CSV"
    path.write_bytes(b"abc")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    with opened("sub.dir/a.CSV", path) as file:
        assert (file.size, file.head, file.extension) == (3, b"abc", "csv")
        assert file.sha256 == hashlib.sha256(b"abc").hexdigest()
        # 1.7 billion seconds after 1970: 14 November 2023, 22:13:20.
        assert file.modified == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_a_name_without_a_dot_has_no_extension(tmp_path):
    path = tmp_path / "README"
    path.write_bytes(b"")
    with opened("sub.dir/README", path) as file:
        assert file.extension == ""


def test_a_file_that_grows_while_it_is_read_is_an_error(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"abc")
    with (
        pytest.raises(UnreadableFileError, match="changed while it was being read"),
        opened("a.csv", path),
        path.open("ab") as writer,
    ):
        writer.write(b"d")


def test_a_file_that_is_replaced_or_removed_while_it_is_read_is_an_error(tmp_path):
    path, other = tmp_path / "a.csv", tmp_path / "b.csv"
    for each in (path, other):
        each.write_bytes(b"abc")
        os.utime(each, (1_700_000_000, 1_700_000_000))
    with pytest.raises(UnreadableFileError, match="changed"), opened("a.csv", path):
        other.replace(path)
    with pytest.raises(UnreadableFileError, match="changed"), opened("a.csv", path):
        path.unlink()


def damage(path, content):
    """Find damage in a file while its content becomes another."""
    with opened("a.csv", path) as file:
        path.write_bytes(content)
        raise file.unreadable(1, "damaged", "Mend it.")


def test_damage_found_in_a_file_that_changed_is_recorded_as_the_change(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"abc")
    with pytest.raises(UnreadableFileError, match="changed"):
        damage(tmp_path / "a.csv", b"abcdef")


def test_damage_found_in_a_file_that_did_not_change_is_recorded_as_it_is(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"abc")
    with (
        pytest.raises(UnreadableFileError, match="damaged"),
        opened("a.csv", tmp_path / "a.csv") as file,
    ):
        raise file.unreadable(1, "damaged", "Mend it.")


def test_a_file_that_cannot_be_opened_is_an_error_that_says_why(tmp_path):
    with (
        pytest.raises(UnreadableFileError, match="No such file"),
        opened("a.csv", tmp_path / "a.csv"),
    ):
        pass
