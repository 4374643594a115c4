"""The city's early help: clean exports, lives that make sense, and figures that are met."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ae_city.early_help import EarlyHelp, early_help_system, tell_early_help
from ae_city.early_help.faults_early_help import ROW_FAULTS
from ae_city.planting import Planter
from ae_city.population import tell_population
from ae_city.social_care import tell_social_care
from ae_pipeline.periods import Month
from ae_pipeline.returns.early_help.contract import EARLY_HELP
from ae_pipeline.settings import DEFAULT_CONFIG

YEAR, SCALE, SEED = "2024-25", 0.05, 11
MONTHS = (Month(2021, 5), Month(2023, 3), Month(2024, 11), Month(2026, 3))


@pytest.fixture(scope="module")
def lives() -> EarlyHelp:
    population = tell_population(DEFAULT_CONFIG, SCALE, SEED)
    return tell_early_help(population, DEFAULT_CONFIG, tell_social_care(population, DEFAULT_CONFIG))


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_an_export_is_read_back_the_same_without_a_finding(lives, month, tmp_path):
    system = early_help_system(lives)
    export = system.export(month)
    system.write(tmp_path, export)
    extract = EARLY_HELP.read(tmp_path, YEAR)
    assert extract.notices == ()
    for table, rows in extract.tables.items():
        told = rows.drop(columns=["_file", "_row"])
        pd.testing.assert_frame_equal(told, export[table].astype("str"))
        assert len(rows) > 0
        verdict = EARLY_HELP.validate(table, rows, YEAR)
        assert len(verdict.findings) == 0


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_nothing_that_has_not_happened_is_in_an_export(lives, month):
    for rows in early_help_system(lives).export(month).values():
        for column in rows.columns:
            if column.endswith("_on"):
                days = pd.to_datetime(rows[column], format="%d/%m/%Y")
                assert not (days > pd.Timestamp(month.end)).any()


def test_everybody_whom_a_table_names_is_among_the_people(lives):
    export = early_help_system(lives).export(Month(2025, 6))
    people = set(export["People"]["person_id"])
    for rows in export.values():
        assert set(rows["person_id"]) <= people
    assert export["People"]["person_id"].is_unique


def test_nobody_is_helped_twice_at_once_or_as_an_adult(lives):
    episodes = lives.episodes.sort_values(["person", "requested"])
    before = episodes.groupby("person")["closed"].shift()
    again = episodes["person"].duplicated()
    assert (before[again] < episodes["requested"][again]).all()
    born = lives.population.people["born"].iloc[episodes["person"]].to_numpy()
    assert ((episodes["requested"] - born).dt.days < 18 * 366).all()
    assert (episodes["requested"] >= born).all()


def test_a_step_up_ends_on_the_day_of_a_referral(lives):
    stepped = lives.episodes[lives.episodes["reason"] == "STEP_UP"]
    referrals = tell_social_care(lives.population, DEFAULT_CONFIG).referrals
    days = set(zip(referrals["person"], referrals["date"], strict=True))
    assert len(stepped) > 10
    assert all(each in days for each in zip(stepped["person"], stepped["closed"], strict=True))


def test_the_same_seed_tells_the_same_and_another_does_not(lives):
    export = early_help_system(lives).export(Month(2024, 3))
    population = tell_population(DEFAULT_CONFIG, SCALE, SEED)
    again = tell_early_help(
        population, DEFAULT_CONFIG, tell_social_care(population, DEFAULT_CONFIG)
    )
    for table, rows in early_help_system(again).export(Month(2024, 3)).items():
        pd.testing.assert_frame_equal(rows, export[table])


def test_as_many_children_are_helped_as_are_aimed_at(lives):
    for year, wanted in lives.figures.episodes.started.items():
        first, last = date(year - 1, 4, 1), date(year, 3, 31)
        begun = lives.episodes["requested"].between(pd.Timestamp(first), pd.Timestamp(last)).sum()
        assert begun == pytest.approx(wanted * SCALE, rel=0.08)


def test_family_hubs_reach_the_share_of_under_fives_that_is_aimed_at(lives):
    visits, members = lives.hubs.visits, lives.hubs.members
    for year in (2022, 2025):
        on = date(year, 3, 31)
        young = lives.population.alive_in_city(on) & (lives.population.age(on) < 5)
        recent = visits["date"].between(pd.Timestamp(date(year - 1, 4, 1)), pd.Timestamp(on))
        seen = members["person"].iloc[visits["member"][recent].unique()]
        assert young[seen].sum() / young.sum() == pytest.approx(
            lives.figures.hubs.reached[year], abs=0.03
        )


def test_every_planted_fault_is_found_and_no_clean_row_is_rejected(lives, tmp_path):
    system = early_help_system(lives)
    month = Month(2025, 3)
    planter = Planter(system, EARLY_HELP, 1, ROW_FAULTS)
    export, faults = planter.plant(month, system.export(month), 150)
    system.write(tmp_path, export)
    assert len(faults) > 100
    for table, rows in EARLY_HELP.read(tmp_path, YEAR).tables.items():
        findings = EARLY_HELP.validate(table, rows, YEAR).findings
        broken = set(zip(findings["row"], findings["rule"], strict=True))
        planted = [fault for of, fault in faults if of == table]
        assert {(fault.row, fault.rule) for fault in planted} <= broken
        partners = {row for row, rule in broken if rule == "AE-KEY-CONFLICT"}
        assert {row for row, _ in broken} - partners <= {fault.row for fault in planted}
