"""What is expected of a month as a whole, as checks: Great Expectations judges tables of facts.

None of them blocks: a month that looks odd is told of, and its figures stand beside the warning.
"""

from collections.abc import Iterator, Sequence

import dagster as dg

from ae_pipeline import settings
from ae_pipeline.assets.house import month_of
from ae_pipeline.assets.index import LINK_KEY
from ae_pipeline.assets.indicators import VALUE_KEY
from ae_pipeline.errors import without_values
from ae_pipeline.expectations.agreement import agreement
from ae_pipeline.expectations.facts import Intake, drift, freshness, volume
from ae_pipeline.expectations.figures import figures
from ae_pipeline.expectations.judging import Judged, judge
from ae_pipeline.expectations.suites import Suite, read_suites
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.resources import Deployment
from ae_pipeline.returns.base import Return

FIGURES = "figures"
_DOCS = "data_docs"


def expectation_checks(sources: Sequence[Return]) -> list[dg.AssetChecksDefinition]:
    """One check an expectation: on the person index, where all returns meet, and on the figures."""
    suites = read_suites(settings.Settings().config)
    of_figures = {name: suite for name, suite in suites.items() if name == FIGURES}
    of_intake = {name: suite for name, suite in suites.items() if name != FIGURES}
    return [_intake_checks(sources, of_intake), _figure_checks(of_figures)]


def _intake_checks(sources: Sequence[Return], suites: dict[str, Suite]) -> dg.AssetChecksDefinition:
    @dg.multi_asset_check(name="intake_as_expected", specs=_specs(suites, LINK_KEY))
    @without_values
    def intake_as_expected(
        context: dg.AssetCheckExecutionContext, deployment: Deployment
    ) -> Iterator[dg.AssetCheckResult]:
        month, lake = month_of(context), deployment.lake
        intakes = []
        for source in sources:
            drop = deployment.drop(source.name, month)
            calendar = deployment.calendar(source.name)
            intakes.append(Intake(source, calendar, drop.month, drop.landed))
        facts = {
            "freshness": freshness(intakes, month),
            "volume": volume(intakes, lake),
            "drift": drift(intakes, lake, suites["drift"].watch),
            "agreement": agreement(intakes, lake, month, suites["agreement"].watch),
        }
        for judged in judge(suites, facts, deployment.dagster_home / _DOCS):
            yield _result(judged, LINK_KEY)

    return intake_as_expected


def _figure_checks(suites: dict[str, Suite]) -> dg.AssetChecksDefinition:
    @dg.multi_asset_check(name="figures_as_expected", specs=_specs(suites, VALUE_KEY))
    @without_values
    def figures_as_expected(
        context: dg.AssetCheckExecutionContext, deployment: Deployment
    ) -> Iterator[dg.AssetCheckResult]:
        with deployment.warehouse() as connection:
            periods = {measure.id: measure.period(month_of(context)) for measure in all_measures()}
            facts = {FIGURES: figures(connection, deployment.authority.code, periods)}
        for judged in judge(suites, facts, deployment.dagster_home / _DOCS):
            yield _result(judged, VALUE_KEY)

    return figures_as_expected


def _name(suite: str, expectation: str) -> str:
    return f"{suite}_{expectation}"


def _specs(suites: dict[str, Suite], asset: dg.AssetKey) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(_name(name, each.id), asset=asset, description=each.why)
        for name, suite in suites.items()
        for each in suite.expectations
    ]


def _result(judged: Judged, asset: dg.AssetKey) -> dg.AssetCheckResult:
    told = ", ".join(judged.subjects) or judged.error
    return dg.AssetCheckResult(
        check_name=_name(judged.suite, judged.expectation.id),
        asset_key=asset,
        passed=judged.passed,
        severity=dg.AssetCheckSeverity.WARN,
        description=None if judged.passed else f"{judged.expectation.why} ({told})",
        metadata={"checked": judged.checked, "failed": judged.failed},
    )
