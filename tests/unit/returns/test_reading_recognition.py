"""Which table a header is of."""

import pytest

from ae_pipeline.returns.reading.recognition import presentable, recognise

IDENTIFYING = {
    "Cats": frozenset({"WHISKERS", "PURR", "CLAWS"}),
    "Dogs": frozenset({"BARK", "LEAD"}),
    "Fish": frozenset({"FINS"}),
}


@pytest.mark.parametrize(
    ("header", "table"),
    [
        (["NAME", "WHISKERS", "PURR", "CLAWS"], "Cats"),
        ([" claws", "Purr ", "NAME"], "Cats"),
        (["LEAD"], "Dogs"),
        (["FINS", "COLOUR"], "Fish"),
        (["WHISKERS", "PURR", "FINS"], "Cats"),
        (["WHISKERS"], None),
        (["BARK", "FINS"], None),
        (["NAME"], None),
        ([], None),
    ],
)
def test_a_table_is_recorded_by_most_and_at_least_half_of_its_own_columns(header, table):
    assert recognise(header, IDENTIFYING).table == table


def test_the_reason_names_what_the_nearest_table_lacks():
    reason = recognise(["WHISKERS", "SENTINEL"], IDENTIFYING).reason
    assert reason == "it comes nearest to Cats, but lacks CLAWS, PURR"


def test_the_reason_names_the_tables_that_it_could_be():
    assert recognise(["LEAD", "FINS"], IDENTIFYING).reason == "it could be any of Dogs, Fish"


def test_a_row_of_data_in_place_of_a_header_is_not_echoed():
    assert "SENTINEL" not in recognise(["SENTINEL", "01/02/2010"], IDENTIFYING).reason


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("EXTRA", "EXTRA"),
        ("a\x1b[31m\nb", "a\ufffd[31m\ufffdb"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_a_name_is_shown_printable_and_at_most_60_characters_long(name, shown):
    assert presentable(name) == shown
