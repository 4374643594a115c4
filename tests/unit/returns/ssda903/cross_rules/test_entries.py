"""Rules whose definitions go beyond the cell or row that the contract asks."""

import pytest


def test_a_uasc_status_is_recorded(found_as_marked):
    header = """
        CHILD UASC
        C1    0
        C2    1
      ! C3    -
      ! C4    2
      ! C5    x
    """
    found_as_marked("105", {"Header": header})


@pytest.mark.parametrize("code", ["105", "303", "205A", "205B", "205C", "205D"])
def test_a_uasc_status_that_no_row_has_was_not_sent(evaluate, code):
    tables = {"Header": "CHILD UASC\nC1 -\nC2 -", "UASC": "CHILD DUC\nC1 01/05/2025"}
    assert evaluate(code, tables, tables) is None
    told = {**tables, "Header": "CHILD UASC\nC1 1\nC2 -"}
    assert evaluate(code, told, told) is not None


def test_an_episode_has_date_and_reason_or_neither(found_as_marked):
    episodes = """
        DEC        REC
        01/05/2025 E4A
        -          -
      ! 01/05/2025 -
      ! -          E4A
      ! 31/02/2025 -
        31/02/2025 E4A
    """
    found_as_marked("148", {"Episodes": episodes})


def test_motherhood_is_0_or_1_and_recorded_of_girls_who_start_an_episode(found_as_marked):
    header = """
        CHILD SEX MOTHER
        C1    F   0
        C2    F   1
      ! C3    F   2
      ! C4    M   1
        C5    M   0
        C6    M   -
      ! C7    F   -
        C8    F   -
        C9    F   -
      ! C10   -   x
    """
    episodes = """
        CHILD DECOM
        C6    01/04/2025
        C7    01/04/2025
        C8    31/03/2025
    """
    found_as_marked("165", {"Header": header, "Episodes": episodes})


def test_without_episodes_motherhood_is_judged_by_its_cell(evaluate):
    assert evaluate("165", {"Header": "CHILD SEX MOTHER\nC1 F 2\nC2 M 1"}) == {"Header": [0]}


def test_a_decision_is_not_before_the_birth_in_header(found_as_marked):
    decisions = """
        CHILD DOB        DATE_PLACED
      ! C1    01/05/2022 30/04/2022
        C2    01/05/2030 01/05/2022
        C9    01/05/2022 30/04/2022
    """
    header = """
        CHILD DOB
      ! C1    01/05/2022
        C2    01/05/2022
    """
    found_as_marked("184", {"PlacedAdoption": decisions, "Header": header})
    alone = decisions.replace("C2", "! C2").replace("C9", "! C9")
    found_as_marked("184", {"PlacedAdoption": alone})


def test_help_is_evaluated_where_a_problem_was_identified(found_as_marked):
    oc2 = """
        SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED
        1                1                     -
      ! 0                1                     -
      ! 0                -                     0
      ! -                0                     -
        0                -                     -
        -                -                     -
    """
    found_as_marked("193", {"OC2": oc2})


def test_a_number_is_needed_in_england_and_not_of_short_breaks(found_as_marked):
    episodes = """
        PLACE URN      LS PL_LA
      ! U6    -        C2 E06000026
      ! K3    -        C2 -
        U6    SC100001 C2 E06000026
        U6    -        V3 E06000026
        U6    -        C2 W06000015
        P1    -        C2 E06000026
        T0    -        C2 E06000026
        -     -        C2 E06000026
    """
    found_as_marked("218", {"Episodes": episodes})
    found_as_marked("218", {"Episodes": "PLACE URN\n! U6 -\nP1 -"})


def test_an_earlier_order_is_dated_before_care_started(found_as_marked):
    orders = """
        CHILD DATE_PERM
        C1    30/04/2025
      ! C2    01/05/2025
        C3    zz/04/2025
      ! C4    zz/05/2025
        C5    zz/zz/2025
      ! C6    zz/zz/2026
        C7    zz/zz/zzzz
      ! C8    31/13/2020
      ! C8    2020
        C8    -
        C9    01/06/2025
    """
    episodes = "CHILD DECOM\n" + "\n".join(
        f"{'!' if number in {2, 4, 6} else ''} C{number} 01/05/2025" for number in range(1, 9)
    )
    found_as_marked("632", {"PrevPerm": orders, "Episodes": episodes})


def test_without_episodes_an_order_is_judged_by_its_cell(evaluate):
    assert evaluate("632", {"PrevPerm": "CHILD DATE_PERM\nC1 2020\nC2 01/01/2020"}) == {
        "PrevPerm": [0]
    }


WORKERS = """
    SW_ID SW_DECOM   SW_REASON
    SW1   01/05/2025 MANAGE
    -     01/05/2025 MANAGE
    SW1   -          MANAGE
    SW1   31/02/2025 MANAGE
    SW1   01/05/2025 -
"""


@pytest.mark.parametrize(
    ("code", "specification", "found"),
    [
        ("SW03STG1", "2023-24", [1, 2, 4]),
        ("SW01aSTG1", "2024-25", [1, 2]),
        ("SW01bSTG1", "2024-25", [1, 2, 4]),
        ("SW13STG1", "2023-24", [4]),
        ("SW13STG1", "2024-25", [4]),
        ("SW13STG1", "2025-26", []),
    ],
)
def test_a_social_workers_episode_is_complete(evaluate, code, specification, found):
    answer = evaluate(code, {"SWEpisodes": WORKERS}, specification=specification)
    assert answer == {"SWEpisodes": found}


def test_two_social_workers_do_not_start_on_one_day(found_as_marked):
    workers = """
        CHILD SW_DECOM   SW_ID
      ! C1    01/05/2025 SW1
      ! C1    01/05/2025 SW1
        C1    02/05/2025 SW1
        C2    01/05/2025 SW1
        -     03/05/2025 SW1
        -     03/05/2025 SW1
        C3    -          SW1
        C3    -          SW1
    """
    found_as_marked("SW19STG2", {"SWEpisodes": workers})


def test_a_code_about_several_columns_is_evaluated_of_those_that_were_given(evaluate):
    missing = {"Missing": "DOB MIS_START\n15/06/2010 14/06/2010\n15/06/2010 15/06/2010"}
    assert evaluate("586", missing) == {"Missing": [0]}
    assert evaluate("181", {"OC2": "CONVICTED\n2\n1\n-"}) == {"OC2": [0]}
