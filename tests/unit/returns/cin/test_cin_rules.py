"""What the CIN Census asks of its rows, each rule with rows that pass and rows that fail."""

import pandas as pd
import pytest

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.returns.cin.contract import CIN
from ae_pipeline.validation.findings import Severity

ORDINARY = {
    "Header": {"Year": "2025", "ReferenceDate": "2025-03-31", "LEA": "879"},
    "ChildIdentifiers": {"PersonBirthDate": "2015-03-27", "Sex": "F"},
    "ChildCharacteristics": {"Ethnicity": "WBRI"},
    "Disabilities": {"Disability": "MOB"},
    "CINdetails": {
        "CINdetailsID": "1",
        "CINreferralDate": "2024-05-01",
        "ReferralSource": "1A",
        "PrimaryNeedCode": "N1",
        "ReferralNFA": "0",
    },
    "Assessments": {
        "CINdetailsID": "1",
        "AssessmentID": "1",
        "AssessmentActualStartDate": "2024-05-02",
    },
    "AssessmentFactors": {"CINdetailsID": "1", "AssessmentID": "1", "AssessmentFactors": "3B"},
    "CINPlanDates": {"CINdetailsID": "1", "CINPlanStartDate": "2024-05-09"},
    "Section47": {
        "CINdetailsID": "1",
        "S47ActualStartDate": "2024-05-13",
        "ICPCnotRequired": "0",
    },
    "ChildProtectionPlans": {
        "CINdetailsID": "1",
        "CPPID": "1",
        "CPPstartDate": "2024-06-03",
        "InitialCategoryOfAbuse": "NEG",
        "LatestCategoryOfAbuse": "NEG",
        "NumberOfPreviousCPP": "0",
    },
    "Reviews": {"CINdetailsID": "1", "CPPID": "1", "CPPreviewDate": "2024-08-01"},
    "PreProceedings": {"CINdetailsID": "1", "PPStartDate": "2025-06-02"},
}
UPN = "U879201402001"
"""2*8 + 3*7 + 4*9 + 5*2 + 7*1 + 8*4 + 10*2 + 13*1 = 155 = 6*23 + 17, and U is letter 17 from A 0
without I, O and S."""


def judged(table, specification="2025-26", **cells):
    """The verdict on one row, ordinary but for what is given."""
    child = {} if table == "Header" else {"LAchildID": "C1"}
    row = {**child, **ORDINARY[table], **cells, "_file": "f.xml", "_row": 1}
    frame = pd.DataFrame([row]).astype({name: "str" for name in row if name != "_row"})
    return CIN.validate(table, frame, specification)


def codes(verdict):
    return sorted(set(verdict.findings["rule"]))


@pytest.mark.parametrize("table", ORDINARY)
def test_an_ordinary_row_passes(table):
    verdict = judged(table)
    assert len(verdict.accepted) == 1
    assert codes(verdict) == []


REJECTED = [
    ("Header", {"ReferenceDate": "31 March"}, ["100"]),
    ("ChildIdentifiers", {"LAchildID": None}, ["8500"]),
    ("Disabilities", {"Disability": "LAME"}, ["8540"]),
    ("Disabilities", {"Disability": None}, ["8540"]),
    ("CINdetails", {"CINreferralDate": "2024-02-30"}, ["8600"]),
    ("CINdetails", {"CINclosureDate": "soon", "ReasonForClosure": "RC7"}, ["AE-DATE-REJECT"]),
    ("CINdetails", {"CINclosureDate": "2024-04-30", "ReasonForClosure": "RC7"}, ["8630"]),
    ("Assessments", {"AssessmentActualStartDate": None}, ["AE-KEY-MISSING"]),
    ("Assessments", {"AssessmentAuthorisationDate": "2024-05-01"}, ["8608"]),
    ("AssessmentFactors", {"AssessmentFactors": "99Z"}, ["AE-CODE-REJECT"]),
    ("CINPlanDates", {"CINPlanStartDate": None}, ["4010"]),
    ("CINPlanDates", {"CINPlanEndDate": "2024-05-08"}, ["4011"]),
    ("Section47", {"S47ActualStartDate": "x"}, ["AE-DATE-REJECT"]),
    ("ChildProtectionPlans", {"CPPstartDate": None}, ["8720"]),
    ("ChildProtectionPlans", {"CPPendDate": "2024-06-02"}, ["8925"]),
    ("Reviews", {"CPPreviewDate": None}, ["8842Q"]),
    ("PreProceedings", {"PPStartDate": None}, ["AE-KEY-MISSING"]),
]


