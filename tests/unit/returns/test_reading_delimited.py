"""Delimited text: what is read cell for cell, and what is refused and where."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.reading import delimited
from ae_pipeline.returns.reading.delimited import MAX_CELL_CHARACTERS, delimited_text
from ae_pipeline.returns.reading.drop import opened


def read(tmp_path, content, encoding="utf-8"):
    """The header and the rows of a file with this content."""
    path = tmp_path / "a.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    with opened("a.csv", path) as file, delimited_text(file, encoding) as text:
        rows = [row for columns in text.chunks() for row in zip(*columns, strict=True)]
        return text.header, rows


def refused(tmp_path, content):
    with pytest.raises(UnreadableFileError) as error:
        read(tmp_path, content)
    assert "SENTINEL" not in str(error.value)
    # What led to it is not shown with it, as it may hold a value.
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__ or error.value.__context__ is None
    return error.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_ending_is_read(tmp_path, delimiter, ending):
    lines = [delimiter.join(cells) for cells in (["A", "B"], ["1", "2"], ["3", "4"])]
    assert read(tmp_path, ending.join(lines) + ending) == (("A", "B"), [("1", "2"), ("3", "4")])


def test_the_delimiter_is_recorded_from_the_header_outside_quotation_marks(tmp_path):
    assert read(tmp_path, '"A,,,";B\n1,5;2\n') == (("A,,,", "B"), [("1,5", "2")])


def test_a_last_line_without_an_end_is_read(tmp_path):
    assert read(tmp_path, "A,B\n1,2")[1] == [("1", "2")]


def test_delimiters_quotes_and_line_ends_within_quotation_marks_are_content(tmp_path):
    assert read(tmp_path, 'A,B\n"1,\r\n""x""",2\n')[1] == [('1,\r\n"x"', "2")]


def test_a_quotation_mark_within_a_cell_is_content(tmp_path):
    assert read(tmp_path, 'A,B\n5" pipe,2\n')[1] == [('5" pipe', "2")]


def test_blanks_before_a_quotation_mark_do_not_make_it_content(tmp_path):
    assert read(tmp_path, 'A,B\n1, "x,y"\n')[1] == [("1", "x,y")]


def test_header_names_are_trimmed(tmp_path):
    assert read(tmp_path, " A ,\ufeffB\n1,2\n")[0] == ("A", "B")


def test_blank_lines_are_passed_over_wherever_they_are(tmp_path):
    assert read(tmp_path, "\n  \nA,B\n\n1,2\n \t \n3,4\n\n")[1] == [("1", "2"), ("3", "4")]


def test_a_row_of_delimiters_alone_is_a_row(tmp_path):
    assert read(tmp_path, "A,B\n,\n")[1] == [("", "")]


@pytest.mark.parametrize("content", ["", "\n\n", "   \n"])
def test_a_file_without_text_has_an_empty_header(tmp_path, content):
    assert read(tmp_path, content) == ((), [])


def test_more_records_than_a_chunk_holds_are_all_read(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "CHUNK_RECORDS", 2)
    rows = [(str(number), "x") for number in range(5)]
    content = "A,B\n" + "".join(f"{a},{b}\n" for a, b in rows)
    assert read(tmp_path, content)[1] == rows


@pytest.mark.parametrize(("row", "count"), [("SENTINEL", 1), ("SENTINEL,2,3", 3)])
def test_a_row_with_more_or_fewer_cells_than_the_header_is_refused(tmp_path, row, count):
    error = refused(tmp_path, f"A,B\n1,2\n{row}\n")
    assert error.line == 3
    assert error.problem == f"the header has 2 cells and this row has {count}"


def test_the_line_of_an_error_counts_blank_lines_and_lines_within_cells(tmp_path):
    # 1 blank, 2 header, 3 blank, 4-5 a row of two lines, 6 blank, 7 the ragged row.
    assert refused(tmp_path, '\nA,B\n\n"1\n1",2\n\nSENTINEL\n').line == 7


def test_the_line_of_a_ragged_row_over_several_lines_is_where_it_begins(tmp_path):
    assert refused(tmp_path, 'A,B\n1,2\n"SENTINEL\n\n"\n3,4\n').line == 3


