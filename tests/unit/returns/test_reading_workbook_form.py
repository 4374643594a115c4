"""Workbooks read as people make them, and refused where they are not safe to open."""

from __future__ import annotations

import contextlib
import random
import struct
import tracemalloc
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from ae_pipeline.returns.extract import NoticeKind, UnreadableFileError
from ae_pipeline.returns.reading.gathering import gather
from ae_pipeline.returns.reading.recognition import Recognition
from ae_pipeline.returns.reading.workbook_form import WorkbookLayout, workbook_forms
from ae_pipeline.returns.reading.workbook_package import MAX_CONTENT_BYTES, MAX_DIRECTORY_BYTES
from ae_pipeline.returns.reading.workbook_sheet import text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ae_pipeline.returns.extract import Extract

LAYOUTS = {"Visits": ("Child Id", "Date of Visit", "Team")}
HEADER = ["Child Id", "Date of Visit", "Team"]


def recogniser(_sheet, header):
    if {"child id", "child identifier"} & {name.lower() for name in header}:
        return Recognition("Visits")
    return Recognition(None, "it has no child")


LAYOUT = WorkbookLayout(
    recogniser,
    {"Visits": {"Child Id": (r"\bchild\b.*\bid",), "Date of Visit": (r"\bvisit\b.*\bdate\b",)}},
    {"Visits": {"Date of Visit"}},
    lambda header: "a list of ships" if "Ship" in header else None,
)


def workbook(path: Path, fill: Callable[[xlsxwriter.Workbook], None]) -> Path:
    made = xlsxwriter.Workbook(path)
    fill(made)
    made.close()
    return path


def rows_of(*rows, name="Visits", top=0, left=0):
    def fill(made):
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(top + number, left, row)

    return fill


def read(folder: Path, layout: WorkbookLayout = LAYOUT) -> Extract:
    return gather(folder, LAYOUTS, workbook_forms(layout), title="Visits", remedy="Put it here.")


def refusal(folder: Path) -> str:
    with pytest.raises(UnreadableFileError) as raised:
        read(folder)
    return raised.value.problem


def cells(extract: Extract) -> list[list]:
    table = extract.tables["Visits"]
    return table[list(LAYOUTS["Visits"])].astype(object).where(table.notna(), None).values.tolist()


def told(extract: Extract, kind: NoticeKind) -> list[str]:
    return [notice.message for notice in extract.notices if notice.kind is kind]


def repacked(path: Path, changes: dict[str, bytes | None], method=zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts |= changes
    with zipfile.ZipFile(path, "w", method) as target:
        for name, content in parts.items():
            if content is not None:
                target.writestr(name, content)
    return path


def sheet_xml(content: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{content}</sheetData></worksheet>'.encode()


def test_numbers_days_and_truth_become_text(tmp_path):
    def fill(made):
        sheet = made.add_worksheet("Visits")
        day = made.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [123.0, None, True])
        sheet.write_datetime(1, 1, datetime(2024, 5, 1, 12, 30), day)  # noqa: DTZ001
        sheet.write_row(2, 0, ["00123", "25/12/2023", 6.138261464750171])
        sheet.write_row(3, 0, [-3, 45413, 1e-12])

    workbook(tmp_path / "a.xlsx", fill)
    extract = read(tmp_path)
    assert cells(extract) == [
        ["123", "2024-05-01", "TRUE"],
        ["00123", "25/12/2023", "6.138261465"],
        ["-3", "2024-05-01", "0"],
    ]
    assert extract.notices == ()
    assert extract.files[0].rows == {"Visits": 3}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (61, "1900-03-01"),
        (60, "60"),
        (45413, "2024-05-01"),
        (45413.5, "45413.5"),
        (9_212_044, "9212044"),
        (date(2015, 1, 25), "2015-01-25"),
    ],
)
def test_a_plain_number_in_a_column_of_days_is_the_day_that_excel_counts(value, expected):
    assert text_of(value, is_day=True) == expected


def test_days_of_a_workbook_counted_from_1904_are_four_years_later():
    assert text_of(45413, is_day=True, from_1904=True) == "2028-05-02"


def test_the_header_is_found_below_a_title_and_away_from_the_corner(tmp_path):
    title, blank = ["Visits to children"], []
    workbook(tmp_path / "a.xlsx", rows_of(title, blank, HEADER, [1, "x", "y"], top=3, left=2))
    extract = read(tmp_path)
    assert cells(extract) == [["1", "x", "y"]]
    assert extract.tables["Visits"]["_row"].tolist() == [1]


