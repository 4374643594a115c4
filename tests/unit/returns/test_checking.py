"""Files of a return to findings on the spot: by contract and rules over tables, of two years."""

import pytest

from ae_pipeline.returns.checking import CheckingError, check_files
from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.validation.findings import Severity
from ae_pipeline.validation.outcome import Outcome

YEAR = "2025-26"
HEADER = """CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
C1,F,15/06/2010,WBRI,UN2,0,
C2,M,15/06/2010,WBRI,UN2,,
C3,M,01/04/2026,WBRI,UN1,,
"""
EPISODES = """\
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
C1,01/05/2024,S,C2,N1,U6,PR1,01/05/2025,,,PL1 2AA,PL4 8AA,SC123456
C1,01/05/2025,P,C2,N1,U6,PR1,,,,PL1 2AA,PL4 8AB,SC123456
C2,01/05/2024,S,C2,N1,U6,PR1,,,,PL1 2AA,PL4 8AA,SC123456
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("this")
    (place / "header.csv").write_text(HEADER, encoding="utf-8")
    (place / "episodes.csv").write_text(EPISODES, encoding="utf-8")
    return place


def check(folder, **given):
    return check_files("ssda903", [folder], YEAR, **given)


@pytest.fixture(scope="module")
def checked(folder):
    """This year alone."""
    return check(folder)


def outcome_of(checked, code):
    (found,) = [rule for rule in checked.rules if rule.code == code]
    return found


def lines(checked, code):
    found = checked.findings[checked.findings["rule"] == code]
    return found[["table", "file", "row", "column", "severity"]].to_numpy().tolist()


def test_rules_over_tables_join_those_of_the_contract(checked):
    assert lines(checked, "301") == [["Header", "header.csv", 3, "DOB", "warn"]]
    assert lines(checked, "EPI") == [["Header", "header.csv", 3, "CHILD", "warn"]]
    assert lines(checked, "142") == [
        ["Episodes", "episodes.csv", 1, "DEC", "warn"],
        ["Episodes", "episodes.csv", 1, "REC", "warn"],
    ]


def test_a_rule_that_contract_and_statute_answer_appears_once(checked):
    assert lines(checked, "148") == [
        ["Episodes", "episodes.csv", 1, "DEC", "reject"],
        ["Episodes", "episodes.csv", 1, "REC", "reject"],
    ]
    place = ["table", "file", "row", "column", "rule"]
    assert not checked.findings.duplicated(place).any()
    assert outcome_of(checked, "148").severity is Severity.REJECT


def test_the_tables_count_all_their_findings(checked):
    told = {table: outcome.findings for table, outcome in checked.tables.items()}
    assert told["Header"] == (checked.findings["table"] == "Header").sum()
    assert sum(told.values()) == len(checked.findings)


def test_every_rule_of_the_year_is_recorded_and_none_crashes(checked):
    codes = [rule.code for rule in checked.rules]
    assert len(codes) == len(set(codes))
    assert {*SSDA903.cross_rules(YEAR), "101", "231"} <= set(codes)
    assert not [rule for rule in checked.rules if rule.outcome is Outcome.CRASHED]


def test_a_rule_about_a_table_or_column_that_was_not_sent_is_skipped(checked):
    assert outcome_of(checked, "INT08").why == "without Reviews"
    assert outcome_of(checked, "303").why == "without UASC, Header.UASC"
    assert outcome_of(checked, "105").outcome is Outcome.SKIPPED
    assert lines(checked, "105") == []


def test_rules_that_look_back_read_the_files_of_last_year(folder, checked, tmp_path):
    assert outcome_of(checked, "203").why == "without last year's return"
    before = tmp_path / "before"
    before.mkdir()
    earlier = HEADER.replace("C2,M,15/06/2010", "C2,M,16/06/2010")
    (before / "header.csv").write_text(earlier, encoding="utf-8")
    with_last_year = check(folder, previous=[before])
    assert lines(with_last_year, "203") == [["Header", "header.csv", 2, "DOB", "warn"]]


def test_rules_about_homes_read_the_list_of_homes(folder, checked, tmp_path):
    homes = tmp_path / "homes.csv"
    homes.write_text("URN,PLACE_CODES\nSC123456,U5\n", encoding="utf-8")
    assert outcome_of(checked, "219").outcome is Outcome.SKIPPED
    with_homes = check(folder, providers=homes)
    assert {row for _, _, row, _, _ in lines(with_homes, "219")} == {1, 2, 3}


def test_postcodes_are_looked_up_where_the_areas_are_given(folder, checked):
    assert outcome_of(checked, "1015").why == "without Episodes.PL_LA"
    looked_up = check(folder, authority="E06000026", areas={"E06000026"})
    assert outcome_of(looked_up, "1015").outcome is not Outcome.SKIPPED


@pytest.mark.parametrize("content", ["", "NAME\nx\n"])
def test_a_list_that_is_none_is_refused(folder, tmp_path, content):
    homes = tmp_path / "homes.csv"
    homes.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFileError):
        check(folder, providers=homes)


def test_an_unknown_return_or_year_is_refused(tmp_path):
    place = tmp_path / "plan"
    place.mkdir()
    with pytest.raises(CheckingError, match="no return"):
        check_files("ssda904", [place], YEAR)
    with pytest.raises(CheckingError, match="no specification"):
        check_files("ssda903", [place], "1999-00")


def test_two_files_of_one_name_are_refused(folder, tmp_path):
    twin = tmp_path / "header.csv"
    twin.write_text(HEADER, encoding="utf-8")
    with pytest.raises(CheckingError, match=r"header\.csv"):
        check_files("ssda903", [folder, twin], YEAR)
