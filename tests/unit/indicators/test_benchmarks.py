from datetime import date
from decimal import Decimal
from pathlib import Path

from ae_pipeline.indicators.benchmarks import GOOD, benchmarks, latest_before, of_period
from ae_pipeline.indicators.published.library import Area, Library, read_library
from ae_pipeline.indicators.published.value import PublishedValue

CONFIG = Path(__file__).parents[3] / "config"


def value(area, number, period="2025"):
    return PublishedValue(
        measure_id="m",
        area_code=area,
        area_name=area,
        period=period,
        period_end=date(int(period), 3, 31),
        value=None if number is None else Decimal(number),
        status="c" if number is None else "ok",
        source="S",
        release="2025",
        licence="OGL",
    )


def library(*values):
    areas = [
        Area("E1", "101", "One", "authority"),
        Area("E2", "102", "Two", "authority"),
        Area("E3", "103", "Three", "authority"),
        Area("E9", "970", "England", "country"),
    ]
    judgements = {"101": "good", "102": "requires improvement", "103": "outstanding"}
    return Library(values, {area.code: area for area in areas}, judgements)


def derived(found, area_code):
    return [each for each in found if each.area_code == area_code]


def test_each_model_of_neighbours_has_a_mean_of_its_own():
    found = benchmarks(
        library(value("E1", 10), value("E2", 20)), {"2021": [101], "2025": [101, 102]}
    )
    assert [mean.value for mean in derived(found, "SN-2021")] == [Decimal(10)]
    assert [mean.value for mean in derived(found, "SN-2025")] == [Decimal(15)]


def test_the_neighbours_mean_is_of_those_that_have_a_figure_and_says_how_many():
    found = benchmarks(
        library(value("E1", 10), value("E2", 13), value("E3", None), value("E9", 90)),
        {"2025": [101, 102, 103]},
    )
    (mean,) = derived(found, "SN-2025")
    assert (mean.value, mean.authorities, mean.sn_model) == (Decimal("11.500000"), 2, "2025")


def test_the_good_mean_is_of_authorities_judged_good_or_outstanding():
    found = benchmarks(library(value("E1", 10), value("E2", 70), value("E3", 11)), {"2025": []})
    (mean,) = derived(found, GOOD)
    assert (mean.value, mean.authorities, mean.sn_model) == (Decimal("10.500000"), 2, None)


def test_each_year_has_its_own_mean():
    found = benchmarks(library(value("E1", 10), value("E1", 20, "2024")), {"2025": [101]})
    assert {(each.period, each.value) for each in derived(found, "SN-2025")} == {
        ("2025", Decimal(10)),
        ("2024", Decimal(20)),
    }


def test_where_no_neighbour_has_a_figure_there_is_no_mean():
    found = benchmarks(library(value("E9", 90), value("E1", None)), {"2025": [101, 102]})
    assert [each.area_code for each in found] == ["E9", "E1"]


YEARS = [
    value("E9", each, year)
    for year, each in (("2023", 1), ("2024", 2), ("2025", None), ("2026", 4))
]


def test_a_month_is_set_beside_the_latest_year_that_had_ended_and_has_a_figure():
    assert latest_before(YEARS, "m", "E9", date(2025, 12, 31)).value == 2
    assert latest_before(YEARS, "m", "E9", date(2026, 3, 31)).value == 4
    assert latest_before(YEARS, "m", "E9", date(2022, 12, 31)) is None


def test_a_year_without_a_figure_is_none():
    assert of_period(YEARS, "m", "E9", "2025") is None
    assert of_period(YEARS, "m", "E9", "2023").value == 1


def test_the_means_at_hand_are_those_the_departments_tool_shows():
    neighbours = [357, 880, 894, 332, 372, 384, 382, 390, 887, 908]
    found = benchmarks(read_library(CONFIG / "benchmarks"), {"2025": neighbours})
    means = {
        each.measure_id: (each.value, each.authorities)
        for each in derived(found, "SN-2025")
        if each.period == "2025"
    }
    assert means["cla_foster_pct"] == (Decimal("70.300000"), 10)
    assert means["cla_over_20_miles_pct"] == (Decimal("17.400000"), 10)
    assert means["cla_sdq_mean"] == (Decimal("15.520000"), 10)
    assert means["cl_suitable_accom_19_21"] == (Decimal("90.700000"), 10)
    assert means["cl_not_in_touch_19_21"][1] < 10  # some are suppressed
    assert "new_placements_local_pct" not in means
