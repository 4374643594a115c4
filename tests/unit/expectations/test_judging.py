"""Great Expectations behind the shapes: what passes, what fails, and what is reported."""

from pathlib import Path

import pandas as pd
import pytest

from ae_pipeline.expectations import judging
from ae_pipeline.expectations.judging import judge
from ae_pipeline.expectations.suites import Expectation, Suite, read_suites
from ae_pipeline.settings import ConfigurationError

CONFIG = Path(__file__).parents[3] / "config"
FACTS = pd.DataFrame(
    {
        "subject": ["dogs/walks", "dogs/meals", "cats/naps"],
        "change": [1.0, 3.0, None],
        "before": [100, 100, 3],
        "limit": [100, 1, 3],
    }
)


def suite(**kwargs):
    cases = {
        "near": ("between", {"column": "change", "max_value": 2}),
        "large": (
            "between",
            {"column": "change", "max_value": 2, "row_condition": "before < 100"},
        ),
        "absent": ("between", {"column": "SENTINEL", "max_value": 2}),
        **kwargs,
    }
    return Suite(
        name="volume",
        about="Dogs.",
        expectations=tuple(
            Expectation(
                id=name, type=f"expect_column_values_to_be_{kind}", kwargs=arguments, why="Look."
            )
            for name, (kind, arguments) in cases.items()
        ),
    )


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    docs = tmp_path_factory.mktemp("docs")
    results = judge({"volume": suite()}, {"volume": FACTS}, docs)
    return {each.expectation.id: each for each in results}, docs


def test_a_fact_beyond_its_limit_fails_and_says_what_it_is_about(judged):
    near = judged[0]["near"]
    assert (near.passed, near.checked, near.failed) == (False, 3, 1)
    assert near.subjects == ("dogs/meals",)


def test_a_row_condition_leaves_other_rows_out(judged):
    assert judged[0]["large"].passed


def test_an_expectation_that_cannot_be_evaluated_has_not_passed_and_quotes_nothing(judged):
    absent = judged[0]["absent"]
    assert not absent.passed
    assert "Error" in absent.error
    assert "SENTINEL" not in absent.error


def test_the_pages_of_great_expectations_lie_in_the_folder(judged):
    assert (judged[1] / "index.html").is_file()


def test_a_table_that_is_the_same_to_the_cell_is_not_judged_again(tmp_path, monkeypatch):
    near = suite().model_copy(update={"expectations": suite().expectations[:2]})
    first = judge({"volume": near}, {"volume": FACTS}, tmp_path)
    monkeypatch.setattr(judging, "_run", lambda *_: pytest.fail("judged again"))
    assert judge({"volume": near}, {"volume": FACTS}, tmp_path) == first
    with pytest.raises(pytest.fail.Exception, match="judged again"):
        judge({"volume": near}, {"volume": FACTS.assign(before=[100, 100, 4])}, tmp_path)


def test_a_suite_with_an_expectation_that_could_not_be_evaluated_is_judged_again(
    tmp_path, monkeypatch
):
    judge({"volume": suite()}, {"volume": FACTS}, tmp_path)
    monkeypatch.setattr(judging, "_run", lambda *_: pytest.fail("judged again"))
    with pytest.raises(pytest.fail.Exception, match="judged again"):
        judge({"volume": suite()}, {"volume": FACTS}, tmp_path)


def test_fact_tables_without_rows_pass_and_fact_tables_without_a_suite_are_not_judged():
    results = judge({"volume": suite()}, {"volume": FACTS.iloc[:0], "drift": FACTS})
    assert [each.passed for each in results] == [True, True, True]


def test_the_suites_of_the_configuration_can_be_read():
    suites = read_suites(CONFIG)
    assert {"agreement", "drift", "figures", "freshness", "volume"} <= set(suites)
    assert all(each.why for suite in suites.values() for each in suite.expectations)


@pytest.mark.parametrize(
    "text",
    ["[1, 2]", "about: x\nexpectations: [{id: a, type: shout, why: x}]", "about: x\nmore: 1"],
)
def test_a_file_that_is_no_suite_is_named(tmp_path, text):
    (tmp_path / "expectations").mkdir()
    (tmp_path / "expectations" / "odd.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"odd\.yaml"):
        read_suites(tmp_path)
