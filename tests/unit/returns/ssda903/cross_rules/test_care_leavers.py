"""1000 to 1016 and 3001: of whom care leavers' information is asked."""

OC3 = """
  CHILD IN_TOUCH ACTIV ACCOM
{}    C1    YES      F1    B1
  C2    -        -     -
  C3    -        -     0
  C4    YES      -     -
  -     YES      F1    B1
"""


def test_1000_answers_about_a_child_who_died_in_care_are_found(found_as_marked):
    episodes = {"Episodes": "CHILD REC\nC1 X1\nC1 E2\nC2 E2\nC3 E4A\n- E2"}
    found_as_marked("1000", {"OC3": OC3.format("!"), **episodes})
    found_as_marked("1000", {"OC3": OC3.format("!"), **episodes}, previous={})
    found_as_marked(
        "1000",
        {"OC3": OC3.format("!"), "Episodes": "CHILD REC\nC3 -"},
        previous={"Episodes": "CHILD REC\nC1 E2"},
    )


def test_1001_too_little_care_since_14_or_none_at_16_is_found(found_as_marked):
    """Born 01/01/2009: 14 on 01/01/2023, 16 on 01/01/2025. 91 days from 31/12/2024: 01/04/2025."""
    found_as_marked(
        "1001",
        {
            "OC3": """
              CHILD IN_TOUCH ACTIV ACCOM
              C1    YES      F1    B1
            ! C2    YES      F1    B1
              C3    YES      F1    B1
            ! C4    YES      F1    B1
              C5    YES      F1    B1
            ! C6    YES      F1    B1
              C7    -        -     -
            ! C8    YES      F1    B1
            """,
            "Header": """
              CHILD DOB
              C1    01/01/2009
              C2    01/01/2009
              C3    01/01/2009
              C4    01/01/2009
              C5    01/01/2009
              C6    01/01/2009
              C7    01/01/2009
              C8    01/01/2009
            """,
            "Episodes": """
              CHILD DECOM      DEC        LS
              C1    31/12/2024 01/04/2025 C2
              C2    01/01/2025 01/04/2025 C2
              C3    20/02/2025 01/05/2025 C2
              C6    31/12/2024 01/07/2025 V4
              C7    01/01/2025 02/01/2025 C2
              C8    31/12/2024 31/03/2025 C2
            """,
        },
        previous={
            "Episodes": """
              CHILD DECOM      DEC
              C3    01/06/2024 22/06/2024
              C3    20/02/2025 -
              C4    01/01/2020 01/01/2025
              C8    31/12/2024 -
            """
        },
    )


def test_1002_answers_about_a_child_never_in_care_are_found(found_as_marked):
    found_as_marked(
        "1002",
        {"OC3": OC3.format("!"), "Episodes": "CHILD\nC3"},
        previous={"Episodes": "CHILD\nC4"},
    )


BIRTHDAYS = """
  CHILD DOB        IN_TOUCH ACTIV ACCOM
{}    C1    15/06/2008 YES      F1    B1
{}    C2    15/06/2007 YES      F1    B1
{}    C3    15/06/2006 YES      F1    B1
{}    C4    15/06/2007 YES      F1    B1
{}    C5    15/06/2008 -        -     -
{}    C6    15/06/2008 YES      F1    B1
{}    C7    -          YES      F1    B1
"""
CARE = """
  CHILD DECOM      DEC        REC
  C1    01/04/2024 15/06/2025 X1
  C1    15/06/2025 -          -
  C2    01/04/2024 16/06/2025 E8
  C3    01/04/2024 16/06/2025 E8
  C4    01/04/2024 15/06/2025 E8
  C5    01/04/2024 16/06/2025 E8
  C6    16/06/2025 -          -
  C7    01/04/2024 16/06/2025 E8
"""


def test_1007_answers_about_a_child_in_care_on_the_17th_or_18th_birthday_are_found(
    found_as_marked,
):
    oc3 = BIRTHDAYS.format("!", "!", "", "", "", "", "")
    found_as_marked("1007", {"OC3": oc3, "Episodes": CARE})


def test_1016_answers_about_a_child_who_left_care_after_the_birthday_are_found(found_as_marked):
    oc3 = BIRTHDAYS.format("", "!", "", "", "", "", "")
    found_as_marked("1016", {"OC3": oc3, "Episodes": CARE})


def test_1010_answers_about_a_child_whose_open_episode_was_not_carried_over_are_found(
    found_as_marked,
):
    found_as_marked(
        "1010",
        {"OC3": OC3.format("!"), "Episodes": "CHILD\nC4"},
        previous={
            "Episodes": """
              CHILD DECOM      DEC
              C1    01/02/2025 -
              C1    01/01/2025 01/02/2025
              C2    01/02/2025 -
              C3    01/01/2025 01/02/2025
              C4    01/02/2025 -
            """
        },
    )


def test_1011_answers_about_a_child_who_moved_to_another_authority_are_found(found_as_marked):
    found_as_marked(
        "1011",
        {
            "OC3": OC3.format("!"),
            "Episodes": """
              CHILD DECOM      REC
              C1    01/06/2025 E3
              C1    01/05/2025 X1
              C2    01/05/2025 E3
              C3    01/05/2025 E3
              C3    01/06/2025 -
            """,
        },
    )


def test_1012_other_rows_of_a_care_leaver_without_an_episode_are_found(found_as_marked):
    rows = "CHILD\n! C1\nC2\nC3\n-\n! C1"
    tables = ("AD1", "Missing", "OC2", "PlacedAdoption", "PrevPerm", "Reviews")
    found_as_marked(
        "1012", {**dict.fromkeys(tables, rows), "OC3": "CHILD\nC1\nC2", "Episodes": "CHILD\nC2\n-"}
    )


def test_1014_uasc_information_on_a_care_leaver_implicates_both_rows(found_as_marked):
    found_as_marked(
        "1014",
        {
            "OC3": OC3.format("!"),
            "UASC": "CHILD DUC\n! C1 -\nC2 01/05/2025\nC4 01/05/2025\nC5 01/05/2025",
            "Episodes": "CHILD\nC4",
        },
    )


def test_3001_living_with_a_former_foster_carer_at_17_is_found(found_as_marked):
    found_as_marked(
        "3001",
        {
            "OC3": """
              DOB        ACCOM
              31/03/2008 Z1
            ! 01/04/2008 Z1
            ! 31/03/2009 Z2
              01/04/2009 Z1
              01/04/2008 B1
              01/04/2008 -
              -          Z1
            """
        },
    )


def test_1012_is_evaluated_of_the_tables_that_were_given(found_as_marked, evaluate):
    tables = {"OC3": "CHILD\nC1", "Episodes": "CHILD\nC2", "Reviews": "CHILD\n! C1\nC2"}
    found_as_marked("1012", tables)
    assert evaluate("1012", {"OC3": "CHILD\nC1", "Episodes": "CHILD\nC2"}) is None