@pytest.mark.parametrize(("table", "cells", "rules"), REJECTED)
def test_a_row_that_says_nothing_countable_is_rejected(table, cells, rules):
    verdict = judged(table, **cells)
    assert len(verdict.quarantined) == 1
    assert codes(verdict) == rules


WARNED = [
    ("Header", {"LEA": "E06000026"}, ["AE-TEXT"]),
    ("ChildIdentifiers", {"UPN": "A879201402001"}, ["1510"]),
    ("ChildIdentifiers", {"UPN": "U8792"}, ["1510", "1540", "1550"]),
    ("ChildIdentifiers", {"UPN": "U87920140200A"}, ["1510"]),
    ("ChildIdentifiers", {"UPN": "U8792014X2001"}, ["1510", "1540"]),
    ("ChildIdentifiers", {"UPN": UPN.replace("001", "00I")}, ["1510", "1550"]),
    ("ChildIdentifiers", {"FormerUPN": "A879201402001"}, ["1560Q"]),
    ("ChildIdentifiers", {"UPNunknown": "UN9"}, ["AE-CODE"]),
    ("ChildIdentifiers", {"UPN": UPN, "UPNunknown": "UN5"}, ["AE-CIN-UPN"]),
    ("ChildIdentifiers", {"Sex": "1"}, ["4180"]),
    ("ChildIdentifiers", {"Sex": None}, ["4180"]),
    ("ChildIdentifiers", {"LAchildID": "A" * 21}, ["1570"]),
    ("ChildIdentifiers", {"LAchildID": "A/1"}, ["1580"]),
    ("ChildIdentifiers", {"PersonBirthDate": None}, ["8525Q"]),
    ("ChildIdentifiers", {"ExpectedPersonBirthDate": "2015-03-27"}, ["8525Q"]),
    ("ChildIdentifiers", {"PersonDeathDate": "2015-03-26"}, ["8535Q"]),
    (
        "ChildIdentifiers",
        {"PersonBirthDate": None, "ExpectedPersonBirthDate": "2026-06-01"},
        ["8750"],
    ),
    ("ChildCharacteristics", {"Ethnicity": None}, ["4220"]),
    ("CINdetails", {"ReferralSource": "2C"}, ["8866"]),
    ("CINdetails", {"PrimaryNeedCode": "N10"}, ["8650"]),
    ("CINdetails", {"PrimaryNeedCode": None}, ["8610"]),
    ("CINdetails", {"ReferralNFA": "maybe"}, ["8568"]),
    ("CINdetails", {"CINclosureDate": "2024-09-01"}, ["8805"]),
    ("CINdetails", {"ReasonForClosure": "RC7"}, ["8810"]),
    ("CINdetails", {"CINclosureDate": "2024-09-01", "ReasonForClosure": "RC10"}, ["8640"]),
    ("CINdetails", {"DateOfInitialCPC": "2024-04-30"}, ["1104"]),
    ("CINdetails", {"DateOfInitialCPC": "2024-05-11"}, ["8875"]),
    (
        "Assessments",
        {"AssessmentInternalReviewDate": "2024-05-01"},
        ["AE-CIN-REVIEW-POINT"],
    ),
    ("AssessmentFactors", {"AssessmentFactors": "18A"}, ["8945Q"]),
    ("AssessmentFactors", {"AssessmentFactors": "19A"}, ["8950Q"]),
    ("CINPlanDates", {"CINPlanEndDate": "2024-05-09"}, ["4012Q"]),
    ("Section47", {"DateOfInitialCPC": "2024-05-10"}, ["8615"]),
    ("Section47", {"DateOfInitialCPC": "2024-06-02"}, ["8875"]),
    ("Section47", {"InitialCPCtarget": "2024-06-01"}, ["8870Q"]),
    ("Section47", {"InitialCPCtarget": "2024-05-10"}, ["AE-CIN-TARGET"]),
    ("Section47", {"DateOfInitialCPC": "2024-06-03", "ICPCnotRequired": "1"}, ["AE-CIN-ICPC"]),
    ("Section47", {"ICPCnotRequired": None}, ["AE-CODE"]),
    ("ChildProtectionPlans", {"CPPendDate": "2024-06-03"}, ["8840"]),
    ("ChildProtectionPlans", {"InitialCategoryOfAbuse": "ABC"}, ["8905"]),
    ("ChildProtectionPlans", {"LatestCategoryOfAbuse": None}, ["8910"]),
    ("ChildProtectionPlans", {"NumberOfPreviousCPP": "-1"}, ["8730"]),
    ("PreProceedings", {"LBPSentDate": "2025-06-01"}, ["AE-CIN-PP-DATES"]),
    ("PreProceedings", {"FGDMMeetingOffer": "0", "FGDMMeetingFac": "1"}, ["AE-CIN-FGDM"]),
    ("PreProceedings", {"StepDecisionDate": "2025-09-01"}, ["AE-CIN-PP-OUTCOME"]),
    ("PreProceedings", {"ReviewMeetingsCount": "two"}, ["AE-NUMBER"]),
]


