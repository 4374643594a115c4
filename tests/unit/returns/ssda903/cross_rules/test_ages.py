"""347 to 460: what a child may be at an age."""

import pytest

HEADER = """
  CHILD DOB
  C1    15/06/2010
  C2    -
"""


def test_347_a_foyer_before_the_eighteenth_birthday_is_found(found_as_marked):
    found_as_marked(
        "347",
        {
            "OC3": """
              DOB        ACCOM
              31/03/2008 T1
            ! 01/04/2008 T1
            ! 01/04/2008 T2
              01/04/2008 B1
              -          T1
              01/04/2008 -
            """
        },
    )


def test_351_a_twenty_fifth_birthday_before_the_year_is_found(found_as_marked):
    found_as_marked(
        "351",
        {
            "Header": """
              DOB
              01/04/2000
            ! 31/03/2000
              -
            """
        },
    )


def test_352_care_that_starts_at_18_is_found(found_as_marked):
    found_as_marked(
        "352",
        {
            "Header": HEADER,
            "Episodes": """
              CHILD DECOM      RNE
            ! C1    15/06/2028 S
              C1    14/06/2028 S
              C1    15/06/2028 L
              C1    -          S
              C2    15/06/2028 S
              C3    15/06/2028 S
            """,
        },
    )


def test_358_youth_justice_before_ten_implicates_episode_and_header(found_as_marked):
    found_as_marked(
        "358",
        {
            "Header": """
              CHILD DOB
            ! C1    15/06/2010
              C2    15/06/2010
              C3    -
            """,
            "Episodes": """
              CHILD DECOM      LS
            ! C1    14/06/2020 J1
            ! C1    14/06/2020 J3
              C1    14/06/2020 C1
              C2    15/06/2020 J2
              C3    14/06/2020 J2
            """,
        },
    )


def test_359_an_episode_that_goes_on_after_18_is_found_unless_v2_in_k2(found_as_marked):
    found_as_marked(
        "359",
        {
            "Header": """
              CHILD DOB
              C1    15/06/2007
              C2    31/03/2008
              C3    30/03/2008
              C4    -
            """,
            "Episodes": """
              CHILD DEC        LS PLACE
              C1    15/06/2025 C2 U6
            ! C1    16/06/2025 C2 U6
              C1    16/06/2025 V2 K2
            ! C1    16/06/2025 V2 U6
            ! C1    16/06/2025 C2 K2
            ! C1    16/06/2025 -  -
              C2    -          C2 U6
            ! C3    -          C2 U6
              C4    -          C2 U6
            """,
        },
    )


def test_391_an_outcome_of_someone_never_17_to_21_in_the_year_is_found(found_as_marked):
    found_as_marked(
        "391",
        {
            "OC3": """
              DOB        IN_TOUCH ACTIV ACCOM
              31/03/2009 YES      F1    B1
            ! 01/04/2009 YES      F1    B1
            ! 01/04/2009 -        F1    -
              01/04/2009 -        -     -
            ! 01/04/2003 NO       0     0
              02/04/2003 NO       0     0
              -          NO       0     0
            """
        },
    )


def test_407_guardianship_at_18_implicates_episode_and_header(found_as_marked):
    found_as_marked(
        "407",
        {
            "Header": """
              CHILD DOB
            ! C1    15/06/2007
              C2    15/06/2007
            """,
            "Episodes": """
              CHILD DEC        REC
            ! C1    15/06/2025 E45
            ! C1    15/06/2025 E48
              C1    15/06/2025 E8
              C2    14/06/2025 E46
              C2    -          E46
            """,
        },
    )


@pytest.mark.parametrize(
    ("code", "place", "day_before", "birthday", "specification"),
    [
        ("370", "P2", "14/06/2025", "15/06/2025", "2022-23"),
        ("370", "P2", "14/06/2026", "15/06/2026", "2023-24"),
        ("371", "H5", "14/06/2024", "15/06/2024", "2022-23"),
        ("371", "H5", "14/06/2026", "15/06/2026", "2023-24"),
        ("371", "K3", "14/06/2026", "15/06/2026", "2023-24"),
        ("371", "K3", "14/06/2026", "15/06/2026", "2024-25"),
        ("371", "K3", "14/06/2026", "15/06/2026", "2025-26"),
        ("372", "R5", "14/06/2020", "15/06/2020", "2025-26"),
        ("373", "S1", "14/06/2014", "15/06/2014", "2025-26"),
        ("374", "P3", "14/06/2024", "15/06/2024", "2025-26"),
    ],
)
def test_370_to_374_a_placement_before_its_age_is_found(
    found_as_marked, code, place, day_before, birthday, specification
):
    found_as_marked(
        code,
        {
            "Header": HEADER,
            "Episodes": f"""
              CHILD DECOM        PLACE
            ! C1    {day_before} {place}
              C1    {birthday}   {place}
              C1    {day_before} U6
              C1    {day_before} -
              C2    {day_before} {place}
              -     {day_before} {place}
            """,
        },
        specification=specification,
    )


@pytest.mark.parametrize("reason", ["E11", "E12"])
def test_386_adopted_at_18_is_found(found_as_marked, reason):
    found_as_marked(
        "386",
        {
            "Header": HEADER,
            "Episodes": f"""
              CHILD DEC        REC
            ! C1    15/06/2028 {reason}
              C1    14/06/2028 {reason}
              C1    15/06/2028 E8
              C2    15/06/2028 {reason}
            """,
        },
    )


@pytest.mark.parametrize(
    ("code", "reason", "day_before", "birthday"),
    [
        ("387", "E5", "14/06/2024", "15/06/2024"),
        ("387", "E6", "14/06/2024", "15/06/2024"),
        ("389", "E7", "14/06/2026", "15/06/2026"),
        ("460", "E17", "14/06/2028", "15/06/2028"),
    ],
)
def test_387_389_460_leaving_for_a_reason_of_older_children_is_found(
    found_as_marked, code, reason, day_before, birthday
):
    found_as_marked(
        code,
        {
            "Header": HEADER,
            "Episodes": f"""
              CHILD DEC          REC
            ! C1    {day_before} {reason}
              C1    {birthday}   {reason}
              C1    {day_before} X1
              C1    -            {reason}
              C2    {day_before} {reason}
            """,
        },
    )
