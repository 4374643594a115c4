"""How the encoding of a text file is told."""

import codecs

import pytest

from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.reading.drop import opened
from ae_pipeline.returns.reading.encoding import text_encoding


def encoding_of(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with opened("a.csv", path) as file:
        return text_encoding(file)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"CHILD\nA1\n", "utf-8"),
        ("CHILD\nZoë\n".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "CHILD\nZoë\n".encode(), "utf-8-sig"),
        ("CHILD\nZoë\n".encode("windows-1252"), "windows-1252"),
        ("CHILD\nZoë\n".encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + "CHILD\nZoë\n".encode("utf-16-be"), "utf-16"),
    ],
)
def test_the_encoding_is_recorded_from_the_bytes(tmp_path, content, encoding):
    assert encoding_of(tmp_path, content) == encoding


def test_a_character_cut_by_the_end_of_a_chunk_is_still_utf8(tmp_path):
    content = b"a" * ((1 << 20) - 1) + "ë".encode() + b"a"
    assert encoding_of(tmp_path, content) == "utf-8"


def test_a_byte_far_down_makes_the_whole_file_windows_1252(tmp_path):
    assert encoding_of(tmp_path, b"a\n" * (1 << 20) + b"\x96") == "windows-1252"


@pytest.mark.parametrize("ending", [b"\n", b"\r", b"\r\n"])
def test_a_nul_character_is_an_error_with_its_line(tmp_path, ending):
    with pytest.raises(UnreadableFileError, match="NUL") as error:
        encoding_of(tmp_path, b"CHILD" + ending + b"A1" + ending + b"SENT\0INEL" + ending)
    assert error.value.line == 3
    assert "SENT" not in str(error.value)


def test_lines_are_counted_right_where_a_chunk_parts_carriage_return_and_line_feed(tmp_path):
    content = b"a" * ((1 << 20) - 1) + b"\r\n" + b"b\0"
    with pytest.raises(UnreadableFileError) as error:
        encoding_of(tmp_path, content)
    assert error.value.line == 2


def test_a_byte_that_is_in_no_encoding_is_an_error_with_its_line(tmp_path):
    # 0x81 alone is no UTF-8, and Windows-1252 does not define it.
    with pytest.raises(UnreadableFileError, match="UTF-8 or Windows-1252") as error:
        encoding_of(tmp_path, b"CHILD\r\nSENTINEL\x81\r\n")
    assert error.value.line == 2
    assert "SENTINEL" not in str(error.value)


def test_a_mark_of_utf8_before_what_is_not_utf8_is_an_error(tmp_path):
    with pytest.raises(UnreadableFileError, match="first bytes") as error:
        encoding_of(tmp_path, codecs.BOM_UTF8 + b"CHILD\nZo\xeb\n")
    assert error.value.line == 2


def test_half_a_character_of_utf16_is_an_error(tmp_path):
    with pytest.raises(UnreadableFileError, match="UTF-16"):
        encoding_of(tmp_path, "CHILD\n".encode("utf-16") + b"\x41")
