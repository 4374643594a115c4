"""The code lists of the quality assurance return; all are the house's own.

Not here: which column has which list (``tables``).
"""

from __future__ import annotations

from ae_pipeline.returns.codes import codes
from ae_pipeline.validation.codelist import CodeList

GRADE = CodeList(codes("OUTSTANDING GOOD REQUIRES_IMPROVEMENT INADEQUATE"))
TOOL = CodeList(codes("CORE THEMATIC DIP_SAMPLE PRACTICE_WEEK PARTNERSHIP EHC_PLAN"))
SERVICE = CodeList(
    codes(
        "FRONT_DOOR ASSESSMENT SOCIAL_WORK DISABILITY CARE LEAVING_CARE FOSTERING EARLY_HELP SEND "
        "EDUCATION OUT_OF_HOURS"
    )
)
IMPACT = CodeList(codes("IMPROVED NO_CHANGE NOT_KNOWN"))
STAGE = CodeList(codes("1 2 3"))
"""Local resolution, investigation, review panel."""
FROM = CodeList(codes("CHILD PARENT CARER PARTNER OTHER"))
OUTCOME = CodeList(codes("UPHELD PARTLY NOT_UPHELD WITHDRAWN"))
ACTIVITY = CodeList(codes("FORUM SURVEY VISIT PANEL TRAINING INTERVIEW CO_DESIGN"))
GROUP = CodeList(codes("CARE CARE_LEAVERS SEND EARLY_HELP CITY"))
AGE_BAND = CodeList(codes("0-4 5-9 10-15 16-17 18-25"))
SECTOR = CodeList(
    codes("SCHOOL EARLY_YEARS FOSTERING RESIDENTIAL HEALTH SPORT FAITH TRANSPORT SOCIAL_CARE OTHER")
)
ALLEGATION = CodeList(codes("SUBSTANTIATED UNSUBSTANTIATED UNFOUNDED FALSE MALICIOUS NO_ACTION"))
CONCERN = CodeList(codes("SAFETY MISSING BREAKDOWN MENTAL_HEALTH HOMELESS OTHER"))
RESPONSE = CodeList(codes("ADVICE VISIT SECTION_47 PLACEMENT NO_ACTION"))
