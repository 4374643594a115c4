"""Which codes the collector's rules have in each specification year, and which it changed when.

Here: that a rule exists, as a difference from the year before, and whether it is an error or a
query. Not here: what it asks (``families``, ``rules``), nor the house's own codes (``AE-…``).

Source: DfE's validation rules of the children in need census, 2022-23 to 2026-27. The year before
them is judged as 2022-23 is.
"""

from __future__ import annotations

from ae_pipeline.returns.codes import codes
from ae_pipeline.validation.codelist import CodeList
from ae_pipeline.validation.rule import Kind

CODES = CodeList(
    base=codes(
        "100 1103 1104 1105 1510 1520 1530 1540 1550 2883 2884 2885 2889 2990 4000 4001 4003 4004 "
        "4008 4010 4011 4013 4014 4015 4016 4017 4180 4220 8500 8510 8520 8540 8565 8568 8590 8600 "
        "8606 8608 8610 8614 8615 8620 8630 8640 8650 8696 8715 8720 8730 8736 8740 8750 8772 8790 "
        "8794 8805 8810 8815 8816 8820 8831 8832 8839 8840 8841 8866 8867 8868 8869 8875 8890 8896 "
        "8898 8905 8910 8915 8920 8925 8930 8935 8940 1560Q 2886Q 2887Q 2888Q 2991Q 4009Q 4012Q "
        "8525Q 8530Q 8535Q 8545Q 8555Q 8569Q 8585Q 8670Q 8675Q 8770Q 8775Q 8825Q 8842Q 8863Q 8870Q "
        "8873Q 8897Q"
    ),
    added={"2024-25": codes("1570 1580 8945Q 8950Q")},
)
"""The codes of each specification year."""

CHANGED = {"2023-24": codes("1530"), "2024-25": codes("2886Q 4180 8750 8770Q")}
"""Codes whose logic differs from the year before: authorities that were made in April 2023, and sex
for gender."""


def kind_of(code: str) -> Kind:
    """Whether the collector refuses the return for it or asks for an explanation: its last letter.

    A code of the house is a query to the collector, if it is anything.
    """
    return Kind.ERROR if code in CODES.ever and not code.endswith("Q") else Kind.QUERY
