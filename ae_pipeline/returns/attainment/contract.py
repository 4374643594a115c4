"""Attainment put together: its tables' contracts, and the return that the stages use.

Not here: a table's columns (``tables``) or rules (``rules``).
"""

from __future__ import annotations

from functools import partial

from ae_pipeline.returns.attainment import rules, tables
from ae_pipeline.returns.attainment.codes import SPECIFICATIONS
from ae_pipeline.returns.declared import DeclaredReturn
from ae_pipeline.returns.local import columns_of_one_table, read_delimited
from ae_pipeline.returns.years import academic_year
from ae_pipeline.validation.contract import TableContract

CONTRACTS = {
    contract.table: contract
    for contract in (
        TableContract("EYFSP", "eyfsp", tables.EYFSP, rules.EYFSP),
        TableContract("Phonics", "phonics", tables.Phonics, rules.PHONICS),
        TableContract("KS2", "ks2", tables.KS2, rules.KS2),
        TableContract("KS4", "ks4", tables.KS4, rules.KS4),
        TableContract("Level23", "level23", tables.Level23, rules.LEVEL_2_AND_3),
        TableContract("Destinations", "destinations", tables.Destinations, rules.DESTINATIONS),
    )
}
"""By official name, in the order of a pupil's life."""
_TITLE = "Attainment"

ATTAINMENT = DeclaredReturn(
    name="attainment",
    title=_TITLE,
    contracts=CONTRACTS,
    specifications=SPECIFICATIONS,
    year_of=academic_year,
    reader=partial(read_delimited, _TITLE, columns_of_one_table(CONTRACTS)),
)
"""Results and destinations of several years; the specification is the year they are sent in."""
