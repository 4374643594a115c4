"""The numbers by which systems know people: child id, UPN, former UPN and ULN.

Numbers are unique; those of the care system's lives are kept. Not here: when a system gets one
wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.people import CHECK_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from ae_city.population.draws import Draws, Numbers, Texts

_LOWEST_CHILD_ID, _HIGHEST_CHILD_ID, _HIGHEST_WHERE_MANY = 100_000, 999_999, 9_999_999
_ROOMY = 0.9
_UPN_DIGITS, _ULN_DIGITS = 12, 10
_MODULUS = 11
_SPARE = 30
"""One in eleven numbers cannot be a ULN: enough of them besides twice those that are wanted."""


def child_ids(known: Collection[str], count: int, draws: Draws) -> Texts:
    """So many numbers of the social care system, none of those known; of one length if they fit."""
    wanted = count + len(known)
    room = _HIGHEST_CHILD_ID - _LOWEST_CHILD_ID + 1
    most = _HIGHEST_CHILD_ID if wanted < _ROOMY * room else _HIGHEST_WHERE_MANY
    numbers = _spread(_LOWEST_CHILD_ID, most, wanted, draws)
    free = numbers[~np.isin(numbers, np.array([int(each) for each in known], dtype=np.int64))]
    return free[draws.order(len(free))][:count].astype("U10").astype(object)


def _spread(lowest: int, highest: int, count: int, draws: Draws) -> Numbers:
    """So many different numbers between two, in order, one from each of as many equal parts."""
    step = (highest - lowest + 1) // max(count, 1)
    parts = lowest + np.arange(count, dtype=np.int64) * step
    return parts + (draws.uniform(count) * step).astype(np.int64)


def upns(authority: Numbers, estab: Numbers, year: Numbers) -> Texts:
    """Permanent UPNs: check letter, authority, school, year of issue, number within these."""
    issued = (authority * 10_000 + estab) * 100 + year % 100
    serial = pd.Series(issued).groupby(issued).cumcount().to_numpy()
    return _with_letter(issued * 1_000 + serial, None)


def temporary_upns(authority: Numbers, estab: Numbers, year: Numbers) -> Texts:
    """Temporary UPNs: the last place is a letter, which counts in the check letter by its place."""
    issued = (authority * 10_000 + estab) * 100 + year % 100
    serial = pd.Series(issued).groupby(issued).cumcount().to_numpy()
    digits = (issued * 100 + serial % 100) * 10
    return _with_letter(digits, (serial // 100).astype(np.int64))


def _with_letter(numbers: Numbers, last: Numbers | None) -> Texts:
    """Check letter and twelve places; the last is a letter by position where one is given."""
    powers = 10 ** np.arange(_UPN_DIGITS - 1, -1, -1, dtype=np.int64)
    places = numbers[:, None] // powers % 10
    if last is not None:
        places[:, -1] = last
    letters = np.frombuffer(CHECK_LETTERS.encode(), dtype=np.uint8)
    check = places @ np.arange(2, _UPN_DIGITS + 2) % len(letters)
    characters = np.empty((len(numbers), _UPN_DIGITS + 1), dtype=np.uint8)
    characters[:, 0] = letters[check]
    characters[:, 1:] = places + ord("0")
    if last is not None:
        characters[:, -1] = letters[last]
    return _text(characters)


def ulns(count: int, draws: Draws) -> Texts:
    """Unique learner numbers: nine digits and a check digit, weights 10 to 2, modulo 11."""
    base = _spread(10**8, 10**9 - 1, 2 * count + _SPARE, draws)
    powers = 10 ** np.arange(_ULN_DIGITS - 2, -1, -1, dtype=np.int64)
    places = base[:, None] // powers % 10
    remainder = places @ np.arange(_ULN_DIGITS, 1, -1) % _MODULUS
    # A remainder of nothing would need a check digit of ten or more: there is no such number.
    valid = np.flatnonzero(remainder > 0)
    chosen = valid[draws.order(len(valid))][:count]
    characters = np.empty((len(chosen), _ULN_DIGITS), dtype=np.uint8)
    characters[:, :-1] = places[chosen] + ord("0")
    characters[:, -1] = (10 - remainder[chosen]) + ord("0")
    return _text(characters)


def _text(characters: NDArray[np.uint8]) -> Texts:
    width = characters.shape[1]
    return (
        np.ascontiguousarray(characters)
        .view(f"S{width}")
        .ravel()
        .astype(f"U{width}")
        .astype(object)
    )
