"""What SEN2 asks of its rows, each rule with rows that pass and rows that fail."""

import pandas as pd
import pytest
from sen2_rows import ORDINARY, UPN, codes, judged

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.periods import Month
from ae_pipeline.returns.sen2.contract import SEN2


@pytest.mark.parametrize("table", ORDINARY)
def test_an_ordinary_row_breaks_nothing(table):
    verdict = judged(table)
    assert codes(verdict) == []
    assert len(verdict.accepted) == 1


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("SEN2", "sen2tableid"),
        ("Person", "persontableid"),
        ("Requests", "requeststableid"),
        ("Assessment", "assessmenttableid"),
        ("NamedPlan", "namedplantableid"),
        ("PlanDetail", "plandetailtableid"),
        ("ActivePlans", "activeplanstableid"),
        ("PlacementDetail", "placementdetailtableid"),
        ("SENneed", "activeplanstableid"),
    ],
)
def test_a_row_without_its_id_is_rejected(table, column):
    verdict = judged(table, **{column: None})
    assert codes(verdict) == ["AE-KEY-MISSING"]
    assert verdict.accepted.empty


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("Requests", "persontableid"),
        ("Assessment", "requeststableid"),
        ("NamedPlan", "assessmenttableid"),
        ("PlanDetail", "namedplantableid"),
        ("ActivePlans", "requeststableid"),
        ("PlacementDetail", "activeplanstableid"),
    ],
)
def test_a_row_that_hangs_on_nothing_is_rejected(table, column):
    verdict = judged(table, **{column: None})
    assert codes(verdict) == ["AE-MISSING-REJECT"]
    assert verdict.accepted.empty


@pytest.mark.parametrize(
    ("table", "column", "cell", "code"),
    [
        ("Person", "PersonBirthDate", None, "AE-DATE-REJECT"),
        ("Person", "PersonBirthDate", "31/02/2014", "AE-DATE-REJECT"),
        ("NamedPlan", "StartDate", None, "AE-DATE-REJECT"),
        ("NamedPlan", "CeaseDate", "soon", "AE-DATE-REJECT"),
        ("PlacementDetail", "LeavingDate", "2024-13-01", "AE-DATE-REJECT"),
        ("SENneed", "SENtype", "XYZ", "AE-CODE-REJECT"),
        ("SENneed", "SENtype", None, "AE-CODE-REJECT"),
    ],
)
def test_a_row_that_says_nothing_countable_is_rejected(table, column, cell, code):
    verdict = judged(table, **{column: cell})
    assert code in codes(verdict)
    assert verdict.accepted.empty


@pytest.mark.parametrize(
    ("table", "column", "cell", "code"),
    [
        ("SEN2", "LEA", "88", "AE-TEXT"),
        ("SEN2", "DMO", "X", "AE-CODE"),
        ("Person", "Sex", "1", "AE-CODE"),
        ("Person", "Ethnicity", "ZZZZ", "AE-CODE"),
        ("Person", "PostCode", "nowhere", "AE-TEXT"),
        ("Person", "UPN", "A879201402001", "AE-TEXT"),
        ("Person", "UniqueLearnerNumber", "012345678", "AE-TEXT"),
        ("Requests", "RequestSource", "6", "AE-CODE"),
        ("Requests", "ReceivedDate", "04.03.2024", "AE-DATE"),
        ("Requests", "RequestOutcome", "Z", "AE-CODE"),
        ("Assessment", "Week20", "2", "AE-CODE"),
        ("NamedPlan", "DP", "Z", "AE-CODE"),
        ("PlanDetail", "UKPRN", "1234567", "AE-TEXT"),
        ("ActivePlans", "TransferLA", "Devon", "AE-TEXT"),
        ("PlacementDetail", "PlacementRank", "3", "AE-CODE"),
        ("SENneed", "SENtypeRank", "3", "AE-CODE"),
    ],
)
def test_another_cell_that_cannot_be_used_is_blanked_in_a_row_that_is_kept(
    table, column, cell, code
):
    verdict = judged(table, **{column: cell})
    assert code in codes(verdict)
    assert pd.isna(verdict.accepted[column].iloc[0])


