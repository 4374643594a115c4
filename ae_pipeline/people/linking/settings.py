"""What a deployment may decide about linkage: the typed contents of ``config/linkage.yaml``.

Not here: what the decisions do.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from math import isclose
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ae_pipeline.settings import read_yaml

if TYPE_CHECKING:
    from pathlib import Path


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Chance(_Frozen):
    """How often two rows compare in one way.

    Attributes:
        m: where they are about one person.
        u: where they are about two.
    """

    m: float = Field(gt=0, lt=1)
    u: float = Field(gt=0, lt=1)


class _Comparison(_Frozen):
    @model_validator(mode="after")
    def _all_cases(self) -> Self:
        chances = [getattr(self, name) for name in type(self).model_fields]
        for kind in ("m", "u"):
            if not isclose(sum(getattr(chance, kind) for chance in chances), 1, abs_tol=1e-9):
                raise ValueError(f"the {kind} of all cases of a comparison must sum to 1")
        return self


class SameOrNot(_Comparison):
    """A comparison with two outcomes."""

    same: Chance
    different: Chance


class NameCases(_Comparison):
    """A comparison of keyed names: equal, equal in sound only, or neither."""

    exact: Chance
    sound: Chance
    different: Chance


class DateCases(_Comparison):
    """A comparison of dates: equal, day and month swapped, one digit off, or none of these."""

    exact: Chance
    swapped: Chance
    one_digit: Chance
    different: Chance


class Evidence(_Frozen):
    """What each comparison is worth."""

    date_of_birth: DateCases
    sex: SameOrNot
    postcode_district: SameOrNot
    forename: NameCases
    surname: NameCases


class Pass(_Frozen):
    """Which systems' people are compared with which.

    Attributes:
        left: systems; people known to one of these and to none on the right are compared
        right: with people known to one of these and to none on the left.
    """

    left: frozenset[str] = Field(min_length=1)
    right: frozenset[str] = Field(min_length=1)

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if self.left & self.right:
            raise ValueError("a system cannot be on both sides of a pass")
        return self


class LinkageSettings(_Frozen):
    """``config/linkage.yaml``; each is explained there.

    Attributes:
        threshold: lowest probability of a link.
        population: people that a row could be about, at least.
        fewest: people that each side of a pass must have.
        placeholder_rows: most rows that can share a number which identifies a person.
        name_strength: people as if counted already when the frequency of names is counted.
        passes: by name, in their order.
        evidence: what each comparison is worth.
    """

    threshold: float = Field(gt=0.5, lt=1)
    population: int = Field(ge=1)
    fewest: int = Field(ge=1)
    placeholder_rows: int = Field(ge=2)
    name_strength: int = Field(ge=0)
    passes: dict[str, Pass]
    evidence: Evidence

    @property
    def told(self) -> dict[str, Any]:
        """All of it as plain data that is the same in every process: sets in order."""
        return {
            **self.model_dump(mode="json", exclude={"passes"}),
            "passes": {
                name: {
                    key: sorted(value) if isinstance(value, frozenset) else value
                    for key, value in one.model_dump().items()
                }
                for name, one in self.passes.items()
            },
        }

    @property
    def systems(self) -> frozenset[str]:
        """Every system that takes part in a pass."""
        return frozenset(chain.from_iterable(one.left | one.right for one in self.passes.values()))


@lru_cache
def linkage(folder: Path) -> LinkageSettings:
    """How this deployment links.

    Raises:
        ConfigurationError: if the file is absent or not YAML.
    """
    return LinkageSettings.model_validate(read_yaml(folder, "linkage.yaml"))
