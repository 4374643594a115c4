"""A home of its own for each test, and the pipeline run in it as ``ae run`` does."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import dagster as dg
import pytest
from months import run_month

from ae_pipeline import returns
from ae_pipeline.definitions import assemble


class Home:
    """A deployment in a folder: its landing, runs of months, and its warehouse."""

    def __init__(self, path, definitions):
        self.path = path
        self.definitions = definitions
        self.landing = path / "landing"
        self.landing.mkdir(parents=True)
        (self.landing / "INVENTED").write_text("Everyone here is invented.\n")

    def run(self, month):
        """A month brought up to date, its event log in memory: on disk that takes long."""
        with dg.DagsterInstance.ephemeral() as on:
            return run_month(self.definitions, on, month)

    def query(self, text, *values):
        with closing(sqlite3.connect(self.path / "warehouse.db")) as connection:
            return connection.execute(text, values).fetchall()

    def figure(self, measure, period_end):
        """Numerator, denominator and reason of the current total."""
        return self.query(
            "select numerator, denominator, revision_reason from indicator_value "
            "where measure_id = ? and period_end = ? and breakdown = 'total' "
            "and superseded_at is null",
            measure,
            period_end,
        )


@pytest.fixture(scope="session")
def assembled():
    """The looked-after return and its measures: a month of all returns takes four times as long."""
    return assemble([returns.load("ssda903")])


@pytest.fixture(scope="session")
def whole():
    """Every return and measure."""
    return assemble([returns.load(name) for name in returns.NAMES])


@pytest.fixture
def home(tmp_path, monkeypatch, assembled):
    monkeypatch.setenv("AE_HOME", str(tmp_path / "home"))
    for name in ("AE_WAREHOUSE_URL", "AE_ENGINE", "AE_PSEUDONYM_KEY", "AE_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    return Home(tmp_path / "home", assembled)
