from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from ae_pipeline.measures.catalogue import UnknownMeasureError, all_measures, measure
from ae_pipeline.measures.declaring import measure as declare
from ae_pipeline.measures.definition import Polarity, Unit
from ae_pipeline.measures.language import looked_after
from ae_pipeline.measures.shapes import Count
from ae_pipeline.periods import Month, Period


def test_the_catalogue_has_each_measure_once():
    assert [each.id for each in all_measures()] == [
        *("cla_rate", "cla_start_rate", "cla_cease_rate"),
        *("cla_foster_pct", "cla_kinship_foster_pct", "cla_inhouse_foster_pct"),
        *("cla_over_20_miles_pct", "cla_over_20_miles_any_pct", "cla_in_plymouth_pct"),
        "new_placements_local_pct",
        *("cla_dental_pct", "cla_health_assessment_pct", "cla_immunisation_pct"),
        *("cla_sdq_mean", "cla_sdq_completion_pct", "cla_sdq_concern_pct"),
        *("cla_convicted_pct", "cla_sw_instability"),
        *("cl_eet_19_21", "cl_eet_17_18", "cl_neet_19_21", "cl_not_in_touch_19_21"),
        *("cla_3plus_placements_pct", "cla_long_term_stability_pct"),
        *("cla_childrens_home_pct", "cla_supported_accom_pct"),
        *("cl_suitable_accom_19_21", "cl_suitable_accom_17_18", "cl_staying_put_pct"),
    ]


def test_a_measure_is_found_by_its_id():
    assert measure("cla_foster_pct").info.lait == "LAC_Foster_Placements"


def test_an_unknown_measure_is_an_error_that_names_those_there_are():
    with pytest.raises(UnknownMeasureError, match=r"'cla_foster'.*cla_foster_pct"):
        measure("cla_foster")


def test_only_the_sdq_mean_is_published_to_a_decimal():
    assert [each.id for each in all_measures() if each.info.decimals] == ["cla_sdq_mean"]


def test_every_measure_belongs_to_a_priority_and_a_key_indicator():
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
        ("cla_rate", ("care_episode", "person")),
        ("cla_dental_pct", ("care_episode", "health_outcome", "person")),
        ("cla_sw_instability", ("care_episode", "person", "social_worker_episode")),
        ("cl_eet_19_21", ("care_episode", "care_leaver", "person")),
    ],
)
def test_a_measure_tells_which_tables_it_reads(measure_id, sources):
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
