from ae_pipeline.validation.codelist import CodeList

LIST = CodeList(
    base=frozenset({"A", "B"}),
    added={"2023-24": frozenset({"C"}), "2025-26": frozenset({"B"})},
    removed={"2024-25": frozenset({"B", "C"})},
)


def test_a_year_has_the_base_and_every_difference_up_to_it():
    assert LIST.valid_in("2022-23") == {"A", "B"}
    assert LIST.valid_in("2023-24") == {"A", "B", "C"}
    assert LIST.valid_in("2024-25") == {"A"}


def test_a_code_can_come_back():
    assert LIST.valid_in("2025-26") == {"A", "B"}
    assert LIST.valid_in("2031-32") == {"A", "B"}
