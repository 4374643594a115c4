"""The return's XML: which elements become rows of which table."""

import pytest

from ae_pipeline.returns.extract import NoticeKind, UnreadableFileError
from ae_pipeline.returns.ssda903.reader import read_drop

LAYOUTS = {
    "Header": ("CHILD", "SEX", "DOB", "UPN"),
    "Episodes": ("CHILD", "DECOM", "PLACE"),
    "UASC": ("CHILD", "SEX", "DOB", "DUC"),
    "Reviews": ("CHILD", "DOB", "REVIEW"),
    "OC3": ("CHILD", "DOB", "IN_TOUCH", "ACTIV"),
    "AD1": ("CHILD", "DOB", "DATE_INT"),
    "PrevPerm": ("CHILD", "DOB", "PREV_PERM"),
    "Missing": ("CHILD", "MISSING"),
    "SWEpisodes": ("CHILD", "SW_ID"),
    "DoLo": ("CHILD", "DOLO_START"),
}
ID = "<CHILDID>A1</CHILDID><SEX>2</SEX><DOB>01/02/2010</DOB>"


def read(tmp_path, children, layouts=LAYOUTS):
    (tmp_path / "r.xml").write_text(f"<EXPSSDA903>{children}</EXPSSDA903>", encoding="utf-8")
    return read_drop(tmp_path, layouts)


def rows(extract):
    """The rows of the tables that have any, without the name of the file."""
    found = {}
    for table, frame in extract.tables.items():
        plain = frame.drop(columns="_file").astype(object).where(frame.notna(), None)
        if len(frame):
            found[table] = plain.to_numpy().tolist()
    return found


def notices(extract, kind):
    return [(each.file, each.table, each.column) for each in extract.notices if each.kind is kind]


def test_the_header_and_episodes_of_a_child_are_rows(tmp_path):
    extract = read(
        tmp_path,
        f"<CHILD><HEADER>{ID}<UPN> U1 </UPN><UASC /></HEADER>"
        "<EPISODE><DECOM>03/04/2020</DECOM><PL>U1</PL></EPISODE>"
        "<EPISODE><DECOM>05/06/2020</DECOM><PL /></EPISODE></CHILD>"
        "<CHILD><HEADER><CHILDID>B2</CHILDID></HEADER>"
        "<EPISODE><DECOM>07/08/2021</DECOM><PLACE>K2</PLACE></EPISODE></CHILD>",
    )
    assert rows(extract) == {
        "Header": [["A1", "2", "01/02/2010", "U1", 1], ["B2", None, None, None, 2]],
        "Episodes": [
            ["A1", "03/04/2020", "U1", 1],
            ["A1", "05/06/2020", None, 2],
            ["B2", "07/08/2021", "K2", 3],
        ],
    }
    assert extract.files[0].rows == {"Header": 2, "Episodes": 3}
    assert extract.files[0].encoding is None
    assert not notices(extract, NoticeKind.UNKNOWN_COLUMN)
    assert not notices(extract, NoticeKind.MISSING_COLUMN)


def test_records_within_the_header_take_child_and_date_of_birth_from_it(tmp_path):
    extract = read(
        tmp_path,
        "<CHILD><HEADER><AREVIEW><REVIEW>01/01/2025</REVIEW></AREVIEW>"
        "<AREVIEW><REVIEW>02/01/2025</REVIEW></AREVIEW>"
        "<PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>"
        f"<AMISSING><MISSING>M</MISSING></AMISSING>{ID}</HEADER></CHILD>",
    )
    assert rows(extract) == {
        "Header": [["A1", "2", "01/02/2010", None, 1]],
        "Reviews": [
            ["A1", "01/02/2010", "01/01/2025", 1],
            ["A1", "01/02/2010", "02/01/2025", 2],
        ],
        "PrevPerm": [["A1", "01/02/2010", "Z1", 1]],
        "Missing": [["A1", "M", 1]],
    }


