import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.validation.cells import CellType, characters, read, write


def text(*cells):
    return pd.Series(cells, dtype="str")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("01/02/2024", "2024-02-01"),
        ("2024-02-01", "2024-02-01"),
        (" 01/02/2024\t", "2024-02-01"),
        ("29/02/2024", "2024-02-29"),
        ("29/02/2000", "2000-02-29"),
        ("31/12/2100", "2100-12-31"),
        ("01/01/1900", "1900-01-01"),
    ],
)
def test_a_date_that_exists_is_read(cell, day):
    column = read(text(cell), CellType.DATE)
    assert column.typed[0] == pd.Timestamp(day)
    assert column.typed.dtype == "datetime64[s]"
    assert not column.unreadable[0]


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2024",
        "29/02/2023",
        "29/02/1900",
        "31/04/2024",
        "00/01/2024",
        "01/00/2024",
        "01/13/2024",
        "32/01/2024",
        "1/2/2024",
        "01/02/24",
        "01-02-2024",
        "2024/02/01",
        "01/02/2024 00:00",
        "01/02/1899",
        "01/01/2101",
        "0a/02/2024",
        "\u0660\u0661/\u0660\u0662/\u0662\u0660\u0662\u0664",
        "not a date",
        "45000",
    ],
)
def test_what_is_not_a_date_is_unreadable_and_null(cell):
    column = read(text(cell), CellType.DATE)
    assert pd.isna(column.typed[0])
    assert column.unreadable[0]


@pytest.mark.parametrize("cell_type", CellType)
@pytest.mark.parametrize("cell", [None, "", "  ", "\t"])
def test_an_empty_cell_is_null_and_not_unreadable(cell_type, cell):
    column = read(text(cell), cell_type)
    assert pd.isna(column.typed[0])
    assert not column.unreadable[0]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("0", 0), ("1.0", 1), ("-3", -3), (" 12 ", 12), ("007", 7), ("999999999", 999999999)],
)
def test_a_whole_number_is_read(cell, number):
    column = read(text(cell), CellType.WHOLE_NUMBER)
    assert column.typed[0] == number
    assert column.typed.dtype == "Int64"


@pytest.mark.parametrize("cell", ["1.5", "1,0", "one", "1e3", "1.", "--1", "10000000000", "1 0"])
def test_what_is_not_a_whole_number_is_unreadable(cell):
    column = read(text(cell), CellType.WHOLE_NUMBER)
    assert pd.isna(column.typed[0])
    assert column.unreadable[0]


def test_text_is_trimmed_and_keeps_its_letters():
    column = read(text(" pn1 ", None, "É"), CellType.TEXT)
    assert column.typed.tolist()[0] == "pn1"
    assert column.typed.tolist()[2] == "É"
    assert pd.isna(column.typed[1])
    assert column.typed.dtype == "str"


def test_good_and_bad_cells_of_one_column_do_not_disturb_each_other():
    column = read(text("x", "02/01/2024", None, "2024-01-03", "31/06/2024"), CellType.DATE)
    assert column.unreadable.tolist() == [True, False, False, False, True]
    assert column.typed.tolist()[1] == pd.Timestamp("2024-01-02")
    assert column.typed.tolist()[3] == pd.Timestamp("2024-01-03")
    assert column.typed.isna().tolist() == [True, False, True, False, True]


def test_a_column_put_together_from_parts_reads_like_one():
    parts = pd.concat([text("01/02/2024"), text("x"), text(None)], ignore_index=True)
    assert read(parts, CellType.DATE).unreadable.tolist() == [False, True, False]
    assert read(parts[:0], CellType.DATE).typed.empty


def test_cells_of_a_width_are_given_as_their_bytes():
    fits, matrix = characters(text("AB1", "AB", None, "Z09"), 3)
    assert fits.tolist() == [True, False, False, True]
    assert matrix.tolist() == [[65, 66, 49], [90, 48, 57]]


@given(st.dates(pd.Timestamp("1900-01-01").date(), pd.Timestamp("2100-12-31").date()))
def test_every_date_is_read_as_written_whichever_way(day):
    written = text(f"{day:%d/%m/%Y}", day.isoformat())
    column = read(written, CellType.DATE)
    assert column.typed.dt.date.tolist() == [day, day]
    assert write(column.typed).tolist() == [f"{day:%d/%m/%Y}"] * 2


@given(st.lists(st.one_of(st.none(), st.text(max_size=12))))
def test_any_text_at_all_can_be_read_as_anything(cells):
    for cell_type in CellType:
        column = read(pd.Series(cells, dtype="str"), cell_type)
        assert len(column.typed) == len(column.unreadable) == len(cells)
        again = read(write(column.typed), cell_type)
        assert again.typed.equals(column.typed)
        assert not again.unreadable.any()
