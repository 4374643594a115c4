"""The code lists of the Virtual School's records, a layout of the house.

Not here: which column has which list (``tables``).
"""

from __future__ import annotations

from ae_pipeline.returns.codes import codes
from ae_pipeline.validation.codelist import CodeList

AUTUMN, SPRING, SUMMER = "AUT", "SPR", "SUM"
TERMS = (AUTUMN, SPRING, SUMMER)
UNKNOWN_UPN = frozenset({"UN1", "UN2", "UN3", "UN4", "UN5"})
"""Codes of the children looked after return for why there is no UPN."""
QUALITY = CodeList(codes("R A G"))
"""Red, amber, green, as the Virtual School judges the plan."""
PROGRESS = CodeList(codes("BELOW ON ABOVE"))
"""Against what is expected at the age."""
STAGE = CodeList(codes("EY KS1 KS2 KS3 KS4 KS5"))
MOVE_REASON = CodeList(codes("PHASE PLACEMENT FAMILY PROVISION EXCLUSION OTHER"))
"""Next phase, change of placement, move of the family, specialist provision, exclusion, other."""
FIRST_PLAN_WITHIN = 10
"""Working days from entering care in which the first plan is to be made."""
HIGHEST_SDQ = 40
