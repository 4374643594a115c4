"""The shape of the package: who may import whom, and what loading the definitions may cost.

The contracts of layers stand in pyproject.toml under `tool.importlinter`; `make check` and the
first test here hold them alike.
"""

import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from importlinter import cli

import ae_pipeline

PACKAGE = Path(ae_pipeline.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

MAY_IMPORT_DAGSTER = {
    "definitions",
    "assets",
    "checks",
    "resources",
    "automation",
    "event_log",
    "dagster_run",
    "cli",
    "commands",
}


def test_imports_keep_to_the_layers(monkeypatch, capsys):
    monkeypatch.chdir(PACKAGE.parent)
    broken = cli.lint_imports()
    assert broken == cli.EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_only_the_wrappers_import_dagster():
    imports_dagster = re.compile(r"^\s*(?:import|from) dagster\b", re.MULTILINE)
    importers = {
        module.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for module in MODULES
        if imports_dagster.search(module.read_text("utf-8"))
    }
    assert importers <= MAY_IMPORT_DAGSTER
    assert "assets" in importers


@pytest.fixture(scope="module")
def imports():
    """Modules that each module imports at run time; a package's __init__ comes with any of it."""
    graph = grimp.build_graph("ae_pipeline", exclude_type_checking_imports=True)
    return {
        module: {
            below
            for below in graph.find_modules_directly_imported_by(module)
            if not module.startswith(f"{below}.")
        }
        for module in graph.modules
    }


def test_no_module_imports_in_a_circle(imports):
    done = set()

    def follow(module, path):
        assert module not in path, " → ".join((*path[path.index(module) :], module))
        if module not in done:
            for below in imports[module]:
                follow(below, (*path, module))
            done.add(module)

    for module in imports:
        follow(module, ())
    assert "ae_pipeline.definitions" in done


def test_every_module_says_what_belongs_in_it():
    silent = [
        str(module.relative_to(PACKAGE))
        for module in MODULES
        if not re.match(r'(?:#.*\n|\s)*r?"""\S', module.read_text("utf-8"))
    ]
    assert silent == []


def test_loading_the_definitions_needs_no_driver_and_no_great_expectations():
    heavy = (
        "{'duckdb', 'splink', 'psycopg', 'psycopg2', 'great_expectations', 'adbc_driver_manager'}"
    )
    loaded = subprocess.run(  # noqa: S603 - our own interpreter
        [
            sys.executable,
            "-c",
            f"""
import sys
from ae_pipeline.definitions import definitions
definitions()
print(sorted({heavy} & set(sys.modules)))
""",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "[]"
