"""601, 602, 630, 634 and 1003: adoption, and permanence before care."""

EPISODES = """
  CHILD DEC        REC
  C1    01/05/2025 E11
{}    C2    01/05/2025 E12
{}    C3    31/03/2026 E11
  C4    01/05/2025 E4A
  C5    31/03/2025 E11
  C6    01/04/2026 E11
  C7    -          -
  -     01/05/2025 E11
"""
AD1 = """
  CHILD DATE_INT   DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR
  C1    01/01/2025 01/01/2025 0           2         MF         L11
{}    C2    01/01/2025 -          0           2         MF         L11
{}    C4    -          -          -           -         -          -
{}    C5    -          -          -           -         -          -
{}    C6    01/01/2025 01/01/2025 0           2         MF         L11
  -     -          -          -           -         -          -
"""


def test_601_an_adoption_without_all_its_data_is_found(found_as_marked):
    found_as_marked(
        "601", {"Episodes": EPISODES.format("!", "!"), "AD1": AD1.format("!", "", "", "")}
    )


def test_602_adoption_data_without_an_adoption_in_the_year_are_found(found_as_marked):
    found_as_marked("602", {"Episodes": EPISODES.format("", ""), "AD1": AD1.format("", *"!!!")})


def test_602_an_adoption_counts_where_its_date_is_not_given(found_as_marked):
    found_as_marked("602", {"Episodes": "CHILD REC\nC1 E11", "AD1": "CHILD\nC1\n! C2"})


def test_630_a_child_who_started_in_the_year_without_previous_permanence_is_found(
    found_as_marked,
):
    found_as_marked(
        "630",
        {
            "Episodes": """
              CHILD DECOM      RNE
              C1    01/04/2025 S
            ! C2    01/04/2025 S
              C2    01/05/2025 P
            ! C3    31/03/2026 S
              C4    31/03/2025 S
              C5    01/05/2025 P
              C6    01/04/2026 S
              -     01/05/2025 S
            """,
            "PrevPerm": "CHILD PREV_PERM\nC1 Z1\nC3 -\n- Z1",
        },
    )


PREV_PERM = """
  CHILD PREV_PERM LA_PERM DATE_PERM
{}    C1    P1        -       -
  C2    P1        -       -
{}    C3    -         -       zz/zz/2010
  C4    P1        -       -
  C5    -         -       -
  C6    P1        -       -
"""


def test_634_previous_permanence_of_a_child_in_care_since_before_april_2016_is_found(
    found_as_marked,
):
    found_as_marked(
        "634",
        {
            "PrevPerm": PREV_PERM.format("!", "!"),
            "Episodes": """
              CHILD DECOM      RNE
            ! C1    31/03/2016 S
              C2    01/04/2016 S
              C3    01/06/2025 P
            ! C3    01/06/2012 S
              C4    01/06/2012 S
              C4    01/06/2025 S
              C5    01/06/2012 S
              C7    01/06/2012 S
            """,
        },
    )


def test_634_requires_without_the_reason_for_a_new_episode(found_as_marked):
    found_as_marked(
        "634",
        {
            "PrevPerm": PREV_PERM.format("!", ""),
            "Episodes": "CHILD DECOM\n! C1 31/03/2016\nC3 01/04/2016",
        },
    )


def test_1003_a_decision_before_care_started_implicates_both_rows(found_as_marked):
    found_as_marked(
        "1003",
        {
            "PlacedAdoption": """
              CHILD DATE_PLACED
            ! C1    30/04/2025
              C1    01/05/2025
              C2    30/04/2025
              C3    30/04/2025
              C4    -
              C5    30/04/2025
            """,
            "Episodes": """
              CHILD DECOM      RNE
              C1    01/06/2025 P
            ! C1    01/05/2025 S
              C2    01/05/2025 P
              C3    01/04/2025 S
              C3    01/05/2025 S
              C4    01/05/2025 S
            """,
        },
    )
