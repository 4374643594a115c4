"""502 to 504, 562: episodes go on from last year's return and within a period of care."""

import pytest

COLUMNS = {
    "503A": ("RNE", "S", "L"),
    "503B": ("LS", "C1", "C2"),
    "503C": ("CIN", "N1", "N2"),
    "503D": ("PLACE", "U1", "K2"),
    "503E": ("PLACE_PROVIDER", "PR1", "PR4"),
    "503F": ("URN", "SC123456", "SC123457"),
    "503H": ("PL_LA", "E06000026", "E10000008"),
    "503J": ("PL_LOCATION", "IN", "OUT"),
}


def test_502_a_first_episode_that_starts_unlike_the_one_left_open_is_found(found_as_marked):
    found_as_marked(
        "502",
        {
            "Episodes": """
              CHILD DECOM
              C1    01/06/2024
              C1    01/05/2025
              C2    01/06/2025
            ! C2    02/06/2024
              C3    01/06/2025
              C4    01/06/2025
              C5    -
            """
        },
        previous={
            "Episodes": """
              CHILD DECOM      DEC
              C1    01/06/2024 -
              C2    01/05/2024 01/06/2024
              C2    01/06/2024 -
              C3    01/06/2024 01/03/2025
              C5    01/06/2024 -
            """
        },
    )


@pytest.mark.parametrize("code", COLUMNS)
def test_503_a_first_episode_that_goes_on_with_another_value_is_found(found_as_marked, code):
    column, was, other = COLUMNS[code]
    found_as_marked(
        code,
        {
            "Episodes": f"""
              CHILD DECOM      {column}
              C1    01/06/2024 {was}
              C1    01/06/2025 {other}
            ! C2    01/06/2024 {other}
            ! C3    01/06/2024 -
            ! C4    01/06/2024 {was}
              C5    01/06/2024 -
              C6    02/06/2024 {other}
              C7    01/06/2024 {other}
              C8    01/06/2024 {other}
            """
        },
        previous={
            "Episodes": f"""
              CHILD DECOM      DEC        {column}
              C1    01/06/2024 -          {was}
              C2    01/06/2024 -          {was}
              C3    01/06/2024 -          {was}
              C4    01/06/2024 -          -
              C5    01/06/2024 -          -
              C6    01/06/2024 -          {was}
              C7    01/06/2024 01/07/2024 {was}
            """
        },
    )


@pytest.mark.parametrize(
    ("specification", "expected"),
    [("2023-24", [0, 1, 2, 3]), ("2024-25", [1, 2]), ("2025-26", [0, 2, 3])],
)
def test_503d_a_code_that_was_withdrawn_since_last_year_need_not_stay(
    evaluate, specification, expected
):
    tables = {
        "Episodes": "CHILD DECOM PLACE\n"
        + "\n".join(
            f"C{child} 01/06/2020 {place}" for child, place in enumerate(["K3", "Z11", "U1", "Z1"])
        )
    }
    previous = {
        "Episodes": "CHILD DECOM DEC PLACE\n"
        + "\n".join(
            f"C{child} 01/06/2020 - {place}" for child, place in enumerate(["H5", "Z1", "Z1", "P2"])
        )
    }
    answer = evaluate("503D", tables, previous, specification=specification)
    assert answer == {"Episodes": expected}


def test_503g_a_distance_that_differs_by_two_tenths_of_a_mile_is_found(found_as_marked):
    found_as_marked(
        "503G",
        {
            "Episodes": """
              CHILD DECOM      PL_DISTANCE
              C1    01/06/2024 10.1
            ! C2    01/06/2024 10.2
            ! C3    01/06/2024 -
              C4    01/06/2024 -
              C5    02/06/2024 20.0
            """
        },
        previous={
            "Episodes": """
              CHILD DECOM      DEC PL_DISTANCE
              C1    01/06/2024 -   10.0
              C2    01/06/2024 -   10.0
              C3    01/06/2024 -   10.0
              C4    01/06/2024 -   -
              C5    01/06/2024 -   10.0
            """
        },
    )


def test_504_a_need_unlike_that_of_the_start_of_the_period_is_found(found_as_marked):
    found_as_marked(
        "504",
        {
            "Episodes": """
              CHILD DECOM      DEC        CIN
              C1    01/04/2025 01/05/2025 N1
            ! C1    01/05/2025 01/06/2025 N2
              C1    01/06/2025 01/07/2025 N1
              C1    01/08/2025 -          N3
              C2    01/04/2025 01/05/2025 N1
              C2    01/05/2025 -          -
            """
        },
    )


def test_562_an_episode_from_before_the_year_that_was_not_left_open_is_found(found_as_marked):
    found_as_marked(
        "562",
        {
            "Episodes": """
              CHILD DECOM
              C1    31/03/2025
            ! C2    31/03/2025
              C2    01/04/2025
            ! C3    31/03/2025
              C4    01/04/2025
              -     31/03/2025
            """
        },
        previous={
            "Episodes": """
              CHILD DEC
              C1    -
              C2    31/03/2025
              C4    -
            """
        },
    )
