"""When so much of a table was rejected that nothing may be built on it."""

from __future__ import annotations

from fractions import Fraction


def exceeds(threshold: float, read: int, quarantined: int) -> bool:
    """Whether more of a table was quarantined than a threshold allows.

    Args:
        threshold: percent, 0 to 100, as written in the configuration; exactly as much is allowed.
        read: rows read.
        quarantined: rows of those that were set aside.

    Returns:
        False for a table without rows, whatever the threshold. The comparison is exact: 5 per
        cent of 200 rows is 10, also where a float would make it 10.000000000000002.

    Raises:
        ValueError: if the counts cannot be: negative, or more set aside than read.
    """
    if not 0 <= quarantined <= read:
        raise ValueError(f"{quarantined} of {read} rows cannot have been quarantined")
    return quarantined * 100 > Fraction(str(threshold)) * read
