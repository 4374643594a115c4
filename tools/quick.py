"""Checks what a change touches, in under a minute: `make quick`.

A change is every file that differs from where the branch left `origin/main` (or from the last
commit, where there is no such branch). Format, lint, words and types are checked of those files.
Of the tests those run whose imports reach a changed module, the nearest first, until their time is
over; what did not run is counted. `make check` runs them all.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

import grimp
import pytest

from tools import check_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PACKAGES = ("ae_pipeline", "ae_city", "benchmarks", "tools")
TEST_FOLDERS = ("tests/unit", "tests/spec", "ae_city/tests")
SECONDS_OF_TESTS = 35.0
_IMPORT = re.compile(
    r"^\s*(?:from\s+([\w.]+)\s+import\s+(\([^)]*\)|.+)|import\s+([\w.]+))", re.MULTILINE
)
_NOT_A_NAME = re.compile(r"#.*|\bas\s+\w+")


class TimeLimit:
    """Ends a test session when its time is over, and counts the tests that did not run."""

    def __init__(self, seconds: float) -> None:
        self.ends = time.monotonic() + seconds
        self.left = 0

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """All tests are left to run."""
        self.left = len(session.items)

    def pytest_runtest_logfinish(self) -> None:
        """One fewer is left."""
        self.left -= 1

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """No test begins when the time is over."""
        if time.monotonic() > self.ends:
            item.session.shouldstop = "the time of a quick check is over"


def changed_files() -> list[str]:
    """Files of the change that still exist, from the repository's root."""
    base = _git("merge-base", "HEAD", "origin/main", allow_failure=True) or ["HEAD"]
    changed = _git("diff", "--name-only", base[0])
    changed += _git("ls-files", "--others", "--exclude-standard")
    return sorted({path for path in changed if (ROOT / path).is_file()})


def modules_imported(source: str) -> set[str]:
    """Every name that a source text imports: modules, and what is taken from them."""
    names: set[str] = set()
    for module, taken, plain in _IMPORT.findall(source):
        names.add(plain or module)
        parts = re.findall(r"\w+", _NOT_A_NAME.sub("", taken))
        names.update(f"{module}.{part}" for part in parts)
    return names


def distances(imports: Mapping[str, Iterable[str]], changed: Iterable[str]) -> dict[str, int]:
    """How many imports lie between each module and a changed one; 0 is a changed one itself."""
    importers: dict[str, set[str]] = {}
    for module, below in imports.items():
        for each in below:
            importers.setdefault(each, set()).add(module)
    nearest = dict.fromkeys(changed, 0)
    queue = deque(nearest)
    while queue:
        module = queue.popleft()
        for importer in importers.get(module, ()):
            if importer not in nearest:
                nearest[importer] = nearest[module] + 1
                queue.append(importer)
    return nearest


def select_tests(changed: Iterable[str]) -> list[str]:
    """Test files that a change reaches: those named after a changed module, then the nearest."""
    changed = list(changed)
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    files: dict[str, str] = {}
    for folder in ("tests", "ae_city/tests"):
        for path in (ROOT / folder).rglob("*.py"):
            name = _module(path.relative_to(ROOT).as_posix())
            files[name] = path.relative_to(ROOT).as_posix()
            imports[name] = modules_imported(path.read_text("utf-8"))
    nearest = distances(imports, [_module(path) for path in changed if path.endswith(".py")])
    reached = [
        name
        for name in nearest
        if files.get(name, "").startswith(TEST_FOLDERS) and "/test_" in files[name]
    ]
    named_after = {f"test_{Path(path).stem}" for path in changed}
    return sorted(
        (files[name] for name in reached),
        key=lambda path: (Path(path).stem not in named_after, nearest[_module(path)], path),
    )


def main() -> int:
    """Run every part, and fail if one of them does."""
    changed = changed_files()
    python = [path for path in changed if path.endswith(".py")]
    typed = [path for path in python if path.split("/")[0] in PACKAGES and "/tests/" not in path]
    sys.stdout.write(f"{len(changed)} changed files\n")
    failed = check_words.report_worse(changed)
    if python:
        failed |= _run("ruff", "format", "--check", *python)
        failed |= _run("ruff", "check", *python)
    if typed:
        failed |= _run("lint-imports")
        failed |= _run("mypy", *typed)
    tests = select_tests(changed)
    if tests:
        failed |= _run_tests(tests)
    return int(failed)


def _run_tests(paths: list[str]) -> bool:
    limit = TimeLimit(SECONDS_OF_TESTS)
    options = ["-p", "no:xdist", "-x", "-m", "not slow and not postgres and not browser"]
    status = pytest.main([*options, *paths], plugins=[limit])
    if limit.left > 0:
        sys.stdout.write(f"{limit.left} of the tests that the change reaches did not run\n")
    stopped = status == pytest.ExitCode.INTERRUPTED and time.monotonic() > limit.ends
    return not (status in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} or stopped)


def _run(program: str, *arguments: str) -> bool:
    """Whether a program of the environment fails."""
    sys.stdout.write(f"{program} {arguments[0] if arguments else ''}\n")
    sys.stdout.flush()
    return subprocess.run([BIN / program, *arguments], cwd=ROOT, check=False).returncode != 0  # noqa: S603


def _git(*arguments: str, allow_failure: bool = False) -> list[str]:
    done = subprocess.run(  # noqa: S603
        ["git", *arguments],  # noqa: S607
        cwd=ROOT,
        check=not allow_failure,
        capture_output=True,
        text=True,
    )
    return done.stdout.splitlines()


def _module(path: str) -> str:
    """The name that a file is imported by; what tests share is on their path."""
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return name.removeprefix("tests.lib.")


if __name__ == "__main__":
    sys.exit(main())
