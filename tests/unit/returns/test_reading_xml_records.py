"""XML that nobody vouches for: records one by one, and what is refused."""

import psutil
import pytest

from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.reading import xml_records as module
from ae_pipeline.returns.reading.drop import opened
from ae_pipeline.returns.reading.xml_records import field_text, local_name, xml_records


def read(tmp_path, content):
    """The fields of each PET in the file."""
    path = tmp_path / "a.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with opened("a.xml", path) as file:
        return [
            {local_name(part.tag): field_text(part, file) for part in pet}
            for pet in xml_records(file, ["PET", "Pet"])
        ]


def refused(tmp_path, content):
    with pytest.raises(UnreadableFileError) as error:
        read(tmp_path, content)
    assert "SENTINEL" not in str(error.value)
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__ or error.value.__context__ is None
    return error.value


def test_records_are_read_whatever_the_root_and_the_namespace(tmp_path):
    content = (
        '<x:any xmlns:x="urn:a"><x:PET><x:Name> Rex </x:Name></x:PET><Pet><NAME/></Pet></x:any>'
    )
    assert read(tmp_path, content) == [{"NAME": "Rex"}, {"NAME": ""}]


def test_text_around_comments_instructions_and_character_data_is_all_read(tmp_path):
    content = "<a><PET><NAME>R<!-- -->e<?p?><![CDATA[x & ]]>y</NAME></PET></a>"
    assert read(tmp_path, content) == [{"NAME": "Rex & y"}]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_the_encoding_that_the_file_declares_is_used(tmp_path, encoding):
    content = f'<?xml version="1.0" encoding="{encoding}"?><a><PET><NAME>Zoë</NAME></PET></a>'
    assert read(tmp_path, content.encode(encoding)) == [{"NAME": "Zoë"}]


def test_an_element_of_the_name_without_elements_is_a_field(tmp_path):
    content = "<a><PET><ID><PET>7</PET></ID><PET>8</PET></PET></a>"
    # The ID is a record of its own kind only if its name were asked for.
    assert read(tmp_path, content) == [{"ID": "", "PET": "8"}]


def test_a_file_without_such_records_yields_none(tmp_path):
    assert read(tmp_path, "<a><b>1</b></a>") == []


DECLARATIONS = {
    "entities within": '<!DOCTYPE a [<!ENTITY e "SENTINEL">]>',
    "an entity from a file": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
    "a document type elsewhere": '<!DOCTYPE a SYSTEM "http://localhost:1/a.dtd">',
    "entities that grow": '<!DOCTYPE a [<!ENTITY f "ff"><!ENTITY e "&f;&f;&f;&f;">]>',
}


@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_it_is_parsed(tmp_path, declaration, encoding):
    content = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<!-- \n<a> -->\n{declaration}\n'
        "<a><PET><NAME>&e;</NAME></PET></a>"
    )
    error = refused(tmp_path, content.encode(encoding))
    assert "document type" in error.problem
    assert error.line == 4


def test_a_document_type_in_an_encoding_that_hides_it_is_refused(tmp_path):
    hidden = "+ADw-+ACE-DOCTYPE a []+AD4-<a><PET><NAME>1</NAME></PET></a>"
    error = refused(tmp_path, f'<?xml version="1.0" encoding="UTF-7"?>{hidden}')
    assert "document type" in error.problem


def test_the_words_of_a_declaration_may_stand_in_a_comment_or_a_field(tmp_path):
    content = "<!-- <!DOCTYPE a> --><a><PET><NAME><![CDATA[<!DOCTYPE a>]]></NAME></PET></a>"
    assert read(tmp_path, content) == [{"NAME": "<!DOCTYPE a>"}]


def test_a_file_that_was_cut_short_is_refused_with_its_last_line(tmp_path):
    error = refused(tmp_path, "<a>\n<PET><NAME>1</NAME></PET>\n<PET><NAME>SENTINEL")
    assert (error.line, error.problem) == (3, "the file ends before its elements do")


@pytest.mark.parametrize(
    "content",
    [
        "<a>\n<PET><SENTINEL>1</PET></a>",
        "<a>\n<PET><NAME>&SENTINEL;</NAME></PET></a>",
        '<a>\n<PET SENTINEL="1" SENTINEL="2"/></a>',
        "<a>\n</a><SENTINEL/>",
    ],
)
def test_what_is_not_well_formed_is_refused_with_its_line(tmp_path, content):
    error = refused(tmp_path, content)
    assert (error.line, error.problem) == (2, "this is not well-formed XML")


@pytest.mark.parametrize("content", ["", "SENTINEL,B\n1,2\n", "<!-- SENTINEL -->"])
def test_a_file_without_an_element_is_refused(tmp_path, content):
    assert "no XML element" in refused(tmp_path, content).problem


def test_a_field_that_is_too_long_is_refused_with_its_line(tmp_path):
    error = refused(tmp_path, f"<a>\n<PET>\n<NAME>{'SENTINEL' * 8_193}</NAME></PET></a>")
    assert error.line == 3
    assert "longer than 65,536 characters" in error.problem


def test_a_record_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MAX_RECORD_BYTES", 1 << 17)
    pets = "<PET><NAME>1</NAME></PET>" * 10
    error = refused(tmp_path, f"<a>{pets}<PET>{'<NAME>SENTINEL</NAME>' * 20_000}</PET></a>")
    assert "element is larger" in error.problem


def test_a_large_file_of_another_kind_is_given_up_and_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MAX_RECORD_BYTES", 1 << 17)
    assert read(tmp_path, f"<a>{'<b>1</b>' * 100_000}</a>") == []


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "a.xml"
    record = b"<PET><NAME>Rex</NAME>" + b"<FOOD>fish</FOOD>" * 100 + b"</PET>\n<!-- x -->\n"
    with path.open("wb") as file:
        file.write(b"<a>")
        for _ in range(20_000):
            file.write(record)
        file.write(b"</a>")
    process = psutil.Process()
    with opened("a.xml", path) as file:
        records = xml_records(file, ["PET"])
        next(records)
        before = process.memory_info().rss
        assert sum(1 for _ in records) == 19_999
        # 35 MB of file, several times that as a tree.
        assert process.memory_info().rss - before < 10 << 20
