import pandas as pd
import pytest

from tools.published.areas import read_areas
from tools.published.ees import read_observations
from tools.published.lait import read_lait, read_releases
from tools.published.ofsted import read_judgements

EES = """\ufefftime_period,time_identifier,geographic_level,country_code,country_name,region_code,\
region_name,old_la_code,la_name,new_la_code,age,breakdown,number,percent
2025,Reporting year,National,E92000001,England,,,,,,17 to 18,In work,7150,48
2025,Reporting year,Regional,E92000001,England,E12000009,South West,,,,17 to 18,In work,60,low
2025,Reporting year,Local authority,E92000001,England,E12000009,South West,879,Plymouth,\
E06000026,17 to 18,In work,c,c
2024,Reporting year,Local authority,E92000001,England,E12000009,South West,879,Plymouth,\
E06000026,17 to 18,In work,22,32
2025,Reporting year,Local authority,E92000001,England,E12000009,South West,879,Plymouth,\
E06000026,19 to 21,In work,45,22
2025,Reporting year,School,E92000001,England,E12000009,South West,879,Plymouth,\
E06000026,17 to 18,In work,1,1
"""
WHERE = {"age": "17 to 18", "breakdown": "In work"}


@pytest.fixture
def ees(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(EES, encoding="utf-8")
    return path


def rows(frame):
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in frame.to_numpy()]


def test_an_ees_indicator_is_read_by_its_filters_with_symbols_as_status(ees):
    assert rows(read_observations(ees, WHERE, "percent")) == [
        ("E92000001", "2025", "48", "ok"),
        ("E12000009", "2025", None, "k"),
        ("E06000026", "2025", None, "c"),
        ("E06000026", "2024", "32", "ok"),
    ]


def test_filters_that_leave_nothing_are_refused(ees):
    with pytest.raises(ValueError, match="no row"):
        read_observations(ees, {"age": "22"}, "percent")


def test_filters_that_leave_two_rows_for_an_area_and_year_are_refused(ees):
    with pytest.raises(ValueError, match="several"):
        read_observations(ees, {"breakdown": "In work"}, "percent")


def test_a_column_that_is_not_there_is_refused(ees):
    with pytest.raises(KeyError):
        read_observations(ees, WHERE, "rate")


def test_areas_have_both_codes_and_the_latest_where_one_changed(tmp_path):
    path = tmp_path / "areas.csv"
    path.write_text(
        "time_period,geographic_level,country_code,country_name,region_code,region_name,"
        "old_la_code,new_la_code,la_name\n"
        "2024,National,E92000001,England,,,,,\n"
        "2024,Regional,E92000001,England,E12000009,South West,,,\n"
        "2024,Local authority,E92000001,England,E12000009,South West,933,E06000066,Somerset\n"
        "2020,Local authority,E92000001,England,E12000009,South West,933,E10000027,Somerset\n"
    )
    assert rows(read_areas(path)) == [
        ("E06000066", "933", "Somerset", "authority", "E12000009"),
        ("E12000009", "990", "South West", "region", None),
        ("E92000001", "970", "England", "country", None),
    ]


@pytest.fixture
def lait(tmp_path):
    path = tmp_path / "lait.parquet"
    pd.DataFrame(
        [
            ("LAC", "2025", "Plymouth", "101", 879.0),
            ("LAC", "2025", "Plymouth", "101", 879.0),  # the same series under a second topic
            ("LAC", "2024", "Plymouth", "-", 879.0),
            ("SDQ", "2025", "England", "14.899999999999999", 970.0),
            ("Other", "2025", "England", "1", 970.0),
        ],
        columns=["Short Desc", "Years", "LA and Regions", "Values", "LA Number"],
    ).to_parquet(path)
    return path


def test_lait_gives_the_named_series_once_with_missing_figures_as_missing(lait):
    assert rows(read_lait(lait, {"LAC", "SDQ"})) == [
        ("LAC", "879", "2025", "101", "ok"),
        ("LAC", "879", "2024", None, "x"),
        ("SDQ", "970", "2025", "14.9", "ok"),
    ]


def test_a_series_that_lait_does_not_have_is_refused_by_name(lait):
    with pytest.raises(ValueError, match="Nonsense"):
        read_lait(lait, {"LAC", "Nonsense"})


def test_a_lait_release_is_the_month_of_its_serial_day(tmp_path):
    path = tmp_path / "dictionary.csv"
    path.write_text("Measure_short,Last Update\nLAC,45962\nNew,New Data\n")
    # 45,962 days after 30 December 1899 is 1 November 2025.
    assert read_releases(path, {"LAC", "New"}) == {"LAC": "2025-11"}


def test_a_judgement_is_of_overall_effectiveness_and_may_be_absent(tmp_path):
    path = tmp_path / "ofsted.csv"
    path.write_text(
        "la_code,ons_code,local_authority,overall_effectiveness_grade,inspection_framework,"
        "inspection_end_date\n"
        "879,E06000026,Plymouth,requires improvement,standard,02/02/2024\n"
        "304,E09000005,Brent,,short,15/09/2023\n"
    )
    assert rows(read_judgements(path)) == [
        ("304", None, "2023-09-15"),
        ("879", "requires improvement", "2024-02-02"),
    ]
