"""Published values of Plymouth, computed again from the published counts.

The counts and the values are literals, so that the test stands by itself; where the published
files are at hand, every percentage in them is computed too.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from ae_pipeline.indicators.population import population_on, read_population
from ae_pipeline.indicators.published.library import read_library
from ae_pipeline.indicators.values import figures, quotient
from ae_pipeline.measures.definition import COUNT_COLUMNS, MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.statistics.rounding import round_half_up

ROOT = Path(__file__).parents[2]
EES = ROOT.parent / "shared" / "published" / "ees"
PLYMOUTH = "E06000026"
POPULATION = read_population(ROOT / "config" / "population.csv")
RATE, PERCENT, MEAN = Unit.PER_10_000, Unit.PERCENT, Unit.MEAN


def compute(unit, numerator, denominator, decimals=0, year=2025, population=POPULATION):
    info = MeasureInfo(
        id="m",
        title="",
        definition="",
        key_indicators=(),
        priorities=(),
        unit=unit,
        polarity=Polarity.NONE,
        decimals=decimals,
        source="",
        lait=None,
        version=1,
        frequencies=(Frequency.MONTH_END,),
        population="0-17" if unit is RATE else None,
    )
    day = date(year, 3, 31)
    row = ("m", 1, day, day, "total", "total", numerator, denominator)
    counts = pd.DataFrame([row], columns=list(COUNT_COLUMNS))
    (figure,) = figures(counts, {"m": info}, population, PLYMOUTH)
    return str(figure.published_value)


YEARS = (2021, 2022, 2023, 2024, 2025)
SERIES = {
    "cla_rate": ([485, 491, 500, 513, 527], None, [93, 95, 96, 98, 101]),
    "cla_start_rate": ([185, 173, 185, 193, 168], None, [36, 34, 36, 37, 32]),
    "cla_cease_rate": ([140, 168, 177, 184, 156], None, [27, 33, 34, 35, 30]),
    "cla_3plus_placements_pct": (
        [58, 64, 48, 64, 61],
        [485, 491, 500, 513, 527],
        [12, 13, 10, 12, 12],
    ),
    "cla_long_term_stability_pct": (
        [120, 122, 139, 137, 134],
        [177, 177, 190, 186, 183],
        [68, 69, 73, 74, 73],
    ),
    "cla_dental_pct": (
        [112, 152, 166, 198, 284],
        [331, 355, 345, 355, 390],
        [34, 43, 48, 56, 73],
    ),
    "cla_health_assessment_pct": (
        [260, 252, 296, 308, 325],
        [331, 355, 345, 355, 390],
        [79, 71, 86, 87, 83],
    ),
    "cla_immunisation_pct": (
        [312, 318, 239, 238, 275],
        [331, 355, 345, 355, 390],
        [94, 90, 69, 67, 71],
    ),
    "cla_sdq_completion_pct": (
        [198, 159, 141, 137, 131],
        [256, 276, 279, 292, 305],
        [77, 58, 51, 47, 43],
    ),
    "cla_sdq_concern_pct": (
        [95, 90, 71, 80, 70],
        [198, 159, 141, 137, 131],
        [48, 57, 50, 58, 53],
    ),
    "cl_eet_19_21": ([68, 87, 85, 90, 83], [176, 177, 181, 198, 203], [39, 49, 47, 45, 41]),
    "cl_neet_19_21": ([89, 79, 83, 89, 98], [176, 177, 181, 198, 203], [51, 45, 46, 45, 48]),
    "cl_suitable_accom_19_21": (
        [150, 157, 160, 169, 167],
        [176, 176, 181, 198, 202],
        [85, 89, 88, 85, 83],
    ),
    "cl_eet_17_18": ([34, 42, 46, 42, 37], [63, 63, 82, 73, 69], [54, 67, 56, 58, 54]),
    "cl_suitable_accom_17_18": ([56, 56, 74, 65, 61], [63, 63, 82, 73, 69], [89, 89, 90, 89, 88]),
    "new_placements_local_pct": (
        [390, 357, 342, 320, 299],
        [666, 636, 546, 552, 533],
        [59, 56, 63, 58, 56],
    ),
}


@pytest.mark.parametrize("measure", SERIES)
def test_each_year_of_a_series_is_computed_to_the_published_value(measure):
    numerators, denominators, published = SERIES[measure]
    computed = [
        compute(RATE, n, None, year=year)
        if denominators is None
        else compute(PERCENT, n, denominators[place], year=year)
        for place, (n, year) in enumerate(zip(numerators, YEARS, strict=True))
    ]
    assert computed == [str(value) for value in published]


def test_the_library_has_the_same_values_as_the_series():
    library = read_library(ROOT / "config" / "benchmarks")
    plymouth = {
        (each.measure_id, each.period): each.value
        for each in library.figures
        if each.area_code == PLYMOUTH
    }
    for measure, (_, _, published) in SERIES.items():
        assert [plymouth[measure, str(year)] for year in YEARS] == published, measure


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "decimals", "published"),
    [
        (RATE, 361, None, 1, "69.3"),  # child protection plans, 31 March 2025
        (RATE, 2006, None, 1, "384.9"),  # children in need
        (RATE, 527, None, 1, "101.1"),  # looked after: published as 101
        (PERCENT, 61, 527, 1, "11.6"),  # three or more placements: published as 12
        (PERCENT, 167, 202, 1, "82.7"),  # suitable accommodation: published as 83
        (PERCENT, 729, 2806, 1, "26.0"),  # re-referrals
        (PERCENT, 81, 411, 1, "19.7"),  # second or subsequent plans
        (PERCENT, 44 + 313, 409, 1, "87.3"),  # conferences within 15 working days, 2024
        (PERCENT, 2474, 3718, 1, "66.5"),  # assessments within 45 working days, 2024
        (PERCENT, 24, 403, 1, "6.0"),  # EHC plans within 20 weeks, 2024
        (PERCENT, 113, 629, 1, "18.0"),  # decisions within six weeks, 2024
        (PERCENT, 140, 1728, 1, "8.1"),  # social worker turnover, tenths of full time
        (PERCENT, 250, 1978, 1, "12.6"),  # vacancies
        (PERCENT, 167, 1895, 1, "8.8"),  # agency
        (MEAN, 13510, 857, 1, "15.8"),  # caseload
    ],
)
def test_a_published_value_of_another_release_is_computed(
    unit, numerator, denominator, decimals, published
):
    assert compute(unit, numerator, denominator, decimals) == published


def test_a_rate_follows_its_population_when_it_is_re_based():
    then = [one for one in POPULATION if one.release == "2024"]
    assert compute(RATE, 1573, None, 1, 2024, then) == "303.4"  # as first published
    assert compute(RATE, 1573, None, 1, 2024) == "301.5"  # as published a year later


LONG_FILES = {
    "la_cla_placement_stability": ("cla_group", "placement_stability", "children"),
    "la_conviction_health_outcome_cla": ("characteristic", "breakdown", "children"),
    "la_cla_during_year_new_placements": ("characteristic", "breakdown", "children"),
    "la_care_leavers_activity": ("care_leaver_age", "breakdown", "care_leaver"),
    "la_care_leavers_accommodation_suitability": ("care_leaver_age", "breakdown", "care_leaver"),
}
WHOLE = {
    "Total",
    "Total all ages",
    "Total ages 0 to 4 years",
    "Total ages 5 to 16 years",
    "Total ages 10 to 17 years",
    "Total children",
    "Total new placements",
    "Total placements changing",
    "Suitability total",
}
DENOMINATOR = {
    "SDQ score is a cause for concern": "SDQ score was received",
    "SDQ score is borderline": "SDQ score was received",
    "SDQ score is normal": "SDQ score was received",
}


@pytest.mark.skipif(not EES.is_dir(), reason="published files not at hand")
@pytest.mark.parametrize("file", LONG_FILES)
def test_every_percentage_of_a_published_file_is_computed(file):
    group, breakdown, unit = LONG_FILES[file]
    rows = pd.read_csv(EES / f"ees_csc__{file}.csv", dtype="str", encoding="utf-8-sig")
    rows = rows[rows["new_la_code"] == PLYMOUTH]
    counts = rows.set_index(["time_period", group, breakdown])[f"{unit}_count"]
    whole = {key[:2]: count for key, count in counts.items() if key[2] in WHOLE}
    compared = 0
    percents = rows.set_index(["time_period", group, breakdown])[f"{unit}_percent"]
    for key, percent in percents.items():
        scored = DENOMINATOR.get(key[2])
        of = whole[key[:2]] if scored is None else counts[(*key[:2], scored)]
        if counts[key].isdigit() and percent.isdigit() and of.isdigit():
            value = round_half_up(quotient(int(counts[key]), int(of), PERCENT), 0)
            assert value == Decimal(percent), key
            compared += 1
    assert compared >= 15


@pytest.mark.skipif(not EES.is_dir(), reason="published files not at hand")
def test_every_rate_of_the_published_file_is_computed_with_the_population_we_keep():
    rows = pd.read_csv(EES / "ees_csc__cla_number_and_rate_per_10k_children.csv", dtype="str")
    rows = rows[rows["new_la_code"] == PLYMOUTH]
    assert len(rows) == 15
    for row in rows.to_dict("records"):
        year = int(row["time_period"])
        estimate = population_on(POPULATION, PLYMOUTH, date(year, 3, 31))
        assert estimate.population == int(row["population_estimate"])
        computed = compute(RATE, int(row["children_count"]), None, year=year)
        assert computed == row["rate_per_10000"]
