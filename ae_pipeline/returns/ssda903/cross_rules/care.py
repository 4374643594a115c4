"""Periods of care: the chains of episodes through which a child is looked after without a break.

Here: where a period starts and ends, and who was looked after all year. Not here: order within a
child (``sequence``).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.validation.sequence import NONE, Sequence, flags, pick

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


class Periods:
    """The periods of care that a table's episodes make up.

    An episode goes on with the child's period where it starts no later than the episode before
    it ended, or while that is still open, and that one did not end care (``REC`` other than X1).
    Each attribute has one value per episode, null or false for those without a child or a start.
    """

    def __init__(
        self, order: Sequence, decom: pd.Series[Any], dec: pd.Series[Any], rec: pd.Series[Any]
    ) -> None:
        """Chain episodes.

        Args:
            order: of the episodes that count.
            decom: start of each episode.
            dec: end of each episode.
            rec: reason each ended; a column of nulls where it is not known.
        """
        ended = order.previous(dec)
        reason = order.previous(rec)
        broken = (decom > ended) | (reason.notna() & reason.ne(codes.CONTINUES))
        starts = order.starts_child | broken.to_numpy(dtype=bool)[order.rows]
        self.number: NDArray[np.int64] = np.full(len(decom), NONE, dtype=np.int64)
        """Number of the period that an episode belongs to, from 0 over all children."""
        self.number[order.rows] = np.cumsum(starts) - 1
        self.first: NDArray[np.int64] = order.rows[starts]
        """By period number, the position of its first episode."""
        self.last: NDArray[np.int64] = order.rows[np.append(starts[1:], np.True_)[: len(starts)]]
        """By period number, the position of its last episode."""
        self._decom, self._dec = decom, dec

    @cached_property
    def is_first(self) -> pd.Series[bool]:
        """The first episode of a period."""
        return self._at(self.first)

    @cached_property
    def is_last(self) -> pd.Series[bool]:
        """The last episode of a period."""
        return self._at(self.last)

    @cached_property
    def start(self) -> pd.Series[Any]:
        """Date on which the episode's period started."""
        return self.at_start(self._decom)

    @cached_property
    def end(self) -> pd.Series[Any]:
        """Date on which the episode's period ended; null while it lasts."""
        return self.at_end(self._dec)

    def at_start(self, values: pd.Series[Any]) -> pd.Series[Any]:
        """What a column says in the first episode of each episode's period."""
        return pick(pick(values, self.first), self.number)

    def at_end(self, values: pd.Series[Any]) -> pd.Series[Any]:
        """What a column says in the last episode of each episode's period."""
        return pick(pick(values, self.last), self.number)

    def throughout(self, start: pd.Timestamp, end: pd.Timestamp) -> pd.Series[bool]:
        """Episodes of a period that covers every day from one to another, both included.

        The day on which a period ends is not a day in care.
        """
        lasts = self.end.isna() | (self.end > end)
        return flags((self.start <= start) & lasts)

    def _at(self, positions: NDArray[np.int64]) -> pd.Series[bool]:
        found = np.zeros(len(self.number), dtype=bool)
        found[positions] = True
        return flags(found)
