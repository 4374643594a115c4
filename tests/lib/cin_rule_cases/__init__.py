"""Cases of every rule of the CIN Census, one module per subject."""

from cin_rule_cases import assessing, children, episodes, planning
from cin_rule_cases.case import Case, asked_of

CASES = [*children.CASES, *episodes.CASES, *assessing.CASES, *planning.CASES]

__all__ = ["CASES", "Case", "asked_of"]
