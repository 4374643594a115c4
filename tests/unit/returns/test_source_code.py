"""What a return's results depend on: its own package and what returns share, and no more."""

import re
from pathlib import Path

import pytest

import ae_pipeline
from ae_pipeline import fingerprint, returns
from ae_pipeline.returns import source_code

PACKAGE = Path(ae_pipeline.__file__).parent
IMPORT = re.compile(r"^ *from ae_pipeline\.returns\.(\w+)", re.MULTILINE)
STAGES = (source_code.of_extract, source_code.of_validation, source_code.of_facts)


def digests():
    """By return and stage, and of the index, as they are now."""
    by_stage = {(name, each.__name__): each(name) for name in returns.NAMES for each in STAGES}
    return by_stage | {("index", "of_people"): source_code.of_people(returns.NAMES)}


@pytest.fixture
def changed(monkeypatch):
    """The digests that differ when one module has another text."""
    fingerprint.code.cache_clear()
    before = digests()

    def change(module):
        path = PACKAGE / module
        assert path.is_file()
        content = fingerprint._content
        monkeypatch.setattr(
            fingerprint, "_content", lambda each: b"other" if each == path else content(each)
        )
        fingerprint.code.cache_clear()
        after = digests()
        fingerprint.code.cache_clear()
        return {key for key in before if before[key] != after[key]}

    yield change
    fingerprint.code.cache_clear()


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("returns/cin/rules.py", {("cin", "of_validation")}),
        ("returns/cin/facts.py", {("cin", "of_facts")}),
        ("returns/cin/people.py", {("index", "of_people")}),
        (
            "returns/cin/tables.py",
            {("cin", each.__name__) for each in STAGES} | {("index", "of_people")},
        ),
        ("people/linking/scoring.py", {("index", "of_people")}),
        ("returns/statutory/text.py", {(name, "of_validation") for name in returns.NAMES}),
        (
            "returns/marks.py",
            {*((name, each.__name__) for name in returns.NAMES for each in STAGES)}
            | {("index", "of_people")},
        ),
    ],
)
def test_a_module_concerns_the_stages_that_it_decides_and_no_other_return(
    changed, module, expected
):
    assert changed(module) == expected


def test_no_return_uses_a_module_of_another():
    for name in returns.NAMES:
        for path in returns.package(name).folder.rglob("*.py"):
            used = set(IMPORT.findall(path.read_text(encoding="utf-8")))
            assert not used & (set(returns.NAMES) - {name}), path


def test_the_register_alone_does_not_concern_any_result(changed):
    assert changed("returns/__init__.py") == set()
