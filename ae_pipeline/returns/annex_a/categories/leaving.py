"""Categories of leaving care and of adoption: lists 9 to 11.

Not here: being looked after (``care``).
"""

from __future__ import annotations

from ae_pipeline.returns.annex_a.categories.category import Categories, Category

ELIGIBILITY: Categories = (
    Category("c) Qualifying", "q", words="qualifying"),
    Category("b) Former relevant", "fr", words="former relevant|to 25"),
    Category("a) Relevant", "r", words="relevant"),
    Category("d) Eligible", "e", words="eligible"),
    Category("e) Other", "other", words="other"),
)

IN_TOUCH: Categories = (
    Category("d) Exclude", "", "RHOM DIED", r"abroad|residence not known|died|returned|exclude"),
    Category("b) Not in touch", "n|no|2", "REFU NREQ NO", r"^no\b|not in touch|refuse|no longer"
             r"|\bno resident"),
    Category("c) Not recorded", "unknown", words="recorded|no care leaver"),
    Category("a) In touch", "y|yes|1", "YES", r"^yes\b|in touch|\byes resident"),
)  # fmt: skip

ACCOMMODATION: Categories = (
    Category("o) With Former Foster Carer", "", "Z Z1 Z2", r"foster|staying put"),
    Category("a) With parents or relatives", "", "B B1 B2", r"parents?\b|relatives?\b"),
    Category("b) Community home", "", "C C1 C2", r"community home|residential care|\bnhs\b"),
    Category("c) Semi-independent transitional accommodation", "", "D D1 D2", r"semi independ"),
    Category("d) Supported lodgings", "", "E E1 E2", r"^supported lodg|supported lodgings$"),
    Category("j) Foyers", "", "T T1 T2", r"foyer"),
    Category("e) Gone abroad", "", "G G1 G2", r"abroad"),
    Category("f) Deported", "", "H H1 H2", r"deported"),
    Category("g) Ordinary lodgings", "", "K K1 K2", r"ordinary lodg|lodgings no"),
    Category("h) Residence not known", "", "R R1 R2", r"not known|not recorded|unknown"),
    Category("i) No fixed abode / homeless", "", "S S1 S2", r"no fixed|homeless"),
    Category("k) Independent living", "", "U U1 U2", r"independ|own tenancy"),
    Category("l) Emergency accommodation", "", "V V1 V2", r"emergency"),
    Category("m) Bed and breakfast", "", "W W1 W2", r"breakfast"),
    Category("n) In custody", "", "X X1 X2", r"custody|offender"),
    Category("p) Other accommodation", "", "Y Y1 Y2", r"\bother\b|friends"),
)  # fmt: skip

SUITABILITY: Categories = (
    Category("c) Not in touch or not recorded", "0|unknown", words="not (in touch|recorded)"),
    Category("b) Not suitable", "2|n|no|false", words=r"unsuitable|not (considered )?suitable"),
    Category("a) Suitable", "1|y|yes|true", words="suitable"),
    Category("d) Exclude", "exclude"),
)

_FULL, _PART = r"full \w*\s?time|full time", r"part time"
ACTIVITY: Categories = (
    Category("G4: Not in education, employment or training - illness or disability", "", "G4",
             r"illness|disab"),
    Category("G6: Not in education, employment or training - pregnancy or parenting", "", "G6",
             r"pregnan|parenting"),
    Category("G5: Not in education, employment or training - other", "", "G5", r"^(neet|not in)"),
    Category("F4: Young person engaged full time in an apprenticeship", "", "F4",
             rf"({_FULL}).*apprenticeship$"),
    Category("P4: Young person engaged part time in an apprenticeship", "", "P4",
             rf"{_PART}.*apprenticeship$"),
    Category("F2: Full time in education other than higher", "", "F2",
             rf"({_FULL}).*(other than|not) higher"),
    Category("P2: Part time in education other than higher", "", "P2",
             rf"{_PART}.*(other than|not) higher"),
    Category("F1: Full time in higher education", "", "F1", rf"({_FULL}).*higher"),
    Category("P1: Part time in higher education", "", "P1", rf"{_PART}.*higher"),
    Category(
        "F5: Young person engaged full time in training or employment (not apprenticeship)",
        "", "F5 F3", rf"({_FULL}).*(training|employ)",
    ),
    Category(
        "P5: Young person engaged part time in training or employment (not apprenticeship)",
        "", "P5 P3", rf"{_PART}.*(training|employ)",
    ),
)  # fmt: skip
"""Training or employment of before 2018 (F3, P3) counts as that of since (F5, P5)."""

REVERSAL: Categories = (
    Category("a) Child's needs changed", "", "RD1", r"needs changed"),
    Category("b) Court did not make a PO", "", "RD2", r"court did not"),
    Category("c) Prospective adopters cannot be found", "", "RD3", r"adopters (\w+ ){0,3}found"),
    Category("d) Any other reason", "", "RD4", r"other reason|disruption"),
)
LEAVING_ADOPTION: Categories = (
    Category("a) Withdrew", "1", words="withdr"),
    Category("b) Process on hold", "2", words="on hold"),
    Category("c) Application refused", "3", words="refused"),
)
