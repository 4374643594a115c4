"""Code lists that several returns share, each once.

Here: lists whose codes and meaning are the same wherever they stand. Not here: a return's own
(``returns/<return>/codes.py``).

Sources: DfE's common basic data set; the guides to the CIN census, SEN2 and the School Census.
"""

from __future__ import annotations

from ae_pipeline.validation.codelist import CodeList


def codes(written: str) -> frozenset[str]:
    """The codes of a list that is written with spaces."""
    return frozenset(written.split())


ETHNICITY = codes(
    "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH "
    "REFU NOBT"
)
"""Main codes of the ethnic groups."""
ETHNIC = CodeList(ETHNICITY)
SEX = CodeList(codes("M F U"))
ZERO_OR_ONE = CodeList(codes("0 1"))
YES_OR_NO = CodeList(codes("Y N"))
TRUE_OR_FALSE = CodeList(codes("true false True False 1 0 TRUE FALSE"))
"""As XML and database exports write a boolean."""
SEN_TYPE = CodeList(
    codes("SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD OTH NSA"),
    added={"2025": codes("DS")},
)
"""Type of special educational need, by SEN2's year; NSA is the School Census's alone."""