def test_columns_are_known_by_their_patterns_and_others_are_left_out(tmp_path):
    header = [" Unique child  ID", "Visit: date", "Colour", "TEAM"]
    workbook(tmp_path / "a.xlsx", rows_of(["Child identifier"], header, [1, "x", "red", "y"]))
    layout = WorkbookLayout(
        lambda _name, names: Recognition("Visits" if len(list(filter(None, names))) > 1 else None),
        LAYOUT.patterns,
    )
    extract = read(tmp_path, layout)
    assert cells(extract) == [["1", "x", "y"]]
    assert [notice.column for notice in extract.notices] == ["Colour"]


def test_a_header_of_two_rows_with_merged_cells_is_the_lower_row(tmp_path):
    def fill(made):
        sheet = made.add_worksheet("Visits")
        sheet.merge_range("A1:A2", "Child Id")
        sheet.merge_range("B1:C1", "The visit")
        sheet.write_row(1, 1, ["Date of Visit", "Team"])
        sheet.write_row(2, 0, [1, "x", "y"])

    workbook(tmp_path / "a.xlsx", fill)
    extract = read(tmp_path)
    assert cells(extract) == [["1", "x", "y"]]
    assert extract.notices == ()


def test_a_cell_merged_over_rows_is_said_in_each_and_recorded(tmp_path):
    def fill(made):
        sheet = made.add_worksheet("Visits")
        sheet.write_row(0, 0, HEADER)
        sheet.merge_range("A2:A5", 7)
        sheet.write_row(1, 1, ["x", "y"])
        sheet.write_row(2, 1, ["z", "w"])

    workbook(tmp_path / "a.xlsx", fill)
    extract = read(tmp_path)
    assert cells(extract) == [["7", "x", "y"], ["7", "z", "w"]]
    assert len(told(extract, NoticeKind.PRESENTATION)) == 1


