from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from inventing import episode, frames, invented, rows

from ae_pipeline.engines.choosing import open_engine
from ae_pipeline.measures.counting import sql_text
from ae_pipeline.measures.populations.care_history import STILL_OPEN, care_history, placements
from ae_pipeline.measures.shared_relations import relations_for, select_of

UNTIL = date(2025, 3, 31)


@pytest.fixture(scope="module")
def engine():
    with open_engine("duckdb") as opened:
        yield opened


def _ask(engine, statement, *episodes):
    engine.load(frames(rows([invented("a child", episodes=episodes)])))
    for relation in relations_for(statement):
        engine.store(relation.name, sql_text(select_of(relation)))
    return engine.rows(sql_text(statement))


def _periods(engine, *episodes):
    history = care_history(UNTIL)
    columns = (history.c.period_no, history.c.period_started, history.c.period_ended)
    found = _ask(engine, sa.select(*columns).distinct().order_by(*columns), *episodes)
    return [(start.isoformat(), end.isoformat()) for _, start, end in found]


def _placements(engine, *episodes, **configured):
    stays = placements(UNTIL, **configured)
    found = _ask(
        engine, sa.select(stays.c.started, stays.c.ended).order_by(stays.c.started), *episodes
    )
    return [(start.isoformat(), end.isoformat()) for start, end in found]


def test_episodes_that_touch_are_one_period_of_care(engine):
    assert _periods(
        engine,
        episode("2023-01-01", "2023-06-01", rec="X1"),
        episode("2023-06-01", "2024-01-01", rne="P"),
    ) == [("2023-01-01", "2024-01-01")]


def test_a_day_out_of_care_begins_another_period(engine):
    assert _periods(
        engine, episode("2023-01-01", "2023-06-01"), episode("2023-06-02", "2024-01-01")
    ) == [("2023-01-01", "2023-06-01"), ("2023-06-02", "2024-01-01")]


def test_episodes_inside_a_longer_one_do_not_break_its_period(engine):
    assert _periods(
        engine,
        episode("2023-01-01", "2024-01-01"),
        episode("2023-02-01", "2023-03-01"),
        episode("2023-06-01", "2023-07-01"),
        episode("2024-01-01"),
    ) == [("2023-01-01", STILL_OPEN.isoformat())]


def test_what_begins_after_the_day_is_not_history_yet(engine):
    assert _periods(engine, episode("2025-04-01")) == []


def test_a_placement_lasts_through_a_temporary_stay_until_the_next_begins(engine):
    assert _placements(
        engine,
        episode("2023-01-01", "2023-06-01", rec="X1", urn="SC000001"),
        episode("2023-06-01", "2023-06-10", rec="X1", rne="P", place="T1"),
        episode("2023-06-10", "2024-01-01", rne="P", urn="SC000002"),
    ) == [("2023-01-01", "2023-06-10"), ("2023-06-10", "2024-01-01")]


def test_a_period_that_begins_with_a_temporary_stay_has_its_placement_from_the_next(engine):
    assert _placements(
        engine,
        episode("2023-01-01", "2023-01-10", rec="X1", place="T1"),
        episode("2023-01-10", "2024-01-01", rne="L"),
    ) == [("2023-01-10", "2024-01-01")]


def test_of_two_episodes_that_begin_on_one_day_one_is_a_placement(engine):
    assert _placements(
        engine,
        episode("2023-01-01", "2023-06-01"),
        episode("2023-01-01", "2024-01-01", rne="P"),
    ) == [("2023-01-01", "2024-01-01")]


def test_which_reasons_begin_a_placement_can_be_configured(engine):
    moved = (
        episode("2023-01-01", "2023-06-01", rec="X1"),
        episode("2023-06-01", "2024-01-01", rne="T"),
    )
    assert _placements(engine, *moved) == [("2023-01-01", "2024-01-01")]
    assert _placements(engine, *moved, starting_reasons=frozenset("SPBT")) == [
        ("2023-01-01", "2023-06-01"),
        ("2023-06-01", "2024-01-01"),
    ]
