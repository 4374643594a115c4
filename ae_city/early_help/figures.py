"""``config/city_early_help.yaml``, typed.

Here: what is aimed at. Not here: how it is met.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pydantic import BaseModel, ConfigDict

from ae_city.configuration import read_city_yaml
from ae_city.learning.figures import Disagreement

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "city_early_help.yaml"
ByYear: TypeAlias = dict[int, float]
"""By the March that a year ends in."""
Days: TypeAlias = tuple[int, int]


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EpisodeFigures(_Figures):
    """Episodes: how many, how long, what for, and how they end."""

    started: dict[int, int]
    needs_met: ByYear
    other_ends: dict[str, float]
    child_included: float
    days: tuple[tuple[int, int, float], ...]
    least_days: int
    before_step_up: Days
    after_step_down: Days
    targeted: float
    sources: dict[str, float]
    agencies: dict[str, float]
    needs: dict[str, float]
    outcome_otherwise: float
    star_taken: float
    review_days: Days


class AssessmentFigures(_Figures):
    """Assessments of episodes."""

    made: float
    starts_within: int
    days: Days


class Programme(_Figures):
    """A targeted programme, and the measure it is judged by."""

    name: str
    provider: str
    ages: tuple[int, int]
    weeks: int
    measure: str
    better: str
    least: float
    scores: tuple[int, int]
    weight: float


class InterventionFigures(_Figures):
    """Who takes part in a programme, and with what success."""

    taken: ByYear
    improved: ByYear
    scored: float
    ends: dict[str, float]
    programmes: tuple[Programme, ...]


class HubFigures(_Figures):
    """Family hubs: under fives reached in twelve months to 31 March."""

    names: tuple[str, ...]
    reached: ByYear
    only_registered: float
    visits: float
    activities: dict[str, float]


class ConferenceFigures(_Figures):
    """Family group conferences beyond those of pre-proceedings."""

    of_plans: ByYear
    of_targeted: float
    of_care: float
    accepted: float
    held: float
    agreed: float
    days_to_meeting: Days
    days_to_review: Days


class Figures(_Figures):
    """The whole file."""

    history_months: int
    disagreement: Disagreement
    late_by: Days
    episodes: EpisodeFigures
    assessments: AssessmentFigures
    interventions: InterventionFigures
    hubs: HubFigures
    conferences: ConferenceFigures


@lru_cache(maxsize=4)
def read_figures(config: Path) -> Figures:
    """Read the file of a configuration folder, once."""
    return Figures.model_validate(read_city_yaml(config, _NAME))