def test_hidden_rows_columns_and_sheets_are_read_and_recorded(tmp_path):
    def fill(made):
        made.add_worksheet("Front").write(0, 0, "Read me")
        sheet = made.add_worksheet("Visits")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [1, "x", "y"])
        sheet.write_row(2, 0, [2, "z", "w"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        sheet.hide()

    workbook(tmp_path / "a.xlsx", fill)
    extract = read(tmp_path)
    assert cells(extract) == [["1", "x", "y"], ["2", "z", "w"]]
    looks = told(extract, NoticeKind.PRESENTATION)
    assert [("hidden" in look) for look in looks] == [True, True, True]
    assert extract.notices[0].kind is NoticeKind.UNRECOGNISED_FILE


def test_a_formula_that_failed_says_what_excel_shows_and_is_counted(tmp_path):
    def fill(made):
        sheet = made.add_worksheet("Visits")
        sheet.write_row(1, 3, HEADER)
        sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 4, "=TODAY()", None, 45413)
        sheet.write_formula(2, 5, "=A1", None, "North")

    workbook(tmp_path / "a.xlsx", fill)
    extract = read(tmp_path)
    assert cells(extract) == [["#DIV/0!", "2024-05-01", "North"]]
    [notice] = [n for n in extract.notices if n.kind is NoticeKind.FORMULA_ERROR]
    assert (notice.table, notice.column, notice.message[0]) == ("Visits", "Child Id", "1")


def test_trailing_rows_and_columns_that_are_only_formatted_are_no_rows(tmp_path):
    def fill(made):
        rows_of(HEADER, [1, "x", "y"])(made)
        sheet = made.get_worksheet_by_name("Visits")
        grey = made.add_format({"bg_color": "#eeeeee"})
        for number in range(2, 500):
            sheet.write_blank(number, 0, None, grey)
        sheet.write_blank(0, 700, None, grey)
        sheet.write_string(40, 1, "  ")

    workbook(tmp_path / "a.xlsx", fill)
    extract = read(tmp_path)
    assert cells(extract) == [["1", "x", "y"]]
    assert extract.notices == ()


def test_blank_rows_in_between_are_no_rows_but_count_in_the_numbering(tmp_path):
    workbook(tmp_path / "a.xlsx", rows_of(HEADER, [1, "x", "y"], [], [], [2, "z", "w"]))
    table = read(tmp_path).tables["Visits"]
    assert table["_row"].tolist() == [1, 4]


def test_two_sheets_of_one_table_are_numbered_through(tmp_path):
    def fill(made):
        rows_of(HEADER, [1, "x", "y"], [2, "x", "y"])(made)
        rows_of(["Team", "Child Id", "Date of Visit"], ["y", 3, "x"], name="Visits (2)")(made)

    workbook(tmp_path / "a.xlsx", fill)
    extract = read(tmp_path)
    assert cells(extract) == [["1", "x", "y"], ["2", "x", "y"], ["3", "x", "y"]]
    assert extract.tables["Visits"]["_row"].tolist() == [1, 2, 3]
    assert extract.files[0].rows == {"Visits": 3}


def test_a_column_without_a_name_is_recorded_only_where_it_holds_something(tmp_path):
    workbook(tmp_path / "a.xlsx", rows_of([*HEADER, None, "x"], [1, "x", "y", "secret", "x"]))
    extract = read(tmp_path)
    unknown = [n for n in extract.notices if n.kind is NoticeKind.UNKNOWN_COLUMN]
    assert [notice.column for notice in unknown] == ["x", None]
    assert not any("secret" in notice.message for notice in extract.notices)


def test_a_column_that_stands_twice_is_an_error(tmp_path):
    workbook(tmp_path / "a.xlsx", rows_of([*HEADER, "Team"], [1, "x", "y", "z"]))
    assert "more than once" in refusal(tmp_path)


def test_a_sheet_of_something_else_is_a_notice_and_an_empty_one_is_nothing(tmp_path):
    def fill(made):
        made.add_worksheet("Empty")
        rows_of(["Month", "Money"], ["May", 5], name="Budget")(made)
        rows_of(HEADER, [1, "x", "y"])(made)

    workbook(tmp_path / "a.xlsx", fill)
    extract = read(tmp_path)
    assert [(n.kind, n.message) for n in extract.notices] == [
        (NoticeKind.UNRECOGNISED_FILE, "Not read: sheet Budget: it has no child.")
    ]


def test_a_workbook_of_a_stranger_is_refused_by_name(tmp_path):
    workbook(tmp_path / "a.xlsx", rows_of(["Ship", "Port"], ["a", "b"]))
    assert refusal(tmp_path) == "this is a list of ships"


# What is refused -----------------------------------------------------------------------------


def plain(path: Path) -> Path:
    return workbook(path, rows_of(HEADER, [1, "x", "y"]))


@pytest.mark.parametrize("name", ["a.xlsm", "a.xltm"])
def test_a_macro_workbook_is_refused(tmp_path, name):
    plain(tmp_path / name)
    assert "macros" in refusal(tmp_path)


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_within_a_workbook_that_claims_to_have_none_are_refused(tmp_path, part):
    repacked(plain(tmp_path / "a.xlsx"), {part: b"x"})
    assert "macros" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["a.xls", "a.xlsb", "a.ods"])
def test_workbooks_of_other_formats_are_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "old or another format" in refusal(tmp_path)


def test_a_workbook_with_a_password_is_refused_as_such_and_an_old_one_as_old(tmp_path):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2 << 20)
    path = tmp_path / "a.xlsx"
    path.write_bytes(head + "EncryptedPackage".encode("utf-16-le") + bytes(500))
    assert "password" in refusal(tmp_path)
    path.write_bytes(head)
    assert "old or another format" in refusal(tmp_path)


def test_an_encrypted_part_is_refused_as_protected(tmp_path):
    path = plain(tmp_path / "a.xlsx")
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    path.write_bytes(content)
    assert "password" in refusal(tmp_path)


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "a.xlsx").write_text("Child Id,Date of Visit\n1,2\n", encoding="utf-8")
    assert "no Excel workbook" in refusal(tmp_path)


def test_an_archive_without_a_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "no Excel workbook" in refusal(tmp_path)


