"""The code lists of the School Census by academic year.

Not here: which column has which list (``tables``), or lists that other returns share
(``returns.codes``, ``returns.ethnicity``).

Source: DfE's guides to the School Census, 2022-23 to 2025-26, and the schema of 2026.
"""

from __future__ import annotations

from ae_pipeline.returns.codes import codes
from ae_pipeline.validation.codelist import CodeList

SPECIFICATIONS = ("2022-23", "2023-24", "2024-25", "2025-26")

TERM = CodeList(codes("AUT SPR SUM"))
PHASE = CodeList(codes("NS PS MP MS SS SP AT EY PR NO"))
GOVERNANCE = CodeList(codes("CO VA VC FO IN NM CT CA"))
INTAKE = CodeList(codes("COMP SEL1 SEL2 SEL3 SEL4 SPEC HOSP"))
SEX = CodeList(codes("M F"))
YEAR_GROUP = CodeList(codes("E1 E2 N1 N2 R 1 2 3 4 5 6 7 8 9 10 11 12 13 14 M X"))
ENROLMENT = CodeList(codes("C M S F O"))
"""C current and single, M main and S subsidiary of two schools, F further education, O other."""
MAIN, SUBSIDIARY = "M", "S"
BOARDER = CodeList(codes("B 6 7 N"))
SEN_PROVISION = CodeList(codes("N E K S A P"))
"""N none, E plan, K support; S, A and P are older codes."""
NO_SEN = "N"
WITH_NEED = codes("E K")
SPRING = "SPR"
"""The term whose census asks for types of need."""
SEN_NEED = CodeList(
    codes("SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD OTH NSA"), added={"2025-26": codes("DS")}
)
SERVICE_CHILD = CodeList(codes("Y N U R"))
POST_CARE = CodeList(codes("N A G R C O"))
"""Left care by adoption, special guardianship, residence or child arrangements order, or not."""
YOUNG_CARER = CodeList(codes("P S N"))
"""Identified by parent or guardian, by the school, or not a young carer."""
YES_NO = CodeList(codes("Y N Yes No"))
PREMIUM_BASIS = CodeList(codes("RE RO RB RU"))
COUNTRY = CodeList(codes("ENG NIR SCT WLS"))

ATTENDANCE_REASON = CodeList(
    base=codes("/ \\ B C D E G H I J L M N O P R S T U V W X Y Z #"),
    # The codes of August 2024 reach the census a term later, so 2024-25 has both lists.
    added={"2024-25": codes("C1 C2 J1 K Q Y1 Y2 Y3 Y4 Y5 Y6 Y7")},
    removed={"2025-26": codes("Y")},
)
NOT_A_SESSION = codes("D Q X Y Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z #")
"""Marks of what was no possible session of the school."""

CATEGORY = CodeList(codes("SUSP PERM LNCH FIXD"))
"""FIXD is what a suspension was called until 2021, and what some systems still send."""
SUSPENDED = codes("SUSP FIXD")
LUNCHTIME, EXCLUDED = "LNCH", "PERM"
EXCLUSION_REASON = CodeList(codes("PP PA VP VA OW BU RA LG DS SM DA DM TH DB MT PH"))

AP_REASON = CodeList(codes("ASP EHC MHN NEW OTH PEX PHN RHE"))
AP_SETTING = CodeList(codes("NFE OOT OTH WBP"))
AP_PLACEMENT_REASON = CodeList(codes("BHS SUS EXR MHN OTH PHN"))
AP_PATTERN = CodeList(codes("FT PT"))
