"""What Dagster loads. It puts assets, jobs and resources together and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import automation, returns
from ae_pipeline.assets.delivery import delivery_assets
from ae_pipeline.assets.extracts import extract_asset
from ae_pipeline.assets.fix_lists import fix_list_asset
from ae_pipeline.assets.index import index_assets
from ae_pipeline.assets.measures import measure_assets
from ae_pipeline.assets.people import fact_assets
from ae_pipeline.assets.profile import profile_asset
from ae_pipeline.assets.reference import reference_assets
from ae_pipeline.assets.validated import validated_assets
from ae_pipeline.assets.warehouse import warehouse_assets
from ae_pipeline.measures.catalogue import measures_of
from ae_pipeline.resources import Configuration, LakeStore, Records, Warehouse
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
    """Everything: assets in the order of the data, jobs, the schedule and the sensors."""
    return assemble(sources())


def assemble(read: Collection[Return]) -> dg.Definitions:
    """The assets of some returns, and of the measures that they are enough for."""
    every = tuple(read)
    measures = measures_of(source.name for source in every)
    month = automation.month_job()
    return dg.Definitions(
        assets=[
            *map(extract_asset, every),
            *map(validated_assets, every),
            index_assets(every),
            *fact_assets(every),
            *reference_assets(measures),
            measure_assets(measures),
            warehouse_assets(measures),
            *delivery_assets(every),
            profile_asset(every),
            fix_list_asset(every),
        ],
        jobs=[month, automation.reference_job()],
        schedules=[automation.monthly_schedule(month)],
        sensors=[automation.landing_sensor(every), automation.out_of_date_sensor()],
        resources={
            "configuration": Configuration(),
            "lake_store": LakeStore(),
            "warehouse": Warehouse(),
            "records": Records(),
        },
        executor=dg.in_process_executor,
    )
