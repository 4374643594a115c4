"""How the identifiers of SSDA903 are written: UPN, URN, postcode, worker id and the like.

Here: functions from a text column to the cells that are well formed. Not here: whether what is
written exists (a postcode, a provider), which needs reference data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_pipeline.quality.cells import characters
from ae_pipeline.returns.ssda903 import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    Shape = Callable[[pd.Series[str]], NDArray[np.bool_]]

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Check letters in the order of the remainders they stand for: no I, O or S."""
_UPN_PATTERN = f"[{_UPN_LETTERS}][0-9]{{11}}[0-9{_UPN_LETTERS}]"
_UPN_WIDTH = 13


def _written_as(pattern: str) -> Shape:
    def well_formed(values: pd.Series[str]) -> NDArray[np.bool_]:
        return values.str.fullmatch(pattern).to_numpy(dtype=bool, na_value=False)

    return well_formed


def upn(values: pd.Series[str]) -> NDArray[np.bool_]:
    """UPNs whose check letter is right, and the codes for an unknown one, ``UN1`` to ``UN5``.

    The check letter stands first: weights 2 to 13 over the other twelve characters, the sum
    modulo 23. The last character of a temporary UPN is a letter and counts as its place in the
    list of check letters.
    """
    fine = values.isin(codes.UNKNOWN_UPN).to_numpy(dtype=bool)
    pattern = _written_as(_UPN_PATTERN)(values)
    fits, matrix = characters(values, _UPN_WIDTH)
    value_of = np.zeros(256, dtype=np.int64)
    for number in range(10):
        value_of[ord("0") + number] = number
    for number, letter in enumerate(_UPN_LETTERS):
        value_of[ord(letter)] = number
    remainder = value_of[matrix[:, 1:]] @ np.arange(2, _UPN_WIDTH + 1) % len(_UPN_LETTERS)
    checked = np.zeros(len(values), dtype=bool)
    checked[fits] = value_of[matrix[:, 0]] == remainder
    return fine | (pattern & checked)


postcode = _written_as(
    r"(?i)(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9]|[0-9][A-HJKPSTUW]"
    r"|[A-HK-Y][0-9][ABEHMNPRVWXY]) *[0-9][ABD-HJLNP-UW-Z]{2})"
)
"""The shape of a United Kingdom postcode (BS 7666), space or not, either case."""

urn = _written_as(rf"SC[0-9]{{6}}|[0-9]{{7}}|{codes.UNREGISTERED_URN}")
"""Ofsted's number of a provider, or seven X where there is none."""

worker_id = _written_as(r"(SW|XX).+")
"""Social Work England's number (SW), or an agency's or local one (XX)."""

previous_authority = _written_as(r"[0-9]{3}|[ENSW][0-9]{8}|[A-Z]{3}")
"""A DfE number, an ONS code, or three letters for a place outside England (SCO, WAL, NIR …)."""

partial_date = _written_as(
    r"(?i)(zz|0[1-9]|[12][0-9]|3[01])/(zz|0[1-9]|1[0-2])/(zzzz|(19|20)[0-9]{2})"
)
"""DD/MM/YYYY with ``zz`` for what is not known."""
