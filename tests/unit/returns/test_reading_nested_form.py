"""XML whose records nest: what becomes a row, what is inherited, what is left out."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.returns.extract import NoticeKind, UnreadableFileError
from ae_pipeline.returns.reading.gathering import gather
from ae_pipeline.returns.reading.nested_form import Element, nested_form

SHOP = Element(
    "Shop",
    fields={"ShopID": "About/ShopID"},
    children=(
        Element("About", "Shops", fields={"Town": "Place/Town", "Owner": "Keeper"}),
        Element(
            "Pet",
            "Pets",
            number="PetID",
            inherits=("ShopID",),
            children=(
                Element(
                    "Tricks",
                    children=(
                        Element("Trick", "Tricks", text="Trick", inherits=("ShopID", "PetID")),
                    ),
                ),
                Element("Visit", "Visits", inherits=("ShopID", "PetID")),
            ),
        ),
    ),
)
LAYOUTS = {
    "Shops": ("ShopID", "Town", "Owner"),
    "Pets": ("ShopID", "PetID", "Name"),
    "Tricks": ("ShopID", "PetID", "Trick"),
    "Visits": ("ShopID", "PetID", "Day"),
}


def read(folder, *contents, layouts=LAYOUTS, form=None):
    for number, content in enumerate(contents):
        (folder / f"{number}.xml").write_text(f"<Message>{content}</Message>", encoding="utf-8")
    form = form or nested_form(SHOP, what="shop")
    return gather(folder, layouts, {"xml": form}, title="Shops", remedy="Put the shops here.")


def rows(extract):
    """The cells and the row number of every row, by table."""
    return {
        table: [
            [None if isinstance(cell, float) else cell for cell in row]
            for row in frame.drop(columns="_file").to_numpy(dtype=object).tolist()
        ]
        for table, frame in extract.tables.items()
        if len(frame)
    }  # fmt: skip


def shop(number, pets=""):
    return f"<Shop>{pets}<About><ShopID>S{number}</ShopID></About></Shop>"


def test_rows_take_the_keys_of_what_is_around_them_wherever_those_stand(tmp_path):
    extract = read(
        tmp_path,
        "<Shop><Pet><Tricks><Trick>sit</Trick><Trick> roll </Trick></Tricks><Name>Rex</Name></Pet>"
        "<Pet><Name>Tom</Name><Visit><Day>2025-01-02</Day></Visit></Pet>"
        "<About><ShopID>S1</ShopID><Place><Town>Looe</Town></Place></About></Shop>"
        "<Shop><About><ShopID>S2</ShopID><Keeper>Jo</Keeper></About><Pet><Name>Ada</Name></Pet>"
        "</Shop>",
    )
    assert rows(extract) == {
        "Shops": [["S1", "Looe", None, 1], ["S2", None, "Jo", 2]],
        "Pets": [["S1", "1", "Rex", 1], ["S1", "2", "Tom", 2], ["S2", "3", "Ada", 3]],
        "Tricks": [["S1", "1", "sit", 1], ["S1", "1", "roll", 2]],
        "Visits": [["S1", "2", "2025-01-02", 1]],
    }
    assert extract.files[0].rows == {"Shops": 2, "Pets": 3, "Tricks": 2, "Visits": 1}
    assert not extract.notices


def test_a_column_with_a_name_of_its_own_in_the_file_is_found_under_either(tmp_path):
    extract = read(
        tmp_path,
        "<Shop><About><Owner>Jo</Owner><Town>Looe</Town></About></Shop>"
        "<Shop><About><KEEPER>Al</KEEPER></About></Shop>",
    )
    assert rows(extract)["Shops"] == [[None, "Looe", "Jo", 1], [None, None, "Al", 2]]


def test_names_are_known_without_namespace_and_whatever_their_case(tmp_path):
    content = '<x:shop xmlns:x="urn:a"><x:ABOUT><x:shopid>S1</x:shopid></x:ABOUT></x:shop>'
    assert rows(read(tmp_path, content)) == {"Shops": [["S1", None, None, 1]]}


def test_an_empty_element_of_a_table_is_a_row(tmp_path):
    extract = read(tmp_path, shop(1, "<Pet/><Pet><Tricks><Trick/></Tricks></Pet>"))
    assert rows(extract)["Pets"] == [["S1", "1", None, 1], ["S1", "2", None, 2]]
    assert rows(extract)["Tricks"] == [["S1", "2", None, 1]]


def test_running_numbers_go_on_from_file_to_file_and_row_numbers_do_not(tmp_path):
    extract = read(tmp_path, shop(1, "<Pet/>"), shop(2, "<Pet/><Pet/>"))
    assert rows(extract)["Pets"] == [
        ["S1", "1", None, 1],
        ["S2", "2", None, 1],
        ["S2", "3", None, 2],
    ]


def test_an_unknown_element_is_noted_once_with_its_table(tmp_path):
    pets = "<Pet><Name>Rex</Name><Colour>red</Colour></Pet>" * 2 + "<Till><Cash>1</Cash></Till>"
    extract = read(tmp_path, shop(1, pets), shop(2))
    assert [(each.kind, each.table, each.column) for each in extract.notices[:2]] == [
        (NoticeKind.UNKNOWN_COLUMN, None, "TILL"),
        (NoticeKind.UNKNOWN_COLUMN, "Pets", "COLOUR"),
    ]
    assert not any("red" in each.message for each in extract.notices)


def test_an_unknown_element_that_says_nothing_is_not_noted(tmp_path):
    extract = read(tmp_path, shop(1, "<Till/><Pet><Colour> </Colour></Pet>"))
    assert {each.kind for each in extract.notices} == {NoticeKind.ABSENT_TABLE}


def test_elements_within_a_field_are_noted(tmp_path):
    extract = read(tmp_path, shop(1, "<Pet><Name>Rex<b>bold</b></Name></Pet>"))
    assert rows(extract)["Pets"] == [["S1", "1", "Rex", 1]]
    assert [each.column for each in extract.notices if each.table == "Pets"] == ["B"]


def test_a_table_outside_the_specification_is_noted_once_and_not_read(tmp_path):
    layouts = {table: LAYOUTS[table] for table in ("Shops", "Pets", "Tricks")}
    visits = "<Pet><Visit><Day>1</Day><Odd>2</Odd></Visit><Visit/></Pet>"
    extract = read(tmp_path, shop(1, visits), layouts=layouts)
    assert [(each.kind, each.table) for each in extract.notices] == [
        (NoticeKind.OUTSIDE_SPECIFICATION, "Visits"),
        (NoticeKind.ABSENT_TABLE, "Tricks"),
    ]


def test_a_field_that_stands_twice_in_a_row_is_refused_without_its_value(tmp_path):
    with pytest.raises(UnreadableFileError, match="Pet has the field NAME more than once") as error:
        read(tmp_path, shop(1, "<Pet><Name>SENTINEL</Name><Name>Tom</Name></Pet>"))
    assert "SENTINEL" not in str(error.value)


def test_a_file_of_nothing_but_common_elements_is_not_recognised(tmp_path):
    form = nested_form(SHOP, what="pet of the shops", known_by=("Pets",))
    read(tmp_path, shop(1, "<Pet/>"), form=form)
    with pytest.raises(UnreadableFileError, match="is a table of Shops"):
        read(tmp_path, shop(1), form=form)


def test_other_xml_is_not_recognised(tmp_path):
    extract = read(tmp_path, shop(1), "<Zoo><Cage>1</Cage></Zoo>")
    assert [each.message for each in extract.notices if each.file] == ["Not read: it has no shop."]


def test_an_element_that_inherits_what_nothing_has_is_a_fault_of_the_declaration(tmp_path):
    form = nested_form(Element("Shop", "Shops", inherits=("Town",)), what="shop")
    with pytest.raises(ValueError, match="inherits Town"):
        read(tmp_path, shop(1), form=form)


def test_every_record_is_shown_to_the_inspector_before_it_is_read(tmp_path):
    seen = []
    form = nested_form(
        SHOP, what="shop", inspect=lambda record, _file, _all: seen.append(len(record))
    )
    read(tmp_path, shop(1) + shop(2, "<Pet/>"), form=form)
    assert seen == [1, 2]


@given(st.lists(st.lists(st.integers(0, 3), max_size=4), min_size=1, max_size=6))
def test_every_element_is_a_row_under_the_keys_of_its_own_parents(tmp_path_factory, shops):
    content = "".join(
        shop(
            number,
            "".join(
                "<Pet><Tricks>" + "".join(f"<Trick>{number}-{pet}</Trick>" for _ in range(tricks))
                + "</Tricks></Pet>"
                for pet, tricks in enumerate(pets)
            ),
        )
        for number, pets in enumerate(shops)
    )  # fmt: skip
    found = read(tmp_path_factory.mktemp("shops"), content).tables
    assert found["Shops"]["ShopID"].tolist() == [f"S{number}" for number in range(len(shops))]
    pets = [(f"S{number}", pet) for number, each in enumerate(shops) for pet in range(len(each))]
    assert found["Pets"]["ShopID"].tolist() == [name for name, _ in pets]
    expected = [
        (f"S{number}", f"{number}-{pet}")
        for number, each in enumerate(shops)
        for pet, tricks in enumerate(each)
        for _ in range(tricks)
    ]
    assert list(zip(found["Tricks"]["ShopID"], found["Tricks"]["Trick"], strict=True)) == expected
    owner = dict(zip(found["Pets"]["PetID"], pets, strict=True))
    for pet_id, trick in zip(found["Tricks"]["PetID"], found["Tricks"]["Trick"], strict=True):
        assert trick == f"{owner[pet_id][0][1:]}-{owner[pet_id][1]}"


def test_thousands_of_rows_are_handed_on_in_pieces_and_quickly(tmp_path):
    pets = "<Pet><Name>Rex</Name><Tricks><Trick>sit</Trick><Trick>roll</Trick></Tricks></Pet>"
    content = shop(1, pets) * 9_000
    began = time.process_time()
    extract = read(tmp_path, content)
    assert time.process_time() - began < 4  # 0.9 s on the slowest machine tried
    assert [len(extract.tables[table]) for table in ("Shops", "Pets", "Tricks")] == [
        9_000,
        9_000,
        18_000,
    ]
    assert extract.tables["Tricks"]["_row"].tolist() == list(range(1, 18_001))
    assert extract.tables["Tricks"]["PetID"].iloc[[0, 1, 17_999]].tolist() == ["1", "1", "9000"]
