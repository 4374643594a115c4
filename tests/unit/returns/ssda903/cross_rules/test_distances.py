"""392 to 454: postcodes, and the area and distance that follow from them."""

import pytest

UASC = "CHILD UASC\nC1 0\nC2 1\nC3 0\nC4 -\nC5 0"


def test_392a_a_missing_distance_is_found_save_of_uasc_and_short_breaks(found_as_marked):
    found_as_marked(
        "392a",
        {
            "Header": UASC,
            "UASC": "CHILD\nC5",
            "Episodes": """
              CHILD LS PL_DISTANCE
            ! C1    C2 -
              C1    C2 0
              C1    V3 -
              C1    V4 -
              C2    C2 -
              C3    C2 -
            ! C4    C2 -
              C5    C2 -
              C1    -  -
            """,
        },
        previous={"Header": "CHILD UASC\nC3 1\nC1 0"},
    )


def test_392a_is_evaluated_where_nothing_states_who_is_uasc(found_as_marked):
    found_as_marked("392a", {"Episodes": "CHILD LS PL_DISTANCE\n! C1 C2 -\nC1 C2 3.5"})


def test_392b_a_missing_postcode_is_found_save_of_uasc_and_short_breaks(found_as_marked):
    found_as_marked(
        "392b",
        {
            "Header": UASC,
            "Episodes": """
              CHILD LS HOME_POST PL_POST
              C1    C2 PL48AA    PL48AB
            ! C1    C2 -         PL48AB
            ! C1    C2 PL48AA    -
            ! C1    C2 -         -
              C1    V3 -         -
              C2    C2 -         PL48AB
            """,
        },
    )


def test_392d_a_placement_at_home_that_is_not_with_parents_is_found(found_as_marked):
    found_as_marked(
        "392d",
        {
            "Episodes": """
              HOME_POST PL_POST PLACE
            ! PL48AA    PL48AA  U6
            ! PL48AA    pl48aa  K2
              PL48AA    PL48AA  P1
              PL48AA    PL48AB  U6
              -         -       U6
              PL48AA    PL48AA  -
            """
        },
    )


def test_406_a_distance_of_uasc_now_or_last_year_is_found(found_as_marked):
    found_as_marked(
        "406",
        {
            "Header": UASC,
            "UASC": "CHILD\nC5",
            "Episodes": """
              CHILD PL_DISTANCE
              C1    3.5
            ! C2    3.5
              C2    -
            ! C3    0
              C4    3.5
            ! C5    3.5
            """,
        },
        previous={"Header": "CHILD UASC\nC3 1"},
    )


def test_406_cannot_be_evaluated_where_nothing_states_who_is_uasc(evaluate):
    assert evaluate("406", {"Episodes": "CHILD PL_DISTANCE\nC1 3.5"}) is None


def test_411_inside_or_outside_against_the_authority_of_the_placement(found_as_marked):
    found_as_marked(
        "411",
        {
            "Episodes": """
              PL_LOCATION PL_LA
              IN          E06000026
            ! OUT         E06000026
            ! IN          E10000008
              OUT         E10000008
              OUT         SCO
            ! IN          SCO
              IN          -
              -           E06000026
            """
        },
        authority="E06000026",
    )


def test_411_cannot_be_evaluated_without_the_authoritys_code_of_the_statistical_office(evaluate):
    episodes = {"Episodes": "PL_LOCATION PL_LA\nIN E06000026"}
    assert evaluate("411", episodes) is None
    assert evaluate("411", episodes, authority="879") is None


def test_420_the_authority_of_a_short_break_is_found(found_as_marked):
    found_as_marked(
        "420",
        {
            "Episodes": """
              PL_LA     LS
            ! E06000026 V3
            ! E06000026 V4
              E06000026 C2
              -         V3
              E06000026 -
            """
        },
    )


@pytest.mark.parametrize(
    ("code", "column", "was", "now", "near"),
    [
        ("452", "PL_LA", "E06000026", "E10000008", "E06000026"),
        ("453", "PL_DISTANCE", "3.5", "3.8", "3.6"),
    ],
)
def test_452_and_453_another_value_in_an_episode_that_went_on_is_found(
    found_as_marked, code, column, was, now, near
):
    found_as_marked(
        code,
        {
            "Episodes": f"""
              CHILD DECOM      {column}
            ! C1    01/05/2024 {now}
              C1    01/06/2025 {now}
              C2    01/05/2024 {near}
              C3    02/05/2024 {now}
              C4    01/05/2024 -
              C5    01/05/2024 {now}
              C6    01/05/2024 {now}
            """
        },
        previous={
            "Episodes": f"""
              CHILD DECOM      {column}
              C5    01/05/2024 -
              C3    01/05/2024 {was}
              C4    01/05/2024 {was}
              C2    01/05/2024 {was}
              C1    01/05/2024 {was}
              C1    01/04/2024 {now}
            """
        },
    )


def test_454_more_than_350_miles_are_found_save_of_uasc_and_the_unknown(found_as_marked):
    found_as_marked(
        "454",
        {
            "Header": UASC,
            "Episodes": """
              CHILD PL_DISTANCE
            ! C1    350.1
              C1    350
              C1    999.9
              C1    -
              C2    350.1
            ! C6    400
            """,
        },
    )
