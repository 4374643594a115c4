"""The city's Annex A: clean workbooks that agree with the lives they are projected from."""

from __future__ import annotations

import pandas as pd
import pytest

from ae_city.early_help import tell_early_help
from ae_city.planting import Planter
from ae_city.population import tell_population
from ae_city.social_care import tell_social_care
from ae_city.social_care.annex_a import AnnexASystem, annex_a_system
from ae_city.social_care.faults_annex_a import ROW_FAULTS
from ae_pipeline.periods import Month
from ae_pipeline.returns.annex_a.contract import ANNEX_A
from ae_pipeline.settings import DEFAULT_CONFIG

YEAR, SCALE, SEED = "2024-25", 0.05, 11
MONTHS = (Month(2021, 5), Month(2023, 3), Month(2024, 11), Month(2026, 3))


@pytest.fixture(scope="module")
def system() -> AnnexASystem:
    population = tell_population(DEFAULT_CONFIG, SCALE, SEED)
    care = tell_social_care(population, DEFAULT_CONFIG)
    return annex_a_system(care, tell_early_help(population, DEFAULT_CONFIG, care), DEFAULT_CONFIG)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_a_workbook_is_read_back_the_same_without_a_finding(system, month, tmp_path):
    export = system.export(month)
    system.write(tmp_path, export)
    extract = ANNEX_A.read(tmp_path, YEAR)
    assert extract.notices == ()
    for table, rows in extract.tables.items():
        told = rows.drop(columns=["_file", "_row"])
        pd.testing.assert_frame_equal(told, export[table].astype("str"))
        assert len(ANNEX_A.validate(table, rows, YEAR).findings) == 0


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_nothing_that_has_not_happened_is_in_a_list(system, month):
    for table, rows in system.export(month).items():
        for column, kind in ANNEX_A.contracts[table].types.items():
            if kind == "date":
                assert not (pd.to_datetime(rows[column]) > pd.Timestamp(month.end)).any()


def test_the_same_export_is_written_in_the_same_bytes(system, tmp_path):
    export = system.export(Month(2024, 6))
    for name in ("one", "two"):
        system.write(tmp_path / name, export)
    one, two = (tmp_path / name / "annex_a.xlsx" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_list_8_holds_the_children_looked_after_on_the_day(system):
    month = Month(2025, 3)
    rows = system.export(month)["CLA"]
    here = set(rows["Child Unique ID"][rows["Date Ceased to be Looked After"].isna()])
    lives = system.known.population.care.lives
    told = {
        life.person.child_id
        for life in lives
        if any(p.stay.covers(month.end) and not p.stay.short_breaks for p in life.periods)
    }
    assert here == told


def test_list_7_holds_the_plans_open_on_the_day(system):
    month = Month(2025, 3)
    rows = system.export(month)["CP"]
    still = rows["Child Protection Plan End Date"].isna().sum()
    assert still == system.known.care.on_plan(month.end).sum()


def test_a_closed_episode_has_the_status_of_one(system):
    rows = system.export(Month(2024, 12))["CIN"]
    closed = rows["Case Status"].eq("e) Closed episode")
    assert closed.any()
    assert (closed == rows["CIN Closure Date"].notna()).all()


def test_every_planted_fault_is_found_and_no_clean_row_is_rejected(system, tmp_path):
    month = Month(2025, 3)
    planter = Planter(system, ANNEX_A, 1, ROW_FAULTS)
    export, faults = planter.plant(month, system.export(month), 250)
    system.write(tmp_path, export)
    assert len(faults) > 150
    for table, rows in ANNEX_A.read(tmp_path, YEAR).tables.items():
        findings = ANNEX_A.validate(table, rows, YEAR).findings
        broken = set(zip(findings["row"], findings["rule"], strict=True))
        planted = [fault for of, fault in faults if of == table]
        assert {(fault.row, fault.rule) for fault in planted} <= broken
        partners = {row for row, rule in broken if rule == "AE-KEY-CONFLICT"}
        assert {row for row, _ in broken} - partners <= {fault.row for fault in planted}
