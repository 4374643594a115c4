"""217, 217t, 225, 226, 230, 234: what goes with a placement, and with its change."""

import pytest


def test_217_adoption_by_own_foster_carers_with_another_reason_for_the_episode_is_found(
    found_as_marked,
):
    found_as_marked(
        "217",
        {
            "Episodes": """
              PLACE DECOM      RNE
              A3    01/06/2025 S
              A5    01/06/2025 T
              A5    01/06/2025 U
            ! A3    01/06/2025 P
            ! A5    01/04/2015 B
              A5    31/03/2015 B
            ! A5    01/06/2025 -
              A4    01/06/2025 P
            """
        },
    )


def test_217t_independent_living_begun_from_28_october_2023_is_found(found_as_marked):
    found_as_marked(
        "217t",
        {
            "Episodes": """
              PLACE DECOM
              P2    27/10/2023
            ! P2    28/10/2023
              H5    28/10/2023
              -     28/10/2023
            """
        },
        specification="2023-24",
    )


def test_225_a_change_of_placement_without_a_reason_is_found(found_as_marked):
    found_as_marked(
        "225",
        {
            "Episodes": """
              CHILD DECOM      REC RNE PLACE REASON_PLACE_CHANGE
            ! C1    01/04/2025 X1  S   U4    -
              C1    01/05/2025 X1  P   U6    CARPL
              C1    01/06/2025 X1  B   U6    -
              C1    01/07/2025 X1  L   U6    -
              C1    01/08/2025 X1  P   T1    -
              C1    01/09/2025 -   P   U6    -
              C2    01/04/2025 E4A S   U6    -
              C2    01/05/2025 -   P   U6    -
            ! C3    01/04/2025 X1  S   U6    -
              C3    01/05/2025 -   T   U4    -
            """
        },
    )


def test_226_a_reason_for_a_move_to_or_from_a_temporary_placement_is_found(found_as_marked):
    found_as_marked(
        "226",
        {
            "Episodes": """
              CHILD DECOM      PLACE REASON_PLACE_CHANGE
              C1    01/04/2025 U6    CARPL
            ! C1    01/05/2025 U6    OTHER
            ! C1    01/06/2025 T0    OTHER
              C1    01/07/2025 U6    -
              C1    01/08/2025 T4    -
              C1    01/09/2025 U6    CARPL
              C2    01/09/2025 -     CARPL
            """
        },
    )


def test_230_semi_independent_accommodation_without_urn_is_found_from_28_october_2023(
    found_as_marked,
):
    found_as_marked(
        "230",
        {
            "Episodes": """
              PLACE DEC        URN     PL_LA
            ! H5    -          -       E06000026
              H5    27/10/2023 -       E06000026
            ! H5    28/10/2023 -       -
              H5    -          XXXXXXX E06000026
              H5    -          -       WAL
              K3    -          -       E06000026
            """
        },
        specification="2023-24",
    )


CUSTODY = """
      CHILD {dec}      REASON_PLACE_CHANGE
      C1    31/05/2025 CUSTOD
    ! C2    31/05/2025 CUSTOD
      C3    31/05/2025 CUSTOD
      C2    31/05/2025 CARPL
      C2    31/05/2025 -
"""


def test_234_custody_of_a_child_under_ten_implicates_episode_and_birth(found_as_marked):
    found_as_marked(
        "234",
        {
            "Episodes": CUSTODY.format(dec="DEC"),
            "Header": """
              CHILD DOB
              C1    31/05/2015
            ! C2    01/06/2015
              C3    -
            """,
        },
    )


@pytest.mark.parametrize(("born", "found"), [("31/03/2016", []), ("01/04/2016", [0])])
def test_234_takes_the_end_of_the_year_where_no_end_is_known(evaluate, born, found):
    answer = evaluate(
        "234",
        {"Episodes": "CHILD REASON_PLACE_CHANGE\nC1 CUSTOD", "Header": f"CHILD DOB\nC1 {born}"},
    )
    assert answer == {"Episodes": found, "Header": found}
