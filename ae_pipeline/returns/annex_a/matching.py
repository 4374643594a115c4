"""From what an authority wrote to the category that it means.

Here: how texts are compared. Not here: the categories (``categories``), or which column has which
(``tables``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.returns.annex_a.categories import Categories, Category

_LETTER = re.compile(r"^\(?[a-z]{1,2}[).]\s*(?=\S)", re.IGNORECASE)
"""The letter of a place in a list, which is another in every authority's list."""
_TOKEN = re.compile(r"[A-Z0-9]+")
_WITH_LETTERS = re.compile(r"^([A-Z]{1,2}[0-9]+)[A-Z]+$")
"""A code that an authority has made into several: ``N1a``, ``R1OUT``."""
_PLAIN = re.compile(r"[^a-z0-9]+")
_LONG_CODE = 3
"""A code of so many characters is known wherever it stands; a shorter one might be a word."""
_LONGEST_TEXT = 300


def canonical(cells: pd.Series[str], categories: Categories) -> pd.Series[str]:
    """The cells with each text that means a category in the words of the guidance.

    A cell says a category if, without the letter of its place in a list, it is the category's text
    or another that is known to mean it; else if it begins with a code of the statutory returns, or
    has one in brackets; else if its words tell it. What means none stays as it is.
    """
    meant = {text: meaning(text, categories) or text for text in cells.dropna().unique()}
    return cells.map(meant).astype("str")


def meaning(text: str, categories: Categories) -> str | None:
    """The category that a text means, if any."""
    matcher = _matcher(categories)
    written = text.strip()[:_LONGEST_TEXT]
    bare = _LETTER.sub("", written)
    for form in (_squeezed(written), _squeezed(bare)):
        if form in matcher.exact:
            return matcher.exact[form]
    for code in _codes(bare):
        if code in matcher.codes:
            return matcher.codes[code]
    words = _squeezed(bare)
    return next((text for text, known in matcher.words if known.search(words)), None)


@dataclass(frozen=True)
class _Matcher:
    exact: dict[str, str]
    codes: dict[str, str]
    words: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _matcher(categories: tuple[Category, ...]) -> _Matcher:
    exact: dict[str, str] = {}
    codes: dict[str, str] = {}
    for category in categories:
        plain = (category.text, _LETTER.sub("", category.text), *category.exact.split("|"))
        exact |= {_squeezed(text): category.text for text in plain if text}
        codes |= dict.fromkeys(category.codes.split(), category.text)
    words = tuple(
        (category.text, re.compile(category.words)) for category in categories if category.words
    )
    return _Matcher(exact, codes, words)


def _squeezed(text: str) -> str:
    return _PLAIN.sub(" ", text.lower()).strip()


def _codes(text: str) -> list[str]:
    """What of a text may be a code, likeliest first."""
    upper = text.upper()
    found = [(token[0], token.start()) for token in _TOKEN.finditer(upper)]
    first = [form for code, _ in found[:1] for form in (code, _WITH_LETTERS.sub(r"\1", code))]
    bracketed = [code for code, at in found if at and upper[at - 1] in "(["]
    long = [code for code, _ in found if len(code) >= _LONG_CODE and code in text]
    return [*first, *bracketed, *long]
