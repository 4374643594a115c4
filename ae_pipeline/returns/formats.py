"""How the identifiers that several returns have are written: UPN, ULN, postcode and the like.

Here: functions from a text column to the cells that are well formed. Not here: whether what is
written exists (a postcode, a provider), which needs reference data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ae_pipeline.validation.cells import characters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd
    from numpy.typing import NDArray

Shape: TypeAlias = "Callable[[pd.Series[str]], NDArray[np.bool_]]"
"""From text to which cells are well formed; an empty one is not."""

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Check letters in the order of the remainders they stand for: no I, O or S."""
_UPN_PATTERN = f"[{_UPN_LETTERS}][0-9]{{11}}[0-9{_UPN_LETTERS}]"
_UPN_WIDTH = 13


def written_as(pattern: str) -> Shape:
    """Cells that match a regular expression from end to end."""

    def well_formed(values: pd.Series[str]) -> NDArray[np.bool_]:
        return values.str.fullmatch(pattern).to_numpy(dtype=bool, na_value=False)

    return well_formed


def upn_or(unknown: Collection[str]) -> Shape:
    """UPNs that are right, and the codes a return has for an unknown one (``UN1`` …)."""
    return lambda values: upn(values) | values.isin(unknown).to_numpy(dtype=bool)


def upn(values: pd.Series[str]) -> NDArray[np.bool_]:
    """UPNs whose check letter is right.

    The check letter stands first: weights 2 to 13 over the other twelve characters, the sum
    modulo 23. The last character of a temporary UPN is a letter and counts as its place in the
    list of check letters.
    """
    pattern = written_as(_UPN_PATTERN)(values)
    fits, matrix = characters(values, _UPN_WIDTH)
    value_of = np.zeros(256, dtype=np.int64)
    for number in range(10):
        value_of[ord("0") + number] = number
    for number, letter in enumerate(_UPN_LETTERS):
        value_of[ord(letter)] = number
    remainder = value_of[matrix[:, 1:]] @ np.arange(2, _UPN_WIDTH + 1) % len(_UPN_LETTERS)
    checked = np.zeros(len(values), dtype=bool)
    checked[fits] = value_of[matrix[:, 0]] == remainder
    return pattern & checked


postcode = written_as(
    r"(?i)(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9]|[0-9][A-HJKPSTUW]"
    r"|[A-HK-Y][0-9][ABEHMNPRVWXY]) *[0-9][ABD-HJLNP-UW-Z]{2})"
)
"""The shape of a United Kingdom postcode (BS 7666), space or not, either case."""


uln = written_as("[1-9][0-9]{9}")
"""Unique learner number: ten digits."""

social_work_england = written_as("(SW[0-9]{1,8}|AA[0-9]{10})")
"""A registration of Social Work England, as it writes them or as the workforce census does."""

school_urn = written_as("[0-9]{6}")
"""A school's number in DfE's register."""
