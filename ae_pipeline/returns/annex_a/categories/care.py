"""Categories of being looked after: list 8.

Not here: leaving care and adoption (``leaving``).
"""

from __future__ import annotations

from ae_pipeline.returns.annex_a.categories.category import Categories, Category

LEGAL_STATUS: Categories = (
    Category("d) Placement order granted", "po", "E1", r"placement order"),
    Category("c) Freed for Adoption", "", "D1", r"free(d|ing)"),
    Category("a) Interim care orders", "ico", "C1", r"interim care"),
    Category(
        "f) Detained on child protection grounds in LA accommodation", "epo", "L1 L2 L3",
        r"police protection|emergency protection|child assessment order",
    ),
    Category(
        "g) Youth justice legal Statuses", "", "J1 J2 J3",
        r"remand|\bpace\b|youth|sentenced|supervis|detained|custod",
    ),
    Category(
        "e) Accommodated under S20", "s20", "V2", r"^(?!.*(breaks?\b|series)).*(s20|section 20)"
    ),
    Category("b) Full care orders", "fco", "C2", r"care order|ward"),
)  # fmt: skip
"""Short breaks (V3, V4) are no category: the guidance leaves them out of the list."""

PERMANENCE: Categories = (
    Category("b) Adoption", words="adopt"),
    Category("c) SGO/CAO", "sgo|cao", words=r"guardian|arrangement|residence|\bsgo\b"),
    Category("f) Long-term fostering", words=r"foster"),
    Category("e) Long-term residential placement", words="residential"),
    Category("d) Supported living in the community", words="supported|independ"),
    Category("a) Return to family", words="return|parents|birth family"),
    Category("g) Other", "other", words=r"\bother\b|not yet|none"),
)

END_OF_CARE: Categories = (
    Category("g) Special Guardianship Orders", "", "E43 E44 E45 E46 E47 E48", r"special g"),
    Category("f) Residence order granted", "", "E41", r"(residence|arrangements?) order"),
    Category("a) Adopted", "", "E11 E12", r"adopt"),
    Category("b) Died", "", "E2", r"\bdied\b|death|deceased"),
    Category("c) Care taken by another LA", "", "E3", r"another (la\b|local authority)"),
    Category(
        "e) Left care to live with parents, relatives or other person with no parental "
        "responsibility",
        "", "E13 E17", r"no parental|staying put|remained with",
    ),
    Category(
        "d) Returned home to live with parents or relatives", "", "E4 E4A E4B",
        r"return\w* (home|to)|live with parents",
    ),
    Category("h) Moved into independent living", "", "E5 E6", r"independ"),
    Category(
        "i) Transferred to residential care funded by adult social services", "", "E7", r"adult"
    ),
    Category("j) Sentenced to custody", "", "E9", r"custody"),
    Category("k) Accommodation on remand ended", "", "E14", r"remand"),
    Category("l) Age assessment determined child was 18 or over", "", "E15", r"age (ass|disp)"),
    Category("m) Child moved abroad", "", "E16", r"abroad"),
    Category(
        "n) Care ceased for any other reason", "", "E8 E81", r"any other|other reason",
    ),
)  # fmt: skip

PLACEMENT: Categories = (
    Category("b) Placed for adoption", "", "A3 A4 A5 A6", r"adoption.*consent|placed (for )?adopt"),
    Category("o) Temporary placement", "", "T0 T1 T2 T3 T4", r"temporary"),
    Category("c) Placed with parents", "", "P1", r"own parents?|with parents?"),
    Category("g) Secure Children's Homes", "", "K1 H1 H2", r"secure (unit|child|accom)"),
    Category("l) Young Offender Institution", "", "R5", r"young offender|\byoi\b|prison"),
    Category("k) Family Centre or Mother and Baby Unit", "", "R3", r"family cent|mother"),
    Category("j) NHS/Health Trust", "", "R2", r"\bnhs\b|nursing"),
    Category("m) Residential school", "", "S1", r"school"),
    Category("e) Residential employment", "", "P3", r"residential employment"),
    Category("i) Residential Care Home", "", "R1", r"residential care"),
    Category(
        "h) Children's Homes", "", "K2 H3 H4", r"^(?!.*not subj)(.*(children s homes?|homes and))"
    ),
    Category(
        "f) Residential accommodation", "", "H5 K3",
        r"not subj\w+ to|residential accom|supported accom|hostel|semi independ",
    ),
    Category(
        "a) Foster placement", "", "U1 U2 U3 U4 U5 U6 F1 F2 F3 F4 F5 F6 Q1 Q2", r"foster|kinship"
    ),
    Category("d) Independent living", "", "P2", r"independ"),
    Category("n) Other placements", "", "Z1 Z11 Z12 Z13 Z14", r"other|refuge|whereabouts"),
)  # fmt: skip

PROVIDER: Categories = (
    Category("a) Own LA", "", "PR1", r"^own|own (la|provision)"),
    Category("b) Private", "", "PR4", r"private"),
    Category(
        "c) Other", "other", "PR0 PR2 PR3 PR5",
        r"other|voluntary|third sector|parents|not recorded",
    ),
)  # fmt: skip

LOCATION: Categories = (
    Category("b) Out", "n|no", words=r"\bout"),
    Category("a) In", "y|yes", words=r"^in"),
)

INTERVIEW: Categories = (
    Category("No", "n|no|0|0 no|false", words="not (offered|accepted)"),
    Category("Yes", "y|yes|1|1 yes|true", words="offered"),
)
