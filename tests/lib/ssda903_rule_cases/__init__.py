"""Cases of every rule of SSDA903, one module per subject."""

from ssda903_rule_cases import adoption, care, children, episodes, episodes_cells, outcomes
from ssda903_rule_cases.case import Case

CASES = [
    *children.CASES,
    *episodes_cells.CASES,
    *episodes.CASES,
    *care.CASES,
    *outcomes.CASES,
    *adoption.CASES,
]

__all__ = ["CASES", "Case"]
