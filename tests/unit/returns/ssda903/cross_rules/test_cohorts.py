"""134, 187, 190, 191, 215: no child is in two of OC2, OC3 and AD1."""

CARE = """
    CHILD DECOM      DEC
    C1    01/04/2025 -
    C2    02/04/2025 -
    C3    01/01/2020 31/03/2026
    C4    01/01/2020 01/04/2026
"""


def test_134_a_child_with_entries_as_care_leaver_and_adopted_is_found_in_both(found_as_marked):
    found_as_marked(
        "134",
        {
            "OC3": """
              CHILD IN_TOUCH ACTIV ACCOM
            ! C1    YES      -     -
              C2    YES      F1    B1
              C3    -        -     -
            ! C4    -        -     0
            """,
            "AD1": """
              CHILD DATE_INT   DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR
            ! C1    -          -          0           -         -          -
              C2    -          -          -           -         -          -
              C3    01/05/2025 -          -           -         -          -
            ! C4    01/05/2025 -          -           -         -          -
              C5    01/05/2025 -          -           -         -          -
            """,
        },
    )


def test_187_a_child_looked_after_all_year_who_left_or_was_adopted_is_found(found_as_marked):
    found_as_marked(
        "187",
        {
            "OC3": """
              CHILD IN_TOUCH ACTIV ACCOM
            ! C1    YES      -     -
              C2    YES      F1    B1
              C3    YES      F1    B1
              C4    -        -     -
            """,
            "AD1": """
              CHILD DATE_INT   DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR
              C1    -          -          -           -         -          -
              C2    01/05/2025 -          -           -         -          -
            ! C4    -          -          -           -         -          L0
            """,
            "Episodes": CARE,
        },
    )


HEALTH = (
    "CHILD CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE "
    "INTERVENTION_RECEIVED INTERVENTION_OFFERED"
)


def test_190_any_answer_for_a_child_not_looked_after_all_year_is_found(found_as_marked):
    found_as_marked(
        "190",
        {
            "OC2": HEALTH
            + """
              C1 0 - 1 1 1 0 - -
            ! C2 0 - 1 1 1 0 - -
            ! C3 - - - - - - - 0
              C4 - 1 - - - - - -
              C2 - - - - - - - -
            ! C5 - - 1 - - - - -
            """,
            "Episodes": CARE,
        },
    )


def test_191_a_child_looked_after_all_year_without_answers_is_found(found_as_marked):
    found_as_marked(
        "191",
        {
            "OC2": """
              CHILD IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE
              C1    1             1           1                 0
              C2    -             -           -                 -
              C3    1             -           1                 0
            ! C4    1             1           1                 -
            ! C1    -             1           1                 0
            """,
            "Episodes": CARE,
        },
    )


def test_191_a_child_without_a_row_in_oc2_is_found_by_its_episodes_of_the_year(found_as_marked):
    found_as_marked(
        "191",
        {
            "OC2": """
              CHILD IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE
            """,
            "Episodes": """
              CHILD DECOM      DEC        REC
              C1    01/01/2020 01/01/2021 E4A
            ! C1    01/03/2025 01/05/2025 X1
            ! C1    01/05/2025 -          -
              C2    01/05/2025 -          -
            """,
        },
    )


def test_215_a_care_leaver_with_answers_of_the_twelve_months_is_found_in_both(found_as_marked):
    found_as_marked(
        "215",
        {
            "OC3": """
              CHILD IN_TOUCH ACTIV ACCOM
            ! C1    YES      F1    B1
              C2    YES      F1    B1
              C3    -        -     -
            """,
            "OC2": HEALTH
            + """
            ! C1 0 - - - - - - -
              C2 - - - - - - - -
              C3 0 - 1 1 1 0 - -
              C4 0 - 1 1 1 0 - -
            """,
        },
    )