def test_a_truncated_workbook_is_refused_wherever_it_ends(tmp_path):
    path = plain(tmp_path / "a.xlsx")
    whole = path.read_bytes()
    for size in [5, 200, len(whole) // 2, len(whole) - 30, len(whole) - 1]:
        path.write_bytes(whole[:size])
        assert "cut short" in refusal(tmp_path) or "damaged" in refusal(tmp_path)


def test_a_part_that_ends_early_is_refused(tmp_path):
    repacked(plain(tmp_path / "a.xlsx"), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"})
    assert "not well-formed" in refusal(tmp_path)


def test_a_workbook_that_lacks_a_part_is_refused(tmp_path):
    repacked(plain(tmp_path / "a.xlsx"), {"xl/worksheets/sheet1.xml": None})
    assert "lacks" in refusal(tmp_path)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbb">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;"><!ENTITY d "&c;&c;&c;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part_is_refused(tmp_path, declaration, encoding):
    texts = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<sst><si><t>a</t></si></sst>'
    repacked(plain(tmp_path / "a.xlsx"), {"xl/sharedStrings.xml": texts.encode(encoding)})
    assert "unsafe" in refusal(tmp_path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    bomb = sheet_xml("<row/>" + " " * (MAX_CONTENT_BYTES // 4))
    repacked(plain(tmp_path / "a.xlsx"), {"xl/worksheets/sheet1.xml": bomb})
    del bomb
    tracemalloc.start()
    assert "unpacks to more than" in refusal(tmp_path)
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


def test_an_archive_that_lies_about_the_size_of_a_part_is_refused(tmp_path):
    path = plain(tmp_path / "a.xlsx")
    repacked(path, {"xl/worksheets/sheet1.xml": sheet_xml("<row/>" + " " * (8 << 20))})
    content = bytearray(path.read_bytes())
    name = content.rindex(b"xl/worksheets/sheet1.xml")
    struct.pack_into("<L", content, name - 46 + 24, 1_000)
    path.write_bytes(content)
    assert "cut short" in refusal(tmp_path)


def test_an_archive_with_too_many_parts_is_refused_before_its_directory_is_read(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(MAX_DIRECTORY_BYTES // 240):
            archive.writestr(f"{number:0200d}", b"")
    assert "too many parts" in refusal(tmp_path)


def test_a_cell_of_100_megabytes_is_refused_in_little_memory(tmp_path):
    block = random.Random(1).randbytes(1 << 20).hex().encode()  # noqa: S311
    path = repacked(plain(tmp_path / "a.xlsx"), {"xl/worksheets/sheet1.xml": None})
    with (
        zipfile.ZipFile(path, "a") as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        part.write(b'<worksheet><sheetData><row><c t="inlineStr"><is><t>')
        for _ in range(50):
            part.write(block)
        part.write(b"</t></is></c></row></sheetData></worksheet>")
    assert path.stat().st_size > 100 << 20
    tracemalloc.start()
    assert "MiB" in refusal(tmp_path)
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


def test_a_cell_too_long_to_be_one_is_refused_before_the_part_is_unpacked(tmp_path):
    text = random.Random(1).randbytes(5 << 20).hex()  # noqa: S311 - hardly shrinks
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    repacked(plain(tmp_path / "a.xlsx"), {"xl/worksheets/sheet1.xml": sheet_xml(cell)})
    del cell, text
    tracemalloc.start()
    assert "65,536 characters" in refusal(tmp_path)
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


@pytest.mark.parametrize("far", ["XFD1048576", "A1048577", "XFE1", "ZZZZ9", "A99999999999"])
def test_two_cells_at_the_ends_of_a_sheet_are_refused(tmp_path, far):
    cells_xml = f'<row><c r="A1"><v>1</v></c></row><row><c r="{far}"><v>1</v></c></row>'
    repacked(plain(tmp_path / "a.xlsx"), {"xl/worksheets/sheet1.xml": sheet_xml(cells_xml)})
    assert "cells" in refusal(tmp_path) or "cell stands" in refusal(tmp_path)


def test_bytes_changed_anywhere_give_an_error_in_words_or_the_rows(tmp_path):
    path = plain(tmp_path / "a.xlsx")
    whole = path.read_bytes()
    chance = random.Random(7)  # noqa: S311
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        with contextlib.suppress(UnreadableFileError):
            read(tmp_path)


def test_parts_changed_anywhere_give_an_error_in_words_or_the_rows(tmp_path):
    path = plain(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    chance = random.Random(11)  # noqa: S311
    for _ in range(150):
        name = chance.choice([each for each in parts if each.startswith("xl/")])
        content = bytearray(parts[name])
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.choice(b'<>"/ 0123456789azAZ')
        repacked(path, {**parts, name: bytes(content)})
        with contextlib.suppress(UnreadableFileError):
            read(tmp_path)


def test_the_error_never_quotes_a_cell(tmp_path):
    broken = sheet_xml("<row><c><v>secret</w></c></row>")
    repacked(plain(tmp_path / "a.xlsx"), {"xl/worksheets/sheet1.xml": broken})
    with pytest.raises(UnreadableFileError) as raised:
        read(tmp_path)
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is None
