"""Categories of who a child is, and of plain answers: yes, no, seen, disabled.

Not here: what happens to a child (``need``, ``care``, ``leaving``).
"""

from __future__ import annotations

from ae_pipeline.returns.annex_a.categories.category import Categories, Category

YES_NO: Categories = (
    Category("Yes", "y|yes|1|1 yes|true"),
    Category("No", "n|no|0|0 no|false"),
)
YES_NO_UNKNOWN: Categories = (*YES_NO, Category("Unknown", "unknown|not known|nk"))

GENDER: Categories = (
    Category("b) Female", "2|2 female|f|female"),
    Category("a) Male", "1|1 male|m|male"),
    Category("d) Neither", "neither", words="indeterminate|transgender|trans |non binary|unable"),
    Category(
        "c) Not stated/recorded",
        "0|9|i|u",
        words="not (stated|recorded|known|specified)|unborn|unknown|unspecified|withheld",
    ),
)
"""Gender as Annex A has it; in the statutory returns this is the sex of the child."""

ETHNICITY: Categories = (
    Category(
        "f) Not stated",
        "e3|e4|e5|n|u|unk",
        "REFU NOBT",
        r"not (yet )?(stated|known|obtained|recorded)|refus|unknown|prefer|information|no data",
    ),
    Category(
        "b) Mixed", "b1|b2|b3|b4", "MWBC MWBA MWAS MOTH",
        r"^(?!.*(white unspecified|black unspecified)).*(mixed|dual)"
        r"|white (and|black|asian|pakistani|indian|chinese)|black (\w+ )?(and )?white",
    ),
    Category(
        "e) Other ethnic group", "e1|e2|other", "OOTH CHNE OOEG",
        r"chinese|other ethnic|arab|any other (ethnic )?group|vietnamese|japanese",
    ),
    Category(
        "d) Black or black British", "d1|d2|d3", "BCRB BAFR BOTH",
        r"^(?!.*east african asian).*(black|african|caribbean|somali|nigerian|ghanaian)",
    ),
    Category(
        "c) Asian or Asian British", "c1|c2|c3|c4", "AIND APKN ABAN AOTH",
        r"asian|indian|pakistani|bangladeshi|kashmiri|sri lanka|nepali",
    ),
    Category(
        "a) White", "a1|a2|a3|a4|a5|british|english|irish|polish",
        "WBRI WIRI WIRT WROM WOTH WENG WSCO WWEL WCOR WEEU WWEU",
        r"white|gyps|roma\b|travell?er|european",
    ),
)  # fmt: skip

SEEN: Categories = (
    Category("No", "n|no|0|0 no|false", words="not seen|unborn"),
    Category("Yes", "y|yes|1|1 yes|true", words="seen"),
    Category("Unknown", "unknown|not known", words="no visit"),
)

DISABILITY: Categories = (
    Category("No", "n|no|0|0 no|false|none|no disability"),
    Category("Unknown", "unknown|not known|not obtained", "NOBT REFU", "not yet obtained|refused"),
    Category(
        "Yes", "y|yes|1|1 yes|true", "MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA",
        r"autis|asperger|behaviour|communication|consciousness|hearing|incont|learning|mobility"
        r"|personal care|vision|visual|hand function|other disab|multiple|epilepsy",
    ),
)  # fmt: skip

NO_FURTHER_ACTION: Categories = (
    Category("Yes", "y|yes|1|1 yes|true|nfa|no further action"),
    Category("No", "n|no|0|0 no|false|fa|further action|u"),
)

UNACCOMPANIED: Categories = (
    Category("Yes", "y|yes|1|1 yes|true|uasc"),
    Category("No", "n|no|0|0 no|false|non uasc"),
)
