"""157, 186, 189, 197B, 198: who has an SDQ score or a reason for none.

The year is 1 April 2025 to 31 March 2026.
"""

CARE = """
    CHILD DECOM      DEC
    C1    01/04/2025 -
    C2    01/04/2025 -
    C3    01/04/2025 -
    C4    01/04/2025 -
    C5    02/04/2025 -
    C6    01/04/2025 -
    C7    01/04/2025 -
    C8    01/04/2025 -
"""


def test_157_age_as_a_reason_is_found_from_four_on_the_first_day_to_sixteen_on_the_last(
    found_as_marked,
):
    found_as_marked(
        "157",
        {
            "OC2": """
              DOB        SDQ_REASON
            ! 01/04/2021 SDQ1
              02/04/2021 SDQ1
            ! 01/04/2009 SDQ1
              31/03/2009 SDQ1
              01/04/2015 SDQ2
              01/04/2015 -
              -          SDQ1
            """
        },
    )


def test_186_an_empty_score_is_found_of_children_of_four_to_sixteen_looked_after_all_year(
    found_as_marked,
):
    found_as_marked(
        "186",
        {
            "OC2": """
              CHILD DOB        SDQ_SCORE
            ! C1    01/04/2021 -
              C2    02/04/2021 -
            ! C3    01/04/2009 -
              C4    31/03/2009 -
              C5    01/04/2015 -
              C6    01/04/2015 0
              C7    -          -
              C9    01/04/2015 -
            """,
            "Episodes": CARE,
        },
    )


def test_189_score_or_reason_of_a_child_of_seventeen_when_the_year_began_is_found(found_as_marked):
    found_as_marked(
        "189",
        {
            "OC2": """
              DOB        SDQ_SCORE SDQ_REASON
            ! 01/04/2008 12        -
            ! 01/04/2008 -         SDQ1
              01/04/2008 -         -
              02/04/2008 12        -
              -          12        -
            """
        },
    )


def test_197b_neither_score_nor_reason_of_a_child_who_turned_4_or_17_in_the_year_is_found(
    found_as_marked,
):
    found_as_marked(
        "197B",
        {
            "OC2": """
              CHILD DOB        SDQ_SCORE SDQ_REASON
            ! C1    02/04/2021 -         -
              C2    01/04/2021 -         -
            ! C3    31/03/2022 -         -
              C4    01/04/2022 -         -
              C5    31/03/2022 -         -
            ! C6    31/03/2009 -         -
              C7    01/04/2008 -         -
            ! C8    02/04/2008 -         -
              C1    02/04/2021 3         -
              C1    02/04/2021 -         SDQ1
            """,
            "Episodes": CARE,
        },
    )


def test_198_a_reason_of_a_child_not_looked_after_all_year_is_found(found_as_marked):
    found_as_marked(
        "198",
        {
            "OC2": """
              CHILD SDQ_REASON
              C1    SDQ2
            ! C5    SDQ2
              C5    -
            ! C9    SDQ2
            """,
            "Episodes": CARE,
        },
    )
