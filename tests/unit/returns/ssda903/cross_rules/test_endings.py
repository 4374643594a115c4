"""348 to 451: how episodes start and end against the year and against the next."""

import pytest


@pytest.mark.parametrize(("code", "column"), [("354", "DECOM"), ("385", "DEC")])
def test_354_and_385_a_date_after_the_year_is_found(found_as_marked, code, column):
    episodes = f"""
          {column}
          31/03/2026
        ! 01/04/2026
          -
        """
    found_as_marked(code, {"Episodes": episodes})


EPISODES = """
  CHILD DECOM      RNE
  C1    01/05/2025 L
  C1    01/04/2025 S
{} C2    01/05/2025 P
  C2    01/06/2025 P
  C3    01/05/2025 -
  C3    -          L
! C4    01/05/2025 T
"""


def test_357_a_first_episode_that_is_no_start_is_found(found_as_marked):
    found_as_marked("357", {"Episodes": EPISODES.format("!")})


def test_357_an_episode_that_last_year_had_or_had_one_before_is_not_first(found_as_marked):
    found_as_marked(
        "357",
        {"Episodes": EPISODES.format(" ")},
        previous={"Episodes": "CHILD DECOM\nC2 01/05/2025\nC4 02/05/2025"},
    )
    found_as_marked("357", {"Episodes": EPISODES.format("!")}, previous={"Header": "CHILD\nC2"})


def test_388_a_new_episode_that_does_not_begin_is_found(found_as_marked):
    found_as_marked(
        "388",
        {
            "Episodes": """
              CHILD DECOM      DEC        REC
              C1    01/04/2025 01/05/2025 X1
            ! C1    01/05/2025 01/06/2025 X1
              C1    02/06/2025 01/07/2025 E8
            ! C2    01/04/2025 01/05/2025 X1
              C3    01/04/2025 01/05/2025 -
              C4    01/04/2025 -          X1
              C4    01/05/2025 -          -
              -     01/05/2025 01/06/2025 X1
              C5    01/04/2025 01/05/2025 E8
            ! C6    01/04/2025 -          X1
            """
        },
    )


def test_437_an_episode_after_death_or_18_is_found_at_what_it_follows(found_as_marked):
    found_as_marked(
        "437",
        {
            "Episodes": """
              CHILD DECOM      REC
            ! C1    01/04/2025 E2
              C1    01/05/2025 E2
            ! C2    01/04/2025 E15
              C2    01/05/2025 -
              C3    01/04/2025 E8
              C3    01/05/2025 -
              C4    01/04/2025 E15
            """
        },
    )


def test_451_an_open_freeing_order_is_found(found_as_marked):
    found_as_marked(
        "451",
        {
            "Episodes": """
              DEC        REC LS
            ! -          -   D1
              -          X1  D1
              01/05/2023 -   D1
              -          -   E1
              -          -   -
            """
        },
        specification="2023-24",
    )


def test_348_a_care_leaver_who_had_died_by_last_years_return_is_found(found_as_marked):
    found_as_marked(
        "348",
        {"OC3": "CHILD IN_TOUCH\nC1 YES\n! C2 YES\n! C3 DIED\nC4 -\nC5 DIED"},
        previous={"OC3": "CHILD IN_TOUCH\nC4 DIED\nC3 DIED\nC2 DIED\nC1 YES"},
    )
