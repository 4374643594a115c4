"""607, 620 and 624 to 628: children who are mothers."""

import pytest


@pytest.mark.parametrize(
    ("specification", "girl", "boy", "last"),
    [("2025-26", "F", "M", "2026"), ("2023-24", "2", "1", "2024")],
)
def test_607_a_girl_who_left_care_and_motherhood_is_not_recorded(
    found_as_marked, specification, girl, boy, last
):
    found_as_marked(
        "607",
        {
            "Header": f"""
              CHILD SEX    MOTHER
            ! C1    {girl} -
              C2    {boy}  -
              C3    {girl} 0
              C4    {girl} -
              C5    {girl} -
              C6    {girl} -
              C7    {girl} -
              C8    -      -
            """,
            "Episodes": f"""
              CHILD DEC          REC LS
              C1    01/02/{last} X1  C2
            ! C1    31/03/{last} E4A C2
              C2    31/03/{last} E4A C2
              C3    31/03/{last} E4A C2
              C4    31/03/{last} E4A V4
              C5    01/04/{last} E4A C2
              C6    31/03/{last} X1  C2
              C7    -            -   C2
              C8    31/03/{last} E4A C2
            """,
        },
        specification=specification,
    )


def test_620_a_mother_under_11_is_found(found_as_marked):
    found_as_marked(
        "620",
        {
            "Header": """
              DOB        MOTHER
              31/03/2015 1
            ! 01/04/2015 1
              01/04/2015 0
              01/04/2015 -
              -          1
            """
        },
    )


def test_624_a_first_child_born_on_another_day_than_last_year_is_found(found_as_marked):
    found_as_marked(
        "624",
        {
            "Header": """
              CHILD MC_DOB
              C1    01/06/2024
            ! C2    01/06/2024
              C3    01/06/2024
              C4    -
              C5    01/06/2024
            """
        },
        previous={"Header": "CHILD MC_DOB\nC1 01/06/2024\nC2 02/06/2024\nC3 -\nC4 01/06/2024"},
    )


def test_625_a_first_child_born_after_the_year_or_after_care_is_found(found_as_marked):
    found_as_marked(
        "625",
        {
            "Header": """
              CHILD MC_DOB
              C1    31/03/2026
            ! C2    01/04/2026
              C3    01/09/2025
            ! C4    02/09/2025
              C5    02/09/2025
              C6    02/09/2025
            ! C7    01/04/2026
              C8    -
            """,
            "Episodes": """
              CHILD DECOM      DEC        REC
              C1    01/05/2025 -          -
              C2    01/05/2025 -          -
              C3    01/05/2025 01/09/2025 E4A
              C4    01/05/2025 01/08/2025 X1
            ! C4    01/08/2025 01/09/2025 E4A
              C5    01/05/2025 01/09/2025 X1
              C6    01/05/2025 01/09/2025 E4A
              C6    01/12/2025 -          -
              C8    01/05/2025 01/09/2025 E4A
            """,
        },
    )


def test_626_a_mother_before_the_year_whom_last_years_return_did_not_know_is_found(
    found_as_marked,
):
    found_as_marked(
        "626",
        {
            "Header": """
              CHILD MOTHER MC_DOB
            ! C1    1      31/03/2025
              C2    1      01/04/2025
              C3    1      31/03/2025
              C4    1      31/03/2025
              C5    1      31/03/2025
              C6    0      31/03/2025
              C7    1      -
            """
        },
        previous={"Header": "CHILD MOTHER\nC1 0\nC2 0\nC3 1\nC4 -\nC6 0\nC7 0"},
    )


def test_628_motherhood_of_a_care_leaver_without_episodes_is_found(found_as_marked):
    found_as_marked(
        "628",
        {
            "Header": "CHILD MOTHER\n! C1 0\n! C2 1\nC3 -\nC4 1\nC5 1\n- 1",
            "Episodes": "CHILD\nC4",
            "OC3": "CHILD\nC1\nC2\nC3\nC4\n-",
        },
    )
