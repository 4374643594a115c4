"""Plain files read at once: the same rows as the careful reader's, whatever the file."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.reading import delimited_form, plain_form
from ae_pipeline.returns.reading.delimited import MAX_CELL_CHARACTERS
from ae_pipeline.returns.reading.delimited_form import by_columns, delimited_forms
from ae_pipeline.returns.reading.gathering import gather, gather_parts
from ae_pipeline.returns.reading.plain_form import plain_forms

LAYOUTS = {"Marks": ("UPN", "Code")}
BY_COLUMNS = by_columns({"Marks": frozenset({"UPN", "CODE"}), "Other": frozenset({"X", "Y"})})


def gathered(folder, forms):
    try:
        return gather(folder, LAYOUTS, forms, title="marks", remedy="Send some.")
    except UnreadableFileError as error:
        return str(error)


def read(folder, content, forms):
    (folder / "a.csv").write_bytes(content)
    return gathered(folder, forms)


def same(folder, content):
    """What reading a file gives, either way."""
    plain = read(folder, content, plain_forms(BY_COLUMNS))
    careful = gathered(folder, delimited_forms(BY_COLUMNS))
    if isinstance(careful, str):
        assert plain == careful
    else:
        assert (plain.files, plain.notices) == (careful.files, careful.notices)
        pd.testing.assert_frame_equal(plain.tables["Marks"], careful.tables["Marks"])
    return plain


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    header=st.sampled_from(
        ["UPN,Code", " code , UPN", "UPN,Code,Else", "UPN", "X,Y", "UPN;Code", "Code,code", ""]
    ),
    body=st.text(alphabet='AB/\\,,;\n\n\r" \té\0', max_size=40),
)
@example(header="UPN,Code", body="A,/\r\n\r\nB,\\")
@example(header="UPN,Code", body="A,/\n\n\n ,\n")
@example(header="UPN,Code", body="\n\n")
@example(header="UPN,Code", body="A,/\nB")
def test_plain_and_careful_reading_agree(tmp_path, header, body):
    same(tmp_path, f"{header}\n{body}".encode())


@pytest.fixture
def counted(monkeypatch):
    """How often the careful reader was called."""
    calls = []
    careful = delimited_form.delimited_text

    def counting(*given):
        calls.append(given)
        return careful(*given)

    monkeypatch.setattr(delimited_form, "delimited_text", counting)
    return calls


def test_a_plain_file_is_not_read_carefully(tmp_path, counted):
    extract = read(tmp_path, b"UPN,Code\r\n A ,/\r\n,\\\r\n", plain_forms(BY_COLUMNS))
    marks = extract.tables["Marks"]
    assert marks["UPN"].fillna("empty").tolist() == ["A", "empty"]
    assert marks["Code"].tolist() == ["/", "\\"]
    assert marks["_row"].tolist() == [1, 2]
    assert counted == []


@pytest.mark.parametrize(
    "content",
    [
        b'UPN,Code\n"A",/\n',
        "UPN,Code\né,/\n".encode(),
        b"\xef\xbb\xbfUPN,Code\nA,/\n",
        b"UPN\tCode\nA\t/\n",
        b"UPN;Code\nA;/\n",
        b"UPN,Code\rA,/\r",
        b"\nUPN,Code\nA,/\n",
        b"UPN,Code\nA,/\n   \nB,/\n",
    ],
)
def test_a_file_that_is_not_plain_is_read_carefully(tmp_path, counted, content):
    read(tmp_path, content, plain_forms(BY_COLUMNS))
    assert len(counted) == 1


def test_a_cell_too_long_to_be_one_is_refused_in_the_same_words(tmp_path):
    told = same(tmp_path, b"UPN,Code\nA," + b"x" * (MAX_CELL_CHARACTERS + 1) + b"\n")
    assert "has a cell of more than" in told


def test_a_file_too_large_to_be_read_at_once_is_read_in_chunks(tmp_path, counted, monkeypatch):
    monkeypatch.setattr(plain_form, "LARGEST_BYTES", 10)
    assert len(same(tmp_path, b"UPN,Code\nA,/\n").tables["Marks"]) == 1
    assert len(counted) == 2


@pytest.mark.parametrize(
    ("about", "files", "numbers"),
    [
        # a and b are of one school, so that b may still come to the part that a has filled.
        ({"a": "2", "b": "2", "c": "1"}, ["c", "a b"], [[1, 2, 3], [1, 2, 1]]),
        ({"a": "1", "b": "1", "c": "1"}, ["a b c"], [[1, 2, 1, 1, 2, 3]]),
        (None, ["a", "b c"], [[1, 2], [1, 1, 2, 3]]),
    ],
)
def test_parts_end_with_the_file_that_fills_them(tmp_path, about, files, numbers):
    for name, rows in (("a", 2), ("b", 1), ("c", 3)):
        (tmp_path / f"{name}.csv").write_bytes(b"UPN,Code\n" + b"A,/\n" * rows)
    parts = list(
        gather_parts(
            tmp_path,
            LAYOUTS,
            plain_forms(BY_COLUMNS),
            title="marks",
            remedy="Send some.",
            rows=2,
            about=about and (lambda path: about[path.stem]),
        )
    )
    assert [" ".join(file.name[0] for file in part.files) for part in parts] == files
    assert [part.tables["Marks"]["_row"].tolist() for part in parts] == numbers
