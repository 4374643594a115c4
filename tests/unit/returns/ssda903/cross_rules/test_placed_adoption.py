"""521 to 525, 551 to 558, 582: the decision to place for adoption, against care and AD1."""

import pytest

ORDERS = [("E1", "553", "554", "2025-26"), ("D1", "555", "556", "2023-24")]


def test_521_a_placement_before_the_decision_for_adoption_implicates_both(found_as_marked):
    found_as_marked(
        "521",
        {
            "Episodes": """
              CHILD DECOM      PLACE
            ! C1    30/04/2025 A3
              C1    30/04/2025 U1
              C2    01/05/2025 A6
              C3    30/04/2025 A3
            """,
            "AD1": """
              CHILD DATE_INT
            ! C1    01/05/2025
              C2    01/05/2025
              C3    -
            """,
        },
    )


def test_523_a_decision_with_two_dates_implicates_both(found_as_marked):
    found_as_marked(
        "523",
        {
            "PlacedAdoption": """
              CHILD DATE_PLACED DATE_PLACED_CEASED
              C1    01/05/2025  -
            ! C2    02/05/2025  -
              C3    01/04/2025  01/05/2025
              C3    02/05/2025  -
              C4    02/05/2025  -
              C5    -           -
            """,
            "AD1": """
              CHILD DATE_INT
              C1    01/05/2025
            ! C2    01/05/2025
              C3    02/05/2025
              C4    -
              C5    01/05/2025
            """,
        },
    )


def test_525_adoption_data_of_a_child_with_a_reversed_decision_implicates_both(found_as_marked):
    found_as_marked(
        "525",
        {
            "PlacedAdoption": """
              CHILD DATE_PLACED DATE_PLACED_CEASED
            ! C1    01/05/2024  01/05/2025
              C2    01/05/2024  01/05/2025
              C2    01/06/2025  -
              C3    01/05/2024  -
              C4    01/05/2024  01/05/2025
            """,
            "AD1": """
              CHILD DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR
            ! C1    -        -          -           1         -          -
              C2    -        -          0           -         -          -
              C3    -        -          0           -         -          -
              C4    -        -          -           -         -          -
            """,
        },
    )


def test_551_a_placement_without_a_date_of_decision_is_found(found_as_marked):
    found_as_marked(
        "551",
        {
            "Episodes": """
              CHILD PLACE
              C1    A3
            ! C2    A4
              C2    U1
            ! C3    A6
              C4    U1
            """,
            "PlacedAdoption": """
              CHILD DATE_PLACED
              C1    01/05/2025
            ! C3    -
              C4    -
            """,
        },
    )


def test_552_a_placement_begun_before_the_earliest_decision_implicates_both(found_as_marked):
    found_as_marked(
        "552",
        {
            "Episodes": """
              CHILD DECOM      PLACE
              C1    01/05/2025 A3
            ! C2    30/04/2025 A3
              C2    30/06/2025 A3
              C3    01/06/2025 U1
              C4    01/06/2025 A3
            """,
            "PlacedAdoption": """
              CHILD DATE_PLACED
              C1    01/05/2025
              C1    01/06/2025
              C2    01/08/2025
            ! C2    01/07/2025
              C3    01/07/2025
              C4    -
            """,
        },
    )


@pytest.mark.parametrize(("status", "code", "other", "specification"), ORDERS)
def test_553_and_555_an_order_without_a_date_of_decision_is_found(
    found_as_marked, status, code, other, specification
):
    assert other
    found_as_marked(
        code,
        {
            "Episodes": f"""
              CHILD LS
              C1    {status}
            ! C2    {status}
            ! C3    {status}
              C4    C2
              C5    -
            """,
            "PlacedAdoption": """
              CHILD DATE_PLACED
              C1    01/05/2023
            ! C3    -
              C4    -
            """,
        },
        specification=specification,
    )


@pytest.mark.parametrize(("status", "other", "code", "specification"), ORDERS)
def test_554_and_556_an_order_made_before_the_decision_implicates_both(
    found_as_marked, status, other, code, specification
):
    assert other
    found_as_marked(
        code,
        {
            "Episodes": f"""
              CHILD DECOM      LS
              C1    01/05/2023 {status}
              C2    01/04/2023 C2
            ! C2    30/04/2023 {status}
              C3    01/04/2023 C2
            """,
            "PlacedAdoption": """
              CHILD DATE_PLACED
              C1    01/05/2023
            ! C2    01/05/2023
              C3    01/05/2023
            """,
        },
        specification=specification,
    )


CARE_ENDED = """
  CHILD PLACE LS REC
  {a}C1    A3    C2 E4A
  {b}C2    U1    E1 E4A
  C3    A3    E1 E11
  C4    A3    E1 X1
  C5    A3    E1 E4A
  {c}C6    U1    D1 E8
  C7    U1    C2 E4A
  C8    A3    E1 -
"""


@pytest.mark.parametrize(("specification", "freed"), [("2023-24", "! "), ("2024-25", "")])
def test_557_leaving_care_unadopted_without_a_reversal_is_found(
    found_as_marked, specification, freed
):
    found_as_marked(
        "557",
        {
            "Episodes": CARE_ENDED.format(a="! ", b="! ", c=freed),
            "PlacedAdoption": f"""
              CHILD DATE_PLACED_CEASED REASON_PLACED_CEASED
            ! C1    01/05/2024         -
              C3    -                  -
              C4    -                  -
              C5    01/05/2024         RD1
            {freed}C6    -                  -
              C7    -                  -
              C8    -                  -
            """,
        },
        specification=specification,
    )


def test_558_a_reversed_decision_of_an_adopted_child_implicates_both(found_as_marked):
    found_as_marked(
        "558",
        {
            "Episodes": """
              CHILD REC
              C1    X1
            ! C1    E11
              C2    E12
              C3    E4A
              C4    E12
            """,
            "PlacedAdoption": """
              CHILD DATE_PLACED DATE_PLACED_CEASED
            ! C1    01/05/2024  01/05/2025
              C2    01/05/2024  -
              C3    01/05/2024  01/05/2025
              C4    01/05/2024  01/05/2025
              C4    01/06/2025  -
            """,
        },
    )


def test_582_an_adoption_on_the_day_of_the_match_implicates_both(found_as_marked):
    found_as_marked(
        "582",
        {
            "Episodes": """
              CHILD DEC        REC
              C1    01/04/2025 X1
            ! C1    01/05/2025 E11
              C2    01/05/2025 E12
              C3    01/05/2025 E4A
              C4    -          E12
            """,
            "AD1": """
              CHILD DATE_MATCH
            ! C1    01/05/2025
              C2    30/04/2025
              C3    01/05/2025
              C4    -
            """,
        },
    )
