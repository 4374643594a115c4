"""What the School Census asks of its rows, each rule with rows that pass and rows that fail."""

import pandas as pd
import pytest
from school_census_rows import ORDINARY, UPN, codes, judged

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.periods import Month
from ae_pipeline.returns.school_census.contract import SCHOOL_CENSUS


@pytest.mark.parametrize("table", ORDINARY)
def test_an_ordinary_row_breaks_nothing(table):
    verdict = judged(table)
    assert codes(verdict) == []
    assert len(verdict.accepted) == 1


def test_there_is_an_ordinary_row_of_every_table():
    assert set(ORDINARY) == set(SCHOOL_CENSUS.tables)


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        ("PupilOnRoll", "pupilonrolltableid", None),
        ("PupilOnRoll", "dob", "31/02/2014"),
        ("PupilNoLongerOnRoll", "dob", None),
        ("PupilNoLongerOnRoll", "leavingdate", None),
        ("AddressesOnRoll", "postcode", "nowhere"),
        ("FSMPeriod", "fsmstartdate", None),
        ("FSMPeriod", "fsmenddate", "never"),
        ("SENNeeds", "sentype", "73e987da"),
        ("SENNeeds", "pupilonrolltableid", None),
        ("TermlySessionDetailsOnRoll", "sessions", None),
        ("TermlySessionDetailsOffRoll", "attendancereason", "?"),
        ("TermlyExclusionsOnRoll", "startdate", None),
        ("TermlyExclusionsOffRoll", "category", "GONE"),
        ("SchoolArrangedAPDetailOnRoll", "leavingdate", "2024-Foo-01 00:00:00"),
    ],
)
def test_a_row_that_says_nothing_countable_is_rejected(table, column, cell):
    assert judged(table, **{column: cell}).accepted.empty


@pytest.mark.parametrize(
    ("table", "column", "cell", "code"),
    [
        ("SchoolCensus", "urn", "17", "AE-TEXT"),
        ("SchoolCensus", "term", "WIN", "AE-CODE"),
        ("School", "phase", "XX", "AE-CODE"),
        ("PupilOnRoll", "upn", "21db2df8-fa0", "AE-TEXT"),
        ("PupilOnRoll", "sex", "9", "AE-CODE"),
        ("PupilOnRoll", "ncyearactual", "15", "AE-CODE"),
        ("PupilOnRoll", "senprovision", "X", "AE-CODE"),
        ("PupilOnRoll", "termlysessionspossible", "-1", "AE-NUMBER"),
        ("PupilOnRoll", "hoursatsetting", "770.0", "AE-NUMBER"),
        ("PupilOnRoll", "entrydate", "03.09.2018", "AE-DATE"),
        ("PupilNoLongerOnRoll", "language", "English", "AE-TEXT"),
        ("TermlyExclusionsOnRoll", "reason1", "OT", "AE-CODE"),
        ("APProvisionDetailOnRoll", "apreason", "ZZZ", "AE-CODE"),
        ("SchoolArrangedAPDetailOnRoll", "apsessionsperweek", "15", "AE-NUMBER"),
    ],
)
def test_another_cell_that_cannot_be_used_is_blanked_in_a_row_that_is_kept(
    table, column, cell, code
):
    verdict = judged(table, **{column: cell})
    assert codes(verdict) == [code]
    assert pd.isna(verdict.accepted[column].iloc[0])


@pytest.mark.parametrize(
    ("mark", "valid_in"),
    [
        ("I", ("2022-23", "2024-25", "2025-26")),
        ("\\", ("2022-23", "2025-26")),
        ("Y", ("2022-23", "2024-25")),
        ("Y1", ("2024-25", "2025-26")),
        ("C2", ("2024-25", "2025-26")),
    ],
)
def test_marks_are_those_of_the_terms_that_a_year_collects(mark, valid_in):
    for year in SCHOOL_CENSUS.specifications:
        verdict = judged("TermlySessionDetailsOnRoll", year, attendancereason=mark)
        if year in valid_in:
            assert codes(verdict) == [], year
        elif mark in {"Y1", "C2", "Y"}:
            expected = [] if mark == "Y" and year < "2025-26" else ["AE-CODE-REJECT"]
            assert codes(verdict) == expected, year


def test_what_older_systems_call_a_suspension_is_one():
    assert codes(judged("TermlyExclusionsOnRoll", category="FIXD")) == []


@pytest.mark.parametrize("number", ["140", "140.0", "0"])
def test_a_whole_number_may_end_in_nought_tenths(number):
    verdict = judged("PupilOnRoll", termlysessionspossible=number)
    assert codes(verdict) == []
    assert verdict.accepted["termlysessionspossible"].iloc[0] == float(number)