def test_care_leaver_and_adoption_fields_of_the_header_are_rows_of_their_tables(tmp_path):
    extract = read(
        tmp_path,
        f"<CHILD><HEADER>{ID}<IN_TOUCH>YES</IN_TOUCH><ACTIV/></HEADER></CHILD>"
        "<CHILD><HEADER><CHILDID>B2</CHILDID><DATE_INT>01/01/2025</DATE_INT></HEADER></CHILD>"
        "<CHILD><HEADER><CHILDID>C3</CHILDID><ACTIV>F1</ACTIV><DATE_INT /></HEADER></CHILD>",
    )
    found = rows(extract)
    assert found["OC3"] == [["A1", "01/02/2010", "YES", None, 1], ["C3", None, None, "F1", 2]]
    assert found["AD1"] == [["B2", None, "01/01/2025", 1]]
    assert not notices(extract, NoticeKind.UNKNOWN_COLUMN)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("<UASC>1</UASC><DUC>03/02/2028</DUC>", [["A1", "2", "01/02/2010", "03/02/2028", 1]]),
        ("<UASC>1</UASC>", [["A1", "2", "01/02/2010", None, 1]]),
        ("<UASC><DUC>03/02/2028</DUC></UASC>", [["A1", "2", "01/02/2010", "03/02/2028", 1]]),
        ("<DUC>03/02/2028</DUC>", [["A1", "2", "01/02/2010", "03/02/2028", 1]]),
        ("<UASC>0</UASC><DUC />", None),
        ("<UASC />", None),
        ("<UASC> n </UASC>", None),
        ("", None),
    ],
)
def test_a_child_marked_unaccompanied_or_with_an_end_of_it_is_a_uasc_row(
    tmp_path, fields, expected
):
    extract = read(tmp_path, f"<CHILD><HEADER>{ID}{fields}</HEADER></CHILD>")
    assert rows(extract).get("UASC") == expected
    assert not notices(extract, NoticeKind.UNKNOWN_COLUMN)


def test_a_header_table_with_a_uasc_column_of_its_own_keeps_the_mark(tmp_path):
    layouts = LAYOUTS | {"Header": ("CHILD", "UASC")}
    extract = read(
        tmp_path, "<CHILD><HEADER><CHILDID>A1</CHILDID><UASC>1</UASC></HEADER></CHILD>", layouts
    )
    assert rows(extract)["Header"] == [["A1", "1", 1]]


