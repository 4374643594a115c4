"""The XML of the CIN Census: rows of its tables, its structure, files that are not one."""

import re
from pathlib import Path

import pytest
from lxml import etree

from ae_pipeline.returns.cin.contract import CIN
from ae_pipeline.returns.extract import NoticeKind, UnreadableFileError

from .census import EPISODE, HEADER, IDENTIFIERS, child, message

SAMPLES = Path(__file__).parents[4].parent / "shared" / "samples" / "cin_census"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published samples are absent")
EVERYTHING = (
    "<CINreferralDate>2024-05-01</CINreferralDate><ReferralSource>1A</ReferralSource>"
    "<PrimaryNeedCode>N1</PrimaryNeedCode><DateOfInitialCPC>2024-06-03</DateOfInitialCPC>"
    "<Assessments><AssessmentActualStartDate>2024-05-02</AssessmentActualStartDate>"
    "<AssessmentAuthorisationDate>2024-06-01</AssessmentAuthorisationDate>"
    "<FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors>"
    "<AssessmentFactors>16A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>"
    "<CINPlanDates><CINPlanStartDate>2024-05-09</CINPlanStartDate></CINPlanDates>"
    "<Section47><S47ActualStartDate>2024-05-13</S47ActualStartDate>"
    "<ICPCnotRequired>0</ICPCnotRequired></Section47><ReferralNFA>0</ReferralNFA>"
    "<ChildProtectionPlans><CPPstartDate>2024-06-03</CPPstartDate>"
    "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>"
    "<NumberOfPreviousCPP>1</NumberOfPreviousCPP><Reviews>"
    "<CPPreviewDate>2024-08-01</CPPreviewDate><CPPreviewDate>2024-12-02</CPPreviewDate></Reviews>"
    "</ChildProtectionPlans>"
)
PRE_PROCEEDINGS = (
    "<PreProceedingsandFGDM><PPStartDate>2025-06-02</PPStartDate>"
    "<FGDMMeetingOffer>1</FGDMMeetingOffer></PreProceedingsandFGDM>"
)


@pytest.fixture
def read(tmp_path):
    """Reads a file of these children."""

    def read_children(children, specification="2024-25"):
        (tmp_path / "cin.xml").write_text(message(children), encoding="utf-8")
        return CIN.read(tmp_path, specification)

    return read_children


def cells(frame):
    names = [name for name in frame.columns if not name.startswith("_")]
    return [
        {name: cell for name, cell in zip(names, row, strict=True) if isinstance(cell, str)}
        for row in frame[names].to_numpy(dtype=object).tolist()
    ]


def structure(extract):
    return [each.message for each in extract.notices if each.kind is NoticeKind.STRUCTURE]


def test_every_element_of_a_child_becomes_a_row_with_the_keys_of_what_it_is_in(read):
    disabled = (
        "<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>MOB</Disability></Disabilities>"
    )
    extract = read(child(characteristics=disabled) + child(episode=EVERYTHING))
    tables = extract.tables
    assert [row["LEA"] for row in cells(tables["Header"])] == ["879"]
    assert cells(tables["Disabilities"]) == [{"LAchildID": "A1", "Disability": "MOB"}]
    assert [row["CINdetailsID"] for row in cells(tables["CINdetails"])] == ["1", "2"]
    keys = {"LAchildID": "A1", "CINdetailsID": "2"}
    assert cells(tables["Assessments"]) == [
        {
            **keys,
            "AssessmentID": "1",
            "AssessmentActualStartDate": "2024-05-02",
            "AssessmentAuthorisationDate": "2024-06-01",
        }
    ]
    assert cells(tables["AssessmentFactors"]) == [
        {**keys, "AssessmentID": "1", "AssessmentFactors": "3B"},
        {**keys, "AssessmentID": "1", "AssessmentFactors": "16A"},
    ]
    assert cells(tables["CINPlanDates"]) == [{**keys, "CINPlanStartDate": "2024-05-09"}]
    assert cells(tables["Section47"]) == [
        {**keys, "S47ActualStartDate": "2024-05-13", "ICPCnotRequired": "0"}
    ]
    assert cells(tables["ChildProtectionPlans"]) == [
        {
            **keys,
            "CPPID": "1",
            "CPPstartDate": "2024-06-03",
            "InitialCategoryOfAbuse": "NEG",
            "LatestCategoryOfAbuse": "EMO",
            "NumberOfPreviousCPP": "1",
        }
    ]
    assert [row["CPPreviewDate"] for row in cells(tables["Reviews"])] == [
        "2024-08-01",
        "2024-12-02",
    ]
    assert not extract.notices


def test_gender_of_earlier_years_is_read_as_sex(read):
    gender = IDENTIFIERS.replace("Sex>", "GenderCurrent>").replace(">F<", ">2<")
    extract = read(child(identifiers=gender), "2022-23")
    assert extract.tables["ChildIdentifiers"]["Sex"].tolist() == ["2"]
    assert not extract.notices


def test_pre_proceedings_are_read_from_2025_26_and_recorded_of_before(read):
    children = child(episode=EPISODE + PRE_PROCEEDINGS)
    later = read(children, "2025-26")
    assert cells(later.tables["PreProceedings"]) == [
        {
            "LAchildID": "A1",
            "CINdetailsID": "1",
            "PPStartDate": "2025-06-02",
            "FGDMMeetingOffer": "1",
        }
    ]
    assert not later.notices
    before = read(children, "2024-25")
    assert [each.kind for each in before.notices] == [NoticeKind.OUTSIDE_SPECIFICATION]


