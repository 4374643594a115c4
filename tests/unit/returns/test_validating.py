"""A month's submission: rules over tables find what contracts do not, and quarantine nothing."""

import pytest

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.landing import Drop
from ae_pipeline.periods import Month
from ae_pipeline.returns.attendance.contract import ATTENDANCE
from ae_pipeline.returns.extracting import extract
from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.returns.ssda903.cross_rules.rule import OfficialRules
from ae_pipeline.returns.validating import FINDINGS, LEDGER, has_cross_rules, validate
from ae_pipeline.validation.findings import Severity
from ae_pipeline.validation.outcome import RuleCrashedError
from ae_pipeline.validation.ruleset import RuleSet

MONTH, BEFORE = Month(2026, 3), Month(2025, 3)
HEADER = """CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
C1,F,15/06/2010,WBRI,UN2,0,
C2,M,15/06/2010,WBRI,UN2,,
C3,M,01/04/2026,WBRI,UN2,,
"""
EPISODES = """\
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
C1,01/05/2024,S,C2,N1,U6,PR1,01/05/2025,,,PL1 2AA,PL4 8AA,SC123456
C1,01/05/2025,P,C2,N1,U6,PR1,,,,PL1 2AA,PL4 8AB,SC123456
C2,01/05/2024,S,C2,N1,U6,PR1,,,,PL1 2AA,PL4 8AA,SC123456
"""


@pytest.fixture
def lake(tmp_path):
    lake = Lake(tmp_path / "lake")
    lake.prepare()
    return lake


@pytest.fixture
def run(lake, tmp_path):
    """Send files in a month, and validate its drop: what is known of it."""

    def done(month=MONTH, severities=None, **files):
        folder = tmp_path / str(month)
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        read = extract(SSDA903, Drop("ssda903", month, folder), lake)
        return validate(
            SSDA903,
            read,
            lake,
            pseudonymiser=Pseudonymiser(b"k" * 16),
            areas=("E06000026",),
            severities=severities or {},
        )

    return done


def kept(lake, name):
    return lake.read(Stage.QUARANTINE, "ssda903", MONTH, name)


def test_findings_of_rules_over_tables_are_warnings_and_counted(run, lake):
    done = run(header=HEADER, episodes=EPISODES)
    findings, ledger = kept(lake, FINDINGS), kept(lake, LEDGER)
    late = findings[findings["rule"] == "301"]
    assert late[["table", "row", "column", "severity"]].to_numpy().tolist() == [
        ["Header", 3, "DOB", "warn"]
    ]
    (line,) = ledger[ledger["rule"] == "301"].to_dict("records")
    assert (line["rows_checked"], line["rows_failed"], line["severity"]) == (3, 1, "warn")
    assert done.tables["header"].quarantined == 0
    assert done.tables["header"].accepted == 3
    assert done.tables["header"].findings == (findings["table"] == "Header").sum()


def test_a_table_that_was_not_sent_is_evaluated_nothing(run, lake):
    run(header=HEADER)
    ledger = kept(lake, LEDGER)
    assert "EPI" not in set(ledger["rule"])
    assert "301" in set(ledger["rule"])


def test_a_rule_of_both_has_one_line_in_the_ledger_and_keeps_what_it_does(run, lake):
    done = run(header=HEADER, episodes=EPISODES)
    ledger, findings = kept(lake, LEDGER), kept(lake, FINDINGS)
    assert not ledger.duplicated(["table", "rule"]).any()
    (line,) = ledger[ledger["rule"] == "148"].to_dict("records")
    assert (line["severity"], line["rows_failed"]) == ("reject", 1)
    assert not findings.duplicated(["table", "file", "row", "column", "rule"]).any()
    assert done.tables["episodes"].quarantined == 1


def test_the_last_return_of_the_year_before_is_what_rules_look_back_on(run, lake):
    run(BEFORE, header=HEADER.replace("C2,M,15/06/2010", "C2,M,16/06/2010"), episodes=EPISODES)
    run(BEFORE.plus(-3), header=HEADER, episodes=EPISODES)
    run(header=HEADER, episodes=EPISODES)
    findings = kept(lake, FINDINGS)
    assert findings.loc[findings["rule"] == "203", "row"].tolist() == [2]


def test_when_last_years_return_comes_the_submission_is_validated_anew(run, lake):
    first = run(header=HEADER, episodes=EPISODES)
    assert "203" not in set(kept(lake, LEDGER)["rule"])
    assert run().fingerprint == first.fingerprint
    run(BEFORE, header=HEADER, episodes=EPISODES)
    assert run().fingerprint != first.fingerprint
    assert "203" in set(kept(lake, LEDGER)["rule"])


def test_a_rule_over_tables_cannot_be_made_to_reject(run):
    with pytest.raises(ValueError, match="301"):
        run(severities={"301": Severity.REJECT}, header=HEADER, episodes=EPISODES)


def test_a_rule_that_breaks_down_stops_the_submission_and_is_named(run, monkeypatch):
    broken = OfficialRules()

    @broken("301", fields={"Header": ("DOB",)}, message="Broken.")
    def breaks(given):
        raise KeyError(given.header["DOB"])

    monkeypatch.setattr(RuleSet, "cross_rules", lambda *_: {"301": broken.rules[0]})
    with pytest.raises(RuleCrashedError, match="301"):
        run(header=HEADER, episodes=EPISODES)


def test_a_return_that_is_validated_in_parts_has_no_rules_over_tables():
    assert not has_cross_rules(ATTENDANCE, ATTENDANCE.specifications[-1])
    assert has_cross_rules(SSDA903, "2025-26")
