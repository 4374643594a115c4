"""331 to 336, 390, 408: placed for adoption and adopted."""


def test_331_a_match_after_the_placement_implicates_both_tables(found_as_marked):
    found_as_marked(
        "331",
        {
            "AD1": """
              CHILD DATE_MATCH
              C1    01/05/2025
            ! C2    02/05/2025
              C3    02/05/2025
              C4    -
              C5    02/05/2025
            """,
            "Episodes": """
              CHILD DECOM      REC
              C1    01/05/2025 E11
              C2    01/04/2025 X1
            ! C2    01/05/2025 E12
              C3    01/05/2025 E8
              C4    01/05/2025 E11
            """,
        },
    )


def test_334_a_decision_before_the_latest_start_of_care_implicates_both_tables(found_as_marked):
    found_as_marked(
        "334",
        {
            "AD1": """
              CHILD DATE_INT
              C1    01/05/2024
            ! C2    30/04/2024
              C3    30/04/2024
              C4    -
            """,
            "Episodes": """
              CHILD DECOM      RNE
              C1    01/05/2024 S
            ! C2    01/05/2024 S
              C2    01/01/2024 S
              C2    01/06/2024 P
              C3    01/05/2024 P
              C4    01/05/2024 S
            """,
        },
    )


def test_335_the_adopter_is_another_than_the_last_placement_says(found_as_marked):
    found_as_marked(
        "335",
        {
            "AD1": """
              CHILD FOSTER_CARE
              C1    1
            ! C2    0
            ! C3    1
              C4    0
              C5    1
              C6    -
            """,
            "Episodes": """
              CHILD DECOM      PLACE
              C1    01/05/2025 A3
              C1    01/04/2025 A4
              C2    01/04/2025 U4
            ! C2    01/05/2025 A5
            ! C3    01/05/2025 A6
              C4    01/05/2025 A4
              C5    01/05/2025 U4
              C6    01/05/2025 A6
            """,
        },
    )


def test_336_placed_with_the_foster_carer_without_foster_care_before_is_found(found_as_marked):
    found_as_marked(
        "336",
        {
            "Episodes": """
              CHILD DECOM      PLACE
              C1    01/04/2025 U5
              C1    01/05/2025 A3
              C1    01/06/2025 A5
            ! C2    01/05/2025 A5
              C2    01/04/2025 K2
              C3    01/04/2025 U6
              C3    01/05/2025 T1
              C3    01/06/2025 A3
              C4    01/04/2025 K2
              C4    01/05/2025 A4
            ! C4    01/06/2025 A3
              C5    01/04/2025 A3
              C6    01/04/2025 -
              C6    01/05/2025 A3
            """
        },
    )


def test_390_adopted_from_a_placement_not_for_adoption_is_found(found_as_marked):
    found_as_marked(
        "390",
        {
            "Episodes": """
              PLACE REC
            ! U6    E11
            ! K2    E12
              A3    E11
              A6    E12
              U6    E8
              -     E11
              U6    -
            """
        },
    )


def test_408_placed_under_an_order_without_that_legal_status_is_found(found_as_marked):
    found_as_marked(
        "408",
        {
            "Episodes": """
              PLACE LS
            ! A5    C2
            ! A6    V2
              A5    E1
              A3    V2
              A6    -
              -     C2
            """
        },
    )
