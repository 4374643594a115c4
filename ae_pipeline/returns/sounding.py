"""A name as names are compared: by its letters alone, and by how it sounds (Soundex).

Not here: whose name it is, or keying it (``minimising``).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

_SOUNDS = {
    letter: digit
    for digit, letters in {
        "1": "BFPV", "2": "CGJKQSXZ", "3": "DT", "4": "L", "5": "MN", "6": "R",
    }.items()
    for letter in letters
}  # fmt: skip
_SILENT = "HW"
"""Do not part two letters of one sound, as a vowel does."""
_LENGTH = 4


def spelling_of(names: pd.Series[str]) -> pd.Series[str]:
    """Letters in upper case without accents, spaces, hyphens or apostrophes; null without any."""
    return _each(names, _letters)


def sound_of(names: pd.Series[str]) -> pd.Series[str]:
    """The Soundex code of each name (first letter and three digits); null without any letter.

    As the United States National Archives define it: H and W do not separate equal sounds.
    """
    return _each(names, lambda name: _soundex(_letters(name)))


def _each(names: pd.Series[str], made: Callable[[str], str]) -> pd.Series[str]:
    told = {name: made(name) or None for name in names.dropna().unique()}
    return names.map(told).astype("str")


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).upper()
    return "".join(letter for letter in plain if "A" <= letter <= "Z")


def _soundex(letters: str) -> str:
    if not letters:
        return ""
    code, last = letters[0], _SOUNDS.get(letters[0], "")
    for letter in letters[1:]:
        sound = _SOUNDS.get(letter, "")
        if sound and sound != last:
            code += sound
        if letter not in _SILENT:
            last = sound
    return code[:_LENGTH].ljust(_LENGTH, "0")
