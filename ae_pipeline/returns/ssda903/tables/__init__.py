"""The tables of SSDA903 as Pandera models: the contract's columns, types, codes and keys.

One module per subject. A model's docstring says what one row is; the order of its attributes is
the order of the columns in the file. Not here: rules about more than one cell (``rules``), or the
columns that the collector derives (``PL_LA``, ``PL_LOCATION``, ``PL_DISTANCE``), which no file has.

What a cell that cannot be used does to its row, in the house's judgement:

- it rejects the row where the row then says nothing that could be counted: no child, no date of
  birth in Header, no usable part of the key, no usable ``RNE``, ``LS`` or ``PLACE``, a care
  leaver's code that is not on the list;
- it rejects the row where it is the end of a span of time (``DEC``, ``REC``, ``MIS_END`` …): to
  blank it would claim that the span is still open;
- everywhere else it warns, and the cell is blanked in the row that is kept.
"""

from ae_pipeline.returns.ssda903.tables.adoption import AD1, PlacedAdoption, PrevPerm
from ae_pipeline.returns.ssda903.tables.care import DoLo, Episodes, Missing, Reviews, SWEpisodes
from ae_pipeline.returns.ssda903.tables.children import UASC, Header
from ae_pipeline.returns.ssda903.tables.outcomes import OC2, OC3

__all__ = [
    "AD1",
    "OC2",
    "OC3",
    "UASC",
    "DoLo",
    "Episodes",
    "Header",
    "Missing",
    "PlacedAdoption",
    "PrevPerm",
    "Reviews",
    "SWEpisodes",
]
