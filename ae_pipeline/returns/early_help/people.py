"""Whom the return names."""

from __future__ import annotations

from ae_pipeline.returns.people import IdentityColumns, People

PEOPLE = People(
    identities=(
        IdentityColumns(
            "people",
            local_id="person_id",
            upn="upn",
            date_of_birth="date_of_birth",
            sex="sex",
            ethnicity="ethnicity",
            district="home_postcode_district",
            named=True,
        ),
    ),
)