@pytest.mark.parametrize(
    "cell", ["2024-Mar-04 00:00:00", "2024-03-04", "04/03/2024", "2024-03-04T00:00:00"]
)
def test_a_day_may_be_written_as_collect_does_or_as_xml_does(cell):
    verdict = judged("Requests", ReceivedDate=cell)
    assert codes(verdict) == []
    assert verdict.accepted["ReceivedDate"].iloc[0] == pd.Timestamp(2024, 3, 4)


@pytest.mark.parametrize("flag", ["True", "False", "1", "0", "true"])
def test_a_flag_may_be_written_as_collect_does_or_as_xml_does(flag):
    assert codes(judged("Assessment", Week20=flag)) == []


def test_down_syndrome_is_a_type_of_need_from_2025():
    assert codes(judged("SENneed", SENtype="DS")) == []
    assert codes(judged("SENneed", "2024", SENtype="DS")) == ["AE-CODE-REJECT"]


def test_gender_is_evaluated_in_2023_and_sex_since_then():
    assert codes(judged("Person", "2023", Sex=None, GenderCurrent="2")) == []
    assert codes(judged("Person", "2024", GenderCurrent="2")) == ["AE-CODE"]


@pytest.mark.parametrize("code", ["WCOR", "BBRI", "OARA"])
def test_a_finer_code_of_ethnicity_is_as_good(code):
    assert codes(judged("Person", Ethnicity=code)) == []


BROKEN = {
    ("Person", "AE-SEN2-NO-NUMBER"): (
        [{"UPN": None}],
        [{"UPN": None, "UPNunknown": "UN10"}, {"UPN": None, "UniqueLearnerNumber": "1234567890"}],
    ),
    ("Person", "AE-SEN2-NUMBER-KNOWN"): (
        [{"UPNunknown": "UN1"}],
        [{"UPN": None, "UPNunknown": "UN9"}, {"UPN": UPN}],
    ),
    ("Person", "AE-SEN2-SEX"): ([{"Sex": None}], [{"Sex": "M"}]),
    ("Requests", "AE-SEN2-RECEIVED"): (
        [{"ReceivedDate": None}],
        [{"ReceivedDate": None, "RequestOutcome": "H", "RequestOutcomeDate": None}],
    ),
    ("Requests", "AE-SEN2-DECIDED"): (
        [{"RequestOutcomeDate": None}, {"RequestOutcomeDate": None, "RequestOutcome": "N"}],
        [
            {"RequestOutcomeDate": None, "RequestOutcome": "A"},
            {"RequestOutcomeDate": None, "RequestOutcome": "W"},
        ],
    ),
    ("Requests", "AE-SEN2-AWAITED"): ([{"RequestOutcome": "A"}], [{"RequestOutcome": "W"}]),
    ("Requests", "AE-SEN2-ORDER"): (
        [{"RequestOutcomeDate": "2024-03-03"}],
        [{"RequestOutcomeDate": "2024-03-04"}],
    ),
    ("Assessment", "AE-SEN2-DECIDED"): (
        [{"AssessmentOutcome": "N", "AssessmentOutcomeDate": None}],
        [{"AssessmentOutcome": "Y", "AssessmentOutcomeDate": None}, {"AssessmentOutcome": "N"}],
    ),
    ("Assessment", "AE-SEN2-AWAITED"): (
        [{"AssessmentOutcome": "A"}],
        [{"AssessmentOutcome": "A", "AssessmentOutcomeDate": None}],
    ),
    ("NamedPlan", "AE-SEN2-SPAN"): (
        [{"CeaseDate": "2024-06-30", "CeaseReason": "5"}],
        [{"CeaseDate": "2024-07-01", "CeaseReason": "5"}],
    ),
    ("NamedPlan", "AE-SEN2-CEASED"): (
        [{"CeaseDate": "2025-01-06"}, {"CeaseReason": "5"}],
        [{"CeaseDate": "2025-01-06", "CeaseReason": "5"}],
    ),
    ("PlanDetail", "AE-SEN2-NOWHERE"): (
        [{"URN": None}],
        [{"URN": None, "UKPRN": "12345678"}, {"URN": None, "SENSetting": "EHE"}],
    ),
    ("PlanDetail", "AE-SEN2-SETTING"): (
        [{"SENSetting": "EHE"}, {"URN": None, "UKPRN": "12345678", "SENSetting": "EHE"}],
        [{"UKPRN": "12345678"}],
    ),
    ("PlanDetail", "AE-SEN2-WORDS"): (
        [{"URN": None, "SENSetting": "OTH"}],
        [{"URN": None, "SENSetting": "OTH", "SENSettingOther": "Awaited"}],
    ),
    ("PlacementDetail", "AE-SEN2-NOWHERE"): ([{"URN": None}], [{"UKPRN": "12345678"}]),
    ("PlacementDetail", "AE-SEN2-SETTING"): (
        [{"SENSetting": "NEET"}],
        [{"URN": None, "SENSetting": "NEET"}],
    ),
    ("PlacementDetail", "AE-SEN2-WORDS"): (
        [{"URN": None, "SENSetting": "NIEO"}],
        [{"URN": None, "SENSetting": "NIEC"}],
    ),
    ("PlacementDetail", "AE-SEN2-SPAN"): (
        [{"LeavingDate": "2024-09-01"}],
        [{"LeavingDate": "2024-09-02"}],
    ),
    ("ActivePlans", "AE-SEN2-REVIEW"): (
        [{"ReviewOutcome": "M"}],
        [
            {"ReviewOutcome": "M", "LastReview": "2024-11-04"},
            {"ReviewOutcome": "M", "ReviewMeeting": "2024-11-04"},
        ],
    ),
}