ON_ROLL_RULES = {
    "AE-SC-ENTRY": (
        {"entrydate": "2014-Apr-30 00:00:00"},
        {"entrydate": "2014-May-01 00:00:00"},
    ),
    "AE-SC-UPN": ({"formerupn": UPN}, {"formerupn": "T879201402000"}),
    "AE-SC-SESSIONS": (
        {"termlysessionsauthorised": "100", "termlysessionsunauthorised": "41"},
        {"termlysessionsauthorised": "100", "termlysessionsunauthorised": "40"},
    ),
}
EXCLUSION_RULES = {
    "AE-SC-REASON": ({"reason1": None}, {"reason1": "PP"}),
    "AE-SC-REASONS": ({"reason3": "DB"}, {"reason2": "PA", "reason3": "PP"}),
    "AE-SC-LENGTH": ({"sessions": "91"}, {"sessions": "90"}),
}
SPAN = "AE-SC-SPAN"
BROKEN = {
    **{
        (table, rule): cases
        for table in ("PupilOnRoll", "PupilNoLongerOnRoll")
        for rule, cases in ON_ROLL_RULES.items()
    },
    **{
        (f"TermlyExclusions{side}", rule): cases
        for side in ("OnRoll", "OffRoll")
        for rule, cases in EXCLUSION_RULES.items()
    },
    **{
        (f"SchoolArrangedAPDetail{side}", SPAN): (
            {"leavingdate": "2024-Nov-03 00:00:00"},
            {"leavingdate": "2024-Nov-04 00:00:00"},
        )
        for side in ("OnRoll", "OffRoll")
    },
    ("PupilNoLongerOnRoll", SPAN): (
        {"leavingdate": "2018-Sep-02 00:00:00"},
        {"leavingdate": "2018-Sep-03 00:00:00"},
    ),
    ("FSMPeriod", SPAN): (
        {"fsmenddate": "2024-Sep-01 00:00:00"},
        {"fsmenddate": "2024-Sep-02 00:00:00"},
    ),
    ("PupilOnRoll", "AE-SC-UNIT"): (
        {"senunitindicator": "True"},
        {"senunitindicator": "True", "senprovision": "E"},
    ),
    ("PupilOnRoll", "AE-SC-PREMIUM"): ({"eyppbf": "RE"}, {"eyppbf": "RE", "eyppr": "Yes"}),
    ("PupilOnRoll", "AE-SC-HOURS"): (
        {"hoursatsetting": "15.0", "fundedhours": "15.5"},
        {"hoursatsetting": "15.0", "fundedhours": "15.0"},
    ),
}


@pytest.mark.parametrize(("table", "rule"), BROKEN)
def test_a_rule_finds_what_breaks_it_and_passes_what_does_not(table, rule):
    failing, passing = BROKEN[table, rule]
    verdict = judged(table, **failing)
    assert codes(verdict) == [rule]
    assert verdict.accepted.empty == (rule == SPAN)
    assert rule not in codes(judged(table, **passing))


def test_every_row_rule_has_a_case_here():
    asked = {
        (table, info.code)
        for table in SCHOOL_CENSUS.tables
        for info in SCHOOL_CENSUS.rules(table, "2024-25")
        if info.code.startswith("AE-SC-")
    }
    assert asked == set(BROKEN)


def test_resourced_provision_without_a_need_is_found_too():
    verdict = judged("PupilOnRoll", resourcedprovisionindicator="1")
    assert codes(verdict) == ["AE-SC-UNIT"]


def test_an_exclusion_for_good_may_have_any_number_of_sessions():
    assert codes(judged("TermlyExclusionsOnRoll", category="PERM", sessions="0")) == []
    assert codes(judged("TermlyExclusionsOnRoll", sessions="0")) == ["AE-SC-LENGTH"]


def test_identifiers_are_keyed_and_names_do_not_stay():
    accepted = judged("PupilOnRoll", uniquelearnernumber="1234567890").accepted
    kept = SCHOOL_CENSUS.minimise("PupilOnRoll", accepted, Pseudonymiser(b"k" * 32), ["879"])
    told = set(kept.astype(str).to_numpy().ravel())
    assert not {"Example", "Invented", UPN, "1234567890", "p1", "s1"} & told
    assert kept["upn"].iloc[0] == Pseudonymiser(b"k" * 32).one(UPN, "upn")
    home = judged("AddressesOnRoll").accepted
    kept = SCHOOL_CENSUS.minimise("AddressesOnRoll", home, Pseudonymiser(b"k" * 32), ["879"])
    assert kept["postcode_district"].tolist() == ["PL1"]


def test_a_pupil_has_one_pseudonym_in_all_tables():
    key = Pseudonymiser(b"k" * 32)
    kept = {
        table: SCHOOL_CENSUS.minimise(table, judged(table).accepted, key, ["879"])["pupil_id"][0]
        for table in ("PupilOnRoll", "FSMPeriod", "SENNeeds", "TermlyExclusionsOnRoll")
    }
    assert len(set(kept.values())) == 1


@pytest.mark.parametrize(
    ("month", "specification"),
    [
        ("2021-10", "2022-23"),
        ("2024-05", "2023-24"),
        ("2024-10", "2024-25"),
        ("2027-01", "2025-26"),
    ],
)
def test_a_census_is_judged_by_its_academic_year(month, specification):
    assert SCHOOL_CENSUS.specification(Month.parse(month)) == specification
