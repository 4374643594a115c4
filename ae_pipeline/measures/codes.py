"""Groups of SSDA903 codes, as DfE's statistics group them.

Here: sets of codes with the names that analysts use. Not here: which codes are valid in which
year (the contracts of the return say that).
"""

from __future__ import annotations

from ae_pipeline.returns.ssda903 import codes as ssda903

SHORT_BREAKS = ("V3", "V4")
"""Legal statuses of an agreed series of short breaks, which every looked after count leaves out."""

STARTED_TO_BE_LOOKED_AFTER = "S"
NEW_PLACEMENT = frozenset({"S", "P", "B"})
"""Reasons for new episode that begin a new placement: started, carer changed, both changed.

L is a legal change only; T and U change the placement but not the carer.
"""

EPISODE_GOES_ON = "X1"
"""Reason episode ceased: a new episode began on the same day, so the child did not leave care."""
REMAINED_WITH_CARERS = "E17"
"""Reason episode ceased: reached 18 and stayed with the foster carers."""
CARE_TRANSFERRED = "E3"
"""Reason episode ceased: another authority took over the care."""

TEMPORARY = tuple(sorted(ssda903.TEMPORARY))
KINSHIP_FOSTER = tuple(sorted(ssda903.RELATIVE_OR_FRIEND))
FOSTER = tuple(sorted(ssda903.FOSTER))
ADOPTION = tuple(sorted(ssda903.ADOPTION))
ADOPTION_BY_CARER = ("A3", "A5")
"""Placed for adoption with the foster carers the child already lives with."""
CHILDRENS_HOME = tuple(sorted(ssda903.CHILDRENS_HOMES))
SUPPORTED_ACCOMMODATION = tuple(sorted(ssda903.SUPPORTED))
"""Supported accommodation, and semi-independent and independent living that came before it."""

OWN_PROVISION = "PR1"
INSIDE_AUTHORITY = "IN"
OUTSIDE_AUTHORITY = "OUT"

SDQ_CAUSE_FOR_CONCERN = 17
"""Lowest strengths and difficulties score that is a cause for concern (14 to 16 is borderline)."""

NOT_A_CARE_LEAVER = ("DIED", "RHOM")
"""Died since, or returned home for six months or more: outside every care leaver figure."""
NOT_IN_TOUCH = "NO"
IN_EDUCATION_EMPLOYMENT_OR_TRAINING = (
    *("F1", "F2", "F3", "F4", "F5"),
    *("P1", "P2", "P3", "P4", "P5"),
)
NOT_IN_EDUCATION_EMPLOYMENT_OR_TRAINING = ("G4", "G5", "G6")
NOT_KNOWN = "0"
"""Activity or accommodation that the authority has no information on."""
SUITABILITY_NOT_JUDGED = ("G1", "G2", "H1", "H2", "R1", "R2")
"""Gone abroad, deported or residence not known: outside the suitable accommodation figures."""
SUITABLE = "1"
"""Last character of an accommodation code that is judged suitable; ``2`` is unsuitable."""
WITH_FORMER_FOSTER_CARER = ("Z1", "Z2")
