"""Digests of the source that results of one return depend on, and of no other return.

A return depends on its own package and on what returns share, so that a changed rule of one does
not make the results of another out of date. Within a package the stages are kept apart by the
modules' names: ``facts…`` and ``people`` matter to what is built from validated rows, ``rules``
and ``cross_rules`` to validation alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ae_pipeline import fingerprint, returns

if TYPE_CHECKING:
    from collections.abc import Iterator

_REGISTER = ("__init__", "fact_tables", "return_package", "source_code")
"""Modules that find what returns declare; adding a return changes none of its neighbours."""
_RULES = ("rules", "cross_rules")
_FACTS, _PEOPLE = "facts", "people"
_READING = ("returns/reading", "returns/extract.py", "returns/extracting.py", "table_parts.py")
_VALIDATING = ("validation", "geography.py", "identity.py")
_BUILDING = ("facts", "schema", "people/building.py", "identity.py", "calendar_days.py")
_INDEXING = ("people", "schema", "identity.py")


def of_extract(name: str) -> str:
    """What decides which text rows are read of a submission."""
    own = _own(name, without=(*_RULES, _FACTS, _PEOPLE))
    shared = _shared(without=(*_RULES, _FACTS, _PEOPLE))
    return fingerprint.code(*_READING, *shared, *own)


def of_validation(name: str) -> str:
    """What decides which rows are accepted, and how they are typed and keyed."""
    own = _own(name, without=(_FACTS, _PEOPLE))
    return fingerprint.code(*_VALIDATING, *_shared(without=(_FACTS, _PEOPLE)), *own)


def of_facts(name: str) -> str:
    """What decides the rows of a return's fact tables, given its validated rows."""
    own = _own(name, without=(*_RULES, _PEOPLE))
    return fingerprint.code(*_BUILDING, *_shared(without=(*_RULES, _PEOPLE)), *own)


def of_people(names: tuple[str, ...]) -> str:
    """What decides the person index, given the validated rows of some returns."""
    people = [path for name in names for path in _own(name, without=(*_RULES, _FACTS))]
    return fingerprint.code(*_INDEXING, *_shared(without=(*_RULES, _FACTS)), *people)


def _own(name: str, without: tuple[str, ...]) -> list[str]:
    """A return's own modules, but for some."""
    folder = returns.package(name).folder
    return [str(path) for path in _modules(folder, without)]


def _shared(without: tuple[str, ...]) -> list[str]:
    """The modules that returns share, but for some and the register."""
    folder = Path(__file__).parent
    return [str(path) for path in _modules(folder, (*_REGISTER, *returns.NAMES, *without))]


def _modules(folder: Path, without: tuple[str, ...]) -> Iterator[Path]:
    """Modules in a folder, but for those of some names and those below folders of such names."""
    for path in sorted(folder.rglob("*.py")):
        first = path.relative_to(folder).parts[0].removesuffix(".py")
        if first not in without and not (_FACTS in without and first.startswith(_FACTS)):
            yield path
