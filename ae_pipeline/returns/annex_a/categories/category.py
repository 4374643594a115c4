"""What a category of Annex A is: its text, and all that means it.

Not here: any category (the modules beside this one).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    """One category.

    Attributes:
        text: as the guidance writes it: what stands in the validated table.
        exact: other whole texts that mean it, parted by ``|``; case and punctuation do not count.
        codes: codes of the statutory returns that mean it, parted by spaces.
        words: a regular expression of words that tell it, in lower case without punctuation.
    """

    text: str
    exact: str = ""
    codes: str = ""
    words: str = ""


Categories = tuple[Category, ...]
"""In the order in which words are looked for; exact texts and codes come before any words."""
