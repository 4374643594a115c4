"""Rows gathered into text columns."""

import numpy as np
import pandas as pd

from ae_pipeline.returns.reading.text_table import TextTable


def test_cells_are_trimmed_and_the_empty_ones_are_null():
    table = TextTable(["A"])
    cells = ["  x y ", "", " \t", "\N{NO-BREAK SPACE}z\r\n", None]
    table.append({"A": cells}, file="a.csv", rows=range(1, 6))
    read = table.take()["A"]
    assert read.isna().tolist() == [False, True, True, False, True]
    assert read.dropna().tolist() == ["x y", "z"]


def test_a_column_left_out_is_null_text():
    table = TextTable(["A", "B"])
    table.append({"B": ["1"]}, file="a.csv", rows=[1])
    frame = table.take()
    assert frame["A"].dtype == "str"
    assert frame["A"].isna().all()


def test_rows_of_several_files_keep_their_file_and_number():
    table = TextTable(["A"])
    table.append({"A": ["1", "2"]}, file="a.csv", rows=range(1, 3))
    table.append({"A": ["3", "4"]}, file="b/c.xml", rows=[2, 5])
    frame = table.take()
    assert list(frame.columns) == ["A", "_file", "_row"]
    assert frame["_file"].tolist() == ["a.csv", "a.csv", "b/c.xml", "b/c.xml"]
    assert frame["_row"].tolist() == [1, 2, 2, 5]
    assert frame.index.tolist() == [0, 1, 2, 3]


def test_types_are_the_same_with_and_without_rows():
    full = TextTable(["A"])
    full.append({"A": ["1"]}, file="a.csv", rows=[1])
    for frame in (full.take(), TextTable(["A"]).take()):
        assert frame["A"].dtype == frame["_file"].dtype == pd.StringDtype(na_value=np.nan)
        assert frame["A"].array.dtype.storage == "pyarrow"
        assert frame["_row"].dtype == "int64"


def test_a_table_that_was_taken_is_empty():
    table = TextTable(["A"])
    table.append({"A": ["1"]}, file="a.csv", rows=[1])
    assert len(table.take()) == 1
    assert len(table.take()) == 0
