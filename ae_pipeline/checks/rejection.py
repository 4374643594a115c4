"""The blocking check of each validated table: were too many of its rows set aside?

It reads the outcome that validation left and validates nothing again. As a check of its own it
stops only what is downstream of its table.
"""

import dagster as dg

from ae_pipeline.assets.house import month_of
from ae_pipeline.assets.validated import validated_key
from ae_pipeline.resources import Deployment
from ae_pipeline.returns.base import Return
from ae_pipeline.returns.validating import validated
from ae_pipeline.validation.thresholds import exceeds

REJECTION_CHECK = "within_rejection_threshold"


def rejection_checks(source: Return) -> list[dg.AssetChecksDefinition]:
    """One blocking check a table of a return."""
    return [_rejection_check(source, table) for table in source.tables]


def _rejection_check(source: Return, table: str) -> dg.AssetChecksDefinition:
    name = source.asset_name(table)

    @dg.asset_check(
        asset=validated_key(source, table),
        name=REJECTION_CHECK,
        description="So few rows were set aside that figures may be built on the rest.",
        blocking=True,
    )
    def within_rejection_threshold(
        context: dg.AssetCheckExecutionContext, deployment: Deployment
    ) -> dg.AssetCheckResult:
        drop = deployment.drop(source.name, month_of(context))
        known = validated(source, drop.month, deployment.lake)
        outcome = None if known is None else known.tables.get(name)
        if outcome is None:
            return dg.AssetCheckResult(passed=True, description="Not in this specification.")
        threshold = deployment.quality.rejection_threshold.of(source.name, name)
        return dg.AssetCheckResult(
            passed=not exceeds(threshold, outcome.read, outcome.quarantined),
            severity=dg.AssetCheckSeverity.ERROR,
            metadata={
                "rows_read": outcome.read,
                "rows_quarantined": outcome.quarantined,
                "threshold_percent": threshold,
            },
        )

    return within_rejection_threshold