@pytest.mark.parametrize(
    ("element", "table"),
    [
        ("<SWEPISODE><SW_ID>SW1</SW_ID></SWEPISODE>", "SWEpisodes"),
        ("<SW_EPISODE><SW_ID>SW1</SW_ID></SW_EPISODE>", "SWEpisodes"),
        ("<SWEpisodes><SWEpisode><SW_ID>SW1</SW_ID></SWEpisode></SWEpisodes>", "SWEpisodes"),
        ("<DOLO><DOLO_START>SW1</DOLO_START></DOLO>", "DoLo"),
        ("<DoLo><DoLo_Start>SW1</DoLo_Start></DoLo>", "DoLo"),
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_the_newer_tables_are_read_under_the_header_or_the_child(tmp_path, element, table, inside):
    content = f"{ID}{element}</HEADER>" if inside else f"{ID}</HEADER>{element}"
    extract = read(tmp_path, f"<CHILD><HEADER>{content}</CHILD>")
    assert rows(extract)[table] == [["A1", "SW1", 1]]
    assert not notices(extract, NoticeKind.UNKNOWN_COLUMN)


def test_an_identifier_called_child_and_any_root_and_namespace_are_understood(tmp_path):
    (tmp_path / "r.xml").write_text(
        '<Export xmlns="urn:any"><Child><Header><CHILD>A1</CHILD></Header>'
        "<Episode><Decom>03/04/2020</Decom></Episode></Child></Export>"
    )
    assert rows(read_drop(tmp_path, LAYOUTS)) == {
        "Header": [["A1", None, None, None, 1]],
        "Episodes": [["A1", "03/04/2020", None, 1]],
    }


def test_an_element_without_any_text_is_no_row_but_is_counted(tmp_path):
    extract = read(
        tmp_path,
        f"<CHILD><HEADER>{ID}<AREVIEW><REVIEW> </REVIEW></AREVIEW>"
        "<AREVIEW><REVIEW>02/01/2025</REVIEW></AREVIEW><PERMANENCE/></HEADER></CHILD>",
    )
    assert rows(extract)["Reviews"] == [["A1", "01/02/2010", "02/01/2025", 2]]
    assert "PrevPerm" not in rows(extract)


def test_a_child_without_a_header_still_gives_its_episodes(tmp_path):
    extract = read(tmp_path, "<CHILD><EPISODE><DECOM>03/04/2020</DECOM></EPISODE></CHILD>")
    assert rows(extract) == {"Episodes": [[None, "03/04/2020", None, 1]]}


def test_an_unknown_element_is_noted_once_and_left_out(tmp_path):
    child = (
        f"<CHILD><HEADER>{ID}<TEAM>SENTINEL</TEAM><NEW><A>SENTINEL</A></NEW></HEADER>"
        "<EPISODE><DECOM>03/04/2020</DECOM><NOTE>SENTINEL</NOTE></EPISODE>"
        "<OTHER>SENTINEL</OTHER></CHILD>"
    )
    extract = read(tmp_path, child * 2)
    assert notices(extract, NoticeKind.UNKNOWN_COLUMN) == [
        ("r.xml", "Header", "TEAM"),
        ("r.xml", "Header", "NEW"),
        ("r.xml", "Episodes", "NOTE"),
        ("r.xml", None, "OTHER"),
    ]
    assert "SENTINEL" not in str(extract.notices) + str(rows(extract))


def test_tables_outside_the_specification_are_noted_once_and_left_out(tmp_path):
    layouts = {table: LAYOUTS[table] for table in ("Header", "Episodes")}
    child = (
        f"<CHILD><HEADER>{ID}<IN_TOUCH>YES</IN_TOUCH>"
        "<AREVIEW><REVIEW>01/01/2025</REVIEW></AREVIEW></HEADER></CHILD>"
    )
    extract = read(tmp_path, child * 2, layouts)
    assert list(rows(extract)) == ["Header"]
    assert notices(extract, NoticeKind.OUTSIDE_SPECIFICATION) == [
        ("r.xml", "Reviews", None),
        ("r.xml", "OC3", None),
    ]
    assert not notices(extract, NoticeKind.UNKNOWN_COLUMN)


def test_a_table_without_an_element_in_the_xml_is_absent(tmp_path):
    extract = read(tmp_path, f"<CHILD><HEADER>{ID}</HEADER></CHILD>")
    absent = [table for _, table, _ in notices(extract, NoticeKind.ABSENT_TABLE)]
    assert absent == [table for table in LAYOUTS if table != "Header"]


def test_a_field_twice_in_one_element_is_refused(tmp_path):
    children = f"<CHILD>\n<HEADER>{ID}\n<UPN>SENTINEL</UPN>\n<UPN>SENTINEL</UPN></HEADER></CHILD>"
    with pytest.raises(UnreadableFileError, match="field UPN more than once") as error:
        read(tmp_path, children)
    assert error.value.line == 4
    assert "SENTINEL" not in str(error.value)


def test_a_flood_of_unknown_elements_is_refused(tmp_path):
    flood = "".join(f"<X{number}>1</X{number}>" for number in range(1_001))
    with pytest.raises(UnreadableFileError, match=r"1,000 of its elements"):
        read(tmp_path, f"<CHILD><HEADER>{ID}{flood}</HEADER></CHILD>")


def test_more_rows_than_are_handed_on_at_once_are_all_read(tmp_path):
    child = f"<CHILD><HEADER>{ID}</HEADER></CHILD>"
    frame = read(tmp_path, child * 8_001).tables["Header"]
    assert frame["_row"].tolist() == list(range(1, 8_002))
    assert (frame["CHILD"] == "A1").all()
