"""The collector's rules over rows, tables and the year of the CIN Census.

``evidence`` is what a rule sees, ``rule`` how one is written, ``families`` are the rules, one
module per subject. Not here: rules about the cells of one row (``rules``), which the contract
asks and which say all that their definitions do.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ae_pipeline.returns.cin.statutory.families import FAMILIES
from ae_pipeline.returns.statutory.evaluation import rules_by_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_pipeline.returns.cin.statutory.rule import StatutoryRule


@cache
def statutory_rules(specification: str) -> Mapping[str, StatutoryRule]:
    """The rules of a specification year, by code.

    Raises:
        ValueError: if a code has two rules in that year.
    """
    return rules_by_code(FAMILIES, specification)
