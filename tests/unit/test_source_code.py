"""Digests of code: what a module needs, and no more."""

import ast
from pathlib import Path

import pytest

import ae_pipeline
from ae_pipeline import returns, source_code, step_inputs
from ae_pipeline.people import building, index
from ae_pipeline.returns import validating

ROOT = Path(ae_pipeline.__file__).parent


def test_validating_a_return_needs_its_own_package_and_no_other_returns():
    files = source_code.files("returns.cin", "returns.validating")
    assert "returns/cin/codes.py" in files
    assert not [path for path in files if path.startswith(("returns/sen2", "returns/ssda903"))]


def test_a_module_left_out_takes_what_only_it_imports_with_it():
    whole = source_code.files("people.building")
    narrow = source_code.files("people.building", without=building.CODE_WITHOUT)
    assert "returns/validating.py" in whole
    assert narrow.keys() < whole.keys()
    assert "returns/validating.py" not in narrow


@pytest.mark.parametrize(
    "name",
    sorted(
        {
            *building.CODE_WITHOUT,
            *index.CODE_WITHOUT,
            *validating.CODE_WITHOUT,
            *step_inputs.MEASURE_CODE_WITHOUT,
        }
    ),
)
def test_every_module_that_is_left_out_exists(name):
    assert source_code.files(name)


def test_a_package_that_lies_elsewhere_is_followed_too(tmp_path, monkeypatch):
    package = tmp_path / "rowing"  # a name of its own: finding a package loads it for good
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "codes.py").write_text("CODES = ()\n")
    (package / "contract.py").write_text("from ae_pipeline.returns.rowing import codes\n")
    monkeypatch.setattr(returns, "__path__", [*returns.__path__, str(tmp_path)])
    files = source_code.files("returns.rowing.contract")
    assert {Path(path).name for path in files} == {"codes.py", "contract.py"}


def test_a_module_that_is_not_there_is_an_error():
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        source_code.digest("returns.no_such_module")


def test_imports_are_those_that_python_parses():
    """Of every module, at its top or in a function, but not those for types only."""
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        assert set(source_code._imports(name)) == _parsed(path), path


def _parsed(path):
    found = set()
    waiting = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            continue
        waiting.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ae_pipeline"):
            base = node.module.removeprefix("ae_pipeline").removeprefix(".")
            names = [source_code._module(base, alias.name) for alias in node.names]
            found.update(filter(None, names))
            if base and not all(names):
                found.add(base)
    return found
