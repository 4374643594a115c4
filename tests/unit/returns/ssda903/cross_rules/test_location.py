"""164, 169, 179: where a placement is, as the collector derives it."""


def test_164_a_distance_that_is_missing_or_impossible_is_found(found_as_marked):
    found_as_marked(
        "164",
        {
            "Episodes": """
              CHILD PL_DISTANCE LS
              C1    0           C2
              C1    999.9       C2
              C1    12.4        C2
            ! C1    1000        C2
            ! C1    -0.1        C2
            ! C1    -           C2
            ! C1    far         -
              C1    -           V3
              C2    -           C2
              C3    -           C2
            ! C4    -           C2
            """,
            "UASC": "CHILD\nC2",
            "Header": "CHILD UASC\nC1 0\nC3 1\nC4 -",
        },
    )


def test_164_can_be_evaluated_of_episodes_alone(found_as_marked):
    found_as_marked("164", {"Episodes": "CHILD PL_DISTANCE\nC1 4.5\n! C1 -"})


def test_169_an_authority_that_is_missing_or_no_code_is_found(found_as_marked):
    found_as_marked(
        "169",
        {
            "Episodes": """
              PL_LA      LS
              E06000026  C2
              WAL        C2
            ! 879        C2
            ! E0600002   C2
            ! E060000261 C2
            ! -          C2
              -          V4
            ! -          -
            """
        },
    )


def test_179_a_location_that_is_neither_in_nor_out_is_found(found_as_marked):
    found_as_marked(
        "179",
        {
            "Episodes": """
              PL_LOCATION LS
              IN          C2
              OUT         C2
            ! AWAY        C2
            ! -           C2
              -           V3
            ! -           -
            """
        },
    )
