"""SW01STG1 to SW17STG2: social worker episodes."""

import pytest


def test_sw01stg1_a_child_in_care_at_year_end_without_a_social_worker_is_found(found_as_marked):
    found_as_marked(
        "SW01STG1",
        {
            "Episodes": """
              CHILD DECOM      DEC
              C1    01/05/2023 -
              C2    01/05/2023 01/06/2023
            ! C2    01/06/2023 -
              C3    01/05/2023 31/03/2024
            ! C4    31/03/2024 01/04/2024
              C5    01/04/2024 -
              -     01/05/2023 -
            """,
            "SWEpisodes": "CHILD\nC1",
        },
        specification="2023-24",
    )


def test_sw06stg2_a_start_after_the_year_is_found(found_as_marked):
    found_as_marked(
        "SW06STG2",
        {
            "SWEpisodes": """
              SW_DECOM
              31/03/2026
            ! 01/04/2026
              01/04/2020
              -
            """
        },
    )


def test_sw07stg2_an_end_outside_the_year_is_found(found_as_marked):
    found_as_marked(
        "SW07STG2",
        {
            "SWEpisodes": """
              SW_DEC
            ! 31/03/2025
              01/04/2025
              31/03/2026
            ! 01/04/2026
              -
            """
        },
    )


def test_sw08stg2_an_episode_left_open_before_another_is_found(found_as_marked):
    found_as_marked(
        "SW08STG2",
        {
            "SWEpisodes": """
              CHILD SW_DECOM   SW_DEC
              C1    01/06/2025 -
            ! C1    01/05/2025 -
              C2    01/05/2025 01/06/2025
              C2    01/06/2025 -
              C3    01/05/2025 -
            """
        },
    )


SUCCESSIVE = """
  CHILD SW_DECOM   SW_DEC
  C1    01/06/2025 10/06/2025
{ten}   C1    09/06/2025 -
  C2    01/06/2025 10/06/2025
  C2    10/06/2025 -
  C3    01/06/2025 10/06/2025
{a}   C3    18/06/2025 -
  C4    01/06/2025 10/06/2025
  C4    17/06/2025 -
  C5    01/06/2025 20/06/2025
{ten}   C5    13/06/2025 -
  C6    01/06/2025 20/06/2025
{both}   C6    12/06/2025 -
  C7    01/06/2025 -
  C7    12/07/2025 -
"""


def test_sw10stg2_a_start_before_the_last_end_is_found(found_as_marked):
    found_as_marked("SW10STG2", {"SWEpisodes": SUCCESSIVE.format(ten="!", a="", both="!")})


def test_sw10astg2_a_start_over_seven_days_from_the_last_end_is_found(found_as_marked):
    found_as_marked("SW10aSTG2", {"SWEpisodes": SUCCESSIVE.format(ten="", a="!", both="!")})


def test_sw10bstg2_first_contact_before_the_last_episode_ended_is_found(found_as_marked):
    found_as_marked(
        "SW10bSTG2",
        {
            "SWEpisodes": """
              CHILD SW_DECOM   SW_DEC     SW_REASON
              C1    01/06/2025 10/06/2025 FCONTA
            ! C1    09/06/2025 20/06/2025 FCONTA
              C1    20/06/2025 -          FCONTA
              C2    01/06/2025 -          FCONTA
            ! C2    09/06/2025 -          FCONTA
              C3    01/06/2025 10/06/2025 -
              C3    09/06/2025 -          MANAGE
            """
        },
    )


@pytest.mark.parametrize("code", ["SW11aSTG2", "SW11bSTG2"])
def test_a_last_episode_that_ended_before_the_year_did_is_found(found_as_marked, code):
    found_as_marked(
        code,
        {
            "SWEpisodes": """
              CHILD SW_DECOM   SW_DEC
              C1    01/05/2023 01/06/2023
            ! C1    01/06/2023 30/03/2024
              C2    01/05/2023 31/03/2024
              C3    01/05/2023 01/06/2023
              C3    01/06/2023 -
            """
        },
        specification="2023-24",
    )


def test_sw12stg2_social_workers_that_begin_within_the_year_are_found(found_as_marked):
    found_as_marked(
        "SW12STG2",
        {
            "SWEpisodes": """
              CHILD SW_DECOM   SW_REASON
              C1    01/04/2025 MANAGE
              C1    01/06/2025 MANAGE
            ! C2    02/04/2025 MANAGE
              C2    01/06/2025 MANAGE
              C3    02/04/2025 FCONTA
            ! C4    02/04/2025 -
              C5    02/04/2025 MANAGE
            """,
            "Episodes": """
              CHILD DECOM      DEC
              C1    01/05/2025 -
              C2    01/05/2025 -
              C3    01/05/2025 -
              C4    01/05/2025 01/04/2026
              C5    01/05/2025 31/03/2026
            """,
        },
    )


def test_sw12stg2_requires_without_the_reason(found_as_marked):
    found_as_marked(
        "SW12STG2",
        {
            "SWEpisodes": "CHILD SW_DECOM\n! C1 02/04/2025",
            "Episodes": "CHILD DECOM DEC\nC1 01/05/2025 -",
        },
    )


def test_sw14stg2_an_episode_without_end_is_found(found_as_marked):
    found_as_marked("SW14STG2", {"SWEpisodes": "SW_DEC\n! -\n31/03/2024"}, specification="2023-24")


def test_sw17stg2_the_last_episode_is_found_where_none_lasts_to_year_end(found_as_marked):
    found_as_marked(
        "SW17STG2",
        {
            "SWEpisodes": """
              CHILD SW_DECOM   SW_DEC
              C1    01/05/2025 01/06/2025
            ! C1    01/06/2025 30/03/2026
              C2    01/05/2025 31/03/2026
              C3    01/05/2025 -
              C3    01/06/2025 01/07/2025
            ! C4    01/04/2026 -
            """
        },
    )