def test_a_quotation_that_does_not_end_is_refused_where_it_begins(tmp_path):
    error = refused(tmp_path, 'A,B\n1,2\n3,"SENTINEL\n5,6\n')
    assert (error.line, error.problem) == (3, "a quotation that begins in this row does not end")


def test_text_after_a_closing_quotation_mark_is_refused(tmp_path):
    error = refused(tmp_path, 'A,B\n1,2\n"SENTINEL"x,2\n')
    assert error.line == 3
    assert "closing quotation mark" in error.problem


def test_a_header_whose_quotation_does_not_end_is_refused(tmp_path):
    assert refused(tmp_path, 'A,"SENTINEL\n1,2\n').line == 1


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_at_the_limit_is_read_and_one_above_it_refused(tmp_path, quote):
    cell = "S" * MAX_CELL_CHARACTERS
    assert read(tmp_path, f"A,B\n1,{quote}{cell}{quote}\n")[1] == [("1", cell)]
    error = refused(tmp_path, f"A,B\n1,2\n1,{quote}{cell}S{quote}\n")
    assert error.line == 3
    assert "more than 65,536 characters" in error.problem


def test_a_long_row_of_short_cells_is_read(tmp_path):
    row = ",".join(["x" * 1_000] * 100)
    header = ",".join(f"C{number}" for number in range(100))
    assert len(read(tmp_path, f"{header}\n{row}\n{row}\n")[1]) == 2


def test_a_quotation_mark_astray_in_a_long_file_is_refused_without_reading_it_all(tmp_path):
    error = refused(tmp_path, 'A,B\n1,2\n"SENTINEL,2\n' + "3,4\n" * 1_000_000)
    assert error.line == 3
    assert "more than 65,536 characters" in error.problem


def test_a_line_that_never_ends_is_refused(tmp_path):
    error = refused(tmp_path, "A,B\n" + "SENTINEL," * 500_000)
    assert error.line == 2
    assert "longer than 1,048,576 characters" in error.problem


def test_an_absurd_number_of_columns_is_refused(tmp_path):
    header = ",".join(f"SENTINEL{number}" for number in range(1_001))
    error = refused(tmp_path, f"{header}\n")
    assert error.line == 1
    assert "1,001 columns" in error.problem


def test_the_file_stays_open_for_whoever_opened_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("A,B\n1,2\n")
    with opened("a.csv", path) as file:
        with delimited_text(file, "utf-8"):
            pass
        file.binary.seek(0)
        assert file.binary.read(1) == b"A"


def read_while_it_becomes(path, content):
    with opened("a.csv", path) as file:
        path.write_bytes(content)
        with delimited_text(file, "utf-8") as text:
            return list(text.chunks())


def test_text_that_stops_being_text_while_it_is_read_is_recorded_as_the_change(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"A,B\n1,2\n")
    with pytest.raises(UnreadableFileError, match="changed while it was being read"):
        read_while_it_becomes(path, b"A,B\nSENTINEL\xff,2\n")


# All that a text cell may hold but NUL, which is refused; of Windows-1252, what it can write.
unicode_cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))
western = "".join(
    bytes([code]).decode("windows-1252")
    for code in range(1, 256)
    if code not in {129, 141, 143, 144, 157}
)
encoded_cells = st.sampled_from(
    [
        ("utf-8", unicode_cells),
        ("utf-8-sig", unicode_cells),
        ("utf-16", unicode_cells),
        ("windows-1252", st.text(st.sampled_from(western))),
    ]
)


@st.composite
def encoded_tables(draw):
    encoding, cells = draw(encoded_cells)
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.tuples(*[cells] * width), max_size=8))
    return encoding, width, rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    table=encoded_tables(),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_table_written_with_quotation_marks_is_read_back(tmp_path, table, quoting, ending):
    encoding, width, rows = table
    written = io.StringIO()
    header = tuple(f"C{number}" for number in range(width))
    csv.writer(written, quoting=quoting, lineterminator=ending).writerows([header, *rows])
    content = written.getvalue().encode(encoding)
    assert read(tmp_path, content, encoding) == (header, rows)
