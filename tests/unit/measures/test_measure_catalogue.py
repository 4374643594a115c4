from __future__ import annotations

import csv
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ae_pipeline.indicators import milestones, outcomes
from ae_pipeline.indicators.targets import contradictions, read_plan
from ae_pipeline.measures.catalogue import (
    UnknownMeasureError,
    all_measures,
    measure,
    measures_of,
)
from ae_pipeline.measures.declaring import measure as declare
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.groups import all_groups
from ae_pipeline.measures.populations.looked_after import looked_after
from ae_pipeline.measures.shapes import Count
from ae_pipeline.periods import Month, Period

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "config"
CATALOGUE = ROOT.parent / "shared" / "reference" / "indicator_catalogue.csv"


def test_the_catalogue_has_each_measure_once():
    ids = [each.id for each in all_measures()]
    assert len(ids) == len(set(ids))


@pytest.mark.skipif(not CATALOGUE.is_file(), reason="the list of indicators is not beside us")
def test_every_indicator_of_the_councils_list_is_a_measure_of_its_key_indicator():
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        listed = {row["id"]: int(row["kis"]) for row in csv.DictReader(file)}
    served = {each.id: each.info.key_indicators for each in all_measures()}
    assert {each for each, number in listed.items() if number not in served.get(each, ())} == set()


def test_every_key_indicator_and_priority_has_a_measure():
    infos = [each.info for each in all_measures()]
    assert {number for info in infos for number in info.key_indicators} == set(range(1, 14))
    assert {number for info in infos for number in info.priorities} == set(range(1, 11))


def test_every_measure_has_a_target_or_the_reason_why_not_and_none_is_of_nothing():
    plan = read_plan(CONFIG)
    assert set(plan.targets) == {each.id for each in all_measures()}
    assert contradictions(plan, [each.info for each in all_measures()]) == []


def test_the_plans_milestones_and_promises_name_measures_that_there_are():
    known = {each.id for each in all_measures()}
    assert (
        milestones.unknown_measures(milestones.read_milestones(CONFIG / "milestones.yaml"), known)
        == {}
    )
    assert outcomes.unknown_measures(outcomes.read_outcomes(CONFIG / "outcomes.yaml"), known) == {}


def test_measures_go_by_the_returns_they_read():
    read = {}
    for group in all_groups():
        read.setdefault(group.returns, []).extend(group.measures)
    assert sum(map(len, read.values())) == len(all_measures())
    ssda903 = read[("ssda903",)]
    assert {each.id for each in ssda903} == {each.id for each in measures_of(["ssda903"])}
    assert "referral_rate" in {each.id for each in read[("cin",)]}


def test_a_measure_is_found_by_its_id():
    assert measure("cla_foster_pct").info.lait == "LAC_Foster_Placements"


def test_an_unknown_measure_is_an_error_that_names_those_there_are():
    with pytest.raises(UnknownMeasureError, match=r"'cla_foster'.*cla_foster_pct"):
        measure("cla_foster")


def test_every_measure_belongs_to_priorities_and_key_indicators_that_there_are():
    for each in all_measures():
        assert each.info.priorities, each.id
        assert set(each.info.priorities) <= set(range(1, 11)), each.id
        assert set(each.info.key_indicators) <= set(range(1, 14)), each.id


def test_a_stock_is_of_the_last_day_and_a_flow_of_the_twelve_months_to_it():
    month = Month(2025, 3)
    assert measure("cla_rate").period(month) == Period(date(2025, 3, 31), date(2025, 3, 31))
    assert measure("cla_start_rate").period(month) == Period(date(2024, 4, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("measure_id", "sources"),
    [
        ("cla_rate", ("care_episode", "person", "person_group")),
        ("cla_dental_pct", ("care_episode", "health_outcome", "person", "person_group")),
        (
            "cla_sw_instability",
            ("care_episode", "person", "person_group", "social_worker_episode"),
        ),
        ("cl_eet_19_21", ("care_episode", "care_leaver", "person")),
    ],
)
def test_a_measure_states_which_tables_it_reads(measure_id, sources):
    assert measure(measure_id).sources == sources


def test_a_measure_without_a_definition_cannot_be_declared():
    def undefined(period: Period) -> Count:
        return Count(looked_after(on=period.end))

    with pytest.raises(ValueError, match="undefined has no docstring"):
        declare(
            title="Undefined",
            key_indicator=6,
            priorities=(3,),
            unit=Unit.COUNT,
            polarity=Polarity.NONE,
            source="Local",
        )(undefined)


def test_importing_measures_and_engines_imports_no_driver():
    modules = "ae_pipeline.measures.catalogue, ae_pipeline.measures.counting"
    engines = "ae_pipeline.engines.duckdb, ae_pipeline.engines.postgresql"
    code = f"import sys, {modules}, {engines}; print({{'duckdb', 'psycopg'}} & sys.modules.keys())"
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
