"""What Dagster loads. It assembles the house and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import automation, returns
from ae_pipeline.assets.assessment import assessment_assets
from ae_pipeline.assets.delivery import delivery_assets
from ae_pipeline.assets.extracts import extract_assets
from ae_pipeline.assets.fix_lists import fix_list_assets
from ae_pipeline.assets.index import index_assets
from ae_pipeline.assets.indicators import indicator_assets
from ae_pipeline.assets.measures import measure_assets
from ae_pipeline.assets.people import fact_assets
from ae_pipeline.assets.reference import reference_assets
from ae_pipeline.assets.validated import validated_assets
from ae_pipeline.checks.expectations import expectation_checks
from ae_pipeline.checks.rejection import rejection_checks
from ae_pipeline.measures.catalogue import measures_of
from ae_pipeline.resources import Deployment
from ae_pipeline.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Collection

    from ae_pipeline.returns.base import Return


def sources() -> tuple[Return, ...]:
    """The returns that this council has, from the one believed most to the one believed least."""
    names = Settings().returns or returns.NAMES
    return tuple(returns.load(name) for name in returns.NAMES if name in names)


@dg.definitions
def definitions() -> dg.Definitions:
    """Everything: assets in the order of the data, checks, jobs, the schedule and the sensor."""
    return assemble(sources())


def assemble(read: Collection[Return]) -> dg.Definitions:
    """The house of some returns, and of the measures that they are enough for."""
    month = automation.month_job()
    every = tuple(read)
    measures = measures_of(source.name for source in every)
    return dg.Definitions(
        assets=[
            *(extract_assets(source) for source in every),
            *(validated_assets(source) for source in every),
            index_assets(every),
            *fact_assets(every),
            *measure_assets(measures),
            *reference_assets(measures),
            *indicator_assets(measures),
            *assessment_assets(),
            *delivery_assets(every),
            *fix_list_assets(every),
        ],
        asset_checks=[
            *(check for source in every for check in rejection_checks(source)),
            *expectation_checks(every),
        ],
        jobs=[month, automation.intake_job(every)],
        schedules=[automation.monthly_schedule(month)],
        sensors=[automation.landing_sensor(every)],
        resources={"deployment": Deployment()},
        executor=dg.in_process_executor,
    )
