"""The early help return put together: contracts of its tables, and the ``Return``.

Not here: a table's columns (``tables``) or rules (``rules``).
"""

from __future__ import annotations

from ae_pipeline.returns.early_help import rules, tables
from ae_pipeline.returns.local import local_return
from ae_pipeline.validation.contract import TableContract

EARLY_HELP = local_return(
    "early_help",
    "Early help and targeted help",
    (
        TableContract("People", "people", tables.People),
        TableContract("Assessments", "assessments", tables.Assessments, rules.ASSESSMENTS),
        TableContract("Episodes", "episodes", tables.Episodes, rules.EPISODES),
        TableContract("Interventions", "interventions", tables.Interventions, rules.INTERVENTIONS),
        TableContract("FamilyHubReach", "family_hub_reach", tables.FamilyHubReach, rules.HUB),
        TableContract(
            "FamilyGroupConferences",
            "family_group_conferences",
            tables.FamilyGroupConferences,
            rules.CONFERENCES,
        ),
    ),
)
"""Families helped early, what they were helped with, and what came of it."""
