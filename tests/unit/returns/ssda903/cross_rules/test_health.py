"""185 and 188: who is asked for a Strengths and Difficulties score."""


def test_185_a_score_of_a_child_not_looked_after_all_year_is_found(found_as_marked):
    found_as_marked(
        "185",
        {
            "OC2": """
              CHILD SDQ_SCORE
              C1    12
            ! C2    12
              C2    -
            ! C3    0
            ! C4    12
            ! C5    12
            """,
            "Episodes": """
              CHILD DECOM      DEC        REC LS
              C1    01/04/2025 -          -   C2
              C2    02/04/2025 -          -   C2
              C3    01/04/2020 31/03/2026 E4A C2
              C4    01/04/2020 -          -   V4
            """,
        },
    )


def test_188_a_score_or_reason_of_a_child_under_four_at_the_end_of_the_year_is_found(
    found_as_marked,
):
    found_as_marked(
        "188",
        {
            "OC2": """
              DOB        SDQ_SCORE SDQ_REASON
              31/03/2022 12        -
            ! 01/04/2022 12        -
            ! 01/04/2022 -         SDQ1
              01/04/2022 -         -
              -          12        -
            """
        },
    )
