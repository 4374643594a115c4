"""703 to 710: deprivations of liberty."""

YEAR = "2026-27"


def test_703_a_start_after_the_year_is_found(found_as_marked):
    found_as_marked("703", {"DoLo": "DOLO_START\n31/03/2027\n! 01/04/2027\n-"}, specification=YEAR)


def test_704_an_end_outside_the_year_is_found(found_as_marked):
    found_as_marked(
        "704",
        {
            "DoLo": """
              DOLO_END
            ! 31/03/2026
              01/04/2026
              31/03/2027
            ! 01/04/2027
              -
            """
        },
        specification=YEAR,
    )


def test_705_a_start_while_the_last_one_goes_on_is_found(found_as_marked):
    found_as_marked(
        "705",
        {
            "DoLo": """
              CHILD DOLO_START DOLO_END
              C1    01/05/2026 01/06/2026
              C1    01/06/2026 -
            ! C1    02/06/2026 03/06/2026
            ! C1    02/06/2026 05/06/2026
              C2    01/05/2026 -
            """
        },
        specification=YEAR,
    )


def test_706_an_open_one_of_last_year_that_is_not_carried_over_is_found(found_as_marked):
    found_as_marked(
        "706",
        {
            "DoLo": """
              CHILD DOLO_START
              C1    01/02/2026
            ! C2    01/04/2026
              C2    01/05/2026
              C3    01/05/2026
              C4    01/05/2026
            """
        },
        previous={
            "DoLo": """
              CHILD DOLO_START DOLO_END
              C1    01/02/2026 -
              C2    01/02/2026 -
              C3    01/02/2026 01/03/2026
              C5    01/02/2026 -
            """
        },
        specification=YEAR,
    )


def test_707_one_left_open_after_care_ended_is_found(found_as_marked):
    found_as_marked(
        "707",
        {
            "DoLo": """
              CHILD DOLO_END
            ! C1    -
              C1    01/05/2026
              C2    -
              C3    -
              C4    -
            """,
            "Episodes": """
              CHILD DECOM      DEC        REC
              C1    01/04/2026 01/06/2026 E4A
              C2    01/04/2026 01/06/2026 E4A
              C2    01/07/2026 -          -
              C3    01/04/2026 01/06/2026 X1
            """,
        },
        specification=YEAR,
    )


def test_710_an_order_in_a_placement_that_rules_it_out_implicates_both(found_as_marked):
    found_as_marked(
        "710",
        {
            "DoLo": """
              CHILD DOLO_START DOLO_END
            ! C1    01/05/2026 01/06/2026
              C1    10/07/2026 -
              C2    01/05/2026 -
              C3    01/06/2026 01/07/2026
            ! C4    01/05/2026 -
              -     01/05/2026 -
            """,
            "Episodes": """
              CHILD DECOM      DEC        PLACE
            ! C1    01/04/2026 02/05/2026 K1
              C1    02/05/2026 10/06/2026 K2
              C1    10/06/2026 10/07/2026 R5
              C2    01/04/2026 -          K2
              C3    01/04/2026 01/06/2026 K3
              C3    01/07/2026 -          P1
            ! C4    01/06/2026 -          P1
              -     01/06/2026 -          P1
            """,
        },
        specification=YEAR,
    )
