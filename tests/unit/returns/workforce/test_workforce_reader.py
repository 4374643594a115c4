"""Reading drops of the workforce return: the census, staff records, both, and bad files."""

from pathlib import Path

import pytest

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.periods import Month
from ae_pipeline.returns.extract import NoticeKind, UnreadableFileError
from ae_pipeline.returns.workforce.contract import WORKFORCE

SAMPLES = Path(__file__).parents[4].parent / "shared/samples/workforce"
YEAR = "2024-25"
CENSUS = """<?xml version="1.0" encoding="UTF-8"?>
<Message>
  <Header>
    <CollectionDetails>
      <Collection>CSWW</Collection><Year>2025</Year><ReferenceDate>2025-09-30</ReferenceDate>
    </CollectionDetails>
    <Source><SourceLevel>L</SourceLevel><LEA>879</LEA></Source>
  </Header>
  <LALevelVacancies>
    <NumberOfVacancies>25.00</NumberOfVacancies><NoAgencyFTE>16.70</NoAgencyFTE>
    <NoAgencyHeadcount>17</NoAgencyHeadcount>
  </LALevelVacancies>
  <CSWWWorker>
    <AgencyWorker>0</AgencyWorker><SWENo>SW0000123456</SWENo><FTE>0.8</FTE><Sex>F</Sex>
    <QualInst>One university</QualInst><QualInst>And another</QualInst>
    <OrgRole>5</OrgRole><RoleStartDate>2019-09-02</RoleStartDate>
  </CSWWWorker>
  <CSWWWorker>
    <AgencyWorker>1</AgencyWorker><SWENo>SW0000123457</SWENo><Sex>M</Sex>
    <QualInst>One university</QualInst><RoleStartDate>2025-06-02</RoleStartDate>
  </CSWWWorker>
</Message>
"""
CASELOAD = "as_at,worker_id,cases,caseload_fte\n30/09/2025,SW1,15,1\n30/09/2025,SW2,,0.6\n"
ABSENCE = "worker_id,absence_start,absence_end,absence_reason,days_lost\nSW1,03/03/2025,,SIC,5\n"


def written(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_dot_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_the_census_is_read_as_three_tables(tmp_path):
    extract = WORKFORCE.read(written(tmp_path / "drop", census_dot_xml=CENSUS), YEAR)
    assert list(extract.tables["Header"].iloc[0][["Year", "LEA"]]) == ["2025", "879"]
    vacancies = extract.tables["LALevelVacancies"].iloc[0]
    assert (vacancies["VacanciesID"], vacancies["NumberOfVacancies"]) == ("1", "25.00")
    workers = extract.tables["CSWWWorker"]
    assert list(workers["SWENo"]) == ["SW0000123456", "SW0000123457"]
    assert list(workers["_row"]) == [1, 2]
    assert "QualInst" not in workers


def test_a_submission_of_the_census_alone_lacks_nothing(tmp_path):
    extract = WORKFORCE.read(written(tmp_path / "drop", census_dot_xml=CENSUS), YEAR)
    assert extract.notices == ()
    assert len(extract.tables["Workers"]) == 0


def test_a_submission_of_staff_records_says_which_of_their_tables_it_lacks(tmp_path):
    folder = written(tmp_path / "drop", a_dot_csv=CASELOAD, b_dot_csv=ABSENCE)
    extract = WORKFORCE.read(folder, YEAR)
    absent = {n.table for n in extract.notices if n.kind is NoticeKind.ABSENT_TABLE}
    assert absent == {"Workers", "Vacancies", "Supervision"}
    assert len(extract.tables["Caseload"]) == 2


def test_a_submission_may_hold_both(tmp_path):
    folder = written(tmp_path / "drop", a_dot_csv=CASELOAD, census_dot_xml=CENSUS)
    extract = WORKFORCE.read(folder, YEAR)
    assert (len(extract.tables["Caseload"]), len(extract.tables["CSWWWorker"])) == (2, 2)


def test_accepted_and_quarantined_rows_are_those_that_were_read(tmp_path):
    extract = WORKFORCE.read(written(tmp_path / "drop", a_dot_csv=CASELOAD), YEAR)
    verdict = WORKFORCE.validate("Caseload", extract.tables["Caseload"], YEAR)
    assert list(verdict.accepted["worker_id"]) == ["SW1"]
    assert list(verdict.quarantined["worker_id"]) == ["SW2"]


def test_a_cut_off_census_is_refused_with_its_place(tmp_path):
    folder = written(tmp_path / "drop", census_dot_xml=CENSUS[: len(CENSUS) - 60])
    with pytest.raises(UnreadableFileError, match=r"census\.xml"):
        WORKFORCE.read(folder, YEAR)


def test_entities_are_not_expanded(tmp_path):
    bomb = CENSUS.replace(
        "<Message>", '<!DOCTYPE Message [<!ENTITY a "aaaa">]><Message>', 1
    ).replace("One university", "&a;", 1)
    with pytest.raises(UnreadableFileError):
        WORKFORCE.read(written(tmp_path / "drop", census_dot_xml=bomb), YEAR)


def test_xml_of_another_return_is_no_census(tmp_path):
    other = "<Message><Children><Child><LAchildID>1</LAchildID></Child></Children></Message>"
    with pytest.raises(UnreadableFileError, match="none of its 1 files"):
        WORKFORCE.read(written(tmp_path / "drop", other_dot_xml=other), YEAR)


@pytest.mark.parametrize(
    ("month", "specification"),
    [
        ("2025-09", "2024-25"),
        ("2025-10", "2025-26"),
        ("2020-01", "2021-22"),
        ("2031-01", "2025-26"),
    ],
)
def test_a_submission_is_judged_by_the_census_year_of_its_month(month, specification):
    assert WORKFORCE.specification(Month.parse(month)) == specification


def test_a_worker_has_one_pseudonym_in_all_staff_records(tmp_path):
    folder = written(tmp_path / "drop", a_dot_csv=CASELOAD, b_dot_csv=ABSENCE)
    extract = WORKFORCE.read(folder, YEAR)
    keyed = Pseudonymiser(b"a key of thirty-two characters or more")
    ids = {}
    for table in ("Caseload", "Absence"):
        accepted = WORKFORCE.validate(table, extract.tables[table], YEAR).accepted
        ids[table] = WORKFORCE.minimise(table, accepted, keyed, ())["worker_id"].iloc[0]
    assert ids["Caseload"] == ids["Absence"] != "SW1"


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")
def test_the_published_samples_are_judged_to_the_row(tmp_path):
    for sample in sorted(SAMPLES.glob("*.xml")):
        folder = written(tmp_path / sample.stem, census_dot_xml=sample.read_text("utf-8"))
        extract = WORKFORCE.read(folder, "2021-22")
        assert extract.notices == ()
        workers = extract.tables["CSWWWorker"]
        assert len(workers) == sample.read_text("utf-8").count("<CSWWWorker>")
        verdict = WORKFORCE.validate("CSWWWorker", workers, "2021-22")
        assert len(verdict.accepted) + len(verdict.quarantined) == len(workers)
