"""A drop of SSDA903 read as text: what is recognised, noticed, united and refused."""

import gzip
import hashlib
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ae_pipeline.returns.extract import NoticeKind, UnreadableFileError
from ae_pipeline.returns.ssda903.reader import IDENTIFYING, read_drop

SAMPLES = Path(__file__).parents[4].parent / "shared" / "samples"
LAYOUTS = {
    table: tuple(columns.split())
    for table, columns in {
        "Header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
        "Episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE "
        "HOME_POST PL_POST URN",
        "UASC": "CHILD SEX DOB DUC",
        "Reviews": "CHILD DOB REVIEW REVIEW_CODE",
        "OC2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK "
        "HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
        "OC3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
        "AD1": "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
        "PlacedAdoption": "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
        "PrevPerm": "CHILD DOB PREV_PERM LA_PERM DATE_PERM",
        "Missing": "CHILD DOB MISSING MIS_START MIS_END",
        "SWEpisodes": "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON",
        "DoLo": "CHILD DOB DOLO_START DOLO_END",
    }.items()
}
"""The columns that the files of each table have."""
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
A_REVIEW = REVIEWS + "A1,01/02/2010,03/04/2025,PN1\n"


@pytest.fixture
def drop(tmp_path):
    """A drop that holds one good file and is given others."""
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "reviews.csv").write_text(A_REVIEW)
    return folder


def values(extract, table):
    frame = extract.tables[table]
    return frame.astype(object).where(frame.notna(), None).to_numpy().tolist()


def notices(extract, kind):
    return [
        (notice.file, notice.table, notice.column)
        for notice in extract.notices
        if notice.kind is kind
    ]


def refused(folder):
    with pytest.raises(UnreadableFileError) as error:
        read_drop(folder, LAYOUTS)
    assert "SENTINEL" not in str(error.value)
    return error.value


@pytest.mark.parametrize("table", LAYOUTS)
def test_each_table_is_known_by_its_columns_whatever_the_file_is_called(tmp_path, table):
    columns = LAYOUTS[table]
    header = ",".join(f" {column.lower()} " for column in reversed(columns))
    row = ",".join(f"{column} 1" for column in reversed(columns))
    (tmp_path / "export (3).TXT").write_text(f"\ufeff{header}\n{row}\n", encoding="utf-8")
    extract = read_drop(tmp_path, LAYOUTS)
    assert list(extract.tables[table].columns) == [*columns, "_file", "_row"]
    assert values(extract, table) == [[*(f"{name} 1" for name in columns), "export (3).TXT", 1]]
    assert extract.files[0].rows == {table: 1}
    assert {notice.kind for notice in extract.notices} == {NoticeKind.ABSENT_TABLE}


@pytest.mark.parametrize("table", LAYOUTS)
def test_a_table_is_known_without_any_one_of_its_columns_but_the_only_one_of_its_own(
    tmp_path, table
):
    for lost in LAYOUTS[table]:
        if IDENTIFYING[table] == {lost}:
            continue
        header = ",".join(column for column in LAYOUTS[table] if column != lost)
        (tmp_path / "a.csv").write_text(f"{header}\n{',' * header.count(',')}\n")
        extract = read_drop(tmp_path, LAYOUTS)
        assert notices(extract, NoticeKind.MISSING_COLUMN) == [("a.csv", table, lost)]
        assert len(extract.tables[table]) == 1
        assert extract.tables[table][lost].isna().all()
        assert extract.tables[table][lost].dtype == "str"


def test_no_column_that_states_a_table_stands_in_another():
    for table, identifying in IDENTIFYING.items():
        assert identifying <= set(LAYOUTS[table])
        for other, columns in LAYOUTS.items():
            assert other == table or not identifying & set(columns)


def test_an_unknown_column_is_noted_and_left_out(tmp_path):
    (tmp_path / "a.csv").write_text("CHILD,TEAM,DOB,REVIEW,,REVIEW_CODE\nA1,SENTINEL,,,,PN1\n")
    extract = read_drop(tmp_path, LAYOUTS)
    assert values(extract, "Reviews") == [["A1", None, None, "PN1", "a.csv", 1]]
    assert notices(extract, NoticeKind.UNKNOWN_COLUMN) == [
        ("a.csv", "Reviews", "TEAM"),
        ("a.csv", "Reviews", "(column 5, without a name)"),
    ]
    assert "SENTINEL" not in str(extract.notices)


def test_the_name_of_an_unknown_column_is_shown_printable_and_short(tmp_path):
    (tmp_path / "a.csv").write_text(f'CHILD,"x\n{"y" * 100}",REVIEW,REVIEW_CODE\nA1,,,\n')
    [(_, _, column)] = notices(read_drop(tmp_path, LAYOUTS), NoticeKind.UNKNOWN_COLUMN)
    assert column == "x\ufffd" + "y" * 57 + "…"


