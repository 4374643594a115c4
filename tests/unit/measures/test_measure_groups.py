from __future__ import annotations

from pathlib import Path

import pytest

from ae_pipeline.measures import code
from ae_pipeline.measures.catalogue import all_measures, measure, measures_of
from ae_pipeline.measures.declaring import tables_in_select
from ae_pipeline.measures.groups import all_groups, group_of, groups
from ae_pipeline.measures.tables_read import recorded
from ae_pipeline.returns.fact_tables import makers_of

PACKAGE = Path(code.__file__).parent.parent


def test_every_measure_is_in_one_group_of_its_module_and_returns():
    members = [each for group in all_groups() for each in group.measures]
    assert sorted(each.id for each in members) == sorted(each.id for each in all_measures())
    for group in all_groups():
        for each in group.measures:
            assert each.module == group.module
            assert tuple(sorted(makers_of(each.sources))) == group.returns
            assert set(each.sources) <= set(group.tables)


def test_groups_have_names_of_their_own():
    names = [each.name for each in all_groups()]
    assert len(set(names)) == len(names)


def test_a_module_whose_measures_read_the_same_returns_gives_its_name():
    assert group_of(measure("foster_places")).name == "ki07_fostering"


def test_the_measures_of_some_returns_make_whole_groups():
    some = measures_of(["ssda903", "cin"])
    assert {each.id for group in groups(some) for each in group.measures} == {
        each.id for each in some
    }


def test_code_that_counts_is_found_through_imports_and_no_more():
    reached = code._reached([code._key_indicators("ki07_fostering")])
    assert "measures/populations/fostering.py" in reached
    assert "measures/populations/spells.py" in reached
    assert "schema/homes.py" in reached
    assert "measures/populations/workforce.py" not in reached
    assert "measures/key_indicators/ki13_workforce.py" not in reached
    assert not any(path.startswith("returns/cin") for path in reached)


@pytest.mark.parametrize("module", sorted({each.module for each in all_measures()}))
def test_every_module_that_is_reached_is_there(module):
    for path in code._reached([code._key_indicators(module)]):
        assert (PACKAGE / path).is_file()


def test_the_tables_recorded_of_a_measure_are_those_in_its_select():
    for each in all_measures():
        assert recorded(each.module).get(each.id) == tables_in_select(each), "run make docs"


def test_a_record_of_other_code_does_not_hold(monkeypatch):
    recorded.cache_clear()
    monkeypatch.setattr("ae_pipeline.measures.tables_read.definition_code", lambda _module: "other")
    assert recorded("ki07_fostering") == {}
    assert measure("foster_places").sources == tables_in_select(measure("foster_places"))
    recorded.cache_clear()
