"""One placement: a time with one carer or in one home.

Here: the shape that is told step by step. Not here: how it is told (``placements``,
``locations``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_city.care.targets import ANCHOR, ANCHOR_YEAR, first_day

if TYPE_CHECKING:
    from datetime import date

    from ae_city.care.providers import Provision, Setting
    from ae_city.care.stays import Stay

INSIDE, NEAR, FAR = "inside", "near", "far"
"""In the authority; outside it but within 20 miles of every home; farther away."""


@dataclass(eq=False)
class Placement:
    """A time with one carer or in one home.

    Attributes:
        end: first day after it: the next placement's start, or the end of care.
        reason: why the child moved here; not for the first placement.
    """

    stay: Stay
    start: date
    end: date
    first: bool
    setting: Setting | None = None
    location: str = ""
    provision: Provision | None = None
    reason: str | None = None

    def covers(self, day: date) -> bool:
        """Whether the child lives there on a day, temporary absences included."""
        return self.start <= day < self.end

    @property
    def new_in_anchor_year(self) -> bool:
        """Begun in the year before the anchor."""
        return first_day(ANCHOR_YEAR) <= self.start <= ANCHOR

    @property
    def sort(self) -> Setting:
        """The setting, once told."""
        if self.setting is None:
            raise ValueError("The placement's setting has not been told yet")
        return self.setting

    @property
    def where(self) -> Provision:
        """The provision, once told."""
        if self.provision is None:
            raise ValueError("The placement's provision has not been told yet")
        return self.provision


Placements = list[list[Placement]]
"""By period of care, in order."""
