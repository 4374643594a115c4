"""Reading the School Census: COLLECT's flat files, XML, and files that are neither."""

import shutil
import time
from pathlib import Path

import pytest

from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.school_census.contract import SCHOOL_CENSUS

SAMPLES = Path(__file__).parents[4].parent / "shared" / "samples" / "school_census"
YEAR = "2024-25"
ON_ROLL = (
    "pupilonrolltableid,NativeId,pupilonrollorderseqcolumn,sourceid,schoolcensustableid,upn,"
    "formerupn,surname,forename,middlenames,preferredsurname,formersurname,dob,parttime,entrydate,"
    "termlysessionspossible,uniquelearnernumber,hoursatsetting,moveoffrollflag,missingaddress,"
    "fundedhours,topupfunding,schoollunchtaken,yssa,language,enrolstatus,classtype,boarder,"
    "ncyearactual,senprovision,plaa,dafindicator,extendedhours,resourcedprovisionindicator,"
    "senunitindicator,servicechild,sex,eyppr,eyppbf,expandedhours,eligibilitycode"
)
FILES = {
    "PupilOnRoll": ("x.csv", f"{ON_ROLL}\np1{',' * ON_ROLL.count(',')}\n"),
    "PupilNoLongerOnRoll": (
        "x.csv",
        (
            "pupilnolongeronrolltableid,NativeId,pupilnolongeronrollorderseqcolumn,sourceid,"
            "schoolcensustableid,upn,formerupn,surname,forename,middlenames,formersurname,dob,entrydate,"
            "leavingdate,parttime,termlysessionspossible,uniquelearnernumber,moveonrollflag,language,"
            f"boarder,sex\nq1{',' * 20}\n"
        ),
    ),
    "FSMPeriod": (
        "x.csv",
        (
            "fsmperiodsonrolltableid,NativeId,fsmperiodsonrollorderseqcolumn,sourceid,"
            "pupilonrolltableid,fsmstartdate,fsmenddate,ukcountry\n"
            "f,N,1,s,p1,2024-Sep-02 00:00:00,,ENG\n"
        ),
    ),
    "AddressesOffRoll": (
        "x.csv",
        (
            "addressesoffrolltableid,NativeId,addressesoffrollorderseqcolumn,sourceid,"
            "pupilnolongeronrolltableid,postcode,uniquepropertyreferencenumber\n"
            "a,N,1,s,q1,PL1 2AA,\n"
        ),
    ),
    "AddressesOnRoll": (
        "x.csv",
        "addressestableid,pupilonrolltableid,postcode,street\na,p1,PL1 2AA,Made-up Street\n",
    ),
    "TermlyExclusionsOnRoll": (
        "x.csv",
        (
            "pupilonrolltableid,termlyexclusionsonrolltableid,startdate,sessions,reason1,reason2,"
            "reason3,category,senprovision\np1,x1,2024-Nov-04 00:00:00,4,DB,,,SUSP,N\n"
        ),
    ),
    "TermlyExclusionsOffRoll": (
        "x.csv",
        (
            "pupilnolongeronrolltableid,termlyexclusionsoffrolltableid,startdate,sessions,reason1,"
            "reason2,reason3,category,senprovision\nq1,x1,2024-Nov-04 00:00:00,4,DB,,,SUSP,N\n"
        ),
    ),
    "SchoolCensus": (
        "x.csv",
        (
            "schoolcensustableid,NativeId,lea,estab,urn,name,term,year,referencedate,collection\n"
            "s1,N,879,2101,170001,Made-up School,SPR,2025,2025-Jan-16 00:00:00,SC\n"
        ),
    ),
    "SENNeeds": ("2025_spring_senneeds.csv", "pupilonrolltableid,sentyperank,sentype\np1,1,ASD\n"),
}


