"""Tables in parts: every row once, what belongs together in one part, and memory bounded."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ae_pipeline.table_parts import TableWriter, parts_of


def rows(schools, start=0):
    return pd.DataFrame(
        {
            "school": pd.Series(schools, dtype="str"),
            "number": pd.array([start + each for each in range(len(schools))], dtype="Int64"),
            "on": pd.Series(np.datetime64("2025-03-03", "s"), index=range(len(schools))),
        }
    )


def written(path, groups):
    start = 0
    with TableWriter(path, rows([])) as writer:
        for group in groups:
            writer.append(rows(group, start))
            start += len(group)
    return path


def numbers(path, most):
    return [part["number"].tolist() for part in parts_of(path, "school", most)]


def test_rows_of_a_school_in_two_row_groups_are_in_one_part(tmp_path):
    path = written(tmp_path / "t.parquet", [["A", "A", "B"], ["B", "C"]])
    assert numbers(path, 2) == [[0, 1], [2, 3], [4]]


def test_several_schools_share_a_part_as_long_as_there_is_room(tmp_path):
    path = written(tmp_path / "t.parquet", [["A", "B", "C", "C"]])
    assert numbers(path, 3) == [[0, 1], [2, 3]]


def test_a_school_with_more_rows_than_a_part_is_not_parted(tmp_path):
    path = written(tmp_path / "t.parquet", [["A", "B", "A"], ["A"]])
    assert numbers(path, 2) == [[0, 2, 3], [1]]


def test_a_row_group_of_schools_that_are_nowhere_else_is_a_part_as_it_is(tmp_path):
    path = written(tmp_path / "t.parquet", [["A", "B", "A"], ["C", "D"], ["D"]])
    assert numbers(path, 3) == [[0, 1, 2], [3, 4, 5]]


def test_rows_without_a_school_are_together(tmp_path):
    path = written(tmp_path / "t.parquet", [[None, "A"], [None]])
    assert numbers(path, 2) == [[0, 2], [1]]


def test_a_table_without_rows_is_one_empty_part_with_its_columns(tmp_path):
    path = written(tmp_path / "t.parquet", [[], []])
    (part,) = parts_of(path, "school")
    pd.testing.assert_frame_equal(part, pd.read_parquet(path))
    assert len(part) == 0


def test_a_part_has_the_types_that_reading_the_whole_table_has(tmp_path):
    path = written(tmp_path / "t.parquet", [["A"], ["A"]])
    (part,) = parts_of(path, "school")
    pd.testing.assert_frame_equal(part, pd.read_parquet(path))


def test_a_table_of_one_part_is_the_file_that_pandas_would_write(tmp_path):
    written(tmp_path / "ours.parquet", [["A", None, "B"]])
    rows(["A", None, "B"]).to_parquet(tmp_path / "pandas.parquet", index=False, compression="zstd")
    assert (tmp_path / "ours.parquet").read_bytes() == (tmp_path / "pandas.parquet").read_bytes()


def test_other_columns_than_the_first_part_had_are_refused(tmp_path):
    with (
        TableWriter(tmp_path / "t.parquet", rows([])) as writer,
        pytest.raises(ValueError, match="schema"),
    ):
        writer.append(rows(["A"]).drop(columns="on"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    groups=st.lists(st.lists(st.sampled_from(["A", "B", "C", "D", None]), max_size=6), max_size=5),
    most=st.integers(1, 8),
)
def test_every_row_comes_once_and_no_school_comes_twice(tmp_path, groups, most):
    path = written(tmp_path / "t.parquet", groups)
    parts = list(parts_of(path, "school", most))
    together = pd.concat(parts).sort_values("number")
    every = [school or "none" for group in groups for school in group]
    assert together["school"].fillna("none").tolist() == every
    schools = [set(part["school"].fillna("none")) for part in parts]
    assert sum(len(each) for each in schools) == len(set().union(*schools))
    sizes = zip(parts, schools, strict=True)
    assert all(len(part) <= most or len(each) == 1 for part, each in sizes)
