"""Which modules decide the results of a return: those of its own and shared ones, and no others."""

import re
from pathlib import Path

import pytest

import ae_pipeline
from ae_pipeline import returns, source_code, step_inputs
from ae_pipeline.lake import Lake
from ae_pipeline.people import building, index
from ae_pipeline.people.persons import people_of
from ae_pipeline.periods import Month
from ae_pipeline.planning import present
from ae_pipeline.returns import extracting, fact_tables, validating

PACKAGE = Path(ae_pipeline.__file__).parent
IMPORT = re.compile(r"^ *from ae_pipeline\.returns\.(\w+)", re.MULTILINE)
EXTRACTS, VALIDATED, FACTS, INDEX = "extracts", "validated", "facts", ("index", "")
MONTH = Month(2025, 9)


def modules():
    """By stage and return, the names of the modules and of those left out."""
    of_stage = {INDEX: (index.code_of(people_of()), index.CODE_WITHOUT)}
    for name in returns.NAMES:
        left_out = extracting.code_left_out(name)
        of_stage[EXTRACTS, name] = (extracting.code_of(name), left_out)
        of_stage[VALIDATED, name] = (validating.code_of(name), validating.CODE_WITHOUT)
        of_stage[FACTS, name] = (building.code_of(name), building.CODE_WITHOUT)
    return of_stage


@pytest.fixture(scope="module")
def concerned():
    """The stages, each with a return, that a module decides."""
    files = {
        stage: source_code.files(*names, without=without)
        for stage, (names, without) in modules().items()
    }

    def find(module):
        assert (PACKAGE / module).is_file()
        return {stage for stage, paths in files.items() if module in paths}

    return find


def every(*stages):
    return {(stage, name) for stage in stages for name in returns.NAMES}


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("returns/cin/rules.py", {(VALIDATED, "cin")}),
        ("returns/cin/cross_rules/columns.py", {(VALIDATED, "cin")}),
        ("returns/cin/facts.py", {(FACTS, "cin")}),
        ("returns/school_census/facts_of_rolls.py", {(FACTS, "school_census")}),
        ("returns/cin/people.py", {INDEX}),
        ("returns/cin/tables.py", {(EXTRACTS, "cin"), (VALIDATED, "cin")}),
        ("returns/cin/reader.py", {(EXTRACTS, "cin"), (VALIDATED, "cin")}),
        ("people/linking/scoring.py", {INDEX}),
        ("people/building.py", every(FACTS)),
        ("validation/engine.py", every(EXTRACTS, VALIDATED)),
        ("returns/validating.py", every(VALIDATED)),
        ("returns/fact_tables.py", set()),
        ("lake.py", set()),
        ("returns/__init__.py", {INDEX}),  # where several state something, it says who is believed
    ],
)
def test_a_module_concerns_the_stages_that_it_decides_and_no_other_return(
    concerned, module, expected
):
    assert concerned(module) == expected


def test_no_return_uses_a_module_of_another():
    for name in returns.NAMES:
        for path in returns.package(name).folder.rglob("*.py"):
            used = set(IMPORT.findall(path.read_text(encoding="utf-8")))
            assert not used & (set(returns.NAMES) - {name}), path


def test_a_contract_loads_every_module_of_its_return_but_fact_tables_and_people():
    """What the names of a stage do not lead to would change without the stage running again."""
    for name in returns.NAMES:
        every_module = source_code.files(f"returns.{name}").keys()
        reached = {
            path
            for part in ("contract", "facts", "people")
            if (PACKAGE / f"returns/{name}/{part}.py").is_file()
            for path in source_code.files(f"returns.{name}.{part}")
        }
        unreached = {path for path in every_module - reached if path.startswith("returns/")}
        own = {path for path in unreached if not path.endswith("__init__.py")}
        assert own <= {"returns/return_package.py"}, name


@pytest.mark.parametrize("name", [*fact_tables.all_facts()])
def test_the_planner_compares_the_code_that_a_stage_puts_into_its_fingerprint(name, tmp_path):
    source = returns.load(name)
    planned = {
        EXTRACTS: step_inputs.of_extracts(source, MONTH, []),
        VALIDATED: step_inputs.of_validated(source, MONTH, [], Lake(tmp_path)),
        FACTS: step_inputs.of_facts(source, MONTH, [], []),
    }
    for stage, inputs in planned.items():
        names, without = modules()[stage, name]
        assert present.code(*names, without=without) in inputs
