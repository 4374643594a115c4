"""What Dagster loads. It assembles the house and decides nothing."""

from __future__ import annotations

import dagster as dg

from ae_pipeline import automation, returns
from ae_pipeline.assets.extracts import extract_assets
from ae_pipeline.assets.index import index_assets
from ae_pipeline.assets.indicators import indicator_assets
from ae_pipeline.assets.measures import measure_assets
from ae_pipeline.assets.people import people_assets
from ae_pipeline.assets.validated import validated_assets
from ae_pipeline.checks.expectations import expectation_checks
from ae_pipeline.checks.rejection import rejection_checks
from ae_pipeline.people.index import HISTORIC
from ae_pipeline.resources import Deployment

SOURCES = tuple(returns.load(name) for name in returns.NAMES)
"""The returns of this pipeline, from the one believed most to the one believed least."""

HISTORY = tuple(source for source in SOURCES if source.name in HISTORIC)
"""Those of which a month needs earlier years too."""


@dg.definitions
def definitions() -> dg.Definitions:
    """Everything: assets in the order of the data, checks, jobs, the schedule and the sensor."""
    month = automation.month_job()
    return dg.Definitions(
        assets=[
            *(extract_assets(source) for source in SOURCES),
            *(validated_assets(source) for source in SOURCES),
            index_assets(SOURCES),
            people_assets(returns.load("ssda903")),
            *measure_assets(),
            *indicator_assets(),
        ],
        asset_checks=[
            *(check for source in SOURCES for check in rejection_checks(source)),
            *expectation_checks(SOURCES),
        ],
        jobs=[month, automation.intake_job(HISTORY)],
        schedules=[automation.monthly_schedule(month)],
        sensors=[automation.landing_sensor(SOURCES)],
        resources={"deployment": Deployment()},
        executor=dg.in_process_executor,
    )
