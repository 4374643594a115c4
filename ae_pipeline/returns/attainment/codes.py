"""The code lists of attainment, and the thresholds that statistics speak of.

Not here: which column has which list (``tables``).

Source: DfE's guides to the early years foundation stage profile, the phonics check, key stage 2
tests and teacher assessment, and the key stage 4 and destination measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ae_pipeline.returns.codes import codes
from ae_pipeline.validation.codelist import CodeList

SPECIFICATIONS: tuple[str, ...] = ("2022-23", "2023-24", "2024-25", "2025-26")
"""Academic years in which the files are sent; they hold results of the years before."""

# Early years foundation stage profile ---------------------------------------------------------

EMERGING, EXPECTED, EXEMPT = "1", "2", "A"
GOAL = CodeList(frozenset({EMERGING, EXPECTED, EXEMPT}))
AREAS: dict[str, tuple[str, ...]] = {
    "communication and language": ("LAU", "SPE"),
    "personal, social and emotional development": ("SRE", "MSE", "BRE"),
    "physical development": ("GMS", "FMS"),
    "literacy": ("COM", "WRE", "WRI"),
    "mathematics": ("NUM", "NPA"),
    "understanding the world": ("PPA", "PCC", "TNW"),
    "expressive arts and design": ("CWM", "BIE"),
}
"""The early learning goals by area of learning."""
GOALS = tuple(goal for goals in AREAS.values() for goal in goals)
GOOD_LEVEL_GOALS = tuple(goal for goals in list(AREAS.values())[:5] for goal in goals)
"""The twelve goals of which a good level of development is made."""

# Phonics ----------------------------------------------------------------------------------------

MET, NOT_MET = "Wa", "Wt"
PHONICS_OUTCOME = CodeList(codes("Wa Wt A D L Q"))
"""Met or not met; absent, disapplied, left, maladministration."""
PHONICS_STANDARD, PHONICS_MARKS = 32, 40

# Key stage 2 ------------------------------------------------------------------------------------

ACHIEVED, NOT_ACHIEVED, BELOW = "AS", "NS", "B"
TEST_OUTCOME = CodeList(codes("AS NS B A L M Q S T U X F P"))
"""Achieved the standard or not; else why there is no score (below the level of the test …)."""
WRITING_OUTCOME = CodeList(codes("GDS EXS WTS PK6 PK5 PK4 PK3 PK2 PK1 PKF EM BLW A D L F P Q"))
"""Greater depth, expected, towards; pre-key stage standards; engagement model; none."""
WRITING_EXPECTED = frozenset({"EXS", "GDS"})
GREATER_DEPTH = "GDS"
LOWEST_SCORE, SCALED_STANDARD, SCALED_HIGHER, HIGHEST_SCORE = 80, 100, 110, 120

# Key stage 4 ------------------------------------------------------------------------------------

GRADE = CodeList(codes("9 8 7 6 5 4 3 2 1 0"))
"""Grade of a GCSE; 0 stands for ungraded and for no entry."""
STANDARD_PASS, STRONG_PASS = 4, 5
HIGHEST_ATTAINMENT_8, HIGHEST_EBACC = 90.0, 9.0
NO_PROGRESS_8 = frozenset({"2024-25", "2025-26"})
"""Academic years whose pupils had no key stage 2 tests to measure progress from."""

# Destinations -----------------------------------------------------------------------------------

KEY_STAGE_4, AFTER_16 = "KS4", "16-18"
STAGE = frozenset({KEY_STAGE_4, AFTER_16})


class DestinationGroup(StrEnum):
    """What DfE's destination measures add a destination to."""

    EDUCATION = "education"
    APPRENTICESHIP = "apprenticeship"
    EMPLOYMENT = "employment"
    NOT_SUSTAINED = "not sustained"
    NOT_CAPTURED = "not captured"


@dataclass(frozen=True)
class Destination:
    """One kind of destination.

    Attributes:
        sustained: whether it counts as sustained for two terms.
    """

    code: str
    meaning: str
    group: DestinationGroup

    @property
    def sustained(self) -> bool:
        """Whether whoever is told to have it stayed for two terms."""
        return self.group not in {DestinationGroup.NOT_SUSTAINED, DestinationGroup.NOT_CAPTURED}


DESTINATIONS: dict[str, Destination] = {
    each.code: each
    for each in (
        Destination("FE", "further education college", DestinationGroup.EDUCATION),
        Destination("SSF", "school sixth form", DestinationGroup.EDUCATION),
        Destination("SFC", "sixth-form college", DestinationGroup.EDUCATION),
        Destination("SPE", "special school or college", DestinationGroup.EDUCATION),
        Destination("HE", "higher education", DestinationGroup.EDUCATION),
        Destination("OED", "other education", DestinationGroup.EDUCATION),
        Destination("APP", "apprenticeship", DestinationGroup.APPRENTICESHIP),
        Destination("EMP", "employment", DestinationGroup.EMPLOYMENT),
        Destination("NSU", "not sustained", DestinationGroup.NOT_SUSTAINED),
        Destination("NCA", "not captured in any data", DestinationGroup.NOT_CAPTURED),
    )
}
"""The house's codes of the categories that DfE publishes."""
DESTINATION = CodeList(frozenset(DESTINATIONS))
