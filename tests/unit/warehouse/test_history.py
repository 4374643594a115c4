import pytest

from ae_pipeline.warehouse.history import changes


def test_rows_are_added_changed_gone_or_left_alone():
    current = [
        {"k": 1, "v": "a", "id": 7},
        {"k": 2, "v": "b", "id": 8},
        {"k": 3, "v": None, "id": 9},
    ]
    new = [{"k": 2, "v": "B"}, {"k": 3, "v": None}, {"k": 4, "v": "d"}]
    found = changes(current, new, ["k"], ["v"])
    assert found.added == [{"k": 4, "v": "d"}]
    assert found.changed == [({"k": 2, "v": "b", "id": 8}, {"k": 2, "v": "B"})]
    assert found.gone == [{"k": 1, "v": "a", "id": 7}]


def test_a_value_that_becomes_unknown_is_a_change():
    found = changes([{"k": 1, "v": 0}], [{"k": 1, "v": None}], ["k"], ["v"])
    assert len(found.changed) == 1


def test_two_rows_of_one_key_are_refused():
    with pytest.raises(ValueError, match="same k"):
        changes([], [{"k": 1, "v": 1}, {"k": 1, "v": 2}], ["k"], ["v"])
