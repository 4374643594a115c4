"""Whom the return names: children by their social care number, pupils by UPN."""

from __future__ import annotations

from ae_pipeline.returns.people import IdentityColumns, People, child_columns

PEOPLE = People(
    identities=(
        *(
            child_columns(table, "child_id")
            for table in (
                "care_leaver_accommodation",
                "homeless_presentations",
                "mockingbird_placements",
                "placement_requests",
                "short_breaks",
            )
        ),
        *(
            IdentityColumns(table, local_id="upn", upn="upn")
            for table in ("high_needs_placements", "home_to_school_transport", "targeted_funding")
        ),
    ),
    several_ids=True,
)
