"""Holds every file to the words of `words.yaml`, and writes the table of docs/naming.md from it.

Python is read as a compiler reads it: the identifiers that a module defines (uses follow their
definition), its docstrings, its comments, and its messages, which are strings of several words.
Of pages and YAML files the prose is read, without code. A finding names file, line and word.

Files that are not clean yet stand in `words_unclean.txt` with their number of findings. It may only
shrink: no file may have more than the list says, none outside it may have any, and `--write` takes
out what has become clean. Where files move, findings may move with them; their sum may not grow.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import subprocess
import sys
import tokenize
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TOOLS = Path(__file__).parent
ROOT = TOOLS.parent
WORDS = TOOLS / "words.yaml"
UNCLEAN = TOOLS / "words_unclean.txt"
PAGE = ROOT / "docs" / "naming.md"
NOT_READ = (
    "tools/words.yaml",
    "tools/words_unclean.txt",
    "tests/unit/tools/test_check_words.py",
    "docs/naming.md",
    "uv.lock",
    "**/migrations/versions/**",
)
"""Files that must quote the words, or that nobody may change: a migration is history."""

_BEGIN, _END = "<!-- words: begin -->", "<!-- words: end -->"
_CODE = re.compile(r"``.+?``|`[^`\n]+`|https?://\S+|\]\([^)]*\)", re.DOTALL)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
_SEVERAL_WORDS = re.compile(r"[A-Za-z]\S*\s+\S*[a-z]")


@dataclass(frozen=True)
class Word:
    """A word that is not written, and where."""

    instead_of: str
    write: str
    because: str
    names: frozenset[str]
    whole: frozenset[str]
    prose: re.Pattern[str] | None
    allow: re.Pattern[str] | None
    exempt: tuple[str, ...]

    @classmethod
    def parse(cls, entry: dict[str, Any]) -> Word:
        """One entry of `words.yaml`."""
        return cls(
            entry["instead_of"],
            entry["write"],
            entry["because"],
            frozenset(entry.get("names", ())),
            frozenset(entry.get("whole", ())),
            _pattern(entry.get("prose", ())),
            _pattern(entry.get("allow", ())),
            tuple(entry.get("except", ())),
        )

    def in_name(self, name: str) -> bool:
        """Whether an identifier has the word."""
        return name.strip("_") in self.whole or not self.names.isdisjoint(_parts(name))

    def in_prose(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a text has the word: offset and what stands there."""
        if self.prose is None:
            return
        allowed = [match.span() for match in self.allow.finditer(text)] if self.allow else []
        for match in self.prose.finditer(text):
            if not any(start <= match.start() < end for start, end in allowed):
                yield match.start(), " ".join(match.group().split())


@dataclass(frozen=True, order=True)
class Finding:
    """A word that stands where it should not."""

    path: str
    line: int
    text: str
    write: str

    def __str__(self) -> str:
        """One line, as editors open it."""
        return f"{self.path}:{self.line}: '{self.text}' → {self.write}"


def load_words(path: Path = WORDS) -> list[Word]:
    """The word list, in its order."""
    return [Word.parse(entry) for entry in yaml.safe_load(path.read_text("utf-8"))["words"]]


def check_file(path: str, source: str, words: Sequence[Word]) -> list[Finding]:
    """Every finding of one file; its path, from the repository's root, decides how it is read."""
    words = [word for word in words if not any(fnmatch(path, each) for each in word.exempt)]
    names, prose = _read_python(source) if path.endswith(".py") else ((), _read_text(path, source))
    findings = {
        Finding(path, line, name, word.write)
        for line, name in names
        for word in words
        if word.in_name(name)
    }
    patterns = [word.prose.pattern for word in words if word.prose]
    any_word = re.compile("|".join(patterns)) if patterns else None
    for first, text in prose:
        if any_word is None or not any_word.search(text):
            continue
        flat = _without_code(text)
        findings |= {
            Finding(path, first + flat.count("\n", 0, offset), match, word.write)
            for word in words
            for offset, match in word.in_prose(flat)
        }
    return sorted(findings)


def check_files(paths: Iterable[str], words: Sequence[Word]) -> dict[str, list[Finding]]:
    """Findings by file, of files that have any."""
    checked = {path: check_file(path, (ROOT / path).read_text("utf-8"), words) for path in paths}
    return {path: findings for path, findings in checked.items() if findings}


