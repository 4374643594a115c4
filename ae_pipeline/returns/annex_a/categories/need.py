"""Categories of contacts, need, plans and abuse: lists 1 to 7.

Not here: care (``care``).
"""

from __future__ import annotations

from ae_pipeline.returns.annex_a.categories.category import Categories, Category

SOURCE: Categories = (
    Category("f) LA services", words=r"la services|other internal|own la\b|social services"),
    Category("g) Police", "pol", "6", r"\bpolice\b"),
    Category(
        "h) Other legal agency", "", "7",
        r"legal|court|probation|cafcass|prison|solicitor|immigration|\blaw\b",
    ),
    Category("j) Anonymous", "anon", "9", r"^(?!.*unknown).*anonym"),
    Category("e) Housing", "hou", "4", r"housing|hostel|homeless"),
    Category(
        "d) Health services", "gp|a e", "3A 3B 3C 3D 3E 3F",
        r"health|hospital|nurses?\b|\bgp\b|practitioner|midwi|paediatric|camhs|ambulance|doctor|\bnhs\b"
        r"|a and e|consultant|casualty|medical|dentist|accident",
    ),
    Category(
        "c) Education services", "", "2B",
        r"education (services?|welfare|other|support|department|send|sen|health|college)"
        r"|other education|^education$|\bewo\b|\besw\b",
    ),
    Category(
        "b) Schools", "", "2A",
        r"school|nursery|nurseries|academy|early years|\bcollege\b|\bpru\b",
    ),
    Category(
        "f) LA services", "", "5A 5B 5C 5D",
        r"\bla\b|local authority|social (care|services|work)|council|early help|internal"
        r"|youth offending|leaving care|\bmash\b|\beduty|emergency duty|other department",
    ),
    Category(
        "a) Individual", "self|family|friend", "1A 1B 1C 1D",
        r"individual|famil|relative|carer|parent|neighbou?r|acquaintance|friend|stranger|\bself\b"
        r"|mother|father|member of (the )?(public|household)|grand",
    ),
    Category(
        "i) Other", "other", "8",
        r"\bother\b|voluntary|independent|charity|fire|children s cent|member of parliament",
    ),
    Category("k) Unknown", "nk", "10", r"unknown|unkown|not (known|recorded|mapped)"),
)  # fmt: skip
"""Who made a contact or referral; the code is that of the CIN census's source of referral."""

NEED: Categories = (
    Category(
        "i) Not CIN", "", "N9", r"other than child(ren)? in need|not (cin|in need)|private foster"
    ),
    Category("j) Not stated", "unknown", "N0", r"not stated|not yet determined|no need code"),
    Category("a) Abuse or neglect", "multiple", "N1", r"abuse or neglect|abuse neglect|^neglect"
             r"|(physical|sexual|emotional) abuse|at risk of significant"),
    Category("c) Parents illness or disability", "", "N3", r"parent\w* (illness|disab)|young carer"
             r"|parents? with"),
    Category("b) Child's disability", "", "N2", r"disab"),
    Category("d) Family in acute stress", "", "N4", r"acute stress"),
    Category("e) Family dysfunction", "", "N5", r"dysfunction"),
    Category("f) Socially unacceptable behaviour", "", "N6", r"unacceptable|offend|disorderly"),
    Category("g) Low income", "", "N7", r"low income|financial"),
    Category("h) Absent parenting", "", "N8", r"absent parent|parent absent|\buasc\b"),
)  # fmt: skip

CLOSURE: Categories = (
    Category("d) Special Guardianship Order", "", "RC4", r"special g"),
    Category("c) Residence Order", "", "RC3", r"residence order|arrangements? order"),
    Category("a) Adopted", "", "RC1", r"adopt"),
    Category("b) Died", "", "RC2", r"\bdied\b|death|deceased"),
    Category("f) Transfer to Adult Social Services", "", "RC6", r"adult"),
    Category(
        "e) Transfer to another LA", "", "RC5",
        r"(another|other) (la\b|local authority)|moved out of",
    ),
    Category("h) Child not in need after assessment", "", "RC8 RC9", r"after (\w+ ){0,5}assess"),
    Category(
        "g) 'Other' incl. Child no longer in need", "", "RC7",
        r"no longer in need|any other reason|^other|moved away|step(ped)? down|reached 18",
    ),
    Category("i) Not Stated", "unknown|not stated"),
)  # fmt: skip

CASE_STATUS: Categories = (
    Category("e) Closed episode", "care leaver", words="closed"),
    Category("a) Looked after child", "cla|lac|cla cp|cla cpp|cp cla", words="looked after"),
    Category("b) Child Protection plan", "cp|cpp|cp ext", words="child protection"),
    Category("d) Open assessment", "assessment|open asmt", words="assessment"),
    Category("c) Child in need plan", "cin|cin plan", words="child in need"),
)

ABUSE: Categories = (
    Category(
        "e) Multiple", "", "MUL",
        r"multiple|muliple|(neglect|emotion\w*|physical|sexual)\b.*\b(neglect|emotion|physical"
        r"|sexual)",
    ),
    Category("a) Neglect", "", "NEG", "neglect"),
    Category("b) Physical Abuse", "pa", "PHY", "physical"),
    Category("c) Sexual Abuse", "", "SAB", "sexual"),
    Category("d) Emotional Abuse", "", "EMO", "emotion"),
)  # fmt: skip
