"""The code lists of the early help layout. Not here: which column has which (``tables``).

Sources: the ten headline outcomes are those of the Supporting Families outcomes framework; all
codes are the house's.
"""

from __future__ import annotations

from ae_pipeline.returns.codes import codes
from ae_pipeline.validation.codelist import CodeList

DOMAINS = (
    ("education", "getting a good education"),
    ("early_years", "good early years development"),
    ("health", "mental and physical health"),
    ("substance_use", "recovering from substance use"),
    ("family_relationships", "family relationships"),
    ("safety", "safe from abuse and exploitation"),
    ("crime", "prevention of crime"),
    ("domestic_abuse", "safe from domestic abuse"),
    ("housing", "secure housing"),
    ("finances", "financial stability"),
)
"""The ten headline outcomes: what their columns end in, and what they are."""

SOURCE = CodeList(
    codes("SELF SCHOOL EARLY_YEARS HEALTH HUB HOUSING POLICE VOLUNTARY SOCIAL_CARE OTHER")
)
"""Who asked for help; SOCIAL_CARE is a step down."""
STEPPED_DOWN = "SOCIAL_CARE"
LEVEL = CodeList(codes("2 3"))
"""Of the continuum of need: 2 early help, 3 targeted help."""
NEEDS_MET, STEPPED_UP = "MET", "STEP_UP"
CLOSURE = CodeList(
    codes("MET PARTLY_MET STEP_UP DISENGAGED CONSENT_WITHDRAWN MOVED ADULT UNIVERSAL")
)
"""Why an episode closed: needs met, in part; stepped up to social care; the family did not go on
or withdrew consent; moved away; came of age; universal services were enough."""
ASSESSMENT_OUTCOME = CodeList(codes("PLAN UNIVERSAL STEP_UP CANCELLED"))
COMPLETION = CodeList(codes("COMPLETED PARTLY DROPPED_OUT MOVED"))
BETTER = CodeList(codes("HIGHER LOWER"))
"""Which way a score of a measure is the better one."""
HUB_ACTIVITY = CodeList(codes("STAY_AND_PLAY PARENTING INFANT_FEEDING HEALTH LANGUAGE ADVICE SEND"))
CONFERENCE_REASON = CodeList(
    codes("EARLY_HELP CHILD_PROTECTION PRE_PROCEEDINGS EDGE_OF_CARE REUNIFICATION")
)
CONFERENCE_OUTCOME = CodeList(codes("PLAN NO_PLAN"))
