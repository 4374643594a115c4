"""What leaves an accepted SSDA903 row before anyone works with it: identifiers and postcodes.

Child ids, UPNs and social worker ids become keyed pseudonyms; the two postcodes become miles,
area and in or out of the authority. Column names become snake_case. Not here: whether a row is
acceptable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.geography import locate, miles_between
from ae_pipeline.returns.extract import FILE_COLUMN, ROW_COLUMN
from ae_pipeline.returns.minimising import CHILD_LINK_DOMAIN, UPN_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from ae_pipeline.identity import Pseudonymiser

CHILD_DOMAIN = "ssda903/child"
WORKER_DOMAIN = "ssda903/worker"
_UNKNOWN_UPN = r"UN\d{1,2}"
_HOME, _PLACEMENT = "HOME_POST", "PL_POST"


def minimise(
    accepted: pd.DataFrame, pseudonymiser: Pseudonymiser, areas: Collection[str]
) -> pd.DataFrame:
    """The rows of one table as the rest of the pipeline may know them.

    Args:
        accepted: typed rows under official names.
        pseudonymiser: keys the identifiers.
        areas: codes of the places inside the authority, for ``pl_location``.

    Returns:
        The same rows under snake_case names with ``source_file`` and ``source_row``. ``child``
        and ``worker_id`` are pseudonyms, ``child_link`` the one that
        social care returns share; ``upn`` is one or null, with the reason code of an
        unknown UPN in ``upn_unknown``. In place of postcodes: ``pl_la`` (ONS code), ``pl_location``
        (``IN``, ``OUT``) and ``pl_distance`` (miles, 1 decimal), null where a postcode is blank or
        unknown.
    """
    kept = accepted.drop(columns=[_HOME, _PLACEMENT], errors="ignore")
    kept = kept.rename(columns={FILE_COLUMN: "source_file", ROW_COLUMN: "source_row"})
    kept = kept.rename(columns=str.lower)
    kept["child_link"] = pseudonymiser.column(kept["child"], CHILD_LINK_DOMAIN)
    kept["child"] = pseudonymiser.column(kept["child"], CHILD_DOMAIN)
    if "sw_id" in kept:
        kept["worker_id"] = pseudonymiser.column(kept.pop("sw_id"), WORKER_DOMAIN)
    if "upn" in kept:
        unknown = kept["upn"].str.fullmatch(_UNKNOWN_UPN).fillna(value=False).astype(bool)
        kept["upn_unknown"] = kept["upn"].where(unknown)
        kept["upn"] = pseudonymiser.column(kept["upn"].mask(unknown), UPN_DOMAIN)
    if _PLACEMENT in accepted:
        placement = locate(accepted[_PLACEMENT])
        inside = placement.authority.isin(areas).map({True: "IN", False: "OUT"}).astype("str")
        kept["pl_la"] = placement.authority
        kept["pl_location"] = inside.where(placement.authority.notna())
        kept["pl_distance"] = miles_between(locate(accepted[_HOME]), placement)
    return kept
