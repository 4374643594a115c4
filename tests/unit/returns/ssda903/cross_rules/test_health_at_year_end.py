"""542, 543, 545, 546: health that is asked by age at the end of the year."""

CARE = """
  CHILD DECOM      DEC
  C1    01/04/2025 -
  C2    01/04/2025 -
  C3    02/04/2025 -
  C4    01/04/2025 -
  C5    01/04/2025 31/03/2026
"""


def test_542_a_conviction_answer_of_a_child_under_10_is_found(found_as_marked):
    found_as_marked(
        "542",
        {
            "OC2": """
              DOB        CONVICTED
            ! 01/04/2016 0
              31/03/2016 0
              01/04/2016 -
              -          1
            """
        },
    )


def test_543_no_conviction_answer_of_a_child_of_10_looked_after_all_year_is_found(found_as_marked):
    found_as_marked(
        "543",
        {
            "OC2": """
              CHILD DOB        CONVICTED
            ! C1    31/03/2016 -
              C2    01/04/2016 -
              C3    31/03/2016 -
              C4    31/03/2016 0
              C5    31/03/2016 -
            """,
            "Episodes": CARE,
        },
    )


def test_545_no_health_check_answer_of_a_child_under_5_looked_after_all_year_is_found(
    found_as_marked,
):
    found_as_marked(
        "545",
        {
            "OC2": """
              CHILD DOB        HEALTH_CHECK
            ! C1    01/04/2021 -
              C2    31/03/2021 -
              C3    01/04/2021 -
              C4    01/04/2021 0
              C5    01/04/2021 -
            """,
            "Episodes": CARE,
        },
    )


def test_546_a_health_check_answer_of_a_child_of_5_is_found(found_as_marked):
    found_as_marked(
        "546",
        {
            "OC2": """
              DOB        HEALTH_CHECK
            ! 31/03/2021 0
              01/04/2021 0
              31/03/2021 -
              -          1
            """
        },
    )
