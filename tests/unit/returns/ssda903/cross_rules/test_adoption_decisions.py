"""559 to 561, 579, 583, 584: decisions to place for adoption, one after another."""

LAST_YEAR = {
    "PlacedAdoption": """
      CHILD DATE_PLACED DATE_PLACED_CEASED
      C1    01/05/2024  -
      C2    01/05/2024  -
      C3    01/05/2024  01/02/2025
      C4    01/05/2024  01/02/2025
      C5    01/05/2023  01/06/2023
      C5    01/05/2024  -
      C6    -           -
    """
}


def test_559_a_decision_before_the_year_unknown_to_last_years_return_is_found(found_as_marked):
    found_as_marked(
        "559",
        {
            "PlacedAdoption": """
              CHILD DATE_PLACED
              C1    01/05/2024
              C2    02/05/2024
            ! C6    31/03/2025
            ! C7    31/03/2025
              C8    01/04/2025
              C9    -
            """
        },
        previous=LAST_YEAR,
    )


def test_560_another_date_of_a_decision_that_stood_last_year_is_found(found_as_marked):
    found_as_marked(
        "560",
        {
            "PlacedAdoption": """
              CHILD DATE_PLACED
              C1    01/05/2024
              C1    01/09/2025
            ! C2    02/05/2024
              C2    01/09/2025
              C3    02/05/2025
            ! C5    01/05/2023
              C6    01/05/2025
              C7    01/05/2025
            """
        },
        previous=LAST_YEAR,
    )


def test_561_a_decision_reversed_last_year_and_recorded_again_is_found(found_as_marked):
    found_as_marked(
        "561",
        {
            "PlacedAdoption": """
              CHILD DATE_PLACED
              C1    01/05/2024
            ! C3    01/05/2024
              C4    02/05/2024
              C5    01/05/2024
              C7    01/05/2024
            """
        },
        previous=LAST_YEAR,
    )


def test_584_another_date_before_last_years_reversal_is_found(found_as_marked):
    found_as_marked(
        "584",
        {
            "PlacedAdoption": """
              CHILD DATE_PLACED
              C2    02/05/2024
            ! C3    31/01/2025
              C3    01/05/2024
              C4    01/02/2025
              C4    -
            """
        },
        previous=LAST_YEAR,
    )


def test_579_a_decision_while_the_one_before_stood_is_found(found_as_marked):
    found_as_marked(
        "579",
        {
            "PlacedAdoption": """
              CHILD DATE_PLACED DATE_PLACED_CEASED
              C1    01/07/2025  -
              C1    01/05/2025  01/07/2025
            ! C2    30/06/2025  -
              C2    01/05/2025  01/07/2025
              C3    01/05/2025  -
            ! C3    01/07/2025  -
            """
        },
    )


def test_583_an_earlier_decision_that_was_not_reversed_is_found(found_as_marked):
    found_as_marked(
        "583",
        {
            "PlacedAdoption": """
              CHILD DATE_PLACED DATE_PLACED_CEASED
              C1    01/07/2025  -
              C1    01/05/2025  01/07/2025
            ! C2    01/05/2025  -
              C2    01/07/2025  -
              C3    01/05/2025  -
            """
        },
    )
