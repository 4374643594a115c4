"""436: the reason for a new episode says what changed."""


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
