from __future__ import annotations

from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ae_pipeline.engines.typed import WrongTableError, typed_tables
from ae_pipeline.schema import metadata

_WORKER = {
    "person_id": ["a"],
    "collection_year": [2024],
    "worker_id": ["SW1"],
    "sw_decom": [date(2024, 4, 1)],
    "sw_dec": [None],
    "sw_reason": [None],
    "source_file": ["x.csv"],
    "source_row": [1],
}

_NOBODY = pd.DataFrame(columns=[column.name for column in metadata.tables["person"].columns])


def _typed(**columns):
    rows = pd.DataFrame({**_WORKER, **columns})
    return typed_tables({"social_worker_episode": rows}, ())["social_worker_episode"]


def test_tables_that_are_not_given_are_empty_but_for_the_calendar():
    tables = typed_tables({}, ())
    assert set(tables) == set(metadata.tables)
    filled = {name for name, rows in tables.items() if rows.num_rows}
    assert filled == {"calendar_day"}


def test_tables_that_are_there_as_they_should_be_are_left_alone():
    assert set(typed_tables({"person": _NOBODY}, metadata.tables)) == {"person"}
    assert set(typed_tables({}, ["person"])) == set(metadata.tables) - {"person"}


def test_the_calendar_counts_working_days_over_christmas_and_a_leap_february():
    days = typed_tables({}, ())["calendar_day"].to_pandas().set_index("day")
    numbers = days["working_day_number"]
    # 24 December 2024 is a Tuesday; then two bank holidays, a Friday, a weekend, two days, one off.
    assert numbers[date(2025, 1, 2)] - numbers[date(2024, 12, 24)] == 4
    assert days["day_number"][date(2024, 3, 1)] - days["day_number"][date(2024, 2, 28)] == 2
    assert numbers[date(2024, 3, 1)] - numbers[date(2024, 2, 28)] == 2


def test_timestamps_of_a_frame_become_days():
    rows = _typed(sw_decom=pd.Series([pd.Timestamp("2024-04-01")]).astype("datetime64[s]"))
    assert rows.schema.field("sw_decom").type == pa.date32()
    assert rows.column("sw_decom").to_pylist() == [date(2024, 4, 1)]


def test_a_column_without_any_value_is_taken_whatever_its_type():
    rows = _typed(sw_dec=pd.Series([float("nan")]))
    assert rows.column("sw_dec").to_pylist() == [None]


def test_further_columns_are_left_out():
    assert "extra" not in _typed(extra=["x"]).column_names


def test_a_parquet_file_is_read(tmp_path):
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table(_WORKER), path)
    rows = typed_tables({"social_worker_episode": path}, ())["social_worker_episode"]
    assert rows.column("worker_id").to_pylist() == ["SW1"]


def test_an_unknown_table_is_refused_by_name():
    with pytest.raises(WrongTableError, match="no table persons"):
        typed_tables({"persons": pd.DataFrame()}, ())


def test_a_missing_column_is_refused_by_name():
    rows = pd.DataFrame(_WORKER).drop(columns=["worker_id"])
    with pytest.raises(
        WrongTableError, match="table social_worker_episode has no column worker_id"
    ):
        typed_tables({"social_worker_episode": rows}, ())


def test_a_wrong_value_is_refused_without_being_quoted():
    with pytest.raises(WrongTableError) as refusal:
        _typed(sw_dec=["SENTINEL"])
    said = f"{refusal.value} {refusal.value.__cause__} {refusal.value.__context__}"
    assert "column sw_dec of table social_worker_episode cannot be read as date32[day]" in said
    assert "SENTINEL" not in said
