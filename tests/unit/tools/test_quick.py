"""What `make quick` runs for a change."""

import pytest

from tools import quick


def test_imports_are_read_as_modules_and_as_what_is_taken_from_them():
    source = (
        "import dagster as dg\nfrom ae_pipeline import lake, landing as l\n"
        "from ae_pipeline.periods import (\n    Month,\n    Quarter,  # of a year\n)\n"
    )
    assert quick.modules_imported(source) == {
        "dagster",
        "ae_pipeline",
        "ae_pipeline.lake",
        "ae_pipeline.landing",
        "ae_pipeline.periods",
        "ae_pipeline.periods.Month",
        "ae_pipeline.periods.Quarter",
    }


def test_distances_are_counted_from_the_changed_module_up():
    imports = {"test": ["wrapper"], "wrapper": ["pure"], "near": ["pure"], "pure": [], "far": []}
    assert quick.distances(imports, ["pure"]) == {"pure": 0, "wrapper": 1, "near": 1, "test": 2}


def test_the_nearest_tests_come_first_and_only_those_that_a_change_reaches():
    selected = quick.select_tests(["ae_pipeline/landing.py"])
    assert selected[0] == "tests/unit/test_landing.py"
    assert "tests/unit/tools/test_quick.py" not in selected


def test_a_changed_test_runs_itself():
    assert quick.select_tests(["tests/unit/test_periods.py"]) == ["tests/unit/test_periods.py"]


@pytest.mark.parametrize("path", ["README.md", "config/quality.yaml"])
def test_a_page_runs_no_test(path):
    assert quick.select_tests([path]) == []
