"""What assets are handed: configuration, lake, warehouse, and the record of what steps read.

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
from ae_pipeline.planning.present import RECORDS
from ae_pipeline.planning.recording import Recording
from ae_pipeline.planning.records import Records as PlanningRecords
from ae_pipeline.warehouse import open_engine, upgrade
from ae_pipeline.warehouse.store import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import sqlalchemy as sa

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.landing import Drop
    from ae_pipeline.periods import Month
    from ae_pipeline.settings import Authority, QualityConfig, ReturnCalendar


class Configuration(dg.ConfigurableResource):  # type: ignore[type-arg]
    """One council's choices: ``AE_…`` environment variables, ``config/``, and what has landed."""

    @cached_property
    def settings(self) -> settings.Settings:
        """The environment."""
        return settings.Settings()

    @property
    def folder(self) -> Path:
        """Folder of configuration data."""
        return self.settings.config

    @property
    def authority(self) -> Authority:
        """Whose children these are."""
        return settings.authority(self.folder)

    @property
    def areas(self) -> Areas:
        """Codes of whose figures are judged, and of those that they are compared with."""
        council = self.authority
        newest = max(council.neighbour_models)
        return Areas(council.code, council.country, neighbours_code(newest), council.region)

    @property
    def quality(self) -> QualityConfig:
        """Thresholds and severities."""
        return settings.quality(self.folder)

    @property
    def publications(self) -> Path:
        """What is made for people to read; no value of a person's record is in it."""
        return self.settings.home / "publications"

    @property
    def data_docs(self) -> Path:
        """Great Expectations' own pages, which only engineers need."""
        return self.settings.home / "dagster" / "data_docs"

    def calendar(self, return_name: str) -> ReturnCalendar:
        """How a return comes."""
        return settings.calendars(self.folder).get(return_name, settings.ReturnCalendar())

    def submission(self, return_name: str, month: Month) -> Drop:
        """The submission of a return that a month reads.

        Raises:
            NoDropError: if none has landed of a return that is required.
        """
        find = drop_for if self.calendar(return_name).required else drop_if_any
        return find(self.settings.landing, return_name, month)

    def history(self, return_name: str, month: Month) -> list[Drop]:
        """Submissions that a month's people and fact tables are built from, oldest first."""
        landed = drops(self.settings.landing, return_name)
        months = [each.month for each in landed]
        read = set(returns.package(return_name).submissions_read(months, month))
        return [each for each in landed if each.month in read]

    def engine(self) -> Engine:
        """The engine that measures run on, opened."""
        from ae_pipeline.engines.choosing import open_engine as open_named  # noqa: PLC0415

        url = self.settings.engine_url or self.settings.warehouse_url
        return open_named(self.settings.engine, url=None if url is None else url.get_secret_value())


class LakeStore(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The restricted rows, and the key that their pseudonyms are made with."""

    @cached_property
    def lake(self) -> Lake:
        """The lake, its folders made and closed."""
        lake = Lake(settings.Settings().lake)
        lake.prepare()
        return lake

    @cached_property
    def pseudonyms(self) -> Pseudonymiser:
        """Keys identifiers; refuses another key than the lake was made with."""
        known = settings.Settings()
        return pseudonymiser(known.pseudonym_key, known.landing, self.lake.root)


class Warehouse(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The tables that analysts query."""

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A transaction, the tables brought up to date first."""
        with self._engine.begin() as connection:
            yield connection

    @cached_property
    def _engine(self) -> sa.Engine:
        engine = open_engine(settings.Settings().database_url)
        upgrade(engine)
        return engine

    def run(self, context: dg.AssetExecutionContext) -> Run:
        """Which run writes, and when: what every row in the warehouse is stamped with."""
        return Run(context.run.run_id, datetime.now(UTC))


class Records(dg.ConfigurableResource):  # type: ignore[type-arg]
    """What steps read and made, by which ``ae run`` knows what is out of date."""

    def begin(self, step: str, month: Month | None, inputs: Iterable[str]) -> Recording:
        """Note what the inputs of a step are before it reads them."""
        return Recording.begin(settings.Settings(), step, month, inputs)

    def figures(self, month: Month, subject: str, digest: str) -> None:
        """Note what the figures of a subject are, for the assessments of later months."""
        known = settings.Settings()
        PlanningRecords(known.lake / RECORDS).write_figures(month, subject, digest)
