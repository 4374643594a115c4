"""The census that is measured: so many children, read whole, and the same on every call."""

from ae_pipeline.returns.checking import check_files
from ae_pipeline.validation.outcome import Outcome
from benchmarks.census import SPECIFICATION, write_census


def test_a_census_of_so_many_children_is_read_whole_and_no_rule_crashes(tmp_path):
    path = write_census(120, tmp_path / "a")
    found = check_files("cin", [path], SPECIFICATION)
    read = {name: table.read for name, table in found.tables.items()}
    assert (read["ChildIdentifiers"], read["Assessments"]) == (120, 120)
    # Every third had an enquiry, every sixth has a plan with two reviews.
    assert (read["Section47"], read["ChildProtectionPlans"], read["Reviews"]) == (40, 20, 40)
    assert read["CINPlanDates"] == 100
    assert not any(rule.outcome is Outcome.CRASHED for rule in found.rules)


def test_assessments_before_the_referral_are_found(tmp_path):
    found = check_files("cin", [write_census(120, tmp_path)], SPECIFICATION)
    early = found.findings[found.findings["rule"] == "1103"]
    # One child in forty.
    assert sorted(set(early.loc[early["table"] == "Assessments", "row"])) == [1, 41, 81]


def test_the_same_call_writes_the_same_file(tmp_path):
    first, again = (write_census(50, tmp_path / name) for name in ("a", "b"))
    assert first.read_bytes() == again.read_bytes()