@pytest.mark.parametrize(("table", "cells", "rules"), WARNED)
def test_a_row_that_can_still_be_counted_is_kept_and_recorded_of(table, cells, rules):
    verdict = judged(table, **cells)
    assert len(verdict.accepted) == 1
    assert codes(verdict) == rules
    assert set(verdict.findings["severity"]) == {str(Severity.WARN)}


FINE = [
    ("ChildIdentifiers", {"UPN": UPN}),
    ("ChildIdentifiers", {"LAchildID": "A" * 20}),
    ("ChildIdentifiers", {"PersonDeathDate": "2015-03-27"}),
    (
        "ChildIdentifiers",
        {"PersonBirthDate": None, "ExpectedPersonBirthDate": "2026-06-01", "Sex": "U"},
    ),
    ("CINdetails", {"ReferralNFA": "true", "PrimaryNeedCode": None}),
    ("CINdetails", {"CINclosureDate": "2024-05-01", "ReasonForClosure": "RC8"}),
    ("CINdetails", {"DateOfInitialCPC": "2024-05-01"}),
    ("Assessments", {"AssessmentAuthorisationDate": "2024-05-02"}),
    ("CINPlanDates", {"CINPlanEndDate": "2024-05-10"}),
    ("Section47", {"DateOfInitialCPC": "2024-05-13"}),
    ("Section47", {"InitialCPCtarget": "2024-05-31"}),
    ("Section47", {"ICPCnotRequired": "false"}),
    ("ChildProtectionPlans", {"CPPendDate": "2024-06-04"}),
    ("PreProceedings", {"LBPSentDate": "2025-06-02"}),
    ("PreProceedings", {"PPOutcome": "A", "StepDecisionDate": "2025-08-01"}),
]


@pytest.mark.parametrize(("table", "cells"), FINE)
def test_a_row_at_the_edge_of_a_rule_passes(table, cells):
    assert codes(judged(table, **cells)) == []


def test_codes_of_a_year_are_those_of_its_census():
    assert codes(judged("ChildIdentifiers", "2023-24", Sex="2")) == []
    assert codes(judged("ChildIdentifiers", "2023-24", Sex="F")) == ["4180"]
    assert codes(judged("AssessmentFactors", "2023-24", AssessmentFactors="18A")) == []
    assert codes(judged("ChildIdentifiers", "2023-24", LAchildID="A/1")) == ["4180"]


def test_two_records_of_one_child_are_both_rejected():
    row = {"LAchildID": "C1", "PersonBirthDate": "2015-03-27", "_file": "f.xml"}
    rows = pd.DataFrame([{**row, "Sex": "F", "_row": 1}, {**row, "Sex": "M", "_row": 2}])
    verdict = CIN.validate("ChildIdentifiers", rows, "2025-26")
    assert codes(verdict) == ["8510"]
    assert len(verdict.quarantined) == 2


def test_a_rule_can_be_evaluated_by_its_code():
    tables = {
        "CINdetails": pd.DataFrame(
            {
                "LAchildID": ["A", "B", "C"],
                "CINclosureDate": ["2024-06-01", None, "2024-06-01"],
                "ReasonForClosure": [None, None, "RC7"],
            }
        )
    }
    assert CIN.evaluate("8805", tables, specification="2024-25") == {"CINdetails": [0]}
    assert CIN.evaluate("4011", tables, specification="2024-25") is None


def test_a_child_is_known_by_keys_alone_once_minimised():
    verdict = judged("ChildIdentifiers", UPN=UPN)
    kept = CIN.minimise("ChildIdentifiers", verdict.accepted, Pseudonymiser(b"k" * 16), ())
    text = kept.to_csv()
    assert "C1" not in text
    assert UPN not in text
    assert kept["la_child_id_link"].notna().all()
    assert list(kept.columns) == [each.name for each in CIN.validated_columns("ChildIdentifiers")]
