"""Ordinary rows of the School Census, and the verdict on one that differs in what a test gives."""

import pandas as pd

from ae_pipeline.returns.school_census.contract import SCHOOL_CENSUS

UPN = "U879201402001"
"""2*8 + 3*7 + 4*9 + 5*2 + 7*1 + 8*4 + 10*2 + 13*1 = 155 = 6*23 + 17, and U is letter 17 from A 0
without I, O and S."""
_PUPIL = {
    "schoolcensustableid": "s1",
    "upn": UPN,
    "surname": "Example",
    "forename": "Invented",
    "dob": "2014-May-01 00:00:00",
    "sex": "F",
    "entrydate": "2018-Sep-03 00:00:00",
    "termlysessionspossible": "140.0",
}
_MARKS = {"attendancereason": "I", "sessions": "6.0"}
_EXCLUSION = {
    "startdate": "2024-Nov-04 00:00:00",
    "sessions": "4",
    "category": "SUSP",
    "reason1": "DB",
    "senprovision": "K",
}
_UNIT = {"prevurn": "170001", "apreason": "PEX", "senprovisionentry": "N"}
_ARRANGED = {
    "urn": "170002",
    "entrydate": "2024-Nov-04 00:00:00",
    "apsessionsperweek": "4",
    "apsettingtype": "WBP",
    "placementreason": "BHS",
    "apattendancepattern": "PT",
}
ON, OFF = {"pupilonrolltableid": "p1"}, {"pupilnolongeronrolltableid": "q1"}
ORDINARY = {
    "SchoolCensus": {
        "schoolcensustableid": "s1",
        "lea": "879",
        "estab": "2101",
        "urn": "170001",
        "term": "SPR",
        "year": "2025",
        "referencedate": "2025-Jan-16 00:00:00",
    },
    "School": {"schooltableid": "c1", "schoolcensustableid": "s1", "phase": "PS"},
    "PupilOnRoll": {
        **ON,
        **_PUPIL,
        "ethnicity": "WBRI",
        "language": "ENG",
        "enrolstatus": "C",
        "ncyearactual": "5",
        "senprovision": "N",
        "senunitindicator": "False",
    },
    "PupilNoLongerOnRoll": {**OFF, **_PUPIL, "leavingdate": "2024-Dec-20 00:00:00"},
    "AddressesOnRoll": {**ON, "postcode": "PL1 2AA"},
    "AddressesOffRoll": {**OFF, "postcode": "PL1 2AA"},
    "FSMPeriod": {**ON, "fsmstartdate": "2024-Sep-02 00:00:00", "ukcountry": "ENG"},
    "SENNeeds": {"senneedstableid": "e1", **ON, "sentyperank": "1.0", "sentype": "SEMH"},
    "TermlySessionDetailsOnRoll": {"termlysessiondetailsonrolltableid": "d1", **ON, **_MARKS},
    "TermlySessionDetailsOffRoll": {"termlysessiondetailsoffrolltableid": "d1", **OFF, **_MARKS},
    "TermlyExclusionsOnRoll": {"termlyexclusionsonrolltableid": "x1", **ON, **_EXCLUSION},
    "TermlyExclusionsOffRoll": {"termlyexclusionsoffrolltableid": "x1", **OFF, **_EXCLUSION},
    "APProvisionDetailOnRoll": {"approvisiondetailonrolltableid": "u1", **ON, **_UNIT},
    "APProvisionDetailOffRoll": {"approvisiondetailoffrolltableid": "u1", **OFF, **_UNIT},
    "SchoolArrangedAPDetailOnRoll": {
        "schoolarrangedapdetailonrolltableid": "a1",
        **ON,
        **_ARRANGED,
    },
    "SchoolArrangedAPDetailOffRoll": {
        "schoolarrangedapdetailoffrolltableid": "a1",
        **OFF,
        **_ARRANGED,
    },
}


def judged(table, specification="2024-25", **cells):
    """The verdict on one row, ordinary but for what is given."""
    row = {**dict.fromkeys(SCHOOL_CENSUS.columns(table)), **ORDINARY[table], **cells}
    frame = pd.DataFrame([{**row, "_file": "f.csv", "_row": 1}])
    kinds = {name: "str" for name in frame.columns if name != "_row"}
    return SCHOOL_CENSUS.validate(table, frame.astype(kinds), specification)


def codes(verdict):
    """Codes of all rules that the row breaks."""
    return sorted(set(verdict.findings["rule"]))
