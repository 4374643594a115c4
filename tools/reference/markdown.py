"""Text as Markdown: the few forms that the reference pages use.

Docstrings are written for Sphinx, so their double backquotes become single ones here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GENERATED = "<!-- Written by `make docs` from the code: change that, and not this page. -->"


def page(title: str, *blocks: str) -> str:
    """A generated page: its title, and blocks apart from one another by a blank line."""
    return "\n\n".join((_GENERATED, f"# {title}", *blocks)) + "\n"


def code(text: str) -> str:
    """A name as it stands in files and code; nothing for an empty text."""
    return f"`{text}`" if text else ""


def prose(docstring: str) -> str:
    """The paragraphs of a docstring, with names in single backquotes."""
    return docstring.replace("``", "`").strip()


def line(text: str) -> str:
    """A text of several lines as one."""
    return " ".join(prose(text).split())


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table. Cells may hold anything but lose their line breaks."""
    lines = [_row(header), _row(["---"] * len(header)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(line(cell).replace('|', chr(92) + '|') for cell in cells)} |"
