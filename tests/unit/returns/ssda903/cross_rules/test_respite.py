"""393 to 444: what is asked of looked-after children and not of those in short breaks."""

import pytest

EPISODES = """
  CHILD LS
  C1    V3
  C1    C2
  C2    V3
  C3    V4
  C4    -
  C5    E1
"""


@pytest.mark.parametrize(
    ("female", "male", "specification"), [("F", "M", "2024-25"), ("2", "1", "2023-24")]
)
def test_393_a_looked_after_girl_without_an_answer_is_found(
    found_as_marked, female, male, specification
):
    found_as_marked(
        "393",
        {
            "Episodes": EPISODES,
            "Header": f"""
              CHILD SEX      MOTHER
            ! C1    {female} -
              C2    {female} -
              C3    {female} -
              C4    {female} -
              C5    {male}   -
              C1    {female} 0
              C5    -        -
              C9    {female} -
            """,
        },
        specification=specification,
    )


def test_399_answers_for_short_breaks_implicate_all_three_tables(found_as_marked):
    found_as_marked(
        "399",
        {
            "Episodes": """
              CHILD LS
              C1    V3
              C1    C2
            ! C2    V3
            ! C2    V3
            ! C3    V4
              C4    V3
              C5    E1
            """,
            "Header": """
              CHILD MOTHER
              C1    0
            ! C2    0
              C3    -
              C4    -
              C5    1
            """,
            "Reviews": """
              CHILD REVIEW     REVIEW_CODE
              C1    01/05/2025 PN1
            ! C3    01/05/2025 -
            ! C3    -          PN1
              C4    -          -
              C5    01/05/2025 PN1
            """,
        },
    )


def test_426_both_kinds_of_short_break_in_one_year_are_found(found_as_marked):
    found_as_marked(
        "426",
        {
            "Episodes": """
              CHILD LS
            ! C1    V3
            ! C1    V4
            ! C1    V3
              C1    C2
              C2    V3
              C2    V3
              C3    V4
              -     V3
              -     V4
            """
        },
    )


def test_442_a_looked_after_child_without_upn_is_found(found_as_marked):
    found_as_marked(
        "442",
        {
            "Episodes": EPISODES,
            "Header": """
              CHILD UPN
            ! C1    -
              C2    -
              C3    -
              C4    -
              C5    UN1
              C9    -
            """,
        },
    )


def test_444_a_upn_given_twice_is_found_and_codes_for_unknown_may_repeat(found_as_marked):
    found_as_marked(
        "444",
        {
            "Header": """
              UPN
            ! A879000000001
              A879000000002
            ! A879000000001
              UN1
              UN1
              -
              -
            """
        },
    )
