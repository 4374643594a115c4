"""All that is told of the city's people, each part once and only when something asks for it.

Here: which part builds on which. Not here: any of the parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ae_pipeline.city.care.lives import tell_city
from ae_pipeline.city.care.targets import Targets

if TYPE_CHECKING:
    from pathlib import Path

    from ae_pipeline.city.care.lives import City


@dataclass
class Lives:
    """The lives of an authority of some size, from a seed.

    Attributes:
        config: folder with the city's configuration.
        scale: size; 1 is the published one.
    """

    config: Path
    scale: float
    seed: int

    @cached_property
    def care(self) -> City:
        """Children looked after and care leavers."""
        return tell_city(Targets(self.config, self.scale), self.seed)
