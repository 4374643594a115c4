"""202, 204, 205A to D, 207, 208: what last year's return said of the child."""

import pytest


def test_202_another_sex_is_found_and_a_new_code_for_the_same_is_not(found_as_marked):
    found_as_marked(
        "202",
        {
            "Header": """
              CHILD SEX
              C1    M
            ! C2    M
              C3    F
            ! C4    U
              C5    -
              C6    M
              C7    M
            """
        },
        previous={
            "Header": """
              CHILD SEX
              C1    1
              C2    2
              C3    F
              C4    F
              C5    F
              C6    -
            """
        },
    )


def test_204_another_ethnicity_is_found(found_as_marked):
    found_as_marked(
        "204",
        {
            "Header": """
              CHILD ETHNIC
              C1    WBRI
            ! C2    WBRI
              C3    -
              C4    NOBT
              C5    WBRI
            """
        },
        previous={"Header": "CHILD ETHNIC\nC1 WBRI\nC2 MWBC\nC3 WBRI\nC4 -"},
    )


def test_207_a_mother_in_care_who_is_no_longer_one_is_found(found_as_marked):
    found_as_marked(
        "207",
        {
            "Header": """
              CHILD MOTHER
              C1    1
            ! C2    0
            ! C3    -
              C4    0
              C5    1
              C6    0
            """,
            "Episodes": "CHILD\nC1\nC2\nC3\nC5\nC6",
        },
        previous={"Header": "CHILD MOTHER\nC1 1\nC2 1\nC3 1\nC4 1\nC5 0\nC6 -"},
    )


def test_208_a_upn_unlike_last_years_is_found_unless_there_was_none(found_as_marked):
    found_as_marked(
        "208",
        {
            "Header": """
              CHILD UPN
              C1    A123456789012
            ! C2    A123456789013
              C3    A123456789014
            ! C4    UN3
              C5    UN3
              C6    -
              C7    A123456789015
            """
        },
        previous={
            "Header": """
              CHILD UPN
              C1    A123456789012
              C2    A123456789012
              C3    UN1
              C4    A123456789012
              C5    UN2
              C6    A123456789012
            """
        },
    )


def test_205a_a_status_lost_without_a_date_before_the_year_is_found(found_as_marked):
    found_as_marked(
        "205A",
        {
            "Header": """
              CHILD UASC
              C1    0
            ! C2    0
            ! C3    -
              C4    1
              C5    0
              C6    0
            ! C7    0
            """,
            "UASC": """
              CHILD DUC
              C6    31/03/2025
              C7    01/06/2025
            """,
        },
        previous={
            "Header": "CHILD UASC\nC1 1\nC2 1\nC3 1\nC4 1\nC5 0\nC6 1\nC7 1",
            "UASC": """
              CHILD DUC
              C1    31/03/2025
              C2    01/04/2025
              C3    -
              C6    -
              C7    31/03/2025
            """,
        },
    )


def test_205b_a_status_kept_although_it_ceased_before_the_year_implicates_both_rows(
    found_as_marked,
):
    found_as_marked(
        "205B",
        {
            "Header": """
              CHILD UASC
              C1    1
            ! C2    1
            ! C3    1
              C4    1
              C5    1
              C6    0
            """,
            "UASC": """
              CHILD DUC
              C1    01/04/2025
            ! C2    31/03/2025
              C3    -
              C4    01/05/2026
              C5    31/03/2025
              C6    31/03/2025
            """,
        },
        previous={
            "Header": "CHILD UASC\nC1 1\nC2 1\nC3 1\nC4 1\nC5 0\nC6 1",
            "UASC": "CHILD DUC\nC3 31/03/2025\nC4 31/03/2025",
        },
    )


def test_205c_a_date_without_a_status_in_either_year_implicates_both_rows(found_as_marked):
    found_as_marked(
        "205C",
        {
            "Header": """
              CHILD UASC
            ! C1    0
            ! C2    -
              C3    0
              C4    1
              C5    0
              C6    0
            """,
            "UASC": """
              CHILD DUC
            ! C1    01/05/2025
              C3    01/05/2025
              C4    01/05/2025
              C5    -
              C6    01/05/2025
            """,
        },
        previous={
            "Header": "CHILD UASC\nC1 0\nC2 0\nC3 1\nC4 0\nC5 0",
            "UASC": "CHILD DUC\nC2 01/05/2024",
        },
    )


def test_205d_a_status_that_last_years_header_did_not_give_is_found(found_as_marked):
    found_as_marked(
        "205D",
        {
            "Header": """
              CHILD UASC
            ! C1    1
            ! C2    1
              C3    1
              C4    1
              C5    0
            """
        },
        previous={"Header": "CHILD UASC\nC1 0\nC2 -\nC3 1\nC5 0"},
    )


@pytest.mark.parametrize("code", ["202", "204", "205A", "205B", "205C", "205D", "207", "208"])
def test_nothing_is_said_without_last_year(code, evaluate):
    tables = {
        "Header": "CHILD SEX ETHNIC MOTHER UPN UASC\nC1 M WBRI 1 UN1 1",
        "UASC": "CHILD DUC\nC1 -",
        "Episodes": "CHILD\nC1",
    }
    assert evaluate(code, tables) is None
