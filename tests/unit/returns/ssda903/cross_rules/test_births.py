"""203, 301 to 303: when a child was born."""


def test_203_a_date_of_birth_unlike_last_years_is_found(found_as_marked):
    found_as_marked(
        "203",
        {
            "Header": """
              CHILD DOB
              C1    15/06/2010
            ! C2    15/06/2010
              C3    15/06/2010
              C4    -
              C5    15/06/2010
            """
        },
        previous={
            "Header": """
              CHILD DOB
              C5    -
              C4    15/06/2010
              C2    16/06/2010
              C1    15/06/2010
            """
        },
    )


def test_203_cannot_be_evaluated_without_last_year(evaluate):
    header = {"Header": "CHILD DOB\nC1 15/06/2010"}
    assert evaluate("203", header) is None
    assert evaluate("203", header, previous={}) is None
    assert evaluate("203", header, previous={"Header": "CHILD\nC1"}) is None


def test_301_a_child_born_after_the_year_is_found_and_one_born_on_its_last_day_is_not(
    found_as_marked,
):
    found_as_marked(
        "301",
        {
            "Header": """
              DOB
              31/03/2026
            ! 01/04/2026
              -
              31/02/2027
            """
        },
    )


def test_301_follows_the_collection_end_it_is_given(found_as_marked):
    header = """
          DOB
        ! 31/03/2026
          30/03/2026
        """
    found_as_marked("301", {"Header": header}, collection_end="30/03/2026")


def test_302_a_first_episode_before_birth_implicates_episode_and_header(found_as_marked):
    found_as_marked(
        "302",
        {
            "Episodes": """
              CHILD DECOM
              C1    15/06/2010
            ! C2    14/06/2010
              C3    01/01/2020
            ! C3    01/01/2010
              C4    01/01/2000
              C3    02/01/2010
            """,
            "Header": """
              CHILD DOB
              C1    15/06/2010
            ! C2    15/06/2010
            ! C3    15/06/2010
              C4    -
            """,
        },
    )


def test_303_a_date_ceased_without_status_implicates_both_rows(found_as_marked):
    found_as_marked(
        "303",
        {
            "UASC": """
              CHILD DUC
              C1    01/05/2025
            ! C2    01/05/2025
            ! C3    01/05/2025
              C4    -
              C5    01/05/2025
            """,
            "Header": """
              CHILD UASC
              C1    1
            ! C2    0
            ! C3    -
              C4    0
            """,
        },
    )
