"""The CIN Census put together: its tables' contracts, and the ``Return`` that the stages use.

Not here: a table's columns (``tables``), rules (``rules``) or reading (``reader``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.cin import evaluation, rules, tables
from ae_pipeline.returns.cin.codes import SPECIFICATIONS
from ae_pipeline.returns.cin.reader import read_drop
from ae_pipeline.returns.cin.statutory import statutory_rules
from ae_pipeline.returns.examined_return import ExaminedReturn
from ae_pipeline.returns.years import financial_year
from ae_pipeline.validation.contract import TableContract

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from ae_pipeline.returns.asking import Positions
    from ae_pipeline.returns.cin.statutory.evidence import Evidence
    from ae_pipeline.returns.cin.statutory.rule import StatutoryRule

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


class CinCensus(ExaminedReturn):
    """The CIN Census, as a ``Return``."""

    def answer(self, code: str, evidence: Evidence, specification: str) -> Positions | None:
        """By the statutory rule of that code, or by the contracts."""
        return evaluation.ask(code, evidence, contracts=CONTRACTS, specification=specification)

    def statutory(self, specification: str) -> Mapping[str, StatutoryRule]:
        """The rules over rows, tables and the year of a specification, by code.

        Raises:
            ValueError: if there is no such specification.
        """
        self._insist_on(specification)
        return statutory_rules(specification)

    def evidence(
        self,
        tables: Mapping[str, pd.DataFrame],
        *,
        specification: str,
        previous: Mapping[str, pd.DataFrame] | None = None,
        collection_start: date | str | None = None,
        collection_end: date | str | None = None,
        authority: str | None = None,
        providers: pd.DataFrame | None = None,
    ) -> Evidence:
        """What rules over tables are asked of, made once for any number of them.

        No rule of the census asks about last year's return, the authority or its providers. The
        year's last day is the reference date in Header, where the caller names none.

        Raises:
            ValueError: if there is no such specification or table, or a day is no date.
        """
        del previous, authority, providers
        self._insist_on(specification)
        return evaluation.gather(
            CONTRACTS,
            tables,
            specification=specification,
            collection_start=collection_start,
            collection_end=collection_end,
        )


CIN = CinCensus(
    name="cin",
    title="Children in need (CIN Census)",
    contracts=CONTRACTS,
    specifications=SPECIFICATIONS,
    year_of=financial_year,
    reader=read_drop,
)
"""Children in need. The specification 2025-26 is the census of 2026, and 2021-22 stands for all
before it."""
