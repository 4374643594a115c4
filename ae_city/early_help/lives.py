"""Everything that early help did with the families of the city.

Here: the order in which it is told. Not here: any of the parts, or what the system writes down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_city.early_help.cases import Cases
from ae_city.early_help.conferences import tell_conferences
from ae_city.early_help.episodes import tell_episodes
from ae_city.early_help.figures import read_figures
from ae_city.early_help.hubs import Hubs, tell_hubs
from ae_city.early_help.plans import tell_assessments, tell_interventions
from ae_city.population.draws import Draws

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ae_city.early_help.figures import Figures
    from ae_city.population import Population
    from ae_city.social_care import SocialCare


@dataclass(frozen=True, eq=False)
class EarlyHelp:
    """What happened, from a year before ``population.first`` to ``population.last``.

    ``person`` is a row of ``population.people``, ``episode`` one of ``episodes``. What has not
    ended by the last day has a null end.

    Attributes:
        figures: what was aimed at.
        episodes: one row a child's episode: ``person``, ``family``, ``requested``, ``source``,
            ``closed``, ``reason``, ``level``, ``lead``, ``review_days``, ``need_*``,
            ``outcome_*``, ``star_start``, ``star_end``.
        assessments: one row an assessment: ``episode``, ``person``, ``started``, ``completed``,
            ``organisation``, ``outcome``, ``plan``.
        interventions: one row a child's time in a programme (by place in the figures).
        hubs: who is registered with a family hub, and visits.
        conferences: one row a child and offer of a family group conference.
    """

    population: Population
    figures: Figures
    episodes: pd.DataFrame
    assessments: pd.DataFrame
    interventions: pd.DataFrame
    hubs: Hubs
    conferences: pd.DataFrame


def tell_early_help(population: Population, config: Path, care: SocialCare) -> EarlyHelp:
    """Tell it all. The same population, figures and social care tell the same."""
    figures = read_figures(config)

    def draws(subject: str) -> Draws:
        return Draws(population.seed, f"early help: {subject}")

    cases = Cases(care.referrals)
    episodes = tell_episodes(population, care, cases, figures.episodes, draws("episodes"))
    assessments = tell_assessments(population, episodes, figures.assessments, draws("assessments"))
    return EarlyHelp(
        population=population,
        figures=figures,
        episodes=episodes,
        assessments=assessments,
        interventions=tell_interventions(
            population, episodes, assessments, figures.interventions, draws("interventions")
        ),
        hubs=tell_hubs(population, figures.hubs, draws("hubs")),
        conferences=tell_conferences(
            population, care, episodes, figures.conferences, draws("conferences")
        ),
    )
