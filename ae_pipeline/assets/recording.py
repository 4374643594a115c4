"""The end of a step: its record is written, then its results are handed to Dagster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.planning.records import CheckRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ae_pipeline.assets.conventions import Results
    from ae_pipeline.planning.recording import Recording


def finish(
    recording: Recording,
    results: Sequence[dg.MaterializeResult[None]],
    outputs: Iterable[str] = (),
    *,
    made: str = "",
) -> Results:
    """Record a step that has done its work, and give its results.

    Args:
        recording: of the step, as it began.
        results: one an asset, with the checks on it.
        outputs: names of what the step left in the lake.
        made: digest of what it wrote to the warehouse.
    """
    checks = [
        _record(result.asset_key, check) for result in results for check in result.check_results
    ]
    recording.end(outputs, made=made, checks=checks)
    yield from results


def _record(asset: dg.AssetKey | None, check: dg.AssetCheckResult) -> CheckRecord:
    key = check.asset_key or asset
    return CheckRecord(
        asset="" if key is None else key.to_user_string(),
        name=check.check_name or "",
        passed=bool(check.passed),
        blocking=check.severity is dg.AssetCheckSeverity.ERROR,
        message=check.description
        or ", ".join(f"{name} {value.value}" for name, value in check.metadata.items()),
    )
