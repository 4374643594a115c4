"""The code lists of the CIN Census by specification year.

Not here: which column has which list (``tables``).

Source: DfE's schemas of the children in need census, 2024 to 2026, and its guides.
"""

from __future__ import annotations

from ae_pipeline.returns.codes import ETHNIC, TRUE_OR_FALSE, codes
from ae_pipeline.validation.codelist import CodeList

__all__ = ["ETHNIC", "YES_OR_NO"]

SPECIFICATIONS = ("2021-22", "2022-23", "2023-24", "2024-25", "2025-26", "2026-27")
SEX_SINCE = "2024-25"
"""Until then the census asked for gender."""
SEX = CodeList(
    base=codes("0 1 2 9"),
    added={SEX_SINCE: codes("M F U")},
    removed={SEX_SINCE: codes("0 1 2 9")},
)
KNOWN_SEX = frozenset({"1", "2", "9", "M", "F"})
"""Recorded, which an unborn child's is not."""
UNKNOWN_UPN = CodeList(codes("UN1 UN2 UN3 UN4 UN5 UN6 UN7"))
YES_OR_NO = TRUE_OR_FALSE
"""The schema asks for 0 or 1; systems also write the words."""
YES = codes("1 true True TRUE")
NO = codes("0 false False FALSE")
DISABILITY = CodeList(codes("NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA"))
REFERRAL_SOURCE = CodeList(codes("1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10"))
"""1 individuals, 2 schools and education, 3 health, 4 housing, 5 the authority's own services,
6 police, 7 other legal agency, 8 other, 9 anonymous, 10 unknown."""
PRIMARY_NEED = CodeList(codes("N0 N1 N2 N3 N4 N5 N6 N7 N8 N9"))
"""N1 abuse, neglect and exploitation, N2 the child's disability, N3 the parents' disability or
illness, N4 acute stress, N5 family dysfunction, N6 socially unacceptable behaviour, N7 low income,
N8 absent parenting, N9 not a child in need, N0 not stated."""
CLOSURE = CodeList(codes("RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9"))
"""RC1 adopted, RC2 died, RC3 child arrangements order, RC4 special guardianship, RC5 to another
authority, RC6 to adult social care, RC7 other, RC8 assessed and closed, RC9 assessed and passed to
early help."""
ABUSE = CodeList(codes("NEG PHY SAB EMO MUL"))
"""Neglect, physical, sexual, emotional, multiple."""
_FACTORS = codes(
    "1A 1B 1C 2A 2B 2C 3A 3B 3C 4A 4B 4C 5A 5B 5C 6A 6B 6C 7A 8B 8C 8D 8E 8F 9A 10A 11A 12A 13A "
    "14A 15A 16A 17A 18A 18B 18C 19A 19B 19C 20 21 22A 23A 24A"
)
FACTOR = CodeList(_FACTORS)
"""1 alcohol, 2 drugs, 3 domestic abuse, 4 mental health, 5 learning disability, 6 physical
disability or illness (A the child's, B a parent's, C another person's), 7A young carer, 8 private
fostering, 9A unaccompanied, 10A missing, 11A sexual exploitation, 12A trafficking, 13A gangs, 14A
unacceptable behaviour, 15A self-harm, 16A neglect, 17A emotional, 18 physical and 19 sexual abuse
(B by a child, C by an adult), 20 other, 21 none, 22A genital mutilation, 23A faith, 24A criminal
exploitation."""
RETIRED_PHYSICAL, RETIRED_SEXUAL = "18A", "19A"

_AUTHORITY_RANGES = (
    (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384),
    (390, 394), (420, 420), (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816),
    (820, 823), (825, 826), (830, 831), (835, 841), (845, 846), (850, 852), (855, 857), (860, 861),
    (865, 896), (901, 926), (928, 929), (931, 931), (933, 943),
)  # fmt: skip
REORGANISED = "2023-24"
"""Cumberland, and Westmorland and Furness, came into being on 1 April 2023."""
_MADE_IN_2023 = frozenset({"942", "943"})
AUTHORITIES = CodeList(
    base=frozenset(
        f"{number:03d}" for first, last in _AUTHORITY_RANGES for number in range(first, last + 1)
    )
    - _MADE_IN_2023,
    added={REORGANISED: _MADE_IN_2023},
)
"""DfE's numbers of authorities that have issued UPNs, those long dissolved included."""
