"""What a council decides about judging: ``config/assessment.yaml`` as records.

Here: which groups are compared, and which measures are seasonal. Not here: the judging itself
(``inequality``, ``assessment``) or targets (``targets``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ae_pipeline import yaml_file
from ae_pipeline.errors import PipelineError
from ae_pipeline.measures.shapes import BREAKDOWNS

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_EACH, _OTHERS = "each", "others"
_FIELDS = {"gaps", "seasonal", "least_points"}
_OPTIONAL = {"key_indicators"}
_FEWEST = 3
"""Points below which there are not two moving ranges to take a mean of."""


class JudgingError(PipelineError):
    """``assessment.yaml`` is not as it should be."""


@dataclass(frozen=True)
class GapRule:
    """A group and those it is compared with.

    Attributes:
        breakdown: of the counts.
        name: what the group is called; nothing where it is each category by itself.
        group: its categories; none for each.
        others: what those are called that it is compared with.
        against: their categories; none for everybody else whose category is known.
        key_indicators: whose measures are compared so; none for all.
    """

    breakdown: str
    name: str
    group: tuple[str, ...]
    others: str
    against: tuple[str, ...]
    key_indicators: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Judging:
    """What is decided about judging.

    Attributes:
        gaps: groups to compare, in the file's order.
        seasonal: measures without a chart of variation.
        least_points: that a chart is drawn from.
    """

    gaps: tuple[GapRule, ...]
    seasonal: frozenset[str]
    least_points: int


def read_judging(config: Path, measures: Collection[str]) -> Judging:
    """Read ``assessment.yaml``.

    Args:
        config: the folder.
        measures: ids there are.

    Raises:
        OSError: if it cannot be opened.
        JudgingError: if a field, breakdown or measure is not one of ours, or a group is not told.
    """
    path = config / "assessment.yaml"
    told = yaml_file.load(path)
    if not isinstance(told, dict) or set(told) != _FIELDS:
        raise JudgingError(f"{path}: say {', '.join(sorted(_FIELDS))}, and nothing else")
    if strange := sorted(set(told["seasonal"]) - set(measures)):
        raise JudgingError(f"{path}: seasonal names no measures of ours: {', '.join(strange)}")
    least = told["least_points"]
    if not isinstance(least, int) or least < _FEWEST:
        raise JudgingError(f"{path}: least_points is a whole number of {_FEWEST} or more")
    gaps = tuple(_gap(entry, f"{path}: gap {place}") for place, entry in enumerate(told["gaps"], 1))
    return Judging(gaps, frozenset(told["seasonal"]), least)


def _gap(entry: Any, where: str) -> GapRule:
    if not isinstance(entry, dict) or set(entry) - _OPTIONAL != {"breakdown", "group", "against"}:
        raise JudgingError(f"{where}: say breakdown, group and against, and maybe key_indicators")
    if entry["breakdown"] not in BREAKDOWNS:
        raise JudgingError(f"{where}: breakdown is one of {', '.join(BREAKDOWNS)}")
    name, group = _named(entry["group"], _EACH, "", f"{where}: group")
    others, against = _named(entry["against"], _OTHERS, "all others", f"{where}: against")
    if set(group) & set(against):
        raise JudgingError(f"{where}: a group is not compared with itself")
    of = entry.get("key_indicators", [])
    if not (isinstance(of, list) and all(isinstance(number, int) for number in of)):
        raise JudgingError(f"{where}: key_indicators is a list of their numbers")
    return GapRule(entry["breakdown"], name, group, others, against, frozenset(of))


def _named(told: Any, word: str, name: str, where: str) -> tuple[str, tuple[str, ...]]:
    """A name and its categories, or those that a word stands for."""
    if told == word:
        return name, ()
    if isinstance(told, dict) and len(told) == 1:
        ((called, categories),) = told.items()
        if isinstance(categories, list) and categories:
            return str(called), tuple(map(str, categories))
    raise JudgingError(f"{where} is {word}, or a name and a list of categories")
