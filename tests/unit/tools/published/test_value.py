from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.indicators.published.value import SYMBOLS, read_cell


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        ("65", "65", "ok"),
        (" 0 ", "0", "ok"),  # a true nought
        ("16.600000000000001", "16.6", "ok"),
        ("17.899999999999999", "17.9", "ok"),
        ("12183016", "12183016", "ok"),
        ("-4.2", "-4.2", "ok"),
        ("c", None, "c"),
        ("z", None, "z"),
        ("x", None, "x"),
        (":", None, "x"),
        ("", None, "x"),
        ("k", None, "k"),
        ("low", None, "k"),
        ("~", None, "k"),
        ("u", None, "u"),
    ],
)
def test_a_cell_is_a_number_or_the_status_of_its_symbol(cell, value, status):
    assert read_cell(cell) == (None if value is None else Decimal(value), status)


def test_a_files_own_symbol_for_missing_is_unavailable_there_and_unknown_elsewhere():
    assert read_cell("-", missing="-") == (None, "x")
    with pytest.raises(ValueError, match="neither"):
        read_cell("-")


@pytest.mark.parametrize("cell", ["n/a", "1,204", "nan", "inf", "12%"])
def test_what_is_neither_number_nor_symbol_is_refused(cell):
    with pytest.raises(ValueError, match="neither"):
        read_cell(cell)


@given(st.decimals(-100_000, 100_000, places=3))
def test_a_published_number_is_read_as_it_stands(number):
    assert read_cell(str(number)) == (number, "ok")


@given(st.sampled_from(sorted(SYMBOLS)))
def test_a_symbol_is_never_a_number(symbol):
    assert read_cell(symbol)[0] is None
