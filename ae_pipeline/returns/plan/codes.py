"""The code list of the plan return, the house's own."""

from __future__ import annotations

from ae_pipeline.quality.codelist import CodeList
from ae_pipeline.returns.codes import codes

COMPLETE = "COMPLETE"
STATUS = CodeList(codes(f"NOT_STARTED ON_TRACK AT_RISK DELAYED {COMPLETE}"))