def test_a_lacking_element_is_recorded_once_by_name(read):
    without = IDENTIFIERS.replace("<Sex>F</Sex>", "")
    extract = read(child(identifiers=without) * 3)
    assert structure(extract) == [
        "ChildIdentifiers lacks Sex, which the collector's schema asks for."
    ]
    assert len(extract.tables["ChildIdentifiers"]) == 3


def test_elements_out_of_order_or_too_often_are_recorded(read):
    swapped = "<ReferralNFA>0</ReferralNFA>" + EPISODE.replace("<ReferralNFA>0</ReferralNFA>", "")
    twice = "<Ethnicity>WBRI</Ethnicity><Disabilities/><Disabilities/>"
    extract = read(child(episode=swapped) + child(characteristics=twice))
    assert structure(extract) == [
        "The elements of CINdetails are not in the order of the collector's schema.",
        (
            "ChildCharacteristics has Disabilities more than once, which the collector's schema "
            "does not allow."
        ),
        "Disabilities lacks Disability, which the collector's schema asks for.",
    ]


def test_a_field_given_twice_is_refused(read):
    with pytest.raises(UnreadableFileError, match="REFERRALNFA more than once"):
        read(child(episode=EPISODE + "<ReferralNFA>1</ReferralNFA>"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            message(child()).removesuffix("</Child></Children></Message>"),
            "ends before its elements do",
        ),
        (f"<Message>{HEADER}</Message>", "none of its 1 files is a table"),
        ("<SEN2><Person><UPN>1</UPN></Person></SEN2>", "none of its 1 files is a table"),
        ("PK\x03\x04 a workbook", "an Excel workbook"),
        (
            '<!DOCTYPE a [<!ENTITY x "y">]>' + message(child()),
            "document type or entities",
        ),
        (message(child().replace("A1", "A" * 70_000)), "longer than 65,536 characters"),
    ],
    ids=["truncated", "no child", "another return", "workbook", "entities", "a long cell"],
)
def test_what_is_no_whole_census_is_refused_in_words(tmp_path, content, says):
    (tmp_path / "cin.xml").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=says):
        CIN.read(tmp_path, "2024-25")


@needs_samples
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xml")), ids=lambda path: path.stem)
def test_published_samples_are_read_with_all_rows_accounted_for(tmp_path, path):
    text = path.read_text(encoding="utf-8")
    (tmp_path / path.name).write_text(text, encoding="utf-8")
    extract = CIN.read(tmp_path, "2025-26")
    plain = re.sub(r"\s+", "", text)
    for table, element in {
        "ChildIdentifiers": "ChildIdentifiers",
        "Disabilities": "Disability",
        "CINdetails": "CINdetails",
        "Assessments": "Assessments",
        "AssessmentFactors": "AssessmentFactors",
        "Section47": "Section47",
        "ChildProtectionPlans": "ChildProtectionPlans",
        "Reviews": "CPPreviewDate",
        "PreProceedings": "PreProceedingsandFGDM",
    }.items():
        rows = extract.tables[table]
        assert len(rows) == plain.count(f"<{element}>"), table
        verdict = CIN.validate(table, rows, "2025-26")
        assert len(verdict.accepted) + len(verdict.quarantined) == len(rows)


MUTATIONS = {
    "as it is": lambda text: text,
    "without sex": lambda text: text.replace("<Sex>F</Sex>", ""),
    "without an episode": lambda text: re.sub("<CINdetails>.*</CINdetails>", "", text),
    "without ethnicity": lambda text: text.replace("<Ethnicity>WBRI</Ethnicity>", ""),
    "two ethnicities": lambda text: text.replace(
        "<Ethnicity>WBRI</Ethnicity>", "<Ethnicity>WBRI</Ethnicity>" * 2
    ),
    "no referral date": lambda text: text.replace(
        "<CINreferralDate>2024-05-01</CINreferralDate>", ""
    ),
    "flag first": lambda text: text.replace("<ReferralNFA>0</ReferralNFA>", "").replace(
        "<CINreferralDate>", "<ReferralNFA>0</ReferralNFA><CINreferralDate>"
    ),
    "no factors": lambda text: re.sub("<AssessmentFactors>.*</AssessmentFactors>", "", text),
    "no flag of the enquiry": lambda text: text.replace("<ICPCnotRequired>0</ICPCnotRequired>", ""),
    "no latest category": lambda text: re.sub("<Latest.*</LatestCategoryOfAbuse>", "", text),
    "no reviews": lambda text: re.sub("<CPPreviewDate>.*</CPPreviewDate>", "", text),
    "characteristics first": lambda text: text.replace(
        "<ChildIdentifiers>", "<ChildCharacteristics/><ChildIdentifiers>"
    ),
}


@needs_samples
@pytest.mark.parametrize("name", MUTATIONS)
def test_our_verdict_on_the_structure_is_that_of_the_published_schema(tmp_path, name):
    schema = etree.XMLSchema(etree.parse(SAMPLES / "xsd" / "CIN_schema_2025.xsd"))
    text = MUTATIONS[name](message(child(episode=EVERYTHING)))
    (tmp_path / "cin.xml").write_text(text, encoding="utf-8")
    try:
        ours = not structure(CIN.read(tmp_path, "2024-25"))
    except UnreadableFileError:
        ours = False
    assert ours == schema.validate(etree.fromstring(text)), schema.error_log
