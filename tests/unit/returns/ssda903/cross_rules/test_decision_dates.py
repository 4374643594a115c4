"""Decisions for adoption against the year and care, and care after adoption: 117, 118, 199."""

CARE = """
    CHILD DECOM      DEC        REC LS
    C1    01/05/2024 01/09/2025 E4A C2
    C2    01/05/2024 -          -   C2
    C3    01/05/2024 01/09/2025 X1  C2
"""


def test_no_decision_is_later_than_the_year_or_care(found_as_marked):
    decisions = """
        CHILD DATE_PLACED DATE_PLACED_CEASED
        C1    01/09/2025  -
      ! C1    02/09/2025  -
      ! C1    01/06/2025  02/09/2025
        C2    31/03/2026  -
      ! C2    01/04/2026  -
      ! C2    -           01/04/2026
        C3    02/09/2025  -
        C9    02/09/2025  -
    """
    episodes = CARE.replace("    C1 ", "  ! C1 ")
    found_as_marked("117", {"PlacedAdoption": decisions, "Episodes": episodes})


def test_of_a_date_after_the_year_alone_no_episode_is_implicated(found_as_marked):
    decisions = """
        CHILD DATE_PLACED DATE_PLACED_CEASED
      ! C2    01/04/2026  -
    """
    found_as_marked("117", {"PlacedAdoption": decisions, "Episodes": CARE})


def test_no_decision_is_reversed_before_the_year_or_care(found_as_marked):
    decisions = """
        CHILD DATE_PLACED_CEASED
      ! C1    31/03/2025
        C1    01/04/2025
        C1    -
      ! C4    30/04/2025
        C5    01/05/2025
    """
    episodes = """
        CHILD DECOM      LS
        C1    01/05/2024 C2
        C4    01/04/2025 V3
      ! C4    01/05/2025 C2
        C5    01/05/2025 C2
    """
    found_as_marked("118", {"PlacedAdoption": decisions, "Episodes": episodes})


def test_an_adopted_child_does_not_come_back(found_as_marked):
    episodes = """
        CHILD DECOM      REC
        C1    01/05/2024 X1
        C1    01/09/2024 E11
      ! C1    01/05/2025 -
        C2    01/05/2024 E4A
        C2    01/05/2025 -
        C3    01/05/2025 E12
    """
    found_as_marked("199", {"Episodes": episodes})


def test_an_adoption_of_last_year_counts(found_as_marked):
    tables = {"Episodes": "CHILD DECOM REC\n! C1 01/05/2025 -\nC2 01/05/2025 -"}
    before = {"Episodes": "CHILD DECOM REC\nC1 01/05/2024 E12\nC2 01/05/2024 E4A"}
    found_as_marked("199", tables, before)


def test_last_year_without_its_columns_is_left_quarantined(found_as_marked):
    tables = {"Episodes": "CHILD DECOM REC\nC1 01/05/2025 -"}
    found_as_marked("199", tables, {"Episodes": "CHILD\nC1"})
