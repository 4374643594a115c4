"""What the shapes add up to, on a few rows."""

import pytest
import sqlalchemy as sa

from ae_pipeline.engines.choosing import open_engine
from ae_pipeline.measures.counting import sql_text
from ae_pipeline.measures.shapes import Mean, Median, Ratio, Total, breakdowns_of
from ae_pipeline.schema.base import facts

THING = facts(
    "thing_of_a_test",
    sa.Column("worth", sa.Integer),
    sa.Column("whole", sa.Integer),
    sa.Column("setting", sa.Text),
    comment="For this module alone.",
)
THING.metadata.remove(THING)


@pytest.fixture(scope="module")
def engine():
    with open_engine("duckdb") as opened:
        yield opened


def added(engine, shape, *rows):
    """Counts by (breakdown, category) of (worth, whole, setting) rows."""
    values = ", ".join(
        f"({'null' if worth is None else worth}, {'null' if whole is None else whole}, '{setting}',"
        f" 'a.csv', {number})"
        for number, (worth, whole, setting) in enumerate(rows)
    )
    columns = "worth, whole, setting, source_file, source_row"
    # Numbers and letters of this module alone.
    engine.store("thing_of_a_test", f"SELECT * FROM (VALUES {values}) AS rows ({columns})")  # noqa: S608
    engine.store("members", sql_text(shape.membership()))
    of = sa.table("members", *(sa.column(each) for each in ("numerator", "denominator", "setting")))
    counts = engine.rows(sql_text(shape.counts(of, breakdowns_of(THING))))
    return {tuple(row[:2]): tuple(row[2:]) for row in counts}


ROWS = ((8, 10, "a"), (1, 4, "a"), (3, None, "b"), (None, 6, "b"))


def test_a_ratio_adds_both_sides_and_a_null_adds_nothing(engine):
    found = added(engine, Ratio(THING, THING.c.worth, THING.c.whole), *ROWS)
    assert found == {
        ("total", "total"): (12, 20),
        ("setting", "a"): (9, 14),
        ("setting", "b"): (3, 6),
    }


def test_a_mean_is_over_those_with_a_value_and_a_total_has_no_denominator(engine):
    assert added(engine, Mean(THING, THING.c.worth), *ROWS)["total", "total"] == (12, 3)
    assert added(engine, Total(THING, THING.c.worth), *ROWS)["total", "total"] == (12, None)


def test_a_median_is_the_two_middle_values_times_how_many_there_are(engine):
    found = added(engine, Median(THING, THING.c.worth), *ROWS)
    assert found["total", "total"] == ((3 + 3) * 3, 3)
    assert found["setting", "a"] == ((1 + 8) * 2, 2)
    assert found["setting", "b"] == ((3 + 3) * 1, 1)


def test_a_median_of_nobody_has_no_row(engine):
    found = added(engine, Median(THING, THING.c.worth), (None, 1, "a"))
    assert found == {}
