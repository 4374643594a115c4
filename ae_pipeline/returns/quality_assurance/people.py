"""Whom the return names."""

from __future__ import annotations

from ae_pipeline.returns.people import People, child_columns

PEOPLE = People(
    identities=tuple(
        child_columns(table, "child_id") for table in ("audits", "complaints", "out_of_hours")
    ),
)