@pytest.mark.parametrize(("table", "rule"), BROKEN)
def test_a_rule_finds_what_breaks_it_and_passes_what_does_not(table, rule):
    failing, passing = BROKEN[table, rule]
    for cells in failing:
        assert codes(judged(table, **cells)) == [rule], cells
    for cells in passing:
        assert rule not in codes(judged(table, **cells)), cells


def test_every_row_rule_has_a_case_here():
    asked = {
        (table, info.code)
        for table in SEN2.tables_in("2025")
        for info in SEN2.rules(table, "2025")
        if info.code.startswith("AE-SEN2")
    }
    assert asked == set(BROKEN)


@pytest.mark.parametrize(("table", "rule"), [("NamedPlan", "AE-SEN2-SPAN")])
def test_a_span_that_ends_before_it_begins_is_rejected(table, rule):
    (cells,) = BROKEN[table, rule][0]
    assert judged(table, **cells).accepted.empty


def test_a_need_recorded_twice_with_two_ranks_is_rejected_both_times():
    rows = pd.DataFrame(
        {
            "activeplanstableid": ["c1", "c1", "c1"],
            "SENtype": ["ASD", "ASD", "SEMH"],
            "SENtypeRank": ["1", "2", "2"],
            "_file": ["f"] * 3,
            "_row": [1, 2, 3],
        }
    ).astype({"activeplanstableid": "str", "SENtype": "str", "SENtypeRank": "str", "_file": "str"})
    verdict = SEN2.validate("SENneed", rows, "2025")
    assert verdict.accepted["SENtype"].tolist() == ["SEMH"]


def test_identifiers_are_keyed_and_names_and_words_do_not_stay():
    verdict = judged("Person")
    kept = SEN2.minimise("Person", verdict.accepted, Pseudonymiser(b"k" * 32), ["879"])
    assert {"surname_key", "surname_sound", "postcode_district", "upn", "born"} <= set(kept)
    told = kept.astype(str).to_numpy().ravel().tolist()
    assert not {"Example", "Invented", UPN, "p1", "PL1 2AA"} & set(told)
    detail = judged("PlanDetail", URN=None, SENSetting="OTH", SENSettingOther="Words about a child")
    kept = SEN2.minimise("PlanDetail", detail.accepted, Pseudonymiser(b"k" * 32), ["879"])
    assert "setting_other" not in kept
    assert "detail_id" not in kept


@pytest.mark.parametrize(
    ("month", "specification"),
    [("2022-05", "2023"), ("2023-12", "2023"), ("2025-01", "2025"), ("2026-03", "2025")],
)
def test_a_submission_is_judged_by_the_collection_of_its_calendar_year(month, specification):
    assert SEN2.specification(Month.parse(month)) == specification
