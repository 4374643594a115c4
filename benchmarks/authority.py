"""The home that whole months are measured in: the invented authority's, in a folder of its own.

Here: its files, and the changes to them that make a month run otherwise. Not here: running it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.periods import Month

if TYPE_CHECKING:
    from pathlib import Path

MONTH = Month(2025, 9)
"""The month that is run; earlier submissions that its figures look back to are its history."""
MARKS_MONTH = Month(2025, 3)
"""The month of which attendance marks are read; its academic year is the larger submission."""
SEED = 2024
"""Which lives the authority has: the demonstration's."""
_CORRECTED = "reviews.csv"


def correct_submission(home: Path) -> None:
    """Send the month's submission again with one review fewer, so that all of it is made anew."""
    path = home / "landing" / str(MONTH) / "ssda903" / _CORRECTED
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
