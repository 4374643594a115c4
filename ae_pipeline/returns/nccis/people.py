"""Whom the return names, and who is looked after by what it states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.people import (
    ComparedGroup,
    IdentityColumns,
    People,
    Tables,
    spell_rows,
)

if TYPE_CHECKING:
    import pandas as pd

_LOOKED_AFTER = "110"
"""Characteristic."""


def _looked_after(tables: Tables) -> pd.DataFrame:
    """Times with the characteristic; its end is the first day on which it is no longer so."""
    rows = tables["characteristics"]
    rows = rows[rows["characteristic"].eq(_LOOKED_AFTER)]
    return spell_rows(rows["ypid"], rows["charstart"], rows["charend"])


PEOPLE = People(
    identities=(
        IdentityColumns(
            "young_people",
            local_id="ypid",
            upn="upn",
            uln="uln",
            date_of_birth="dob",
            sex="sex",
            ethnicity="ethnic",
            district="postcode_district",
            named=True,
        ),
    ),
    states=(ComparedGroup("looked after on the day", ("characteristics",), _looked_after),),
)
