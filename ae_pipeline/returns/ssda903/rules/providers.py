"""Rules about an episode's placement and who provides it: provider code and Ofsted's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

    from ae_pipeline.validation.rule import RowFailing

PROVIDERS = RuleBook("Episodes")


@PROVIDERS.rule(
    "213",
    ("PLACE", "PLACE_PROVIDER"),
    "The provider is not asked of this type of placement: leave it empty.",
)
def provider_not_asked(rows: pd.DataFrame) -> pd.Series[bool]:
    """A provider for T0 to T3 or an other placement (Z1, from 2025-26 Z11 to Z14)."""
    return rows["PLACE"].isin(codes.NO_PROVIDER) & rows["PLACE_PROVIDER"].notna()


@PROVIDERS.rule(
    "526",
    ("PLACE", "PLACE_PROVIDER"),
    "Say who provides this placement.",
    dimension=Dimension.COMPLETENESS,
)
def provider_missing(rows: pd.DataFrame) -> pd.Series[bool]:
    """No provider for any other placement."""
    asked = rows["PLACE"].notna() & ~rows["PLACE"].isin(codes.NO_PROVIDER)
    return asked & rows["PLACE_PROVIDER"].isna()


@PROVIDERS.rule(
    "550",
    ("PLACE", "PLACE_PROVIDER"),
    "Parents provide a placement with parents only: correct the provider or the placement.",
)
def parents_provide(rows: pd.DataFrame) -> pd.Series[bool]:
    """Provider PR0 for any placement but P1."""
    return rows["PLACE_PROVIDER"].eq("PR0") & ~rows["PLACE"].isin(codes.PARENTS)


def _cannot_provide(code: str, provider: str, placements: frozenset[str]) -> RowFailing:
    def provides(rows: pd.DataFrame) -> pd.Series[bool]:
        return rows["PLACE_PROVIDER"].eq(provider) & rows["PLACE"].isin(placements)

    return PROVIDERS.rule(
        code,
        ("PLACE", "PLACE_PROVIDER"),
        "This provider cannot provide this type of placement: correct one of the two.",
    )(provides)


_NOT_BY_AUTHORITIES = codes.PARENTS | {"R2", "R5"}
_cannot_provide("527", "PR1", _NOT_BY_AUTHORITIES)
_cannot_provide("528", "PR2", _NOT_BY_AUTHORITIES)
_cannot_provide("529", "PR3", codes.PARENTS | codes.ADOPTION | codes.CHILDRENS_HOMES | codes.FOSTER)
_cannot_provide("530", "PR4", codes.PARENTS)
_cannot_provide("531", "PR5", codes.PARENTS)

_BEFORE_REGISTRATION = frozenset({"H5", "P2"})
"""Supported accommodation before it was regulated; from 2023-24 rule 230 asks about part of it."""


@PROVIDERS.rule(
    "218",
    ("LS", "PLACE", "URN"),
    "Give Ofsted's number of the provider, or XXXXXXX where it has none.",
    dimension=Dimension.COMPLETENESS,
)
def urn_missing(rows: pd.DataFrame) -> pd.Series[bool]:
    """No URN where Ofsted registers the type of placement; short breaks need none.

    A placement outside England has no URN either, and is reported: what tells of it is a
    postcode, and one row's rules do not look postcodes up.
    """
    asked = rows["PLACE"].notna() & ~rows["PLACE"].isin(codes.NO_URN | _BEFORE_REGISTRATION)
    return asked & ~rows["LS"].isin(codes.SHORT_BREAKS) & rows["URN"].isna()


def _urn_not_asked(placements: frozenset[str], until: str) -> RowFailing:
    def given(rows: pd.DataFrame) -> pd.Series[bool]:
        numbered = rows["URN"].notna() & rows["URN"].ne(codes.UNREGISTERED_URN)
        return rows["PLACE"].isin(placements) & numbered

    return PROVIDERS.rule(
        "222",
        ("PLACE", "URN"),
        "Ofsted does not register this type of placement: remove the URN or correct the placement.",
        until=until,
    )(given)


_urn_not_asked(codes.NO_URN, until="9999-99")
_urn_not_asked(_BEFORE_REGISTRATION, until="2022-23")