@pytest.mark.parametrize("table", FILES)
def test_a_table_is_recorded_by_the_id_of_its_rows_or_else_by_name_and_columns(tmp_path, table):
    name, text = FILES[table]
    (tmp_path / name).write_text(text, encoding="utf-8")
    extract = SCHOOL_CENSUS.read(tmp_path, YEAR)
    assert {each: len(rows) for each, rows in extract.tables.items() if len(rows)} == {table: 1}
    assert not [each for each in extract.notices if each.kind.value == "unknown_column"]


def test_a_file_of_needs_is_not_recorded_by_columns_that_any_table_has(tmp_path):
    (tmp_path / "x.csv").write_text(FILES["SENNeeds"][1], encoding="utf-8")
    (tmp_path / "y.csv").write_text(FILES["FSMPeriod"][1], encoding="utf-8")
    extract = SCHOOL_CENSUS.read(tmp_path, YEAR)
    assert [each.file for each in extract.notices if each.kind.value == "unrecognised_file"] == [
        "x.csv"
    ]


def test_a_table_that_nobody_needs_is_recorded_as_such(tmp_path):
    (tmp_path / "a.csv").write_text("classestableid,classtype\n1,O\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(FILES["FSMPeriod"][1], encoding="utf-8")
    (notice,) = [
        each
        for each in SCHOOL_CENSUS.read(tmp_path, YEAR).notices
        if each.kind.value == "unrecognised_file"
    ]
    assert notice.message == "Not read: nothing of classes is needed."


def test_only_tables_that_every_term_has_are_missed(tmp_path):
    (tmp_path / "b.csv").write_text(FILES["FSMPeriod"][1], encoding="utf-8")
    notices = SCHOOL_CENSUS.read(tmp_path, YEAR).notices
    absent = {each.table for each in notices if each.kind.value == "absent_table"}
    assert "PupilOnRoll" in absent
    assert not {"SENNeeds", "AddressesOffRoll", "APProvisionDetailOnRoll"} & absent


def test_files_of_several_schools_stand_below_each_other(tmp_path):
    for number in (1, 2):
        folder = tmp_path / f"school {number}"
        folder.mkdir()
        text = FILES["TermlyExclusionsOnRoll"][1].replace("x1", f"x{number}")
        (folder / "exclusions.csv").write_text(text, encoding="utf-8")
    rows = SCHOOL_CENSUS.read(tmp_path, YEAR).tables["TermlyExclusionsOnRoll"]
    assert rows["termlyexclusionsonrolltableid"].tolist() == ["x1", "x2"]


XML = (
    "<Message><Header><CollectionDetails><Term>SPR</Term><Year>2025</Year><ReferenceDate>2025-01-16"
    "</ReferenceDate></CollectionDetails><Source><LEA>879</LEA><Estab>{estab}</Estab>"
    "<URN>{urn}</URN></Source></Header><School><SchoolName>Made-up School</SchoolName>"
    "<Phase>PS</Phase></School><Pupils><PupilsOnRoll><PupilOnRoll><PupilIdentifiers>"
    "<UPN>U879201402001</UPN><Surname>Example</Surname><Forename>Invented</Forename>"
    "<DOB>2014-05-01</DOB><Sex>F</Sex></PupilIdentifiers><PupilStatus><EnrolStatus>C</EnrolStatus>"
    "<NCyearActual>5</NCyearActual></PupilStatus><SpecialEducationalNeeds><SENprovision>K"
    "</SENprovision></SpecialEducationalNeeds><FSMPeriods><FSMPeriod><FSMstartDate>2024-09-02"
    "</FSMstartDate><UKcountry>ENG</UKcountry></FSMPeriod></FSMPeriods><SENNeeds><SENNeed>"
    "<SENtypeRank>1</SENtypeRank><SENtype>ASD</SENtype></SENNeed></SENNeeds><TermlySessionDetails>"
    "<SessionDetail><AttendanceReason>I</AttendanceReason><Sessions>6</Sessions></SessionDetail>"
    "</TermlySessionDetails></PupilOnRoll></PupilsOnRoll><PupilsNoLongerOnRoll>"
    "<PupilNoLongerOnRoll><UPN>U879201402001</UPN><LeavingDate>2024-12-20</LeavingDate>"
    "<TermlyExclusions><TermlyExclusion><StartDate>2024-11-04</StartDate><Category>SUSP</Category>"
    "<Sessions>4</Sessions></TermlyExclusion></TermlyExclusions></PupilNoLongerOnRoll>"
    "</PupilsNoLongerOnRoll></Pupils></Message>"
)


def test_xml_gives_rows_that_hang_on_their_pupil_and_on_the_return_of_their_file(tmp_path):
    for number in (1, 2):
        text = XML.format(estab=f"210{number}", urn=f"17000{number}")
        (tmp_path / f"school{number}.xml").write_text(text, encoding="utf-8")
    extract = SCHOOL_CENSUS.read(tmp_path, YEAR)
    assert not [each for each in extract.notices if each.kind.value == "unknown_column"]
    tables = extract.tables
    assert tables["SchoolCensus"]["urn"].tolist() == ["170001", "170002"]
    pupils = tables["PupilOnRoll"]
    assert pupils["schoolcensustableid"].tolist() == ["1", "2"]
    assert pupils[["dob", "senprovision", "ncyearactual"]].iloc[1].tolist() == [
        "2014-05-01", "K", "5",
    ]  # fmt: skip
    assert tables["SENNeeds"]["pupilonrolltableid"].tolist() == ["1", "2"]
    assert tables["TermlySessionDetailsOnRoll"]["sessions"].tolist() == ["6", "6"]
    assert tables["PupilNoLongerOnRoll"]["leavingdate"].tolist() == ["2024-12-20"] * 2
    excluded = tables["TermlyExclusionsOffRoll"]["pupilnolongeronrolltableid"]
    assert excluded.tolist() == ["1", "2"]


HOSTILE = {
    "a workbook": ("pupilonroll.csv", b"PK\x03\x04" + b"\0" * 60, "though its name ends in .csv"),
    "a web page": ("pupilonroll.csv", b"<html><body>Sign in</body></html>", "a web page"),
    "cut short": (
        "x.csv",
        FILES["FSMPeriod"][1].encode() + b"f2,N,1,s",
        "the header has 8 cells and this row has 4",
    ),
    "with a column twice": (
        "x.csv",
        b"fsmperiodtableid,pupilonrolltableid,fsmstartdate,FSMStartDate\n1,2,,\n",
        "more than once",
    ),
    "XML cut short": ("x.xml", XML[:-40].encode(), "cut short"),
    "of nothing here": ("x.csv", b"CHILD,DECOM\n1,01/01/2024\n", "none of its 1 files"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_damaged_or_something_else_is_refused_with_a_reason(tmp_path, what):
    name, content, reason = HOSTILE[what]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        SCHOOL_CENSUS.read(tmp_path, YEAR)
    assert "Example" not in str(caught.value)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public samples are not here")
@pytest.mark.parametrize(("term", "rows"), [("2024_autumn", 59_722), ("2025_spring", 106_231)])
def test_every_row_of_the_public_samples_is_accounted_for(tmp_path, term, rows):
    for path in SAMPLES.glob(f"{term}*.csv"):
        shutil.copy(path, tmp_path / path.name)
    began = time.process_time()
    extract = SCHOOL_CENSUS.read(tmp_path, YEAR)
    took = time.process_time() - began
    assert sum(len(table) for table in extract.tables.values()) == rows
    assert rows / took > 50_000
    assert {each.kind.value for each in extract.notices} == {"absent_table"}
    for table, read in extract.tables.items():
        verdict = SCHOOL_CENSUS.validate(table, read, YEAR)
        assert len(verdict.accepted) + len(verdict.quarantined) == len(read)
