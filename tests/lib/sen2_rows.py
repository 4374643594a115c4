"""Ordinary rows of SEN2, and the verdict on one that differs in what a test gives."""

import pandas as pd

from ae_pipeline.returns.sen2.contract import SEN2

UPN = "U879201402001"
"""2*8 + 3*7 + 4*9 + 5*2 + 7*1 + 8*4 + 10*2 + 13*1 = 155 = 6*23 + 17, and U is letter 17 from A 0
without I, O and S."""
ORDINARY = {
    "SEN2": {"sen2tableid": "s1", "Year": "2025", "LEA": "879", "DMO": "Y", "DCO": "R"},
    "Person": {
        "persontableid": "p1",
        "Surname": "Example",
        "Forename": "Invented",
        "PersonBirthDate": "2014-05-01",
        "Sex": "F",
        "Ethnicity": "WBRI",
        "PostCode": "PL1 2AA",
        "UPN": UPN,
    },
    "Requests": {
        "requeststableid": "r1",
        "persontableid": "p1",
        "ReceivedDate": "2024-03-04",
        "RYA": "0",
        "RequestOutcomeDate": "2024-04-08",
        "RequestOutcome": "Y",
    },
    "Assessment": {
        "assessmenttableid": "a1",
        "requeststableid": "r1",
        "AssessmentOutcome": "Y",
        "AssessmentOutcomeDate": "2024-07-01",
        "Week20": "0",
    },
    "NamedPlan": {"namedplantableid": "n1", "assessmenttableid": "a1", "StartDate": "2024-07-01"},
    "PlanDetail": {
        "plandetailtableid": "d1",
        "namedplantableid": "n1",
        "URN": "170001",
        "PlacementRank": "1",
    },
    "ActivePlans": {"activeplanstableid": "c1", "requeststableid": "r1"},
    "PlacementDetail": {
        "placementdetailtableid": "l1",
        "activeplanstableid": "c1",
        "URN": "170001",
        "PlacementRank": "1",
        "EntryDate": "2024-09-02",
    },
    "SENneed": {"activeplanstableid": "c1", "SENtype": "ASD", "SENtypeRank": "1"},
}


def judged(table, specification="2025", **cells):
    """The verdict on one row, ordinary but for what is given."""
    row = {**dict.fromkeys(SEN2.columns(table)), **ORDINARY[table], **cells}
    frame = pd.DataFrame([{**row, "_file": "f.xml", "_row": 1}])
    kinds = {name: "str" for name in frame.columns if name != "_row"}
    return SEN2.validate(table, frame.astype(kinds), specification)


def codes(verdict):
    """Codes of all rules that the row breaks."""
    return sorted(set(verdict.findings["rule"]))
