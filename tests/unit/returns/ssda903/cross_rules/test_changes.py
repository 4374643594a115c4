"""431 to 436: the reason for a new episode says what changed."""


def test_436_status_and_placement_said_to_change_and_one_did_not(found_as_marked):
    found_as_marked(
        "436",
        {
            "Episodes": """
              CHILD DECOM      RNE LS PLACE PL_POST URN      PLACE_PROVIDER
              C1    01/04/2025 S   C1 U6    PL48AA  SC123456 PR1
            ! C1    01/05/2025 B   C1 K2    PL48AB  SC123457 PR4
            ! C1    01/06/2025 U   C2 K2    PL48AB  SC123457 PR4
              C1    01/07/2025 B   E1 U6    PL48AB  SC123457 PR4
              C1    01/08/2025 U   C2 U6    PL48AC  SC123457 PR4
              C1    01/09/2025 P   C2 U6    PL48AC  SC123457 PR4
              C2    01/04/2025 B   C1 U6    -       -        -
            ! C2    01/05/2025 B   C2 U6    -       -        -
              C2    01/06/2025 B   C1 U6    PL48AA  -        -
            """
        },
    )


def test_431_a_start_of_care_on_the_day_another_episode_ended_is_found(found_as_marked):
    found_as_marked(
        "431",
        {
            "Episodes": """
              CHILD DECOM      DEC        RNE
              C1    01/04/2025 01/05/2025 S
            ! C1    01/05/2025 01/06/2025 S
              C1    02/06/2025 01/07/2025 S
              C1    01/07/2025 -          P
              C2    01/07/2025 -          S
              C2    01/08/2025 -          S
            """
        },
    )


def test_432_a_continuation_after_care_ended_is_found(found_as_marked):
    found_as_marked(
        "432",
        {
            "Episodes": """
              CHILD DECOM      REC RNE
              C1    01/04/2025 X1  S
              C1    01/05/2025 E8  P
            ! C1    01/06/2025 E8  P
              C1    01/07/2025 E8  S
              C1    01/08/2025 -   -
              C1    01/09/2025 -   L
              C2    01/04/2025 E8  L
            """
        },
    )


def test_433_a_continuation_that_starts_on_another_day_is_found(found_as_marked):
    found_as_marked(
        "433",
        {
            "Episodes": """
              CHILD DECOM      DEC        RNE
            ! C1    02/05/2025 01/06/2025 P
              C1    01/04/2025 01/05/2025 S
              C1    01/06/2025 01/07/2025 L
            ! C1    30/06/2025 01/08/2025 L
              C1    02/08/2025 -          S
              C1    03/08/2025 -          P
              C2    03/08/2025 01/09/2025 P
              C2    02/09/2025 -          -
            """
        },
    )


def test_434_status_alone_said_to_change_and_it_did_not_or_not_alone(found_as_marked):
    found_as_marked(
        "434",
        {
            "Episodes": """
              CHILD DECOM      RNE LS PLACE PL_POST URN      PLACE_PROVIDER
              C1    01/04/2025 L   C1 U6    PL48AA  SC123456 PR1
              C1    01/05/2025 L   C2 U6    PL48AA  SC123456 PR1
            ! C1    01/06/2025 L   C2 U6    PL48AA  SC123456 PR1
            ! C1    01/07/2025 L   E1 K2    PL48AA  SC123456 PR1
            ! C1    01/08/2025 L   C2 K2    PL48AB  SC123456 PR1
            ! C1    01/09/2025 L   E1 K2    PL48AB  SC123457 PR1
            ! C1    01/10/2025 L   C2 K2    PL48AB  SC123457 PR4
            ! C1    01/11/2025 L   E1 K2    PL48AB  -        PR4
              C1    01/12/2025 L   C2 K2    PL48AB  -        PR4
              C1    01/01/2026 P   C2 K2    PL48AB  -        PR4
            """
        },
    )


def test_435_placement_alone_said_to_change_and_it_did_not_or_not_alone(found_as_marked):
    found_as_marked(
        "435",
        {
            "Episodes": """
              CHILD DECOM      RNE LS PLACE PL_POST URN      PLACE_PROVIDER
              C1    01/04/2025 P   C1 U6    PL48AA  SC123456 PR1
              C1    01/05/2025 P   C1 K2    PL48AA  SC123456 PR1
            ! C1    01/06/2025 P   C1 K2    PL48AA  SC123456 PR1
            ! C1    01/07/2025 T   C2 U6    PL48AA  SC123456 PR1
              C1    01/08/2025 T   C2 U4    PL48AA  SC123456 PR1
              C1    01/09/2025 P   C2 U4    PL48AA  SC123456 PR4
            ! C1    01/10/2025 T   C2 U4    PL48AA  SC123456 PR4
              C1    01/11/2025 L   C2 U4    PL48AA  SC123456 PR4
            """
        },
    )
