"""Whom the return names: pupils, by UPN."""

from __future__ import annotations

from ae_pipeline.returns.people import IdentityColumns, People

PEOPLE = People(
    identities=tuple(
        IdentityColumns(
            table,
            local_id="upn",
            upn="upn",
            uln="uln" if table in {"level23", "ks4"} else None,
            date_of_birth="dob",
            sex="sex",
            named=True,
        )
        for table in ("destinations", "level23", "eyfsp", "phonics", "ks2", "ks4")
    ),
)
