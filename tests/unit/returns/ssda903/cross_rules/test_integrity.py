"""INT01 to INT36: the tables of a return speak of the same children."""

import pytest

CODES = {
    "AD1": ("INT01", "INT11", "INT31"),
    "PlacedAdoption": ("INT02", "INT12", None),
    "Episodes": ("INT03", None, None),
    "Missing": ("INT04", "INT13", None),
    "OC2": ("INT05", "INT14", "INT33"),
    "OC3": ("INT06", "INT15", "INT34"),
    "PrevPerm": ("INT07", "INT16", "INT35"),
    "Reviews": ("INT08", "INT17", None),
    "UASC": ("INT09", "INT18", "INT36"),
    "Header": (None, None, "INT32"),
}


def rules(which):
    return [(codes[which], table) for table, codes in CODES.items() if codes[which]]


@pytest.mark.parametrize(("code", "table"), rules(0))
def test_a_child_without_a_row_in_header_is_found(found_as_marked, code, table):
    found_as_marked(
        code,
        {
            table: """
              CHILD
              C1
            ! C2
              -
            ! C2
              01
            """,
            "Header": """
              CHILD
              01
              C1
              C3
              -
            """,
        },
    )


@pytest.mark.parametrize(("code", "table"), rules(1))
def test_a_date_of_birth_unlike_that_in_header_implicates_both_rows(found_as_marked, code, table):
    found_as_marked(
        code,
        {
            table: """
              CHILD DOB
              C1    15/06/2010
            ! C2    15/06/2010
              C3    -
              C4    15/06/2010
              C5    15/06/2010
              C2    15/07/2010
              -     15/06/2011
            """,
            "Header": """
              CHILD DOB
              C1    15/06/2010
            ! C2    15/07/2010
              C3    15/06/2010
              C4    -
            """,
        },
    )


@pytest.mark.parametrize(("code", "table"), rules(2))
def test_every_row_of_a_child_that_has_several_is_found(found_as_marked, code, table):
    found_as_marked(
        code,
        {
            table: """
              CHILD
            ! C1
              C2
            ! C1
              -
              -
            """
        },
    )


def test_a_sex_unlike_that_in_header_implicates_both_rows(found_as_marked):
    found_as_marked(
        "INT21",
        {
            "UASC": """
              CHILD SEX
              C1    M
            ! C2    M
              C3    -
            """,
            "Header": """
              CHILD SEX
              C1    M
            ! C2    F
              C3    F
            """,
        },
    )


def test_header_is_needed_to_look_for_a_child(evaluate):
    assert evaluate("INT01", {"AD1": "CHILD\nC1"}) is None
    assert evaluate("INT01", {"AD1": "CHILD\nC1", "Header": "DOB\n01/01/2020"}) is None
