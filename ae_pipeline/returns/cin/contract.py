"""The CIN Census put together: its tables' contracts, and the ``Return`` that the stages use.

Not here: a table's columns (``tables``), rules (``rules``) or reading (``reader``).
"""

from __future__ import annotations

from ae_pipeline.returns.cin import rules, tables
from ae_pipeline.returns.cin.codes import SPECIFICATIONS
from ae_pipeline.returns.cin.cross_rules import official
from ae_pipeline.returns.cin.cross_rules.columns import CinColumns
from ae_pipeline.returns.cin.cross_rules.families import FAMILIES
from ae_pipeline.returns.cin.reader import read_drop
from ae_pipeline.returns.declared import DeclaredReturn
from ae_pipeline.returns.years import financial_year
from ae_pipeline.validation.contract import TableContract
from ae_pipeline.validation.ruleset import OfficialCodes

CONTRACTS = {
    contract.table: contract
    for contract in (
        TableContract("Header", "header", tables.Header),
        TableContract(
            "ChildIdentifiers",
            "child_identifiers",
            tables.ChildIdentifiers,
            rules.CHILD_IDENTIFIERS,
            conflict=(("", "8510"),),
        ),
        TableContract("ChildCharacteristics", "child_characteristics", tables.ChildCharacteristics),
        TableContract("Disabilities", "disabilities", tables.Disabilities),
        TableContract("CINdetails", "cin_details", tables.CINdetails, rules.CIN_DETAILS),
        TableContract("Assessments", "assessments", tables.Assessments, rules.ASSESSMENTS),
        TableContract(
            "AssessmentFactors",
            "assessment_factors",
            tables.AssessmentFactors,
            rules.ASSESSMENT_FACTORS,
        ),
        TableContract("CINPlanDates", "cin_plan_dates", tables.CINPlanDates, rules.CIN_PLAN_DATES),
        TableContract("Section47", "section47", tables.Section47, rules.SECTION47),
        TableContract(
            "ChildProtectionPlans",
            "child_protection_plans",
            tables.ChildProtectionPlans,
            rules.CHILD_PROTECTION_PLANS,
        ),
        TableContract("Reviews", "reviews", tables.Reviews),
        TableContract(
            "PreProceedings",
            "pre_proceedings",
            tables.PreProceedings,
            rules.PRE_PROCEEDINGS,
            since=tables.PRE_PROCEEDINGS_SINCE,
        ),
    )
}
"""By official name, in the collector's order."""


CIN = DeclaredReturn(
    name="cin",
    title="Children in need (CIN Census)",
    contracts=CONTRACTS,
    specifications=SPECIFICATIONS,
    year_of=financial_year,
    reader=read_drop,
    cross=FAMILIES,
    official=OfficialCodes(official.CODES),
    rule_columns=CinColumns,
)
"""Children in need. The specification 2025-26 is the census of 2026, and 2021-22 stands for all
before it."""
