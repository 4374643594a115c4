"""The shape of the house: who may import whom, and what loading the definitions may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

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
    "execution",
    "cli",
}

BELOW = {
    "statistics": set(),
    "validation": {"statistics", "periods"},
    "engines": {"people", "schema"},
    "schema": set(),
    "warehouse": {"indicators", "measures", "people", "publishing", "validation", "returns"},
    "returns": {"validation", "statistics"},
    "people": {"returns", "validation", "schema"},
    "measures": {"people", "returns", "engines", "schema"},
    "indicators": {"measures", "people", "returns", "statistics", "warehouse"},
    "expectations": {"people", "returns", "validation", "warehouse"},
}
"""Sub-packages that each sub-package may import from, besides itself and single modules."""


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(module: Path, *, at_run_time: bool = True) -> set[str]:
    """Every module that a module names in an import; those for type checkers only on request."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if (
                at_run_time
                and isinstance(child, ast.If)
                and "TYPE_CHECKING" in ast.dump(child.test)
            ):
                continue
            if isinstance(child, ast.Import):
                found.update(alias.name for alias in child.names)
            elif isinstance(child, ast.ImportFrom) and child.module:
                found.add(child.module)
                found.update(f"{child.module}.{alias.name}" for alias in child.names)
            visit(child)

    visit(ast.parse(module.read_text(encoding="utf-8")))
    return found


def test_only_the_wrappers_import_dagster():
    importers = {
        part_of(module)
        for module in MODULES
        if any(name.split(".")[0] == "dagster" for name in imports_of(module, at_run_time=False))
    }
    assert importers <= MAY_IMPORT_DAGSTER


@pytest.mark.parametrize("part", sorted(BELOW))
def test_a_sub_package_imports_only_from_those_below_it(part):
    packages = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    used = {
        name.split(".")[1]
        for module in MODULES
        if part_of(module) == part
        for name in imports_of(module)
        if name.startswith("ae_pipeline.")
    }
    assert (used & packages) - {part} <= BELOW[part]


def test_no_module_imports_in_a_circle():
    names = {
        module: ".".join(("ae_pipeline", *module.relative_to(PACKAGE).with_suffix("").parts))
        for module in MODULES
    }
    names = {module: name.removesuffix(".__init__") for module, name in names.items()}
    known = set(names.values())
    graph = {names[module]: imports_of(module) & known for module in MODULES}
    done: set[str] = set()

    def follow(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name in done:
            return
        for below in graph[name]:
            # a package's own __init__ is loaded with any of its modules
            if not name.startswith(f"{below}."):
                follow(below, (*path, name))
        done.add(name)

    for name in graph:
        follow(name, ())


def test_every_module_says_what_belongs_in_it():
    silent = [
        str(module.relative_to(PACKAGE))
        for module in MODULES
        if not ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_loading_the_definitions_needs_no_driver_and_no_great_expectations():
    heavy = (
        "{'duckdb', 'splink', 'psycopg', 'psycopg2', 'great_expectations', 'adbc_driver_manager'}"
    )
    told = subprocess.run(  # noqa: S603 - our own interpreter
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
    assert told.stdout.strip() == "[]"
