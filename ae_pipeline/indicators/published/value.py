"""One published figure of one area, and how its cell is read.

Here: the record, and the symbols that stand where a number is not shown. Not here: the layout of
any file.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

SHOWN = "ok"
UNAVAILABLE = "x"
SYMBOLS = {
    "c": "c",  # suppressed to protect people
    "z": "z",  # not applicable
    "x": UNAVAILABLE,
    ":": UNAVAILABLE,  # older files
    "": UNAVAILABLE,
    "k": "k",  # rounds to nought but is not nought
    "low": "k",
    "~": "k",  # older files
    "u": "u",  # low reliability
}


@dataclass(frozen=True)
class PublishedValue:
    """A figure as published, or as derived from published figures.

    Attributes:
        area_code: ONS code; or ``SN-2025`` (mean of the statistical neighbours of that model)
            and ``GOOD`` (mean of authorities judged good or outstanding).
        period: the label in the release: ``2025`` is the year ending in March 2025.
        period_end: the last day of that period.
        value: none where a symbol stands instead; a symbol is never a number.
        status: ``ok`` or one of ``c z x k u``.
        release: of the statistic, year or year and month.
        population_vintage: release of the population that a rate was divided by.
        sn_model: year of the statistical neighbour model, of a neighbours' mean.
        authorities: how many a mean was made of.
    """

    measure_id: str
    area_code: str
    area_name: str
    period: str
    period_end: date
    value: Decimal | None
    status: str
    source: str
    release: str
    licence: str
    population_vintage: str | None = None
    sn_model: str | None = None
    authorities: int | None = None


def read_cell(cell: str, *, missing: str | None = None) -> tuple[Decimal | None, str]:
    """A cell's number, or none and the status its symbol stands for.

    Args:
        cell: its text.
        missing: a further symbol of the file that says only that there is no figure.

    Raises:
        ValueError: if the cell is neither a number nor a known symbol.
    """
    text = cell.strip()
    if missing is not None and text == missing:
        return None, UNAVAILABLE
    if text in SYMBOLS:
        return None, SYMBOLS[text]
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"{text!r} is neither a number nor a symbol of published statistics")
    # LAIT keeps some values as printed binary fractions: 16.600000000000001 is 16.6.
    return Decimal(f"{float(number):.12g}"), SHOWN
