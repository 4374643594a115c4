"""What a linkage came to, in counts only.

Not here: how good the counts must be; that is for a check to judge.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SystemLinks:
    """One system's share.

    Attributes:
        rows: its identity rows.
        linked: those whose person is known to another system too.
        one_to_many: people whom it knows by more than one local id.
    """

    rows: int
    linked: int
    one_to_many: int

    @property
    def unlinked(self) -> int:
        """Rows of people that no other system knows."""
        return self.rows - self.linked

    @property
    def rate(self) -> float:
        """Share of rows linked, from 0 to 1; 0 where there are none."""
        return self.linked / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class PassReport:
    """One comparison of those left over.

    Attributes:
        name: as in the configuration.
        left: people compared, of the systems on the left.
        right: likewise.
        linked: pairs of them that are the same person.
        ties_refused: people on the left with a candidate above the threshold, but not clearly
            above the next one.
        skipped: why nothing was compared; null where it was.
    """

    name: str
    left: int
    right: int
    linked: int
    ties_refused: int
    skipped: str | None = None


@dataclass(frozen=True)
class LinkReport:
    """The whole.

    Attributes:
        systems: by system.
        people: how many the rows came to.
        conflicts: by kind of number (``child_link``, ``upn``, ``uln``), numbers of which a link
            was refused, since their rows are about different people.
        placeholders: numbers that too many rows hold to identify anybody.
        dob_disagrees: people whose rows, linked by number, differ in date of birth.
        passes: the comparisons of those left over, in their order.
    """

    systems: dict[str, SystemLinks]
    people: int
    conflicts: dict[str, int]
    placeholders: int
    dob_disagrees: int
    passes: tuple[PassReport, ...]

    @property
    def probable(self) -> int:
        """Links made without a shared number."""
        return sum(one.linked for one in self.passes)

    @property
    def ties_refused(self) -> int:
        """People not linked, since two candidates were as good."""
        return sum(one.ties_refused for one in self.passes)
