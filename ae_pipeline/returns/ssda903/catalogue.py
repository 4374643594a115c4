"""The columns of SSDA903's validated tables, as the catalogue that the UI shows describes them.

Follows what ``minimisation`` does to the columns of the contract; a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.base import ValidatedColumn
from ae_pipeline.returns.minimising import SOURCE_COLUMNS
from ae_pipeline.validation.cells import CellType

if TYPE_CHECKING:
    from collections.abc import Mapping

_POSTCODES = ("HOME_POST", "PL_POST")
_PLACEMENT = (
    ValidatedColumn("pl_la", CellType.TEXT, "ONS code of the authority placed in.", ("PL_POST",)),
    ValidatedColumn(
        "pl_location", CellType.TEXT, "IN or OUT of the responsible authority.", ("PL_POST",)
    ),
    ValidatedColumn(
        "pl_distance", "decimal number", "Miles from home to the placement.", _POSTCODES
    ),
)
_KEYED = {
    "CHILD": ValidatedColumn("child", CellType.TEXT, "Pseudonym of the child.", ("CHILD",)),
    "SW_ID": ValidatedColumn(
        "worker_id", CellType.TEXT, "Pseudonym of the social worker.", ("SW_ID",)
    ),
    "UPN": ValidatedColumn("upn", CellType.TEXT, "Pseudonym of the UPN, for linkage.", ("UPN",)),
}
_LINK = ValidatedColumn(
    "child_link", CellType.TEXT, "Pseudonym shared by the social care returns.", ("CHILD",)
)
_UNKNOWN_UPN = ValidatedColumn(
    "upn_unknown", CellType.TEXT, "UN1 to UN5: why there is no UPN.", ("UPN",)
)


def validated_columns(
    types: Mapping[str, CellType], descriptions: Mapping[str, str]
) -> tuple[ValidatedColumn, ...]:
    """The columns of a table once it is validated and minimised.

    Args:
        types: of the contract's columns, by official name.
        descriptions: likewise.
    """
    columns = [
        _KEYED.get(name, ValidatedColumn(name.lower(), cell_type, descriptions[name], (name,)))
        for name, cell_type in types.items()
        if name not in _POSTCODES
    ]
    if "UPN" in types:
        columns.append(_UNKNOWN_UPN)
    if "PL_POST" in types:
        columns.extend(_PLACEMENT)
    return (*columns, _LINK, *SOURCE_COLUMNS)
