"""Which months of a validated table a month's fact tables look back to, as Dagster says it."""

from __future__ import annotations

import dagster as dg

from ae_pipeline import returns


def reads_partitions(return_name: str) -> dg.PartitionMapping | None:
    """The mapping from a month to the months it reads; none where that is only itself.

    A backfill of several months then waits with a fact table until the validated tables of the
    earlier ones among them are there. Submissions from before the range are taken by the step that
    extracts them, so that a range can be run in a fresh home.
    """
    months_back = returns.package(return_name).history.months_back
    if not months_back:
        return None
    return dg.TimeWindowPartitionMapping(
        start_offset=-months_back, allow_nonexistent_upstream_partitions=True
    )
