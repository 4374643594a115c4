"""A month as a whole: how old, how many, how unlike the last; and what is expected of that.

None of its checks blocks: a month that looks odd is reported, and its figures stand beside the
warning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import settings, step_inputs
from ae_pipeline.assets.conventions import (
    A_RUN_A_MONTH,
    MONTHS,
    OWNERS,
    WHEN_OUT_OF_DATE,
    Results,
    code_version,
    month_of,
    step_metadata,
)
from ae_pipeline.assets.extracts import extract_key
from ae_pipeline.assets.index import LINK_KEY
from ae_pipeline.assets.recording import finish
from ae_pipeline.assets.warehouse import VALUE_KEY
from ae_pipeline.checks.expectations import check_name, expectation_result
from ae_pipeline.errors import without_values
from ae_pipeline.expectations.agreement import agreement
from ae_pipeline.expectations.figures import figures
from ae_pipeline.expectations.judging import judge
from ae_pipeline.expectations.profile import Intake, drift, freshness, volume
from ae_pipeline.expectations.suites import read_suites
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.resources import Configuration, LakeStore, Records, Warehouse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.returns.base import Return

PROFILE = dg.AssetKey("month_profile")
_STEP = "month_profile"


def profile_asset(sources: Sequence[Return]) -> dg.AssetsDefinition:
    """The month's volumes, ages and shares, with a check an expectation."""
    suites = read_suites(settings.Settings().config)

    @dg.asset(
        key=PROFILE,
        deps=[*map(extract_key, sources), LINK_KEY, VALUE_KEY],
        group_name="quality",
        partitions_def=MONTHS,
        backfill_policy=A_RUN_A_MONTH,
        automation_condition=WHEN_OUT_OF_DATE,
        owners=OWNERS,
        code_version=code_version(
            *step_inputs.PROFILE_CODE, without=step_inputs.MEASURE_CODE_WITHOUT
        ),
        kinds={"pandas", "greatexpectations"},
        metadata=step_metadata(_STEP),
        check_specs=[
            dg.AssetCheckSpec(check_name(name, each), asset=PROFILE, description=each.why)
            for name, suite in suites.items()
            for each in suite.expectations
        ],
    )
    @without_values
    def month_profile(
        context: dg.AssetExecutionContext,
        configuration: Configuration,
        lake_store: LakeStore,
        warehouse: Warehouse,
        records: Records,
    ) -> Results:
        """Volumes, ages and shares of codes of what a month read, and its finished figures."""
        month, lake = month_of(context), lake_store.lake
        intakes = []
        for source in sources:
            drop = configuration.submission(source.name, month)
            calendar = configuration.calendar(source.name)
            intakes.append(Intake(source, calendar, drop.month, drop.landed))
        recording = records.begin(_STEP, month, step_inputs.of_profile(intakes, month, lake))
        with warehouse.transaction() as connection:
            periods = {measure.id: measure.period(month) for measure in all_measures()}
            headlines = figures(connection, configuration.authority.code, periods)
        profile = {
            "freshness": freshness(intakes, month),
            "volume": volume(intakes, lake),
            "drift": drift(intakes, lake, suites["drift"].watch),
            "agreement": agreement(intakes, lake, month, suites["agreement"].watch),
            "figures": headlines,
        }
        judged = judge(suites, profile, configuration.data_docs)
        result = dg.MaterializeResult[None](
            asset_key=PROFILE,
            metadata={name: len(rows) for name, rows in profile.items()},
            check_results=[expectation_result(each, PROFILE) for each in judged],
        )
        yield from finish(recording, [result])

    return month_profile
