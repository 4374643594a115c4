"""How this authority writes the categories of Annex A: mostly as codes of the statutory returns.

That is what systems do, and what the reader has to make the guidance's categories of. Not here:
whose they are.
"""

from __future__ import annotations

_ETHNIC = (
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN",
    "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
)  # fmt: skip
ETHNICITY = {code: f"{chr(ord('a') + place)}) {code}" for place, code in enumerate(_ETHNIC)}
GENDER = {"M": "a) Male", "F": "b) Female", "U": "c) Not stated/recorded"}
YES_NO = {True: "a) Yes", False: "b) No"}
SOURCE = {
    **dict.fromkeys(("1A", "1B", "1C", "1D"), "Individual"),
    "2A": "Schools",
    "2B": "Education services",
    **dict.fromkeys(("3A", "3B", "3C", "3D", "3E", "3F"), "Health services"),
    "4": "Housing",
    **dict.fromkeys(("5A", "5B", "5C", "5D"), "LA services"),
    "6": "Police",
    "7": "Other legal agency",
    "8": "Other",
    "9": "Anonymous",
    "10": "Unknown",
}
SOURCE = {code: f"{code}: {name}" for code, name in SOURCE.items()}
NEED = {
    "N1": "N1 - Abuse or neglect", "N2": "N2 - Child's disability",
    "N3": "N3 - Parental illness or disability", "N4": "N4 - Family in acute stress",
    "N5": "N5 - Family dysfunction", "N6": "N6 - Socially unacceptable behaviour",
    "N7": "N7 - Low income", "N8": "N8 - Absent parenting",
}  # fmt: skip
CLOSURE = {
    "RC1": "RC1 - Adopted", "RC2": "RC2 - Died", "RC3": "RC3 - Child arrangements order",
    "RC4": "RC4 - Special guardianship order", "RC5": "RC5 - Transferred to another LA",
    "RC6": "RC6 - Transferred to adult social care", "RC7": "RC7 - Services ceased",
    "RC8": "RC8 - Closed after assessment", "RC9": "RC9 - Closed after assessment, early help",
}  # fmt: skip
ABUSE = {
    "NEG": "Neglect", "PHY": "Physical abuse", "SAB": "Sexual abuse", "EMO": "Emotional abuse",
    "MUL": "Multiple",
}  # fmt: skip
LEGAL_STATUS = {
    "C1": "C1: Interim care order", "C2": "C2: Full care order", "D1": "D1: Freeing order",
    "E1": "E1: Placement order", "V2": "V2: Section 20", "L1": "L1: Police protection",
    "L2": "L2: Emergency protection order", "L3": "L3: Child assessment order",
    "J1": "J1: Remand", "J2": "J2: PACE", "J3": "J3: Sentenced",
}  # fmt: skip
END_OF_CARE = {
    "E11": "E11: Adopted", "E12": "E12: Adopted", "E2": "E2: Died",
    "E3": "E3: Care taken by another LA", "E4A": "E4A: Returned home", "E4B": "E4B: Returned home",
    "E13": "E13: Left care to a person with no parental responsibility",
    "E41": "E41: Child arrangements order",
    **{code: f"{code}: Special guardianship order" for code in ("E45", "E46", "E47", "E48")},
    "E5": "E5: Independent living", "E6": "E6: Independent living",
    "E7": "E7: Adult social services", "E8": "E8: Any other reason", "E9": "E9: Custody",
    "E14": "E14: Remand ended", "E15": "E15: Age assessment", "E16": "E16: Moved abroad",
    "E17": "E17: Remained with current carers",
}  # fmt: skip
PLACEMENT = {
    **{code: f"{code}: Foster placement" for code in ("U1", "U2", "U3", "U4", "U5", "U6")},
    **{code: f"{code}: Placed for adoption" for code in ("A3", "A4", "A5", "A6")},
    **{code: f"{code}: Temporary placement" for code in ("T0", "T1", "T2", "T3", "T4")},
    "K1": "K1: Secure children's home", "K2": "K2: Children's home",
    "K3": "K3: Supported accommodation", "H5": "H5: Semi-independent living",
    "P1": "P1: Placed with parents", "P2": "P2: Independent living",
    "P3": "P3: Residential employment", "R1": "R1: Residential care home", "R2": "R2: NHS",
    "R3": "R3: Family centre", "R5": "R5: Young offender institution",
    "S1": "S1: Residential school", "Z1": "Z1: Other placement",
}  # fmt: skip
PROVIDER = {
    "PR0": "PR0: Parents", "PR1": "PR1: Own provision", "PR2": "PR2: Other LA provision",
    "PR3": "PR3: Other public provision", "PR4": "PR4: Private provision",
    "PR5": "PR5: Voluntary provision",
}  # fmt: skip
NO_PROVIDER = "c) Other"
IN_TOUCH = {
    "YES": "a) Yes", "NO": "b) No", "REFU": "REFU", "NREQ": "NREQ", "RHOM": "RHOM",
    "DIED": "Died",
}  # fmt: skip
ACCOMMODATION = {
    "B": "B: With parents or relatives", "C": "C: Community home", "D": "D: Semi-independent",
    "E": "E: Supported lodgings", "G": "G: Gone abroad", "H": "H: Deported",
    "K": "K: Ordinary lodgings", "R": "R: Residence not known", "S": "S: No fixed abode",
    "T": "T: Foyer", "U": "U: Independent living", "V": "V: Emergency accommodation",
    "W": "W: Bed and breakfast", "X": "X: In custody", "Y": "Y: Other accommodation",
    "Z": "Z: With former foster carer",
}  # fmt: skip
SUITABILITY = {"1": "a) Suitable", "2": "b) Unsuitable"}
ACTIVITY = {
    "F1": "F1: Full time in higher education", "P1": "P1: Part time in higher education",
    "F2": "F2: Full time in other education", "P2": "P2: Part time in other education",
    "F4": "F4: Full time in an apprenticeship", "P4": "P4: Part time in an apprenticeship",
    "F5": "F5: Full time in training or employment",
    "P5": "P5: Part time in training or employment",
    "G4": "G4: NEET, illness or disability", "G5": "G5: NEET, other", "G6": "G6: NEET, parenting",
}  # fmt: skip
REVERSAL = {
    "RD1": "RD1: Child's needs changed", "RD2": "RD2: Court did not make a placement order",
    "RD3": "RD3: Adopters could not be found", "RD4": "RD4: Any other reason",
}  # fmt: skip
