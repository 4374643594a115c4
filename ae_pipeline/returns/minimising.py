"""What leaves an accepted row before anyone works with it, as its contract says column by column.

Identifiers become keyed pseudonyms, names become keys of how they are written and how they sound,
a postcode becomes its district, and what nothing needs goes. Column names become snake_case. Not
here: whether a row is acceptable, or which columns are protected (each return's ``tables``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.returns.base import ValidatedColumn
from ae_pipeline.returns.extract import FILE_COLUMN, ROW_COLUMN
from ae_pipeline.returns.sounding import sound_of, spelling_of
from ae_pipeline.validation.fields import Protected

if TYPE_CHECKING:
    from ae_pipeline.identity import Pseudonymiser
    from ae_pipeline.validation.contract import TableContract
    from ae_pipeline.validation.fields import Protection

UPN_DOMAIN = "upn"
"""Keyed once for all returns, so that ``people`` can link on it."""
CHILD_LINK_DOMAIN = "child"
"""Keyed once for the returns of the social care system, which share its number of a child."""
NAME_DOMAIN, SOUND_DOMAIN = "name", "name/sound"
_UNKNOWN_UPN = r"UN\d{1,2}"
_INWARD = r"\s*[0-9][A-Za-z]{2}$"
SOURCE_COLUMNS = (
    ValidatedColumn("source_file", "text", "File of the drop the row was read from.", ()),
    ValidatedColumn("source_row", "whole number", "Data row of that file, from 1.", ()),
)


def minimise(
    contract: TableContract, accepted: pd.DataFrame, pseudonymiser: Pseudonymiser
) -> pd.DataFrame:
    """The rows of one table as the rest of the pipeline may know them.

    Args:
        contract: says how each column is protected.
        accepted: typed rows under official names.
        pseudonymiser: keys the identifiers.

    Returns:
        The same rows: the columns of ``columns_of(contract)``.
    """
    kept: dict[str, pd.Series[Any]] = {}
    own = _unprotected(contract)
    for official, name in contract.names.items():
        protection = contract.cells[official].protection
        if protection is None:
            kept[name] = accepted[official]
        else:
            told = _protected(name, accepted[official], protection, pseudonymiser)
            kept.update({name: cells for name, cells in told.items() if name not in own})
    kept["source_file"] = accepted[FILE_COLUMN]
    kept["source_row"] = accepted[ROW_COLUMN]
    return pd.DataFrame(kept, index=accepted.index)


def columns_of(contract: TableContract) -> tuple[ValidatedColumn, ...]:
    """The columns of a validated table, as the catalogue that the UI shows describes them."""
    columns: list[ValidatedColumn] = []
    own = _unprotected(contract)
    for official, name in contract.names.items():
        cell, told = contract.cells[official], contract.descriptions[official]
        if cell.protection is None:
            columns.append(ValidatedColumn(name, cell.cell_type, told, (official,)))
        else:
            columns.extend(
                ValidatedColumn(f"{name}{ending}", "text", f"{what}: {told}", (official,))
                for ending, what in _SHAPES[cell.protection.kind]
                if f"{name}{ending}" not in own
            )
    return (*columns, *SOURCE_COLUMNS)


_SHAPES: dict[Protected, tuple[tuple[str, str], ...]] = {
    Protected.IDENTIFIER: (("", "Pseudonym"),),
    Protected.CHILD: (
        ("", "Pseudonym"),
        ("_link", "Pseudonym shared by the social care returns"),
    ),
    Protected.PUPIL: (
        ("", "Pseudonym, for linkage"),
        ("_unknown", "Code for why there is none"),
    ),
    Protected.NAME: (
        ("_key", "Pseudonym of its spelling"),
        ("_sound", "Pseudonym of its sound"),
    ),
    Protected.POSTCODE: (("_district", "District"),),
    Protected.PRIVATE: (),
}
"""By kind of protection, the columns that one is told in: what ends their name, what each holds."""


def _unprotected(contract: TableContract) -> frozenset[str]:
    """Names that stand for columns of their own.

    A return may tell a UPN, and why there is none, in one column or in two.
    """
    return frozenset(
        name
        for official, name in contract.names.items()
        if contract.cells[official].protection is None
    )


def _protected(
    name: str, cells: pd.Series[Any], protection: Protection, pseudonymiser: Pseudonymiser
) -> dict[str, pd.Series[Any]]:
    match protection.kind:
        case Protected.IDENTIFIER:
            return {name: pseudonymiser.column(cells, protection.domain)}
        case Protected.CHILD:
            return {
                name: pseudonymiser.column(cells, protection.domain),
                f"{name}_link": pseudonymiser.column(cells, CHILD_LINK_DOMAIN),
            }
        case Protected.PUPIL:
            unknown = cells.str.fullmatch(_UNKNOWN_UPN).fillna(value=False).astype(bool)
            return {
                name: pseudonymiser.column(cells.mask(unknown), UPN_DOMAIN),
                f"{name}_unknown": cells.where(unknown),
            }
        case Protected.NAME:
            return {
                f"{name}_key": pseudonymiser.column(spelling_of(cells), NAME_DOMAIN),
                f"{name}_sound": pseudonymiser.column(sound_of(cells), SOUND_DOMAIN),
            }
        case Protected.POSTCODE:
            district = cells.str.replace(_INWARD, "", regex=True).str.upper()
            return {f"{name}_district": district.where(district != cells.str.upper())}
        case Protected.PRIVATE:
            return {}