def test_a_table_that_no_file_holds_is_empty_and_noted(drop):
    extract = read_drop(drop, LAYOUTS)
    absent = [table for table in LAYOUTS if table != "Reviews"]
    assert notices(extract, NoticeKind.ABSENT_TABLE) == [(None, table, None) for table in absent]
    assert list(extract.tables) == list(LAYOUTS)
    for table in absent:
        frame = extract.tables[table]
        assert list(frame.columns) == [*LAYOUTS[table], "_file", "_row"]
        assert len(frame) == 0
        assert set(frame.dtypes[:-1]) == {frame["_file"].dtype}
        assert (str(frame["_file"].dtype), str(frame["_row"].dtype)) == ("str", "int64")


def test_a_file_with_a_header_alone_is_a_table_without_rows(tmp_path):
    (tmp_path / "a.csv").write_text(REVIEWS)
    extract = read_drop(tmp_path, LAYOUTS)
    assert len(extract.tables["Reviews"]) == 0
    assert extract.files[0].rows == {"Reviews": 0}
    assert "Reviews" not in [table for _, table, _ in notices(extract, NoticeKind.ABSENT_TABLE)]


def test_a_table_outside_the_specification_is_noted_and_not_read(drop):
    (drop / "dolo.csv").write_text("CHILD,DOLO_START,DOLO_END\nSENTINEL,2\n")
    layouts = {table: columns for table, columns in LAYOUTS.items() if table != "DoLo"}
    extract = read_drop(drop, layouts)
    assert notices(extract, NoticeKind.OUTSIDE_SPECIFICATION) == [("dolo.csv", "DoLo", None)]
    assert list(extract.tables) == list(layouts)
    assert [file.rows for file in extract.files] == [{}, {"Reviews": 1}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("book.xlsx", b"PK\x03\x04"),
        ("notes.docx", b""),
        ("README", b"read me"),
        ("empty.csv", b""),
        ("empty.xml", b" \r\n"),
        ("other.csv", b"SENTINEL,01/02/2010\n1,2\n"),
        ("children.csv", b"CHILD,SEX,DOB\nSENTINEL,1,2\n"),
        ("cin.xml", b"<Message><Children><Child><Id>SENTINEL</Id></Child></Children></Message>"),
    ],
)
def test_a_file_of_another_kind_is_noted_and_still_listed_with_its_hash(drop, name, content):
    (drop / name).write_bytes(content)
    extract = read_drop(drop, LAYOUTS)
    assert notices(extract, NoticeKind.UNRECOGNISED_FILE) == [(name, None, None)]
    assert "SENTINEL" not in str(extract.notices)
    listed = {file.name: file for file in extract.files}
    assert listed[name].sha256 == hashlib.sha256(content).hexdigest()
    assert (listed[name].size, listed[name].rows) == (len(content), {})


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", None])
def test_a_submission_without_any_table_is_refused(tmp_path, name):
    if name:
        (tmp_path / name).write_text("A,B\nSENTINEL,2\n")
    error = refused(tmp_path)
    assert error.file == str(tmp_path)
    assert "SSDA903" in error.problem


