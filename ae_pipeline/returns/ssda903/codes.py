"""The code lists of SSDA903 by specification year, and the groups that statistics speak of.

Each list is a base and yearly differences. The base is ``EARLIER``: returns before 2022-23, of
which the collector's rules are no longer at hand, are judged as those of 2022-23 were, save that
codes withdrawn before then are still valid. Not here: which column has which list (``tables``).

Source: the DfE guides to the children looked after return, 2022-23 to 2026-27.
"""

from __future__ import annotations

from ae_pipeline.validation.codelist import CodeList

EARLIER = "2021-22"
"""Stands for this year and every one before it."""
SPECIFICATIONS: tuple[str, ...] = (EARLIER, "2022-23", "2023-24", "2024-25", "2025-26", "2026-27")


def _codes(written: str) -> frozenset[str]:
    return frozenset(written.split())


def _since(year: str, *codes: str) -> dict[str, frozenset[str]]:
    return {year: frozenset(codes)}


SEX = CodeList(
    base=frozenset({"1", "2"}),
    added=_since("2024-25", "M", "F", "U"),
    removed=_since("2024-25", "1", "2"),
)
MALE = frozenset({"1", "M"})
UNKNOWN_SEX = frozenset({"U"})

ETHNIC = CodeList(
    _codes(
        "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE "
        "OOTH REFU NOBT"
    )
)
UNKNOWN_UPN = frozenset({"UN1", "UN2", "UN3", "UN4", "UN5"})

# Episodes ------------------------------------------------------------------------------------

RNE = CodeList(frozenset("SLPTBU"))
STARTED = "S"
LS = CodeList(
    # Freeing orders ended in 2005, but the code stayed on the list while a child freed before
    # then could still be looked after; the rules about them (445, 451) ended with 2023-24.
    base=_codes("C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3"),
    removed=_since("2024-25", "D1"),
)
FREEING_ORDER, PLACEMENT_ORDER, SECTION_20 = "D1", "E1", "V2"
CIN = CodeList(frozenset({"N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"}))

FOSTER = frozenset({"U1", "U2", "U3", "U4", "U5", "U6"})
RELATIVE_OR_FRIEND = frozenset({"U1", "U2", "U3"})
LONG_TERM_FOSTER = frozenset({"U1", "U4"})
ADOPTION = frozenset({"A3", "A4", "A5", "A6"})
CHILDRENS_HOMES = frozenset({"K1", "K2"})
SUPPORTED = frozenset({"K3", "H5", "P2"})
TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})
PARENTS = frozenset({"P1"})
OTHER_PLACEMENT = frozenset({"Z1", "Z11", "Z12", "Z13", "Z14"})

PLACE = CodeList(
    base=ADOPTION
    | FOSTER
    | CHILDRENS_HOMES
    | TEMPORARY
    | PARENTS
    | {"H5", "P2", "P3", "R1", "R2", "R3", "R5", "S1", "Z1"},
    # Supported accommodation was regulated from 28 October 2023: K3 takes the place of H5 and P2
    # in the course of 2023-24. That P2 ends on that day is rule 217t.
    # Of the two sources for 2025-26 one keeps Z1 beside Z11 to Z14; the collector's own list
    # drops it, and an episode that goes on from the year before has to be recoded.
    added=_since("2023-24", "K3") | _since("2025-26", "Z11", "Z12", "Z13", "Z14"),
    removed=_since("2024-25", "H5", "P2") | _since("2025-26", "Z1"),
)
PLACE_PROVIDER = CodeList(frozenset({"PR0", "PR1", "PR2", "PR3", "PR4", "PR5"}))
NO_PROVIDER = (TEMPORARY - {"T4"}) | OTHER_PLACEMENT
"""Placements of which the provider is not asked."""
NO_URN = TEMPORARY | OTHER_PLACEMENT | {"P1", "P3", "R1", "R2", "R5"}
"""Placements that Ofsted does not register."""
UNREGISTERED_URN = "XXXXXXX"

REC = CodeList(
    base=_codes(
        "X1 E11 E12 E2 E3 E4A E4B E13 E41 E43 E44 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17"
    ),
    removed=_since("2022-23", "E43", "E44"),
)
CONTINUES = "X1"
TO_FORMER_FOSTER_CARER = frozenset({"E45", "E46"})
"""Special guardianship orders made to the child's own foster carers."""
SHORT_BREAKS = frozenset({"V3", "V4"})
"""Legal statuses of respite care, left out of nearly all statistics."""
REASON_PLACE_CHANGE = CodeList(
    _codes("CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER")
)

# Reviews, health, care leavers ---------------------------------------------------------------

REVIEW_CODE = CodeList(frozenset({"PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"}))
UNDER_FOUR = "PN0"
SDQ_REASON = CodeList(frozenset({"SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5"}))

IN_TOUCH = CodeList(frozenset({"YES", "NO", "DIED", "REFU", "NREQ", "RHOM"}))
NOT_FOLLOWED_UP = frozenset({"DIED", "RHOM"})
"""Of these young people neither activity nor accommodation is asked."""
ACTIV = CodeList(
    base=_codes("F1 P1 F2 P2 F3 P3 F4 P4 F5 P5 G4 G5 G6 0"),
    removed=_since("2022-23", "F3", "P3"),
)
ACCOM = CodeList(
    # No fixed abode and custody are never suitable, so S and X have no 1.
    frozenset(letter + suitable for letter in "BCDEGHKRTUVWYZ" for suitable in "12")
    | {"S2", "X2", "0"}
)
NOT_KNOWN = "0"

# Adoption and permanence ---------------------------------------------------------------------

SEX_ADOPTR = CodeList(frozenset({"M1", "F1", "MM", "FF", "MF"}))
LS_ADOPTR = CodeList(frozenset({"L0", "L11", "L12", "L2", "L3", "L4"}))
SINGLE_ADOPTER = frozenset({"M1", "F1"})
SAME_SEX_COUPLE = frozenset({"MM", "FF"})
COUPLE = SAME_SEX_COUPLE | {"MF"}
REASON_PLACED_CEASED = CodeList(frozenset({"RD1", "RD2", "RD3", "RD4"}))
PREV_PERM = CodeList(frozenset({"P1", "P2", "P3", "P4", "Z1"}))
NO_PREVIOUS_PERMANENCE = "Z1"

# Missing, social workers ---------------------------------------------------------------------

MISSING = CodeList(frozenset({"M", "A"}))
SW_REASON = CodeList(
    _codes("MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN PCCHAN SWDIED OTHERS")
)
