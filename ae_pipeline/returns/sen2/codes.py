"""The code lists of SEN2 by collection year.

Not here: which column has which list (``tables``), or lists that other returns share
(``returns.codes``, ``returns.ethnicity``).

Source: DfE's guides to SEN2, person level, 2023 to 2025, and the schemas that follow them.
"""

from __future__ import annotations

from ae_pipeline.returns.codes import codes
from ae_pipeline.validation.codelist import CodeList

SPECIFICATIONS = ("2023", "2024", "2025")
"""Collection years: the January they end in."""

SEX = CodeList(codes("M F"))
GENDER = CodeList(codes("0 1 2 9"), removed={"2024": codes("0 1 2 9")})
"""``GenderCurrent``, which ``Sex`` took the place of in 2024."""
UPN_UNKNOWN = CodeList(codes("UN1 UN2 UN3 UN5 UN8 UN9 UN10"))
OFFICER = CodeList(codes("Y N R"))
"""Whether an authority has a designated officer: yes, no, recruiting."""

REQUEST_SOURCE = CodeList(codes("1 2 3 4 5"))
REQUEST_OUTCOME = CodeList(codes("Y N A W H"))
ASSESSMENT_OUTCOME = CodeList(codes("Y N A W H"))
DECIDED = codes("Y N")
OF_THE_YEAR = codes("Y N A W")
AWAITED = "A"
HISTORICAL = "H"
TRUE = codes("1 true True TRUE")
"""How files write that something is so."""

RESIDENTIAL = CodeList(codes("A B"))
"""38 to 51 weeks, or 52."""
WORK_BASED = CodeList(codes("A T S"))
DIRECT_PAYMENT = CodeList(codes("E S H I"))
CEASE_REASON = CodeList(codes("1 2 3 4 5 6 7 8 9"))

NAMED_SETTING = CodeList(codes("OLA OPA EHE EYP OTH NEET NIEC NIEO"))
"""Where a plan names no school or college; the schemas of all years share one list."""
OTHER_SETTING = codes("OTH NIEO")
"""Settings that ask for an explanation."""
RANK = CodeList(codes("1 2"))
ATTENDANCE = CodeList(codes("FT PT"))
REVIEW_OUTCOME = CodeList(codes("A C M"))
SEN_TYPE = CodeList(
    codes("SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD OTH"), added={"2025": codes("DS")}
)
