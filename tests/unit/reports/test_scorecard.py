from decimal import Decimal

from rich.console import Console

from ae_pipeline.indicators.targets import Rag
from ae_pipeline.measures.definition import Unit
from ae_pipeline.reports.scorecard import render
from ae_pipeline.warehouse.reading import KeyIndicatorRow


def line(**changed):
    base = {
        "area_code": "A",
        "key_indicator": 7,
        "key_indicator_title": "More foster homes",
        "measure_id": "foster",
        "title": "In foster care",
        "unit": Unit.PERCENT,
        "decimals": 0,
        "numerator": 1339,
        "denominator": 2527,
        "value": Decimal(53),
        "england": Decimal(67),
        "target": "more than 71% (2024)",
        "rag": Rag.OFF_TRACK,
    }
    return KeyIndicatorRow(**(base | changed))


def printed(*lines):
    console = Console(width=140, no_color=True)
    with console.capture() as capture:
        console.print(render(lines))
    return capture.get()


def test_a_line_states_counts_value_england_target_and_the_word():
    text = printed(line())
    for told in (
        "7. More foster homes",
        "In foster care",
        "1,339 / 2,527",
        "53%",
        "67%",
        "more than 71% (2024)",
        "off track",
    ):
        assert told in text


def test_a_key_indicator_is_headed_once():
    text = printed(line(), line(title="With relatives"), line(key_indicator=8))
    assert text.count("7. More foster homes") == 1
    assert text.count("8. More foster homes") == 1


def test_a_missing_figure_says_so_and_is_not_nought():
    text = printed(line(numerator=None, denominator=None, value=None, england=None))
    assert text.count("n/a") == 3


def test_a_rate_without_population_still_shows_its_count():
    text = printed(line(denominator=None, value=None, unit=Unit.PER_10_000))
    assert "1,339" in text


def test_words_in_square_brackets_are_printed_and_not_taken_for_markup():
    assert "[bold]" in printed(line(title="Odd [bold] title"))


def test_nothing_published_is_an_empty_table():
    assert render([]).row_count == 0
