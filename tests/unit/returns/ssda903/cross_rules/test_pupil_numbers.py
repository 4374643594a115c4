"""209 and 210: reasons for no UPN that cannot be true."""


def test_209_youth_as_the_reason_is_found_of_a_child_of_five_at_the_end_of_the_year(
    found_as_marked,
):
    found_as_marked(
        "209",
        {
            "Header": """
              UPN           DOB
            ! UN1           31/03/2021
              UN1           01/04/2021
              UN2           31/03/2015
              A123456789012 31/03/2015
              -             31/03/2015
              UN1           -
            """
        },
    )


def test_210_newly_in_care_is_found_of_a_child_there_for_more_than_a_week(found_as_marked):
    found_as_marked(
        "210",
        {
            "Header": """
              CHILD UPN
              C1    UN4
            ! C2    UN4
              C3    UN4
              C4    UN3
            ! C5    UN4
              C6    UN4
              C7    -
            """,
            "Episodes": """
              CHILD DECOM      DEC        REC
              C1    24/03/2026 -          -
            ! C2    23/03/2026 -          -
              C3    01/01/2026 31/03/2026 E4A
              C4    01/01/2026 -          -
            ! C5    01/01/2026 30/03/2026 X1
              C5    30/03/2026 -          -
              C6    01/01/2026 01/02/2026 E4A
              C6    30/03/2026 -          -
              C7    01/01/2026 -          -
            """,
        },
    )
