"""SSDA903 put together: its tables' contracts, and the ``Return`` that the stages use.

Not here: a table's columns (``tables``), rules (``rules``), reading (``reader``) or what leaves an
accepted row (``minimisation``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.periods import CollectionYear
from ae_pipeline.returns.declared import DeclaredReturn
from ae_pipeline.returns.ssda903 import catalogue, minimisation, tables
from ae_pipeline.returns.ssda903.codes import SPECIFICATIONS
from ae_pipeline.returns.ssda903.cross_rules import official
from ae_pipeline.returns.ssda903.cross_rules.columns import Ssda903Columns
from ae_pipeline.returns.ssda903.cross_rules.families import FAMILIES
from ae_pipeline.returns.ssda903.reader import read_drop
from ae_pipeline.returns.ssda903.rules import (
    adoption,
    care,
    children,
    episodes,
    outcomes,
    providers,
)
from ae_pipeline.validation.contract import TableContract
from ae_pipeline.validation.keys import KEY_CONFLICT
from ae_pipeline.validation.ruleset import OfficialCodes

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.returns.base import ValidatedColumn


def _once(code: str) -> tuple[tuple[str, str], ...]:
    """The official rule that a table has one row per child."""
    return (("", code),)


CONTRACTS = {
    contract.table: contract
    for contract in (
        TableContract("Header", "header", tables.Header, children.HEADER, conflict=_once("INT32")),
        TableContract(
            "Episodes",
            "episodes",
            tables.Episodes,
            (*episodes.EPISODES, *providers.PROVIDERS),
        ),
        TableContract("UASC", "uasc", tables.UASC, children.UASC, conflict=_once("INT36")),
        TableContract("Reviews", "reviews", tables.Reviews, care.REVIEWS),
        TableContract("OC2", "oc2", tables.OC2, outcomes.OC2, conflict=_once("INT33")),
        TableContract("OC3", "oc3", tables.OC3, outcomes.OC3, conflict=_once("INT34")),
        TableContract("AD1", "ad1", tables.AD1, adoption.AD1, conflict=_once("INT31")),
        TableContract(
            "PlacedAdoption", "placed_adoption", tables.PlacedAdoption, adoption.PLACED_ADOPTION
        ),
        TableContract(
            "PrevPerm", "prev_perm", tables.PrevPerm, adoption.PREV_PERM, conflict=_once("INT35")
        ),
        TableContract("Missing", "missing", tables.Missing, care.MISSING),
        TableContract(
            "SWEpisodes",
            "sw_episodes",
            tables.SWEpisodes,
            care.SW_EPISODES,
            since="2023-24",
            conflict=(("", KEY_CONFLICT), ("2025-26", "SW19STG2")),
        ),
        TableContract("DoLo", "dolo", tables.DoLo, care.DOLO, since="2026-27"),
    )
}
"""By official name, in the collector's order."""


class Ssda903(DeclaredReturn):
    """The children looked after return (SSDA903), as a ``Return``."""

    def validated_columns(self, table: str) -> tuple[ValidatedColumn, ...]:
        """Columns of a table once validated and minimised."""
        contract = CONTRACTS[table]
        return catalogue.validated_columns(contract.types, contract.descriptions)

    def minimise(
        self,
        table: str,  # noqa: ARG002 - all tables of this return are alike in this
        accepted: pd.DataFrame,
        pseudonymiser: Pseudonymiser,
        areas: Collection[str],
    ) -> pd.DataFrame:
        """Accepted rows with identifiers keyed and postcodes replaced by what is needed of them."""
        return minimisation.minimise(accepted, pseudonymiser, areas)


SSDA903 = Ssda903(
    name="ssda903",
    title="Children looked after (SSDA903)",
    contracts=CONTRACTS,
    specifications=SPECIFICATIONS,
    year_of=lambda month: str(CollectionYear.of(month.start)),
    reader=read_drop,
    optional=frozenset({("Header", "UASC")}),
    cross=FAMILIES,
    official=OfficialCodes(official.CODES, official.UNDEFINED),
    rule_columns=Ssda903Columns,
)
"""Children looked after; only XML files have the flag of unaccompanied children in Header."""
