"""What assets and checks are handed: the deployment's folders, keys, warehouse and engine.

The only place where settings become things. Drivers are imported when first needed, so that
loading the definitions needs none.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import returns, settings
from ae_pipeline.identity import Pseudonymiser, pseudonymiser
from ae_pipeline.indicators.areas import Areas
from ae_pipeline.indicators.benchmarks import neighbours_code
from ae_pipeline.lake import Lake
from ae_pipeline.landing import drop_for, drop_if_any, drops
from ae_pipeline.warehouse import open_engine, upgrade
from ae_pipeline.warehouse.store import Run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import sqlalchemy as sa

    from ae_pipeline.landing import Drop
    from ae_pipeline.periods import Month
    from ae_pipeline.settings import Authority, QualityConfig, ReturnCalendar


class Deployment(dg.ConfigurableResource):  # type: ignore[type-arg]
    """One council's pipeline. Configured by ``AE_…`` environment variables and ``config/``."""

    @cached_property
    def settings(self) -> settings.Settings:
        """The environment, read when first asked for."""
        return settings.Settings()

    @property
    def authority(self) -> Authority:
        """Whose children these are."""
        return settings.authority(self.settings.config)

    @property
    def areas(self) -> Areas:
        """Codes of whose figures are judged, and of what they are set beside."""
        council = self.authority
        newest = max(council.neighbour_models)
        return Areas(council.code, council.country, neighbours_code(newest), council.region)

    @property
    def quality(self) -> QualityConfig:
        """Thresholds and severities."""
        return settings.quality(self.settings.config)

    @property
    def landing(self) -> Path:
        """Files as systems exported them; only extracts read it."""
        return self.settings.landing

    @property
    def publications(self) -> Path:
        """What is made for people to read; no value of a person's record is in it."""
        return self.settings.home / "publications"

    @property
    def config(self) -> Path:
        """Folder of configuration data."""
        return self.settings.config

    @property
    def dagster_home(self) -> Path:
        """Dagster's own files, and other things that only engineers need."""
        return self.settings.home / "dagster"

    def calendar(self, return_name: str) -> ReturnCalendar:
        """How a return comes."""
        return settings.calendars(self.config).get(return_name, settings.ReturnCalendar())

    def drop(self, return_name: str, month: Month) -> Drop:
        """The drop of a return that a month reads.

        Raises:
            NoDropError: if none has landed of a return that is required.
        """
        find = drop_for if self.calendar(return_name).required else drop_if_any
        return find(self.landing, return_name, month)

    def drops_read(self, return_name: str, month: Month) -> list[Month]:
        """Months of the drops of a return that a month's people and facts are built from."""
        landed = [each.month for each in drops(self.landing, return_name)]
        return returns.package(return_name).submissions_read(landed, month)

    @cached_property
    def lake(self) -> Lake:
        """The restricted rows, its folders made and closed."""
        lake = Lake(self.settings.lake)
        lake.prepare()
        return lake

    @cached_property
    def pseudonyms(self) -> Pseudonymiser:
        """Keys identifiers; refuses another key than the lake was made with."""
        return pseudonymiser(self.settings.pseudonym_key, self.landing, self.lake.root)

    @property
    def engine_url(self) -> str | None:
        """The server that measures run on, where the engine needs one."""
        url = self.settings.engine_url or self.settings.warehouse_url
        return None if url is None else url.get_secret_value()

    @contextmanager
    def warehouse(self) -> Iterator[sa.Connection]:
        """A transaction on the warehouse, its tables brought up to date first."""
        with self._warehouse_engine.begin() as connection:
            yield connection

    @cached_property
    def _warehouse_engine(self) -> sa.Engine:
        engine = open_engine(self.settings.database_url)
        upgrade(engine)
        return engine

    def run(self, context: dg.AssetExecutionContext) -> Run:
        """Which run writes, and when: what every record in the warehouse is stamped with."""
        return Run(context.run.run_id, datetime.now(UTC))
