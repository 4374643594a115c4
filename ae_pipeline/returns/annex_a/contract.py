"""Annex A put together: its lists' contracts, and the ``Return`` that the stages use.

What an authority writes for a category becomes the guidance's own words before a row is judged:
the extract keeps what the workbook says. Not here: a list's columns (``tables``), rules
(``rules``), reading (``reader``), or what means a category (``categories``).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.returns.annex_a import rules, tables
from ae_pipeline.returns.annex_a.matching import canonical
from ae_pipeline.returns.annex_a.reader import TITLE, read_drop
from ae_pipeline.returns.annex_a.tables.columns import CategoryList
from ae_pipeline.returns.declared import DeclaredReturn
from ae_pipeline.returns.local import LAYOUT_YEAR
from ae_pipeline.validation.contract import TableContract

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ae_pipeline.validation.findings import Severity
    from ae_pipeline.validation.verdict import Verdict

CONTRACTS = {
    contract.table: contract
    for contract in (
        TableContract("Contacts", "contacts", tables.Contacts, rules.CONTACTS),
        TableContract(
            "EarlyHelpAssessments",
            "early_help_assessments",
            tables.EarlyHelpAssessments,
            rules.EARLY_HELP_ASSESSMENTS,
        ),
        TableContract("Referrals", "referrals", tables.Referrals, rules.REFERRALS),
        TableContract("Assessments", "assessments", tables.Assessments, rules.ASSESSMENTS),
        TableContract("Section47", "section_47", tables.Section47, rules.SECTION_47),
        TableContract("CIN", "children_in_need", tables.CIN, rules.CIN),
        TableContract("CP", "child_protection_plans", tables.CP, rules.CP),
        TableContract("CLA", "children_looked_after", tables.CLA, rules.CLA),
        TableContract("CareLeavers", "care_leavers", tables.CareLeavers, rules.CARE_LEAVERS),
        TableContract("Adoption", "adoption", tables.Adoption, rules.ADOPTION),
        TableContract("Adopters", "adopters", tables.Adopters, rules.ADOPTERS),
    )
}
"""By table, in the order of the lists, 1 to 11."""


class AnnexA(DeclaredReturn):
    """Ofsted's Annex A, as a ``Return``."""

    def validate(
        self,
        table: str,
        rows: pd.DataFrame,
        specification: str,
        severities: Mapping[str, Severity] | None = None,
    ) -> Verdict:
        """Judge the text rows of one list, once each category is in the guidance's own words.

        Quarantined rows have them too.

        Raises:
            ValueError: if there is no such specification, or a severity is configured for a rule
                that no list has, or that must reject.
        """
        return super().validate(table, in_own_words(table, rows), specification, severities)

    def evaluate(
        self,
        code: str,
        tables: Mapping[str, pd.DataFrame],
        *,
        specification: str,
        previous: Mapping[str, pd.DataFrame] | None = None,
        collection_start: date | str | None = None,
        collection_end: date | str | None = None,
        authority: str | None = None,
        providers: pd.DataFrame | None = None,
    ) -> dict[str, list[int]] | None:
        """Ask one rule of text lists, whatever they write for a category.

        Raises:
            ValueError: if there is no such specification or list.
            UnknownRuleError: if there is no such rule.
        """
        told = {
            table: in_own_words(table, rows) if table in CONTRACTS else rows
            for table, rows in tables.items()
        }
        return super().evaluate(
            code,
            told,
            specification=specification,
            previous=previous,
            collection_start=collection_start,
            collection_end=collection_end,
            authority=authority,
            providers=providers,
        )


def in_own_words(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a list with its categories as the guidance writes them."""
    changed = {}
    for column, cell in CONTRACTS[table].cells.items():
        if isinstance(cell.codes, CategoryList) and column in rows:
            text = rows[column].where(rows[column].isna(), rows[column].astype("str"))
            changed[column] = canonical(pd.Series(text, dtype="str"), cell.codes.categories)
    return rows.assign(**changed)


ANNEX_A = AnnexA(
    name="annex_a",
    title=TITLE,
    contracts=CONTRACTS,
    specifications=(LAYOUT_YEAR,),
    year_of=lambda _month: LAYOUT_YEAR,
    reader=partial(read_drop, CONTRACTS),
)
"""The lists for an inspection; the guidance has had the same columns since 2018."""
