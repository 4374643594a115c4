"""What is expected of a month as a whole, as checks: an expectation each. They warn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

if TYPE_CHECKING:
    from ae_pipeline.expectations.results import Judged
    from ae_pipeline.expectations.suites import Expectation


def check_name(suite: str, expectation: Expectation) -> str:
    """The check of an expectation of a suite: ``volume_no_collapse``."""
    return f"{suite}_{expectation.id}"


def expectation_result(judged: Judged, asset: dg.AssetKey) -> dg.AssetCheckResult:
    """How an expectation fared, with what it was that was not as expected."""
    subjects = ", ".join(judged.subjects) or judged.error
    return dg.AssetCheckResult(
        check_name=check_name(judged.suite, judged.expectation),
        asset_key=asset,
        passed=judged.passed,
        severity=dg.AssetCheckSeverity.WARN,
        description=None if judged.passed else f"{judged.expectation.why} ({subjects})",
        metadata={"checked": judged.checked, "failed": judged.failed},
    )
