from pathlib import Path

import pytest
from typer.testing import CliRunner

from ae_pipeline.indicators.published.library import read_library, read_table, write_table
from ae_pipeline.indicators.published.sources import read_sources
from ae_pipeline.measures.catalogue import all_measures
from tools.published import __main__ as command
from tools.published.build import build, build_population

ROOT = Path(__file__).parents[4]
LIBRARY = ROOT / "config" / "benchmarks"
PUBLISHED = ROOT.parent / "shared" / "published"
SOURCES = read_sources(LIBRARY / "sources.yaml")
needs_published = pytest.mark.skipif(not PUBLISHED.is_dir(), reason="published files not at hand")


@pytest.fixture(scope="module")
def library():
    return read_library(LIBRARY)


def figure(library, measure, area, period="2025"):
    (found,) = [
        each
        for each in library.figures
        if (each.measure_id, each.area_code, each.period) == (measure, area, period)
    ]
    return None if found.value is None else float(found.value)


@pytest.mark.parametrize(
    ("measure", "plymouth", "south_west", "england"),
    [
        ("cla_rate", 101, 62, 67),
        ("cla_start_rate", 32, 23, 26),
        ("cla_cease_rate", 30, 24, 28),
        ("cla_foster_pct", 65, 67, 67),
        ("cla_over_20_miles_pct", 24, 26, 18),
        ("cla_3plus_placements_pct", 12, 12, 10),
        ("cla_long_term_stability_pct", 73, 69, 69),
        ("cla_childrens_home_pct", 11, 12, 12),
        ("cla_supported_accom_pct", 10, 10, 9),
        ("cla_dental_pct", 73, 77, 81),
        ("cla_health_assessment_pct", 83, 90, 90),
        ("cla_immunisation_pct", 71, 83, 84),
        ("cla_sdq_mean", 18.2, 15.8, 14.9),
        ("cla_sdq_completion_pct", 43, 68, 78),
        ("cla_sdq_concern_pct", 53, None, 42),
        ("cla_convicted_pct", 3, 2, 2),
        ("cl_eet_19_21", 41, 56, 54),
        ("cl_eet_17_18", 54, None, 64),
        ("cl_neet_19_21", 48, 40, 40),
        ("cl_not_in_touch_19_21", 0, 2, 4),
        ("cl_suitable_accom_19_21", 83, 91, 89),
        ("cl_suitable_accom_17_18", 88, None, 91),
        ("cl_staying_put_pct", 25, 30, 33),
        ("new_placements_local_pct", 56, 50, 46),
    ],
)
def test_the_library_has_the_published_figures(library, measure, plymouth, south_west, england):
    assert figure(library, measure, "E06000026") == plymouth
    assert figure(library, measure, "E92000001") == england
    if south_west is not None:
        assert figure(library, measure, "E12000009") == south_west


def test_a_suppressed_figure_is_there_with_its_status_and_without_a_value(library):
    assert figure(library, "cla_convicted_pct", "E06000026", "2023") is None


def test_every_figure_says_where_it_comes_from_and_under_what_licence(library):
    assert {each.licence for each in library.figures} == {"Open Government Licence v3.0"}
    assert all(each.source and each.release for each in library.figures)
    assert all((each.value is None) == (each.status != "ok") for each in library.figures)


def test_a_rate_says_which_release_of_the_population_it_was_divided_by(library):
    vintages = {each.measure_id for each in library.figures if each.population_vintage is not None}
    rates = {each.id for each in all_measures() if each.info.population == "0-17"}
    assert vintages == rates & {each.measure_id for each in SOURCES.series}
    assert vintages >= {"cla_rate", "cla_start_rate", "cla_cease_rate", "cpp_rate", "s47_rate"}


def test_the_library_stays_small_enough_to_travel_with_the_repository():
    assert sum(path.stat().st_size for path in LIBRARY.iterdir()) < 7_500_000


def test_a_measures_series_is_the_one_its_dictionary_entry_names():
    told = {each.id: each.info.lait for each in all_measures()}
    mapped = {each.measure_id: each.lait for each in SOURCES.series}
    assert {name: told[name] for name in mapped if name in told} == {
        name: lait for name, lait in mapped.items() if name in told
    }


def test_a_series_of_two_sources_is_refused(tmp_path):
    path = tmp_path / "sources.yaml"
    text = (LIBRARY / "sources.yaml").read_text()
    path.write_text(text.replace("{lait: LACDental%,", "{lait: LACDental%, file: x.csv,"))
    with pytest.raises(ValueError, match="cla_dental_pct"):
        read_sources(path)


@needs_published
def test_the_published_files_make_the_library_that_is_here(tmp_path):
    for name, table in build(PUBLISHED, SOURCES).items():
        write_table(table, tmp_path / "made.csv")
        assert (tmp_path / "made.csv").read_bytes() == (LIBRARY / f"{name}.csv").read_bytes(), name
    write_table(build_population(PUBLISHED, SOURCES), tmp_path / "population.csv")
    here = ROOT / "config" / "population.csv"
    assert (tmp_path / "population.csv").read_bytes() == here.read_bytes()


@needs_published
def test_the_command_writes_the_library_and_the_population(tmp_path):
    folder = tmp_path / "benchmarks"
    folder.mkdir()
    (folder / "sources.yaml").write_bytes((LIBRARY / "sources.yaml").read_bytes())
    app = command.typer.Typer()
    app.command()(command.main)
    result = CliRunner().invoke(app, [str(PUBLISHED), str(folder)])
    assert result.exit_code == 0, result.output
    assert len(read_table(folder / "cla_rate.csv")) > 900
    assert len(read_table(tmp_path / "population.csv")) == 40
