from __future__ import annotations

import pytest

from ae_pipeline import source_code, step_inputs
from ae_pipeline.measures import code
from ae_pipeline.measures.catalogue import all_measures, measure, measures_of
from ae_pipeline.measures.declaring import tables_in_select
from ae_pipeline.measures.groups import all_groups, group_of, groups
from ae_pipeline.measures.tables_read import recorded
from ae_pipeline.returns.fact_tables import makers_of


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


@pytest.fixture(scope="module")
def counting_files():
    """Modules that decide the counts of fostering."""
    names = code.counting_modules("ki07_fostering")
    return source_code.files(*names, without=code.COUNTING_WITHOUT)


@pytest.mark.parametrize(
    "path",
    [
        "engines/duckdb.py",
        "measures/counting.py",
        "measures/coverage.py",
        "measures/measuring.py",
        "measures/populations/fostering.py",
        "measures/populations/spells.py",
        "schema/homes.py",
    ],
)
def test_code_that_counts_is_found_through_imports(counting_files, path):
    assert path in counting_files


@pytest.mark.parametrize(
    "path",
    [
        "measures/populations/workforce.py",
        "measures/key_indicators/ki13_workforce.py",
        "people/building.py",
        "returns/cin/",
        "indicators/",
    ],
)
def test_code_of_other_subjects_and_stages_does_not_count(counting_files, path):
    assert not [each for each in counting_files if each.startswith(path)]


@pytest.mark.parametrize("module", sorted({each.module for each in all_measures()}))
def test_a_step_that_counts_is_planned_by_all_the_code_that_counts(module):
    counting = source_code.files(*code.counting_modules(module), without=code.COUNTING_WITHOUT)
    planned = source_code.files(
        *step_inputs.measure_code(module), without=step_inputs.MEASURE_CODE_WITHOUT
    )
    assert counting.items() <= planned.items()


def test_the_tables_recorded_of_a_measure_are_those_in_its_select():
    for each in all_measures():
        assert recorded(each.module).get(each.id) == tables_in_select(each), "run make docs"


def test_a_record_of_other_code_does_not_hold(monkeypatch):
    recorded.cache_clear()
    monkeypatch.setattr("ae_pipeline.measures.tables_read.definition_code", lambda _module: "other")
    assert recorded("ki07_fostering") == {}
    assert measure("foster_places").sources == tables_in_select(measure("foster_places"))
    recorded.cache_clear()