def test_files_of_one_table_are_united_and_each_row_knows_its_own(tmp_path):
    (tmp_path / "team").mkdir()
    (tmp_path / "b.csv").write_text(REVIEWS + "B1,,,\n\nB2,,,\n")
    (tmp_path / "team" / "a.csv").write_text("REVIEW_CODE;REVIEW;DOB;CHILD\nPN1;;;C1\n")
    (tmp_path / "a.xml").write_text(
        "<R><CHILD><HEADER><CHILDID>X1</CHILDID><AREVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>"
        "</HEADER></CHILD></R>"
    )
    extract = read_drop(tmp_path, LAYOUTS)
    assert values(extract, "Reviews") == [
        ["X1", None, None, "PN2", "a.xml", 1],
        ["B1", None, None, None, "b.csv", 1],
        ["B2", None, None, None, "b.csv", 2],
        ["C1", None, None, "PN1", "team/a.csv", 1],
    ]
    assert [file.name for file in extract.files] == ["a.xml", "b.csv", "team/a.csv"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_every_encoding_reads_to_the_same_text_and_is_recorded(tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes((REVIEWS + "Zoë€1,,,\r\n").encode(encoding))
    extract = read_drop(tmp_path, LAYOUTS)
    assert values(extract, "Reviews")[0][0] == "Zoë€1"
    assert extract.files[0].encoding == encoding


def test_a_duplicate_column_is_refused(drop):
    (drop / "a.csv").write_text("CHILD,REVIEW,review ,REVIEW_CODE\nSENTINEL,2,3,4\n")
    error = refused(drop)
    assert (error.file, error.line) == ("a.csv", 1)
    assert "review more than once" in error.problem


@pytest.mark.parametrize(
    "rows",
    [
        "SENTINEL,2,3\n",
        "SENTINEL,2,3,4,5\n",
        'SENTINEL,2,3,"4\n',
        '"SENTINEL"1,2,3,4\n',
        "SENTINEL,2,\0,4\n",
        f"SENTINEL,2,3,{'4' * 65_537}\n",
    ],
    ids=["fewer", "more", "unended", "stray", "nul", "large"],
)
def test_a_damaged_file_is_refused_with_its_name_and_line(drop, rows):
    (drop / "sub").mkdir()
    (drop / "sub" / "b.csv").write_text(A_REVIEW + rows)
    error = refused(drop)
    assert (error.file, error.line) == ("sub/b.csv", 3)
    assert str(error).startswith("sub/b.csv, line 3: ")
    assert error.remedy


def disguises():
    xlsx = b"PK\x03\x04\x14\0\x06\0SENTINEL"
    return {
        "workbook": (xlsx, "workbook"),
        "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        "pdf": (b"%PDF-1.7\n", "PDF"),
        "gzip": (gzip.compress(A_REVIEW.encode()), "gzip"),
        "html": (b"\xef\xbb\xbf\n<!DOCTYPE html><html>SENTINEL</html>", "web page"),
        "html in utf-16": ("<HTML><table>SENTINEL".encode("utf-16"), "web page"),
    }


@pytest.mark.parametrize("name", ["a.csv", "a.xml"])
@pytest.mark.parametrize("disguise", disguises())
def test_a_file_that_is_something_else_than_its_name_says_is_refused(drop, name, disguise):
    content, title = disguises()[disguise]
    (drop / name).write_bytes(content)
    error = refused(drop)
    assert error.file == name
    assert title in error.problem


def test_a_real_archive_called_csv_is_refused(drop):
    with zipfile.ZipFile(drop / "a.csv", "w") as archive:
        archive.writestr("reviews.csv", A_REVIEW)
    assert "ZIP" in refused(drop).problem


def test_xml_called_csv_and_csv_called_xml_are_refused(drop):
    (drop / "a.csv").write_text("<EXPSSDA903><CHILD>SENTINEL</CHILD></EXPSSDA903>")
    assert "XML" in refused(drop).problem
    (drop / "a.csv").unlink()
    (drop / "a.xml").write_text("CHILD,REVIEW\nSENTINEL,2\n")
    assert "XML" in refused(drop).problem


def test_reading_changes_nothing_in_the_submission_and_gives_the_same_again(drop):
    first, second = read_drop(drop, LAYOUTS), read_drop(drop, LAYOUTS)
    assert first.files == second.files
    assert first.notices == second.notices
    assert first.tables["Reviews"].equals(second.tables["Reviews"])


cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(cells, cells, cells, cells), max_size=6))
def test_every_row_written_is_a_row_read_with_its_cells_trimmed(tmp_path, rows):
    quoted = ['"{}"'.format('","'.join(c.replace('"', '""') for c in row)) for row in rows]
    content = REVIEWS + "".join(f"{line}\n" for line in quoted)
    (tmp_path / "a.csv").write_bytes(content.encode())
    extract = read_drop(tmp_path, LAYOUTS)
    expected = [
        [*(cell.strip() or None for cell in row), "a.csv", number]
        for number, row in enumerate(rows, start=1)
    ]
    assert values(extract, "Reviews") == expected
    assert extract.files[0].rows == {"Reviews": len(rows)}


@pytest.mark.slow
def test_the_return_of_ten_thousand_children_reads_in_about_a_second(tmp_path):
    # 97,000 rows; 0.4 s of processor time where this was written.
    (tmp_path / "r.csv").write_text(REVIEWS + "A1,01/02/2010,03/04/2025,PN1\n" * 97_000)
    began = time.process_time()
    extract = read_drop(tmp_path, LAYOUTS)
    assert len(extract.tables["Reviews"]) == 97_000
    assert time.process_time() - began < 2


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
class TestThePublishedSamples:
    def test_csv_and_xml_are_read_to_the_row(self):
        extract = read_drop(SAMPLES / "ssda903", LAYOUTS)
        # Lines of each file less its header, and elements of fake_903.xml.
        expected = {
            "Header": 2675 + 253,
            "Episodes": 5050 + 459,
            "UASC": 132 + 12,
            "Reviews": 12582 + 1206,
            "OC2": 2675 + 253,
            "OC3": 53 + 6,
            "AD1": 29 + 3,
            "PlacedAdoption": 29 + 30 + 3,
            "PrevPerm": 2675 + 253,
            "Missing": 43 + 6,
            "SWEpisodes": 1,
            "DoLo": 1,
        }
        assert {table: len(rows) for table, rows in extract.tables.items()} == expected
        kinds = {notice.kind for notice in extract.notices}
        assert kinds == {NoticeKind.UNRECOGNISED_FILE}

    def test_five_years_of_files_are_read_side_by_side(self):
        folder = SAMPLES / "ssda903_2017_2021"
        extract = read_drop(folder, LAYOUTS)
        lines = sum(len(path.read_bytes().splitlines()) - 1 for path in folder.glob("*.csv"))
        assert sum(len(rows) for rows in extract.tables.values()) == lines
        assert not notices(extract, NoticeKind.UNKNOWN_COLUMN)
