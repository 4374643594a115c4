"""The contract of Annex A, cell by cell where it matters, and its row rules."""

from __future__ import annotations

import pandas as pd
import pytest
from pydantic import SecretStr

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.returns.annex_a.contract import ANNEX_A, CONTRACTS, rules
from ae_pipeline.validation.findings import FILE_COLUMN, ROW_COLUMN

YEAR = "2024-25"
COMMON = {
    "Child Unique ID": "500001", "Gender": "F", "Ethnicity": "WBRI", "Date of Birth": "2014-05-01",
    "Age of Child (Years)": "10", "Does the Child have a Disability": "No",
}  # fmt: skip
ORDINARY = {
    "Contacts": {"Date of Contact": "2024-06-01", "Contact Source": "Police"},
    "EarlyHelpAssessments": {
        "Assessment start date": "2024-06-01", "Organisation completing assessment": "School",
    },
    "Referrals": {
        "Date of referral": "2024-06-01", "Referral Source": "School", "Referral NFA?": "No",
    },
    "Assessments": {
        "Continuous Assessment Start Date": "2024-06-01",
        "Child Seen During Continuous Assessment": "Yes",
    },
    "Section47": {
        "Strategy discussion initiating Section 47 Enquiry Start Date": "2024-06-01",
        "Was an Initial Child Protection Conference deemed unnecessary?": "No",
        "Date of Initial Child Protection Conference": "2024-06-15",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan": "Yes",
    },
    "CIN": {
        "CIN Start Date": "2024-06-01", "Primary Need Code": "N1", "Case Status": "CIN plan",
    },
    "CP": {
        "Child Protection Plan Start Date": "2024-06-15", "Initial Category of Abuse": "NEG",
        "Latest Category of Abuse": "NEG",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six "
        "Months (Y/N)": "N",
    },
    "CLA": {
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "No",
        "Date Started to be Looked After": "2024-06-01", "Child's Category of Need": "N1",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 "
        "months (Y/N)": "No",
        "Start date of current legal status": "2024-06-01", "Child's Legal Status": "C1",
        "Start Date of Most Recent Placement": "2024-06-01", "Placement Type": "U6",
        "Placement Provider": "PR1",
    },
    "CareLeavers": {
        "Eligibility Category": "Relevant", "LA in Touch": "Yes",
        "Latest Date of Contact": "2024-06-01",
    },
    "Adoption": {
        "Date the Child Entered Care": "2023-06-01",
        "Date of Decision that Child Should be Placed for Adoption": "2024-01-01",
    },
    "Adopters": {
        "Individual adopter identifier": "A1", "Disability": "No",
        "Is the (prospective) adopter fostering for adoption?": "No",
        "Date enquiry received": "2023-01-01",
    },
}  # fmt: skip


def row(table: str, **changed: str | None) -> dict:
    return {**COMMON, **ORDINARY[table], **changed}


def rows_of(table: str, *rows: dict) -> pd.DataFrame:
    columns = list(CONTRACTS[table].cells)
    frame = pd.DataFrame(
        [{name: each.get(name) for name in columns} for each in rows], columns=columns, dtype="str"
    )
    return frame.assign(**{FILE_COLUMN: "a.xlsx", ROW_COLUMN: range(1, len(rows) + 1)})


def found(table: str, **changed: str | None) -> set[tuple[str, str]]:
    findings = ANNEX_A.validate(table, rows_of(table, row(table, **changed)), YEAR).findings
    return set(zip(findings["rule"], findings["column"], strict=True))


@pytest.mark.parametrize("table", ORDINARY)
def test_an_ordinary_row_is_accepted_without_a_finding(table):
    assert found(table) == set()


def test_the_accepted_row_has_the_words_of_the_guidance():
    verdict = ANNEX_A.validate("Contacts", rows_of("Contacts", row("Contacts")), YEAR)
    kept = verdict.accepted.iloc[0]
    assert (kept["Gender"], kept["Ethnicity"], kept["Contact Source"]) == (
        "b) Female", "a) White", "g) Police",
    )  # fmt: skip


def test_a_source_that_nobody_knows_warns_and_is_blanked_though_it_is_of_the_key():
    changed = row("Contacts", **{"Contact Source": "Wizard"})
    verdict = ANNEX_A.validate("Contacts", rows_of("Contacts", changed), YEAR)
    assert verdict.findings["rule"].tolist() == ["AE-ANNEXA-SOURCE"]
    assert verdict.accepted["Contact Source"].isna().all()


def test_two_contacts_of_a_day_from_two_sources_are_two():
    two = rows_of("Contacts", row("Contacts"), row("Contacts", **{"Contact Source": "School"}))
    assert len(ANNEX_A.validate("Contacts", two, YEAR).accepted) == 2


@pytest.mark.parametrize(
    ("table", "column"),
    [("Contacts", "Date of Contact"), ("CIN", "CIN Start Date"), ("CLA", "Child Unique ID")],
)
def test_a_row_without_its_key_is_rejected(table, column):
    verdict = ANNEX_A.validate(table, rows_of(table, row(table, **{column: None})), YEAR)
    assert len(verdict.quarantined) == 1


