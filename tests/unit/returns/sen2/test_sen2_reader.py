"""Reading SEN2: nested XML of three versions, COLLECT's flat files, and files that are neither."""

import shutil
from pathlib import Path

import pytest

from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.sen2.contract import SEN2

SAMPLES = Path(__file__).parents[4].parent / "shared" / "samples" / "sen2"
PERSON = (
    "<Person><Surname>Example</Surname><Forename>Invented</Forename>"
    "<PersonBirthDate>2014-05-01</PersonBirthDate><Sex>F</Sex><Ethnicity>WBRI</Ethnicity>"
    "<Requests><ReceivedDate>2024-03-04</ReceivedDate><RequestOutcome>Y</RequestOutcome>"
    "<Assessment><AssessmentOutcome>Y</AssessmentOutcome><NamedPlan><StartDate>2024-07-01"
    "</StartDate><PlanDetail><URN>170001</URN></PlanDetail><PlanDetail><URN>170002</URN>"
    "</PlanDetail><PB>0</PB></NamedPlan></Assessment>"
    "<ActivePlans><PlacementDetail><URN>170001</URN><Res>A</Res></PlacementDetail>"
    "<SENneed><SENtype>ASD</SENtype></SENneed><LastReview>2024-12-02</LastReview></ActivePlans>"
    "</Requests></Person>"
)
REQUEST_ALONE = (
    "<Person><Surname>Other</Surname><Requests><RequestOutcome>N</RequestOutcome></Requests>"
    "<Requests><RequestOutcome>A</RequestOutcome></Requests></Person>"
)
HEADER = (
    "<Header><CollectionDetails><Collection>SEN2</Collection><Year>2025</Year>"
    "<ReferenceDate>2025-01-16</ReferenceDate></CollectionDetails>"
    "<Source><LEA>879</LEA><DMO>Y</DMO><DCO>N</DCO></Source></Header>"
)


def xml(folder, *persons):
    text = f"<Message>{HEADER}<Persons>{''.join(persons)}</Persons></Message>"
    (folder / "sen2.xml").write_text(text, encoding="utf-8")
    return SEN2.read(folder, "2025")


def test_xml_gives_a_row_for_each_element_and_what_it_hangs_on(tmp_path):
    tables = xml(tmp_path, REQUEST_ALONE, PERSON).tables
    assert {table: len(rows) for table, rows in tables.items()} == {
        "SEN2": 1,
        "Person": 2,
        "Requests": 3,
        "Assessment": 1,
        "NamedPlan": 1,
        "PlanDetail": 2,
        "ActivePlans": 1,
        "PlacementDetail": 1,
        "SENneed": 1,
    }
    assert tables["Requests"]["persontableid"].tolist() == ["1", "1", "2"]
    assert tables["Assessment"]["requeststableid"].tolist() == ["3"]
    assert tables["PlanDetail"]["namedplantableid"].tolist() == ["1", "1"]
    assert tables["PlanDetail"]["URN"].tolist() == ["170001", "170002"]
    assert tables["SENneed"]["activeplanstableid"].tolist() == ["1"]
    assert tables["ActivePlans"]["LastReview"].tolist() == ["2024-12-02"]
    assert tables["SEN2"][["Year", "LEA", "DMO"]].iloc[0].tolist() == ["2025", "879", "Y"]


def test_xml_of_the_return_is_read_without_a_notice(tmp_path):
    assert xml(tmp_path, PERSON).notices == ()


def test_an_element_that_is_not_known_is_recorded_once(tmp_path):
    odd = PERSON.replace("<Sex>F</Sex>", "<Sex>F</Sex><Shoe>4</Shoe>")
    (notice,) = xml(tmp_path, odd, odd).notices
    assert (notice.table, notice.column) == ("Person", "SHOE")


