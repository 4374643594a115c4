"""The code lists of the workforce return, those of the census first.

Source: DfE's schema of the children's social work workforce census, 2022. Not here: which column
has which list (``tables``).
"""

from __future__ import annotations

from ae_pipeline.returns.codes import ETHNICITY, codes
from ae_pipeline.validation.codelist import CodeList

SPECIFICATIONS = ("2021-22", "2022-23", "2023-24", "2024-25", "2025-26")
"""Census years, October to September: the census of 30 September 2022 is 2021-22."""

COLLECTION = CodeList(codes("CSWW"))
GENDER = CodeList(codes("0 1 2 9"))
"""Not known, male, female, not specified: censuses that still ask for gender."""
ETHNIC = CodeList(ETHNICITY - {"WIRT", "WROM"})
"""The census counts travellers and Roma under other white backgrounds."""
QUALIFICATION = CodeList(codes("1 2 3"))
"""Under-graduate, post-graduate, other."""
ROLE = CodeList(codes("1 2 3 4 5 6"))
"""Senior manager, middle manager, first line manager, senior practitioner, case holder, qualified
without cases."""
ORIGIN = CodeList(codes("1 2 3 4 5 6 7 8 9 10"))
"""Newly qualified, other authority in England, outside England, agency, other social work, other
social care, not social care or a break, other, not known, not yet collected."""
DESTINATION = CodeList(codes("1 2 3 4 5 6 7 8 9"))
"""Other authority in England, outside England, agency, other social work, other social care, not
social care or a break, other, not known, not yet collected."""
LEAVING = CodeList(codes("1 2 3 4 5 6 7 8 9 10"))
"""Resigned, voluntary redundancy, compulsory redundancy, dismissed, retired, died, other role in
the authority, other, not known, not yet collected."""
ABSENCE = CodeList(codes("MAT OTH PUB SIC TRN UNA UNP"))
"""Maternity or paternity, other paid, public duties, sickness, training, unauthorised, unpaid."""
CAREER = CodeList(codes("1 2 3 4"))
"""Assessed and supported year in employment, frontline practitioner, practice supervisor, practice
leader."""

# Staff records ----------------------------------------------------------------------------------

AGENCY = "AGENCY"
CONTRACT = CodeList(codes("PERMANENT FIXED_TERM AGENCY"))
SUPERVISION = CodeList(codes("PERSONAL CASE GROUP"))
GRADE = CodeList(codes("OUTSTANDING GOOD REQUIRES_IMPROVEMENT INADEQUATE"))
