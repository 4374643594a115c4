"""What a council decides about trust: ``config/trust.yaml`` as records.

Here: the words, the steps of each rule, and reading them. Not here: what is measured and judged
by them (``trust``).
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ae_pipeline.settings import ConfigurationError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FILE = "trust.yaml"


class TrustWord(StrEnum):
    """How far a figure can be relied on, the best first."""

    HIGH = "high"
    FAIR = "fair"
    """Usable; whoever uses it should know why it is not high."""
    LOW = "low"
    """No decision should rest on it alone."""
    DO_NOT_PUBLISH = "do not publish"


_ORDER = tuple(TrustWord)


def worst(words: Iterable[TrustWord]) -> TrustWord:
    """The worst of some words; high where there is none."""
    return max(words, key=_ORDER.index, default=TrustWord.HIGH)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    because: str = Field(min_length=1)


_Step = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]


class _Steps(_Frozen):
    fair: _Step | None = None
    low: _Step | None = None
    do_not_publish: _Step | None = None

    def _told(self) -> list[tuple[TrustWord, Decimal]]:
        """The steps there are, the mildest first."""
        named = zip(_ORDER[1:], (self.fair, self.low, self.do_not_publish), strict=True)
        return [(word, step) for word, step in named if step is not None]

    def _in_order(self, sign: int) -> None:
        steps = [sign * step for _, step in self._told()]
        if not steps:
            raise ValueError("needs at least one of fair, low and do_not_publish")
        if any(milder >= harder for milder, harder in pairwise(steps)):
            raise ValueError(f"must {'rise' if sign > 0 else 'fall'} from fair to do_not_publish")


class Rising(_Steps):
    """Steps of something that is worse the more there is of it."""

    @model_validator(mode="after")
    def _rise(self) -> Self:
        self._in_order(1)
        return self

    def word(self, number: Fraction | int) -> TrustWord:
        """That of the last step which the number has reached."""
        return worst(word for word, step in self._told() if number >= Fraction(step))


class Falling(_Steps):
    """Steps of something that is worse the less there is of it."""

    @model_validator(mode="after")
    def _fall(self) -> Self:
        self._in_order(-1)
        return self

    def word(self, number: Fraction | int) -> TrustWord:
        """That of the last step which the number is below."""
        return worst(word for word, step in self._told() if number < Fraction(step))


class Always(_Frozen):
    """What earns a word by being so."""

    word: TrustWord


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RisingRules(_Section):
    """Each rule of the file's ``rising``."""

    moved_by_rows_set_aside: Rising
    percent_set_aside: Rising
    percent_empty: Rising
    exports_missed: Rising
    percent_unlinked: Rising


class FallingRules(_Section):
    """Each rule of the file's ``falling``."""

    members: Falling
    events: Falling


class AlwaysRules(_Section):
    """Each rule of the file's ``always``."""

    never_came: Always
    not_built_on: Always
    no_figure: Always


class TrustRules(_Section):
    """``config/trust.yaml``; each rule is explained there."""

    rising: RisingRules
    falling: FallingRules
    always: AlwaysRules


def read_trust(config: Path) -> TrustRules:
    """Read ``trust.yaml``.

    Raises:
        ConfigurationError: if the file is absent, not YAML, or a rule is missing, misspelt or has
            steps in the wrong order. Every such rule is named.
    """
    try:
        return TrustRules.model_validate(read_yaml(config, _FILE))
    except ValidationError as error:
        found = [
            f"{'.'.join(map(str, each['loc'])) or 'the whole file'}: {each['msg']}"
            for each in error.errors(include_url=False, include_input=False)
        ]
        raise ConfigurationError(
            f"{config / _FILE} cannot be used. {'; '.join(found)}. Correct these lines; the file "
            "that came with the pipeline says what each rule means."
        ) from None
