"""Which modules of this package a module needs, and one digest over the text of them all.

A result is out of date when the code that made it has changed, and only then: so a digest covers
the modules that were named and what they import, and nothing else. Imports are read from the
text, since loading a module to ask it costs more than most steps.
"""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_ROOT = Path(__file__).parent
_PACKAGE = _ROOT.name
_IMPORT = re.compile(
    rf"^(?P<indent>[ \t]*)(?:from[ ]+(?P<base>{_PACKAGE}[\w.]*)[ ]+import[ ]+"
    rf"(?:\((?P<many>[^)]*)\)|(?P<few>[^\n#]*))|import[ ]+(?P<whole>{_PACKAGE}[\w.]*))",
    re.MULTILINE,
)
STORING = ("errors", "fingerprint", "lake", "source_code", "table_parts")
"""Modules that store and compare results, and change nothing in them."""
_TYPES_ONLY = re.compile(r"^if TYPE_CHECKING:\n(?:(?:[ \t]+[^\n]*)?\n)+", re.MULTILINE)
_NAME = re.compile(r"(\w+)(?:[ ]+as[ ]+\w+)?")


def text_digest(text: str) -> str:
    """Digest of a text, where the text itself is not to be kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest(*modules: str, without: tuple[str, ...] = ()) -> str:
    """Digest over modules and all that they import of this package.

    Args:
        modules: names within the package: ``returns.cin``. A package stands for all its modules,
            and an empty name for the whole.
        without: modules, or packages, whose text does not count though something imports them:
            what they make is an input of its own.
    """
    total = hashlib.sha256()
    for name, text in files(*modules, without=without).items():
        total.update(f"{name}\0{text}\n".encode())
    return total.hexdigest()


@lru_cache
def files(*modules: str, without: tuple[str, ...] = ()) -> dict[str, str]:
    """The digest of each module that modules need, by its path in the package."""
    waiting = [each for name in modules for each in _all_of(name)]
    needed: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in needed and not _under(name, without):
            needed.add(name)
            waiting.extend(_imports(name))
    paths = sorted(_path(name) for name in needed)
    return {os.path.relpath(path, _ROOT): _digest_of(path) for path in paths}


def _under(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in packages)


@cache
def _path(name: str) -> Path:
    """The file of a module. A package of a return may lie elsewhere.

    Raises:
        ModuleNotFoundError: if there is none.
    """
    folder = _ROOT.joinpath(*filter(None, name.split(".")))
    for path in (folder.with_suffix(".py"), folder / "__init__.py"):
        if path.is_file():
            return path
    elsewhere = find_spec(f"{_PACKAGE}.{name}")
    if elsewhere is None or elsewhere.origin is None:
        raise ModuleNotFoundError(f"{_PACKAGE} has no module {name}")
    return Path(elsewhere.origin)


def _all_of(name: str) -> list[str]:
    """A module; of a package, every module in it."""
    path = _path(name)
    if path.name != "__init__.py":
        return [name]
    return [
        ".".join(
            [*filter(None, name.split(".")), *each.relative_to(path.parent).with_suffix("").parts]
        )
        .removesuffix("__init__")
        .removesuffix(".")
        for each in path.parent.rglob("*.py")
    ]


@cache
def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _imports(name: str) -> tuple[str, ...]:
    """Modules of this package that a module imports when it runs, at its top or later.

    A package that only holds the module is not counted: what is in its ``__init__`` changes nothing
    in the module.
    """
    text = _TYPES_ONLY.sub("", _path(name).read_text(encoding="utf-8"))
    found: list[str] = []
    for match in _IMPORT.finditer(text):
        base = (match["base"] or match["whole"]).removeprefix(_PACKAGE).removeprefix(".")
        names = _NAME.findall(match["many"] or match["few"] or "")
        modules = {name: _module(base, name) for name in names}
        found.extend(filter(None, modules.values()))
        if base and not all(modules.values() or [None]):
            found.append(base)
    return tuple(dict.fromkeys(found))


@cache
def _module(package: str, name: str) -> str | None:
    """The module that a name imported from a package is; none if it is something in it."""
    path = _path(package)
    if path.name != "__init__.py":
        return None
    folder = path.parent / name
    there = folder.with_suffix(".py").is_file() or (folder / "__init__.py").is_file()
    return f"{package}.{name}".removeprefix(".") if there else None
