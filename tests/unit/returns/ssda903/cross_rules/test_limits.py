"""361 to 379: how long legal statuses, short breaks and temporary placements may last."""

import pytest


@pytest.mark.parametrize(
    ("code", "status", "last_day", "day_after"),
    [
        ("361", "L1", "04/05/2025", "05/05/2025"),
        ("362", "L2", "22/05/2025", "23/05/2025"),
        ("363", "L3", "08/05/2025", "09/05/2025"),
        ("364", "J2", "22/05/2025", "23/05/2025"),
    ],
)
def test_361_to_364_a_legal_status_of_more_than_its_days_is_found(
    found_as_marked, code, status, last_day, day_after
):
    found_as_marked(
        code,
        {
            "Episodes": f"""
              CHILD DECOM      LS       DEC
              C1    01/05/2025 {status} {last_day}
            ! C2    01/05/2025 {status} {day_after}
              C3    01/05/2025 C2       {day_after}
              C4    -          {status} {day_after}
            ! C5    {last_day} {status} {day_after}
            ! C5    01/05/2025 {status} {last_day}
              C6    01/05/2025 {status} 02/05/2025
              C6    03/05/2025 {status} {day_after}
            ! C7    01/05/2025 {status} -
              C8    31/03/2026 {status} -
              C9    01/05/2025 {status} 02/05/2025
              C9    02/05/2025 C2       {day_after}
              C9    {day_after} {status} {day_after}
            """
        },
    )


def test_361_what_is_open_lasts_until_the_end_of_the_year(found_as_marked):
    found_as_marked(
        "361",
        {
            "Episodes": """
              CHILD DECOM      LS DEC
              C1    28/03/2026 L1 -
            ! C2    27/03/2026 L1 -
            """
        },
    )


@pytest.mark.parametrize(
    ("code", "place", "last_day", "day_after"),
    [
        ("375", "T1", "12/06/2025", "13/06/2025"),
        ("376", "T3", "22/05/2025", "23/05/2025"),
        ("379", "T4", "08/05/2025", "09/05/2025"),
    ],
)
def test_375_376_379_a_temporary_placement_of_more_than_its_days_is_found(
    found_as_marked, code, place, last_day, day_after
):
    found_as_marked(
        code,
        {
            "Episodes": f"""
              CHILD DECOM      RNE PLACE   DEC
              C1    01/05/2025 P   {place} {last_day}
            ! C2    01/05/2025 P   {place} {day_after}
              C3    01/05/2025 P   U6      {day_after}
            ! C4    01/05/2025 P   {place} 02/05/2025
            ! C4    02/05/2025 L   {place} {day_after}
              C5    01/05/2025 P   {place} 02/05/2025
              C5    02/05/2025 P   {place} {day_after}
            ! C6    01/05/2025 P   {place} -
              C7    25/03/2026 P   {place} -
            """
        },
    )


def test_375_can_be_evaluated_without_the_reason_for_the_episode(found_as_marked):
    found_as_marked(
        "375",
        {
            "Episodes": """
              CHILD DECOM      PLACE DEC
            ! C1    01/05/2025 T1    13/06/2025
              C2    01/05/2025 T1    12/06/2025
            """
        },
    )


def test_365_a_short_break_of_more_than_17_days_is_found(found_as_marked):
    found_as_marked(
        "365",
        {
            "Episodes": """
              DECOM      LS DEC
              01/05/2025 V3 18/05/2025
            ! 01/05/2025 V3 19/05/2025
              01/05/2025 V4 19/05/2025
              01/05/2025 C2 19/05/2025
            ! 01/05/2025 V3 -
              14/03/2026 V3 -
              -          V3 19/05/2025
            """
        },
    )


def test_366_a_change_within_a_short_break_is_found(found_as_marked):
    found_as_marked(
        "366",
        {
            "Episodes": """
              RNE LS
              S   V3
            ! P   V3
            ! L   V3
              P   V4
              P   C2
              -   V3
            """
        },
    )


def test_367_more_than_75_days_of_short_breaks_in_the_year_are_found(found_as_marked):
    found_as_marked(
        "367",
        {
            "Episodes": """
              CHILD DECOM      LS DEC
              C1    01/05/2025 V3 01/07/2025
              C1    01/08/2025 V3 15/08/2025
            ! C2    01/05/2025 V3 01/07/2025
            ! C2    01/08/2025 V3 16/08/2025
              C2    01/09/2025 C2 16/12/2025
              C2    01/01/2025 V3 01/02/2025
              C3    20/03/2025 V3 15/06/2025
            ! C4    14/01/2026 V3 -
              C5    15/01/2026 V3 -
              -     01/05/2025 V3 16/12/2025
              C6    -          V3 16/12/2025
              C6    01/12/2025 V3 01/11/2025
            """
        },
    )


def test_377_three_carers_holidays_that_start_within_a_year_are_found(found_as_marked):
    found_as_marked(
        "377",
        {
            "Episodes": """
              CHILD DECOM      RNE PLACE
            ! C1    01/05/2025 P   T3
            ! C1    01/02/2026 P   T3
              C1    01/06/2025 P   U6
            ! C1    01/07/2025 P   T3
              C2    01/05/2025 P   T3
              C2    01/07/2025 P   T3
              C2    08/07/2025 L   T3
              C3    01/05/2025 P   T3
              C3    01/07/2025 P   T3
              C3    01/05/2026 P   T3
            ! C4    02/05/2025 P   T3
            ! C4    01/07/2025 P   T3
            ! C4    01/05/2026 P   T3
              C5    01/05/2025 P   T3
              C5    01/07/2025 P   T4
              C5    01/08/2025 P   T3
            """
        },
    )
