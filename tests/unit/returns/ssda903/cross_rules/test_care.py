"""142 and 501: each episode of a child ends before the next begins."""


def test_142_an_episode_left_open_although_another_began_is_found(found_as_marked):
    found_as_marked(
        "142",
        {
            "Episodes": """
              CHILD DECOM      DEC        REC
              C1    01/05/2025 -          -
            ! C1    01/04/2025 -          -
              C2    01/04/2025 01/05/2025 X1
            ! C2    01/05/2025 01/06/2025 -
            ! C2    01/06/2025 -          X1
              C2    01/07/2025 -          -
              C3    01/04/2025 -          -
              -     01/04/2025 -          -
              -     01/05/2025 -          -
            """
        },
    )


def test_501_an_episode_that_starts_before_the_one_before_ended_is_found(found_as_marked):
    found_as_marked(
        "501",
        {
            "Episodes": """
              CHILD DECOM      DEC
            ! C1    30/04/2025 -
              C1    01/04/2025 01/05/2025
              C2    01/04/2025 01/05/2025
              C2    01/05/2025 -
              C3    01/04/2025 -
              C3    01/05/2025 -
              C4    30/04/2025 -
            """
        },
    )
