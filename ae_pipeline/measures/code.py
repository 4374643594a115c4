"""Digests of the source that the counts of a group of measures depend on, and of no other.

The modules that a module of ``key_indicators`` imports are found in its text, without importing
any: a planner compares digests of a month in which nothing may have changed.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_FOLLOWED = ("measures", "engines", "schema")
"""Rooms whose modules are followed to what they import; of others the imported module alone."""
_COUNTING = ("measures/counting.py", "measures/measuring.py", "measures/coverage.py")
_IMPORT = re.compile(r"^[ \t]*from ae_pipeline\.([\w.]+) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?:(?:[ \t]+[^\n]*)?\n)*", re.MULTILINE)
_NAME = re.compile(r"\w+")


@cache
def counting_code(module: str) -> str:
    """Digest of all that decides the counts of a module of ``key_indicators``."""
    engines = [path.relative_to(_PACKAGE).as_posix() for path in _python("engines")]
    return _digest(_reached([_key_indicators(module), *_COUNTING, *engines]))


@cache
def definition_code(module: str) -> str:
    """Digest of all that decides which tables a module of ``key_indicators`` reads."""
    reached = _reached([_key_indicators(module)])
    return _digest({path for path in reached if path.partition("/")[0] in _FOLLOWED})


def _key_indicators(module: str) -> str:
    return f"measures/key_indicators/{module}.py"


def _reached(paths: list[str]) -> set[str]:
    """The modules that some modules import, directly or through others, and themselves."""
    reached: set[str] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            if path.partition("/")[0] in _FOLLOWED:
                waiting.extend(_imports(path))
    return reached


@cache
def _imports(path: str) -> tuple[str, ...]:
    """The modules of the package that a module imports when it runs."""
    text = _FOR_TYPES.sub("", _content(path).decode())
    imports: set[str] = set()
    for package, names in _IMPORT.findall(text):
        place = package.replace(".", "/")
        if (_PACKAGE / f"{place}.py").is_file():
            imports.add(f"{place}.py")
            continue
        for name in _NAME.findall(names):
            submodule = f"{place}/{name}.py"
            if (_PACKAGE / submodule).is_file():
                imports.add(submodule)
            else:
                imports.add(f"{place}/__init__.py")
    return tuple(sorted(imports))


@cache
def _content(path: str) -> bytes:
    return (_PACKAGE / path).read_bytes()


def _digest(paths: set[str]) -> str:
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.encode() + b"\0" + hashlib.sha256(_content(path)).digest())
    return total.hexdigest()


def _python(folder: str) -> list[Path]:
    return sorted((_PACKAGE / folder).glob("*.py"))
