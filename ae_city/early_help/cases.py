"""Social care as early help needs to know it: who has an open case on a day, and the next one.

Not here: social care's lives (``city.social_care``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ae_city.population.days import NEVER, as_numbers

if TYPE_CHECKING:
    import pandas as pd

    from ae_city.population.draws import Flags, Numbers

_FAR = 10 * NEVER
"""More days than lie between any two, so that no search goes from one person to another."""


class Cases:
    """Episodes of need by person, none of a person overlapping."""

    def __init__(self, referrals: pd.DataFrame) -> None:
        cases = referrals[~referrals["nfa"].astype(bool)]
        person = cases["person"].to_numpy(dtype=np.int64)
        opened, closed = as_numbers(cases["date"], NEVER), as_numbers(cases["closed"], NEVER)
        order = np.lexsort((opened, person))
        self._keys = person[order] * _FAR + opened[order]
        self._person, self._opened, self._closed = person[order], opened[order], closed[order]

    def open_on(self, person: Numbers, day: Numbers) -> Flags:
        """Whether each person has a case open on a day."""
        at = self._before(person, day)
        found: Flags = (at >= 0) & (self._person[at] == person) & (self._closed[at] > day)
        return found

    def next_after(self, person: Numbers, day: Numbers) -> Numbers:
        """The day of each person's next referral after a day; ``NEVER`` without one."""
        at = self._before(person, day) + 1
        there = at < len(self._keys)
        at = np.minimum(at, len(self._keys) - 1)
        found: Numbers = np.where(there & (self._person[at] == person), self._opened[at], NEVER)
        return found

    def _before(self, person: Numbers, day: Numbers) -> Numbers:
        """Where the last case stands that was opened by a day; -1 before all."""
        return np.searchsorted(self._keys, person * _FAR + day, side="right") - 1