@pytest.mark.parametrize(("book", "start", "end"), rules.SPANS)
def test_a_span_that_ends_before_it_starts_is_rejected(book, start, end):
    early, late = {start: "2024-06-02", end: "2024-06-01"}, {start: "2024-06-01", end: "2024-06-01"}
    assert (rules.END_BEFORE_START, end) in found(book.table, **early)
    assert (rules.END_BEFORE_START, end) not in found(book.table, **late)


@pytest.mark.parametrize(("book", "first", "then"), rules.ORDERS)
def test_a_day_before_the_one_it_follows_warns_and_the_same_day_does_not(book, first, then):
    early, same = (
        {first: "2024-06-02", then: "2024-06-01"},
        {first: "2024-06-01"} | {then: "2024-06-01"},
    )
    assert (rules.DATES, then) in found(book.table, **early)
    pairs = {(rule, column) for rule, column in found(book.table, **same) if rule == rules.DATES}
    assert not {(rules.DATES, first), (rules.DATES, then)} <= pairs


@pytest.mark.parametrize(
    ("table", "code", "changed", "breaks"),
    [
        ("CIN", rules.PAIR, {"CIN Closure Date": "2024-07-01", "Case Status": "Closed"}, True),
        ("CIN", rules.PAIR, {"CIN Closure Date": "2024-07-01", "Reason for Closure": "RC7",
                             "Case Status": "Closed"}, False),
        ("CIN", rules.STATUS, {"Case Status": "e) Closed episode"}, True),
        ("CIN", rules.STATUS, {"Case Status": "a word"}, False),
        ("CIN", rules.STATUS,
         {"CIN Closure Date": "2024-07-01", "Reason for Closure": "RC7"}, True),
        ("Section47", rules.CONFERENCE,
         {"Was an Initial Child Protection Conference deemed unnecessary?": "Yes"}, True),
        ("Section47", rules.CONFERENCE,
         {"Date of Initial Child Protection Conference": None}, True),
        ("Section47", rules.CONFERENCE,
         {"Date of Initial Child Protection Conference": None,
          "Did the Initial Child Protection Conference Result in a Child Protection Plan": "No"},
         False),
        ("CLA", rules.INTERVIEW, {
            "Was the child offered a Return Interview after their last missing episode (Y/N)?": "N",
            "Did the child accept a Return Interview after their last missing episode (Y/N)?": "Y",
        }, True),
        ("CLA", rules.INTERVIEW, {
            "Was the child offered a Return Interview after their last missing episode (Y/N)?": "Y",
            "Did the child accept a Return Interview after their last missing episode (Y/N)?": "Y",
        }, False),
        ("CareLeavers", rules.CONTACT, {"Latest Date of Contact": None}, True),
        ("CareLeavers", rules.CONTACT,
         {"Latest Date of Contact": None, "LA in Touch": "No"}, False),
        ("Adoption", rules.REVERSED, {
            "Date of Adoption Order": "2024-09-01",
            "Date of Decision that Child Should No Longer be Placed for Adoption": "2024-08-01",
            "Reason Why Child No Longer Placed for Adoption": "RD1",
        }, True),
        ("Adopters", rules.PLACED,
         {"Date child/children placed with adopter(s)": "2024-01-01"}, True),
        ("Adopters", rules.PLACED, {"Date child/children placed with adopter(s)": "2024-01-01",
                                    "No. of children placed": "0"}, True),
        ("Adopters", rules.PLACED, {"Date child/children placed with adopter(s)": "2024-01-01",
                                    "No. of children placed": "1"}, False),
        ("Contacts", rules.FORMULA, {"Child Unique ID": "#REF!"}, True),
        ("CIN", "AE-TEXT", {"Allocated Worker": "#N/A"}, True),
        ("CIN", "AE-TEXT", {"Allocated Worker": "A. Worker"}, False),
    ],
)  # fmt: skip
def test_row_rules(table, code, changed, breaks):
    assert (code in {rule for rule, _ in found(table, **changed)}) == breaks


def test_a_rule_can_be_evaluated_of_a_list_by_its_code():
    frame = rows_of("CIN", row("CIN"), row("CIN", **{"Case Status": "Closed"}))
    asked = ANNEX_A.evaluate(rules.STATUS, {"CIN": frame}, specification=YEAR)
    assert asked == {"CIN": [1]}


def test_what_leaves_a_list_names_nobody():
    changed = row("CLA", **{"Allocated Worker": "Ann Example", "Placement postcode": "PL4 8AA"})
    accepted = ANNEX_A.validate("CLA", rows_of("CLA", changed), YEAR).accepted
    key = Pseudonymiser(SecretStr("a key for tests").get_secret_value().encode())
    kept = ANNEX_A.minimise("CLA", accepted, key, ())
    told = " ".join(map(str, kept.iloc[0].tolist()))
    assert "500001" not in told
    assert "Ann" not in told
    assert kept["placement_postcode_district"].tolist() == ["PL4"]
    assert [each.name for each in ANNEX_A.validated_columns("CLA")] == list(kept.columns)
