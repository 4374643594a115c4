"""The migration by which `key_indicator`, a table until then, became a view of the judgements."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from ae_pipeline.warehouse import connection as opening

FIGURE = {
    "area_code": "A",
    "month": "2025-09",
    "measure_version": 1,
    "title": "Foster care",
    "unit": "percent",
    "polarity": "higher",
    "decimals": 0,
    "period_start": date(2025, 9, 30),
    "period_end": date(2025, 9, 30),
    "denominator": 527,
    "value": 64,
    "published_value": 64,
    "lower_95": 60,
    "upper_95": 68,
    "status": "ok",
    "rag": "off track",
    "frequency": "month_end",
    "run_id": "run-2",
}
MOMENT = datetime(2025, 10, 2, 9)  # noqa: DTZ001 - SQLite has no zones
SHOWN = {
    **FIGURE,
    "benchmark_period": "2025",
    "england": 67,
    "statistical_neighbours": 70.3,
    "target": "more than 71% (2024)",
    "refreshed_at": MOMENT,
}
ASSESSED = {
    **FIGURE,
    "interval_method": "wilson",
    "against_england": "worse",
    "against_target": "worse",
    "trend": "cannot be calculated",
    "trend_points": 1,
    "variation": "no chart",
    "assurance": "no chart",
    "variation_points": 1,
    "chance": "not forecast",
    "trust": "high",
    "trust_reasons": "",
    "sentence": "A sentence.",
    "recorded_at": MOMENT,
}
DEFINED = {
    "measure_version": 1,
    "title": "Foster care",
    "definition": "Words.",
    "unit": "percent",
    "polarity": "higher",
    "decimals": 0,
    "source": "DfE",
    "snapshot": True,
    "priorities": "4",
}
COLUMNS = sorted({*SHOWN, "key_indicator", "key_indicator_title", "measure_id", "numerator"})


def _migrate(engine, revision, direction=command.upgrade):
    config = Config()
    config.set_main_option("script_location", str(opening._MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        direction(config, revision)


def _insert(connection, table, row):
    connection.execute(sa.insert(sa.table(table, *map(sa.column, row))).values(**row))


@pytest.fixture
def before(empty):
    """Three measures: one judged, one judged before it was revised, one never judged."""
    _migrate(empty, "0004")
    shown = [("judged", number, 339) for number in (7, 9)]
    shown += [("revised", number, 340) for number in (7, 9)]
    shown.append(("never", 0, 339))
    with empty.begin() as connection:
        for measure, numbers in (("judged", "7,9"), ("revised", "7,9"), ("never", "")):
            served = {"measure_id": measure, "key_indicators": numbers}
            _insert(connection, "indicator", DEFINED | served)
        for measure, number, numerator in shown:
            served = {"key_indicator": number, "key_indicator_title": f"Title {number}"}
            counted = {"measure_id": measure, "numerator": numerator}
            _insert(connection, "key_indicator", SHOWN | served | counted)
        for measure, numerator in (("judged", 339), ("revised", 338)):
            counted = {"measure_id": measure, "numerator": numerator}
            _insert(connection, "indicator_assessment", ASSESSED | counted)
    return empty


def _rows(engine):
    view = sa.table("key_indicator", *map(sa.column, COLUMNS))
    with engine.connect() as connection:
        rows = connection.execute(sa.select(view).order_by(view.c.measure_id, view.c.key_indicator))
        return [tuple(map(str, row)) for row in rows]


def test_the_view_has_the_rows_that_the_table_had_and_gives_them_back(before):
    rows = _rows(before)
    _migrate(before, "head")
    assert _rows(before) == rows
    _migrate(before, "0004", command.downgrade)
    assert _rows(before) == rows


def test_a_judgement_of_a_figure_revised_since_is_superseded_and_history_stays(before):
    _migrate(before, "head")
    with before.connect() as connection:
        held = connection.execute(
            sa.text(
                "SELECT measure_id, numerator, superseded_at IS NULL, sentence "
                "FROM indicator_assessment ORDER BY measure_id, numerator"
            )
        ).all()
    unjudged = "Not judged yet: run the month again."
    assert [(name, count, bool(current), words) for name, count, current, words in held] == [
        ("judged", 339, True, "A sentence."),
        ("never", 339, True, unjudged),
        ("revised", 338, False, "A sentence."),
        ("revised", 340, True, unjudged),
    ]


def test_the_views_of_the_priorities_keep_their_rows(before):
    view = "SELECT measure_id, numerator, target, rag FROM priority_04_right_homes ORDER BY 1"
    with before.connect() as connection:
        rows = connection.execute(sa.text(view)).all()
    _migrate(before, "head")
    with before.connect() as connection:
        assert connection.execute(sa.text(view)).all() == rows
    assert len(rows) == 3