def tracked_files() -> list[str]:
    """Files under version control, or about to be, that hold names or prose of ours."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py", "*.md", "*.yaml"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [
        path
        for path in sorted(set(listed))
        if (ROOT / path).is_file() and not any(fnmatch(path, each) for each in NOT_READ)
    ]


def table(words: Iterable[Word]) -> str:
    """The table of docs/naming.md."""
    lines = ["| Instead of | Write | Because |", "| --- | --- | --- |"]
    lines += [f"| {word.instead_of} | {word.write} | {word.because} |" for word in words]
    return "\n".join(lines)


def page_with_table(page: str, words: Iterable[Word]) -> str:
    """The page with its table as the word list has it."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{table(words)}\n{_END}{after}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check all files, or those named; 1 where something has to be changed."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tools.check_words")
    parser.add_argument("paths", nargs="*", help="report on these files, listed as unclean or not")
    parser.add_argument("--write", action="store_true", help="shrink the list of unclean files")
    parser.add_argument("--page", action="store_true", help="write the table of docs/naming.md")
    options = parser.parse_args(arguments)
    words = load_words()
    page = PAGE.read_text("utf-8")
    if options.page:
        PAGE.write_text(page_with_table(page, words), "utf-8")
        return 0
    listed = _read_list()
    if options.paths:
        named = [path for path in tracked_files() if _is_below(path, options.paths)]
        findings = check_files(named, words)
        return _report([str(one) for each in findings.values() for one in each])
    findings = check_files(tracked_files(), words)
    if options.write:
        return _shrink(listed, {path: len(each) for path, each in findings.items()})
    problems = _worse(findings, listed)
    problems += [
        f"{UNCLEAN.name}: {path} is cleaner or gone: run python -m tools.check_words --write"
        for path, number in listed.items()
        if number > len(findings.get(path, ()))
    ]
    if page != page_with_table(page, words):
        problems.append("docs/naming.md differs: run python -m tools.check_words --page")
    return _report(problems)


def report_worse(paths: Iterable[str]) -> bool:
    """Report on files that have more findings than the list allows; whether there are any."""
    own = set(tracked_files())
    findings = check_files([path for path in paths if path in own], load_words())
    return bool(_report(_worse(findings, _read_list())))


def _worse(findings: Mapping[str, Sequence[Finding]], listed: Mapping[str, int]) -> list[str]:
    return [
        str(one)
        for path, each in findings.items()
        if len(each) > listed.get(path, 0)
        for one in each
    ]


def _report(problems: Sequence[str]) -> int:
    sys.stdout.writelines(f"{line}\n" for line in problems)
    return 1 if problems else 0


def _read_list() -> dict[str, int]:
    """Files that are not clean yet, and how many findings they may have."""
    if not UNCLEAN.exists():
        return {}
    lines = (line.rsplit(" ", 1) for line in UNCLEAN.read_text("utf-8").splitlines())
    return {path: int(number) for path, number in lines}


def _shrink(listed: Mapping[str, int], unclean: Mapping[str, int]) -> int:
    """Write the list again, if there are no more findings than there were."""
    if listed and sum(unclean.values()) > sum(listed.values()):
        worse = [path for path, number in unclean.items() if number > listed.get(path, 0)]
        return _report([f"{path} has become worse, and the list may not grow" for path in worse])
    lines = (f"{path} {number}\n" for path, number in sorted(unclean.items()))
    UNCLEAN.write_text("".join(lines), "utf-8")
    return 0


@cache
def _parts(name: str) -> frozenset[str]:
    """The words of an identifier, in snake or camel case."""
    return frozenset(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"))


def _is_below(path: str, named: Iterable[str]) -> bool:
    return any(path == each or path.startswith(f"{each.rstrip('/')}/") for each in named)


def _pattern(forms: Sequence[str]) -> re.Pattern[str] | None:
    """Any of the forms as whole words; capitals throughout are SQL or a code, not a word.

    A phrase may run over the end of a line.
    """
    if not forms:
        return None
    spaced = [f"{form}|{_capital(form)}".replace(" ", r"\s+") for form in forms]
    return re.compile(rf"\b(?<!-)(?:{'|'.join(spaced)})(?![\w-])")


def _capital(form: str) -> str:
    return form[0].upper() + form[1:] if form[0].isalpha() else form


def _without_code(text: str) -> str:
    """The text with code in back quotes, links and addresses blanked out, line for line."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _read_text(path: str, source: str) -> list[tuple[int, str]]:
    """Prose of a page, or comments and values of a YAML file."""
    if path.endswith(".md"):
        source = _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), source)
        return [(1, source)]
    keys = re.compile(r"(?:(?<=[{,])|^)\s*-?\s*[\w-]+:(?=\s|$)", re.MULTILINE)
    return [(1, keys.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), source))]


def _read_python(source: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Identifiers that a module defines, and its prose, each with its line."""
    names: list[tuple[int, str]] = []
    prose: list[tuple[int, str]] = []
    in_f_strings: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            # Parts of one message: what is filled in stands as a code.
            in_f_strings |= {id(part) for part in node.values}
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "`…`" for part in node.values
            )
            prose.append((node.lineno, text))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in in_f_strings and _SEVERAL_WORDS.search(node.value):
                prose.append((node.lineno, node.value))
        else:
            names += [(getattr(node, "lineno", 1), name) for name in _defined(node)]
    prose += _comments(source)
    return names, prose


def _defined(node: ast.AST) -> tuple[str, ...]:
    """Identifiers that a node defines."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return (name,)
        case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
            return (name,)
        case ast.Attribute(attr=name, ctx=ast.Store()):
            return (name,)
        case ast.alias(asname=str(name)):
            return (name,)
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            return (name,)
        case _:
            return ()


def _comments(source: str) -> list[tuple[int, str]]:
    """Comments, those of neighbouring lines as one text."""
    blocks: list[tuple[int, str]] = []
    last = -1
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        line, text = token.start[0], token.string.lstrip("#")
        if line == last + 1 and blocks:
            first, before = blocks[-1]
            blocks[-1] = (first, f"{before}\n{text}")
        else:
            blocks.append((line, text))
        last = line
    return blocks


if __name__ == "__main__":
    sys.exit(main())
