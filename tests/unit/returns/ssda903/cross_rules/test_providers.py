"""Ofsted's number of a placement against an invented list of homes."""

import pandas as pd
import pytest

from ae_pipeline.returns.ssda903.contract import SSDA903

HOMES = """
    URN      PLACE_CODES PROVIDER_CODES POSTCODE LA_CODE_INFERRED REG_START  REG_END
    SC100001 K2|R3       PR4            PL11AA   E06000026        01/04/2015 30/09/2025
    SC100002 U4|U5|U6    PR4|PR5        EX11AA   E10000008        -          -
    2500003  K3          PR4            PL11AB   E06000026        -          -
    2500003  K3          PR4            EX11AB   E10000008        -          -
"""


def check(found_as_marked, code, episodes, **given):
    found_as_marked(code, {"Episodes": episodes}, providers=HOMES, **given)


def test_a_provider_is_registered_for_the_type_of_placement(found_as_marked):
    episodes = """
        URN      PLACE
      ! SC100001 U6
        SC100001 K2
        SC100001 R3
        SC100002 U6
        SC100002 -
        SC999999 U6
        XXXXXXX  U6
        -        U6
    """
    check(found_as_marked, "219", episodes)


@pytest.mark.parametrize(
    ("specification", "k3"), [("2022-23", " "), ("2023-24", "!"), ("2025-26", "!")]
)
def test_a_placement_at_premises_is_at_their_postcode(found_as_marked, specification, k3):
    episodes = f"""
        URN      PLACE PL_POST
      ! SC100001 K2    EX11AA
        SC100001 K2    pl11aa
        SC100001 K2    -
        SC100002 U6    PL99ZZ
      {k3} 2500003  K3    PL99ZZ
        2500003  K3    EX11AB
    """
    check(found_as_marked, "221", episodes, specification=specification)


def test_a_postcode_is_compared_whatever_its_spaces():
    episodes = pd.DataFrame({"URN": ["SC1"] * 2, "PLACE": ["K2"] * 2, "PL_POST": ["PL1 1AA", "X"]})
    homes = pd.DataFrame({"URN": ["SC1"], "POSTCODE": ["PL11AA"]})
    asked = {"specification": "2025-26", "providers": homes}
    assert SSDA903.evaluate("221", {"Episodes": episodes}, **asked) == {"Episodes": [1]}


def test_a_provider_is_of_the_sector_given(found_as_marked):
    episodes = """
        URN      PLACE_PROVIDER
      ! SC100001 PR5
        SC100001 PR4
        SC100002 PR5
        SC100001 -
        SC999999 PR5
    """
    check(found_as_marked, "224", episodes)


def test_a_provider_was_registered_when_the_episode_started(found_as_marked):
    episodes = """
        URN      DECOM
      ! SC100001 31/03/2015
        SC100001 01/04/2015
        SC100001 30/09/2025
      ! SC100001 01/10/2025
        SC100002 01/10/2035
        SC100001 -
        SC999999 01/10/2025
    """
    check(found_as_marked, "227", episodes)


def test_a_provider_was_registered_when_the_episode_ended_or_the_year(found_as_marked):
    episodes = """
        URN      DEC
        SC100001 30/09/2025
      ! SC100001 01/10/2025
      ! SC100001 -
        SC100002 -
    """
    check(found_as_marked, "228", episodes)


def test_own_and_another_authoritys_provision_are_where_they_say(found_as_marked):
    episodes = """
        URN      PLACE_PROVIDER
        SC100001 PR1
      ! SC100002 PR1
      ! SC100001 PR2
        SC100002 PR2
        2500003  PR1
        2500003  PR2
        SC100002 PR4
        SC999999 PR1
    """
    check(found_as_marked, "229", episodes, authority="E06000026")


def test_a_provider_has_premises_where_the_placement_is(found_as_marked):
    episodes = """
        URN      PL_LA
        SC100001 E06000026
      ! SC100001 E10000008
        2500003  E10000008
      ! 2500003  E08000001
        SC100001 -
    """
    check(found_as_marked, "241", episodes)


def test_no_number_is_for_adoption_agencies_alone(found_as_marked):
    episodes = """
        URN      PLACE
      ! XXXXXXX  K2
        XXXXXXX  A3
        XXXXXXX  A6
        XXXXXXX  -
        SC100001 K2
        -        K2
    """
    found_as_marked("242", {"Episodes": episodes})


def test_a_number_is_of_a_registered_provider(found_as_marked):
    episodes = """
        URN      PL_LA
        SC100001 E06000026
      ! SC100001 W06000015
      ! SC999999 E06000026
        XXXXXXX  W06000015
        -        W06000015
        SC100001 -
    """
    check(found_as_marked, "243", episodes)
    without_a_list = episodes.replace("! SC999999", "SC999999")
    found_as_marked("243", {"Episodes": without_a_list})


def test_a_number_is_one_of_the_list_and_without_the_list_of_its_shape(found_as_marked):
    episodes = """
        URN
        SC100001
      ! SC999999
      ! 12
        XXXXXXX
        -
    """
    check(found_as_marked, "1008", episodes)
    found_as_marked("1008", {"Episodes": episodes.replace("! SC999999", "SC999999")})


def test_own_provision_is_in_the_own_authority(found_as_marked):
    episodes = """
        PLACE_PROVIDER PL_LA
      ! PR1            E10000008
        PR1            E06000026
        PR1            -
        PR4            E10000008
    """
    found_as_marked("1015", {"Episodes": episodes}, authority="E06000026")


@pytest.mark.parametrize("code", ["219", "221", "224", "227", "228", "229", "241"])
def test_without_the_list_or_its_column_the_rule_cannot_be_evaluated(evaluate, code):
    header = "URN PLACE PL_POST PLACE_PROVIDER DECOM DEC PL_LA"
    tables = {"Episodes": f"{header}\nSC100001 K2 PL11AA PR1 01/05/2025 - E06000026"}
    assert evaluate(code, tables, authority="E06000026") is None
    assert evaluate(code, tables, providers="URN\nSC100001", authority="E06000026") is None
    assert evaluate(code, tables, providers=HOMES, authority="E06000026") is not None


@pytest.mark.parametrize("code", ["229", "1015"])
def test_a_number_of_dfe_cannot_be_compared_with_a_code_of_an_area(evaluate, code):
    tables = {"Episodes": "URN PLACE_PROVIDER PL_LA\nSC100001 PR1 E10000008"}
    assert evaluate(code, tables, providers=HOMES, authority="879") is None
    assert evaluate(code, tables, providers=HOMES) is None
