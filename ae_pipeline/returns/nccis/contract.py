"""NCCIS put together: its tables' contracts, and the return that the stages use.

Not here: a table's columns (``tables``) or rules (``rules``).
"""

from __future__ import annotations

from functools import partial

from ae_pipeline.returns.declared import DeclaredReturn
from ae_pipeline.returns.local import columns_of_one_table, read_delimited
from ae_pipeline.returns.nccis import rules, tables
from ae_pipeline.returns.nccis.codes import SPECIFICATIONS
from ae_pipeline.returns.nccis.cross_rules import rules as cross_rules
from ae_pipeline.returns.years import financial_year
from ae_pipeline.validation.contract import TableContract

CONTRACTS = {
    contract.table: contract
    for contract in (
        TableContract("YoungPeople", "young_people", tables.YoungPeople, rules.YOUNG_PEOPLE),
        TableContract("Activities", "activities", tables.Activities, rules.ACTIVITIES),
        TableContract(
            "Characteristics", "characteristics", tables.Characteristics, rules.CHARACTERISTICS
        ),
        TableContract(
            "SeptemberGuarantee", "september_guarantee", tables.SeptemberGuarantee, rules.GUARANTEE
        ),
    )
}
"""By official name."""
_TITLE = "Young people's activity (NCCIS)"

NCCIS = DeclaredReturn(
    name="nccis",
    title=_TITLE,
    contracts=CONTRACTS,
    specifications=SPECIFICATIONS,
    year_of=financial_year,
    reader=partial(read_delimited, _TITLE, columns_of_one_table(CONTRACTS)),
    cross=(cross_rules,),
    first_month=4,
)
"""The monthly extract of the client caseload information system."""
