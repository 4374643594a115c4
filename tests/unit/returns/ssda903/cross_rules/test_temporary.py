"""383: after a temporary placement the child goes back."""


def test_383_a_temporary_placement_without_a_return_is_found(found_as_marked):
    found_as_marked(
        "383",
        {
            "Episodes": """
              CHILD DECOM      RNE PLACE PL_POST
              C1    01/04/2025 S   U6    PL48AA
              C1    01/05/2025 P   T1    PL48AB
              C1    01/06/2025 P   U6    PL48AA
            ! C2    01/05/2025 P   T1    PL48AB
              C2    01/04/2025 S   U6    PL48AA
              C2    01/06/2025 P   K2    PL48AA
              C3    01/04/2025 S   U6    PL48AA
            ! C3    01/05/2025 P   T1    PL48AB
            ! C3    01/05/2025 L   T1    PL48AB
              C3    01/06/2025 P   U6    PL48AC
              C4    01/04/2025 S   U6    PL48AA
              C4    01/05/2025 P   T4    PL48AB
              C5    01/05/2025 P   T4    PL48AB
              C5    01/06/2025 P   K2    PL48AC
              C6    01/04/2025 S   U6    PL48AA
              C6    01/05/2025 P   T4    PL48AB
              C6    01/06/2025 S   K2    PL48AC
              C7    01/04/2025 S   U6    -
              C7    01/05/2025 P   T4    PL48AB
              C7    01/06/2025 P   U6    PL48AC
              -     01/05/2025 P   T4    PL48AB
            """
        },
    )
