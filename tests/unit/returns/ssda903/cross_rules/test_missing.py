"""570 to 581: times missing, against the year, each other, care and last year's return."""

CARE = """
  CHILD DECOM      DEC        REC RNE
  C1    01/05/2025 01/06/2025 X1  S
  C1    01/06/2025 01/07/2025 E4A P
  C1    01/09/2025 -          -   S
  C2    01/05/2025 01/06/2025 X1  S
  C2    01/06/2025 01/07/2025 X1  L
  C2    01/07/2025 -          -   P
"""


def test_570_a_start_after_the_year_is_found(found_as_marked):
    found_as_marked("570", {"Missing": "MIS_START\n31/03/2026\n! 01/04/2026\n-"})


def test_571_an_end_outside_the_year_is_found(found_as_marked):
    found_as_marked(
        "571", {"Missing": "MIS_END\n01/04/2025\n! 31/03/2025\n31/03/2026\n! 01/04/2026\n-"}
    )


def test_574_a_start_while_the_row_before_lasts_is_found(found_as_marked):
    found_as_marked(
        "574",
        {
            "Missing": """
              CHILD MIS_START  MIS_END
              C1    10/05/2025 12/05/2025
              C1    01/05/2025 10/05/2025
            ! C1    11/05/2025 -
            ! C1    13/05/2025 14/05/2025
              C2    13/05/2025 14/05/2025
              C2    -          -
            """
        },
    )


def test_575_no_end_after_the_placement_ended_is_found(found_as_marked):
    found_as_marked(
        "575",
        {
            "Missing": """
              CHILD MIS_START  MIS_END
            ! C1    31/05/2025 -
            ! C1    01/06/2025 -
              C1    31/05/2025 02/06/2025
              C1    01/09/2025 -
              C1    15/07/2025 -
            ! C2    02/05/2025 -
              C2    01/07/2025 -
              C3    01/07/2025 -
            """,
            "Episodes": CARE,
        },
    )


def test_575_a_change_of_legal_status_alone_does_not_end_the_placement(found_as_marked):
    found_as_marked(
        "575",
        {
            "Missing": "CHILD MIS_START MIS_END\nC1 02/05/2025 -\n! C2 02/05/2025 -",
            "Episodes": """
              CHILD DECOM      DEC        RNE
              C1    01/05/2025 01/06/2025 S
              C1    01/06/2025 -          L
              C2    01/05/2025 01/06/2025 S
              C2    01/06/2025 -          P
            """,
        },
    )


def test_576_a_time_missing_that_was_open_last_year_and_is_not_here_is_found(found_as_marked):
    found_as_marked(
        "576",
        {
            "Missing": """
              CHILD MIS_START
              C1    01/05/2025
              C1    01/03/2025
              C2    01/05/2025
            ! C2    01/04/2025
              C3    01/05/2025
              C4    01/05/2025
            """
        },
        previous={
            "Missing": """
              CHILD MIS_START  MIS_END
              C1    01/03/2025 -
              C2    01/02/2025 02/02/2025
              C2    01/03/2025 -
              C3    01/03/2025 31/03/2025
            """
        },
    )


def test_576_speaks_of_any_open_time_missing_and_not_of_the_last_row_alone(found_as_marked):
    found_as_marked(
        "576",
        {"Missing": "CHILD MIS_START\n! C1 01/05/2025\nC2 01/02/2025"},
        previous={
            "Missing": """
              CHILD MIS_START  MIS_END
              C1    01/02/2025 -
              C1    01/03/2025 02/03/2025
              C2    01/02/2025 -
              C2    01/03/2025 02/03/2025
            """
        },
    )


def test_577_no_end_of_a_time_missing_after_care_ended_is_found(found_as_marked):
    found_as_marked(
        "577",
        {
            "Missing": """
              CHILD MIS_START  MIS_END
            ! C1    02/05/2025 -
            ! C1    01/07/2025 -
              C1    02/07/2025 -
              C1    02/05/2025 01/07/2025
              C2    02/05/2025 -
              C3    02/05/2025 -
              C1    -          -
            """,
            "Episodes": CARE,
        },
    )


def test_578_a_start_after_care_ended_is_found(found_as_marked):
    found_as_marked(
        "578",
        {
            "Missing": """
              CHILD MIS_START
              C1    01/06/2025
              C1    01/07/2025
            ! C1    02/07/2025
            ! C1    31/08/2025
              C1    01/09/2025
              C1    01/04/2025
              C2    02/09/2025
              C3    01/09/2025
              C1    -
            """,
            "Episodes": CARE,
        },
    )


def test_580_care_that_ended_while_missing_for_a_reason_other_than_e8_is_found(found_as_marked):
    found_as_marked(
        "580",
        {
            "Episodes": """
              CHILD DEC        REC
            ! C1    01/07/2025 E4A
            ! C2    01/07/2025 E9
              C3    01/07/2025 E8
              C4    01/07/2025 X1
              C5    01/07/2025 E4A
              C6    01/07/2025 E4A
              C7    -          -
              C8    01/07/2025 E4A
            """,
            "Missing": """
              CHILD MIS_START  MIS_END
              C1    20/06/2025 -
              C2    20/06/2025 01/07/2025
              C3    20/06/2025 -
              C4    20/06/2025 -
              C5    20/06/2025 30/06/2025
              C6    02/07/2025 -
              C7    20/06/2025 -
            """,
        },
    )


def test_581_a_start_before_care_began_is_found(found_as_marked):
    found_as_marked(
        "581",
        {
            "Missing": """
              CHILD MIS_START
            ! C1    30/04/2025
              C1    01/05/2025
              C2    30/04/2025
              C3    30/04/2025
            """,
            "Episodes": """
              CHILD DECOM      RNE
              C1    01/06/2025 P
              C1    01/05/2025 S
              C2    01/05/2025 L
            """,
        },
    )