FLAT = {
    "person": (
        (
            "persontableid,NativeId,personorderseqcolumn,sourceid,sen2tableid,surname,forename,"
            "personbirthdate,sex,ethnicity,postcode,upn,uniquelearnernumber,upnunknown"
        ),
        "p1,N1,1,s,t,Example,Invented,2014-May-01 00:00:00,F,WBRI,PL1 2AA,,,UN1",
    ),
    "requests": (
        (
            "requeststableid,NativeId,requestsorderseqcolumn,sourceid,persontableid,receiveddate,rya,"
            "requestoutcomedate,requestoutcome,requestmediation,requesttribunal,exported"
        ),
        "r1,N1,1,s,p1,2024-Mar-04 00:00:00,False,,A,False,False,",
    ),
    "senneed": (
        (
            "senneedtableid,NativeId,senneedorderseqcolumn,sourceid,activeplanstableid,sentype,"
            "sentyperank"
        ),
        "e1,N1,1,s,c1,ASD,1",
    ),
    "plandetail": (
        (
            "plandetailtableid,NativeId,plandetailorderseqcolumn,sourceid,namedplantableid,urn,ukprn,"
            "sensetting,sensettingother,placementrank,senunitindicator,resourcedprovisionindicator"
        ),
        "d1,N1,1,s,n1,170001,,,,1,False,False",
    ),
    "placementdetail": (
        (
            "placementdetailtableid,NativeId,placementdetailorderseqcolumn,sourceid,activeplanstableid,"
            "urn,ukprn,sensetting,sensettingother,placementrank,entrydate,leavingdate,senunitindicator,"
            "resourcedprovisionindicator,res,wbp"
        ),
        "l1,N1,1,s,c1,170001,,,,1,2024-Sep-02 00:00:00,,False,False,,",
    ),
}


def test_flat_files_are_recorded_by_their_columns_whatever_they_are_called(tmp_path):
    for number, lines in enumerate(FLAT.values()):
        (tmp_path / f"export {number}.csv").write_text("\n".join(lines), encoding="utf-8")
    extract = SEN2.read(tmp_path, "2025")
    told = {table for table, rows in extract.tables.items() if len(rows)}
    assert told == {"Person", "Requests", "SENneed", "PlanDetail", "PlacementDetail"}
    assert {notice.kind.value for notice in extract.notices} == {"absent_table"}
    for table in told:
        verdict = SEN2.validate(table, extract.tables[table], "2025")
        assert verdict.findings.empty


@pytest.mark.parametrize("extra", ["newcolumn", "SHOE SIZE"])
def test_a_column_that_nobody_knows_is_recorded(tmp_path, extra):
    header, row = FLAT["senneed"]
    (tmp_path / "need.csv").write_text(f"{header},{extra}\n{row},x", encoding="utf-8")
    notices = [each for each in SEN2.read(tmp_path, "2025").notices if each.column]
    assert [(each.table, each.column) for each in notices] == [("SENneed", extra)]


HOSTILE = {
    "cut short": ("sen2.xml", f"<Message>{HEADER}<Persons>{PERSON[:-20]}".encode(), "ends before"),
    "with entities": (
        "sen2.xml",
        b'<!DOCTYPE x [<!ENTITY a "b">]><Message><Person><Surname>&a;</Surname></Person></Message>',
        "declares a document type",
    ),
    "a workbook": ("person.csv", b"PK\x03\x04" + b"\0" * 60, "though its name ends in .csv"),
    "with a row too short": (
        "person.csv",
        "\n".join((FLAT["person"][0], "p1,N1")).encode(),
        "this row has 2",
    ),
    "of another return": ("other.csv", b"CHILD,DECOM\n1,01/01/2024\n", "none of its 1 files"),
    "XML of another return": ("cin.xml", b"<Message><Child><A>1</A></Child></Message>", "none of"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_damaged_or_something_else_is_refused_with_a_reason(tmp_path, what):
    name, content, reason = HOSTILE[what]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        SEN2.read(tmp_path, "2025")
    assert "Example" not in str(caught.value)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public samples are not here")
@pytest.mark.parametrize(
    ("year", "persons", "requests"), [("2023", 3, 4), ("2024", 2, 3), ("2025", 2, 3)]
)
def test_every_row_of_the_public_samples_is_accounted_for(tmp_path, year, persons, requests):
    shutil.copy(SAMPLES / f"sen2_sample_{year}.xml", tmp_path / "sample.xml")
    extract = SEN2.read(tmp_path, year)
    assert extract.notices == ()
    assert len(extract.tables["Person"]) == persons
    assert len(extract.tables["Requests"]) == requests
    for table, rows in extract.tables.items():
        verdict = SEN2.validate(table, rows, year)
        assert len(verdict.accepted) == len(rows)
