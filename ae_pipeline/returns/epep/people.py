"""Whom the return names."""

from __future__ import annotations

from ae_pipeline.returns.people import People, child_columns

PEOPLE = People(
    identities=(
        child_columns("school_moves", "childid", upn="upn", date_of_birth="dob"),
        child_columns("peps", "childid", upn="upn", date_of_birth="dob"),
    ),
)
