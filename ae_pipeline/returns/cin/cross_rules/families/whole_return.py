"""What the whole return says of its children: 2886Q, 2887Q, 2888Q.

Every row that the share or the count is made of is found where it is out of range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.returns.cin import codes
from ae_pipeline.returns.cin.codes import SEX_SINCE
from ae_pipeline.returns.cin.cross_rules.rule import CHILD, OfficialRules, since, until
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.cin.cross_rules.columns import CinColumns, Mask

rules = OfficialRules()
_CHILDREN, _TABLE = "ChildIdentifiers", "Disabilities"
_PERCENT_OF_UNKNOWN_SEX = 2
_FEWEST_DISABILITIES = 8


def _sex_seldom_told(unknown: str, years: tuple[str, str]) -> None:
    def sex_seldom_told(evidence: CinColumns) -> dict[str, Mask]:
        """The rows without a sex, where they are more than 2 in 100 of the children who are born.

        A child is not born where only an expected date of birth is given.
        """
        sex = evidence.table(_CHILDREN)["Sex"]
        expected = evidence.table(_CHILDREN)["ExpectedPersonBirthDate"].notna()
        born = ~expected | evidence.optional(_CHILDREN, "PersonBirthDate").notna()
        untold = born & (sex.isna() | sex.eq(unknown))
        many = untold.sum() * 100 > born.sum() * _PERCENT_OF_UNKNOWN_SEX
        return {_CHILDREN: untold & bool(many)}

    rules(
        "2886Q",
        fields={_CHILDREN: ("Sex", "ExpectedPersonBirthDate")},
        message="The sex of more than 2 % of the children is not recorded: record it, or explain.",
        dimension=Dimension.COMPLETENESS,
        years=years,
    )(sex_seldom_told)


_sex_seldom_told("0", until("2023-24"))
_sex_seldom_told("U", since(SEX_SINCE))


@rules(
    "2887Q",
    fields={_TABLE: ("Disability",)},
    message="The return has fewer than eight of the codes of disability: check that disabilities "
    "are recorded in full.",
    dimension=Dimension.COMPLETENESS,
)
def few_disabilities(evidence: CinColumns) -> dict[str, Mask]:
    """All rows, where they have fewer than eight codes among them; NONE is a code.

    A return without a disability has no row to be found.
    """
    told = evidence.table(_TABLE)["Disability"]
    few = told[told.isin(codes.DISABILITY.base)].nunique() < _FEWEST_DISABILITIES
    return {_TABLE: pd.Series(few, index=told.index, dtype=bool)}


@rules(
    "2888Q",
    fields={_TABLE: ("Disability",)},
    reads={_TABLE: CHILD},
    message="No child of the return has more than one disability: check that all are recorded.",
    dimension=Dimension.COMPLETENESS,
)
def never_two_disabilities(evidence: CinColumns) -> dict[str, Mask]:
    """All rows, where no child has two of them that differ."""
    told = evidence.table(_TABLE)[["LAchildID", "Disability"]].dropna()
    several = bool(told.drop_duplicates()["LAchildID"].duplicated().any())
    rows = evidence.table(_TABLE).index
    return {_TABLE: pd.Series(not several, index=rows, dtype=bool)}
