"""The code list of the plan return, the house's own."""

from __future__ import annotations

from ae_pipeline.returns.codes import codes
from ae_pipeline.validation.codelist import CodeList

COMPLETE = "COMPLETE"
STATUS = CodeList(codes(f"NOT_STARTED ON_TRACK AT_RISK DELAYED {COMPLETE}"))
