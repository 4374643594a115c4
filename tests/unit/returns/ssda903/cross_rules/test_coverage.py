"""EPI and NoE: every child has its episodes."""

HEADER = """
  CHILD
  C1
! C2
{}  C3
  -
"""


def test_epi_a_child_without_episodes_is_found(found_as_marked):
    found_as_marked("EPI", {"Header": HEADER.format("!"), "Episodes": "CHILD\nC1\n-"})


def test_epi_a_care_leaver_needs_no_episodes(found_as_marked):
    found_as_marked(
        "EPI", {"Header": HEADER.format(""), "Episodes": "CHILD\nC1", "OC3": "CHILD\nC3"}
    )


def test_noe_an_episode_from_before_the_year_of_a_child_unknown_last_year_is_found(
    found_as_marked,
):
    found_as_marked(
        "NoE",
        {
            "Episodes": """
              CHILD DECOM
              C1    31/03/2025
            ! C2    31/03/2025
              C2    01/06/2025
              C3    01/04/2025
              C4    -
              -     31/03/2025
            """
        },
        previous={"Episodes": "CHILD\nC1\n-"},
    )


def test_noe_cannot_be_evaluated_without_last_year(evaluate):
    assert evaluate("NoE", {"Episodes": "CHILD DECOM\nC1 31/03/2025"}) is None
