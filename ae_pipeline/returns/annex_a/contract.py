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

    def _prepared(self, tables: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
        """Each category in the guidance's own words; quarantined rows have them too."""
        return {
            table: in_own_words(table, rows) if table in CONTRACTS else rows
            for table, rows in tables.items()
        }


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
