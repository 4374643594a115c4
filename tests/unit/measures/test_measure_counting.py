from __future__ import annotations

import re
from datetime import date

import pytest
import sqlalchemy as sa
from inventing import episode, frames, invented, rows

from ae_pipeline.engines.choosing import open_engine
from ae_pipeline.measures.catalogue import all_measures, measure
from ae_pipeline.measures.counting import count, sql_text
from ae_pipeline.measures.definition import COUNT_COLUMNS
from ae_pipeline.measures.populations.looked_after import THE_AUTHORITY, looked_after
from ae_pipeline.measures.shapes import MEMBERSHIP_COLUMNS, Count, breakdowns_of
from ae_pipeline.measures.shared_relations import relations_for, select_of
from ae_pipeline.periods import Month, Period

MARCH = Month(2025, 3)
DAY = Period.snapshot(MARCH.end)


@pytest.fixture(scope="module")
def engine():
    with open_engine("duckdb") as opened:
        yield opened


def _load(engine, *people):
    engine.load(frames(rows(people)))


def test_counts_have_the_promised_columns_with_the_total_first(engine):
    _load(
        engine,
        invented("a girl", sex="F", episodes=[episode("2024-01-01")]),
        invented("a boy", sex="M", episodes=[episode("2024-01-01", place="K2")]),
    )
    counts = count(engine, measure("cla_foster_pct"), DAY, "E06000026").counts
    assert tuple(counts.columns) == COUNT_COLUMNS
    assert [str(kind) for kind in counts.dtypes] == [
        *("str", "Int64", "datetime64[s]", "datetime64[s]", "str", "str", "Int64", "Int64")
    ]
    assert [*zip(counts["breakdown"], counts["category"], counts["numerator"], strict=True)][
        :3
    ] == [
        ("total", "total", 1),
        ("sex", "F", 1),
        ("sex", "M", 0),
    ]


def test_membership_leads_back_to_the_source_row(engine):
    _load(
        engine,
        invented("left", episodes=[episode("2023-01-01", "2024-01-01")]),
        invented(
            "moved",
            episodes=[
                episode("2023-01-01", "2024-01-01", rec="X1"),
                episode("2024-01-01", rne="P", place="K2"),
            ],
        ),
    )
    members = count(engine, measure("cla_foster_pct"), DAY, "E06000026").membership
    assert tuple(members.columns) == MEMBERSHIP_COLUMNS
    assert members[["person_id", "numerator", "source_file", "source_row"]].values.tolist() == [
        ["moved", 0, "care_episode.csv", 3]
    ]


def test_each_breakdown_adds_up_to_the_total(engine):
    _load(
        engine,
        *(
            invented(
                f"child {n}",
                born=f"{2008 + n}-06-01",
                sex="FM"[n % 2],
                uasc=n % 3 == 0,
                episodes=[episode("2024-01-01", place=place)],
            )
            for n, place in enumerate(["U1", "U6", "K2", "P1", "U4"])
        ),
    )
    counts = count(engine, measure("cla_foster_pct"), DAY, "E06000026").counts
    sums = counts.groupby("breakdown")[["numerator", "denominator"]].sum()
    shape = measure("cla_foster_pct")(DAY)
    assert set(breakdowns_of(shape.of)) == set(sums.index) - {"total"}
    for breakdown in breakdowns_of(shape.of):
        assert sums.loc[breakdown].tolist() == [3, 5]


def test_rows_loaded_anew_are_counted_anew(engine):
    for placed, expected in (("U6", 1), ("K2", 0)):
        _load(engine, invented("a child", episodes=[episode("2024-01-01", place=placed)]))
        counts = count(engine, measure("cla_foster_pct"), DAY, "E06000026").counts
        assert counts.iloc[0]["numerator"] == expected


def test_a_relation_shared_by_measures_is_worked_out_once(engine):
    _load(engine, invented("a child", episodes=[episode("2024-01-01")]))
    stored = []
    store = engine.store
    engine.store = lambda name, select: (stored.append(name), store(name, select))
    try:
        for measure_id in ("cla_foster_pct", "cla_rate"):
            count(engine, measure(measure_id), measure(measure_id).period(MARCH), "E06000026")
    finally:
        del engine.store
    shared = [name for name in stored if not name.startswith("membership")]
    assert shared == ["care_history_20250331", "looked_after_20250331"]


def test_a_value_with_a_quote_stays_a_value():
    statement = sa.select(THE_AUTHORITY)
    assert (
        sql_text(statement, "E'; DROP TABLE person") == "SELECT 'E''; DROP TABLE person' AS anon_1"
    )


@pytest.mark.parametrize("each", all_measures(), ids=lambda each: each.id)
def test_every_date_literal_is_cast_and_nothing_is_divided(each):
    membership = each.membership(MARCH)
    texts = [sql_text(membership, "E06000026")]
    texts += [sql_text(select_of(relation)) for relation in relations_for(membership)]
    for text in texts:
        dates = re.findall(r"(\S+)'\d{4}-\d\d-\d\d'", text)
        assert {found.rpartition("CAST")[2] for found in dates} <= {"("}
        assert "/" not in text
        assert "%(" not in text
        assert not re.search(r"[^:]:[a-z]", text), "a parameter was left open"


def test_a_count_has_no_denominator():
    shape = Count(looked_after(on=date(2025, 3, 31)))
    assert shape.has_denominator is False
    names = [column.key for column in shape.membership().selected_columns]
    assert names == [name for name in MEMBERSHIP_COLUMNS if name in names]
    assert {"person_id", "numerator", "denominator", "sex", "source_row"} <= set(names)
    assert "phase" not in names
