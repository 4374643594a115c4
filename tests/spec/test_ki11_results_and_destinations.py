"""Key indicator 11: in March 2025, by 19 in 2022/23 and leavers of summer 2023 in 2023/24."""

from __future__ import annotations

import pytest
from learning_rows import YEAR, broken_down, counted, in_group, loaded, total

from ae_pipeline.measures.key_indicators import ki11_results_and_destinations as ki11

_BEFORE = YEAR - 1


def _by_19(who, level_2, basics, level_3, year=_BEFORE):
    return {
        "person_id": who,
        "year_ended": year,
        "level_2": level_2,
        "level_2_english_maths": basics,
        "level_3": level_3,
    }


@pytest.mark.parametrize(
    ("definition", "expected"),
    [(ki11.level3_by_19, (1, 5)), (ki11.level2_by_19, (3, 5)), (ki11.level2_em_by_19, (2, 5))],
)
def test_results_by_19_are_of_who_turned_19_the_year_before(engine, definition, expected):
    loaded(
        engine,
        result_by_19=[
            _by_19("level 3", True, True, True),
            _by_19(None, True, True, False),
            _by_19("level 2 without mathematics", True, False, False),
            _by_19("neither", False, False, False),
            _by_19("not known", None, None, None),
            _by_19("turned 19 in the year itself", True, True, True, YEAR),
            _by_19("two years before", True, True, True, YEAR - 2),
        ],
    )
    assert total(engine, definition) == expected


def test_results_by_19_are_not_broken_down_by_what_school_said_long_ago(engine):
    loaded(
        engine,
        result_by_19=[_by_19("one", True, True, True)],
        person_group=[in_group("one", "fsm", "2015-01-01")],
    )
    assert broken_down(engine, ki11.level3_by_19, "fsm") == {}
    assert broken_down(engine, ki11.level3_by_19, "sex") == {"not_known": (1, 1)}


_LEAVERS = [
    # person, stage, destination, sustained, lasting, education; None: not in the population
    ("sixth form", "KS4", "SSF", True, 1, 1),
    ("college", "KS4", "FE", True, 1, 1),
    ("special", "KS4", "SPE", True, 1, 1),
    ("apprentice", "KS4", "APP", True, 1, 0),
    ("work", "KS4", "EMP", True, 1, 0),
    ("broken off", "KS4", "NSU", False, 0, 0),
    ("not captured", "KS4", "NCA", False, 0, 0),
    ("college, lasting not known", "KS4", "FE", None, 0, 0),
    ("nothing known", "KS4", None, None, 0, 0),
    ("broken off, yet lasting", "KS4", "NSU", True, 0, 0),
    ("lasting, where not known", "KS4", None, True, 0, 0),
    ("university", "16-18", "HE", True, None, None),
    ("none after 18", "16-18", "NSU", False, None, None),
    ("not captured, yet lasting", "16-18", "NCA", True, None, None),
]


def _leavers(year=_BEFORE):
    names = ("person_id", "stage", "destination", "sustained")
    return [{**dict(zip(names, row[:4], strict=True)), "year_ended": year} for row in _LEAVERS]


@pytest.mark.parametrize(
    ("definition", "column", "expected"),
    [(ki11.ks4_sustained, 4, (5, 11)), (ki11.ks4_sustained_education, 5, (3, 11))],
)
def test_destinations_after_key_stage_4(engine, definition, column, expected):
    loaded(engine, destination=_leavers())
    assert counted(engine, definition) == {
        row[0]: (row[column], 1) for row in _LEAVERS if row[1] == "KS4"
    }
    assert total(engine, definition) == expected


def test_destinations_after_16_to_18_are_of_that_stage(engine):
    loaded(engine, destination=_leavers())
    assert counted(engine, ki11.post16_sustained) == {
        "university": (1, 1),
        "none after 18": (0, 1),
        "not captured, yet lasting": (0, 1),
    }


def test_leavers_are_described_as_of_the_year_they_left_in(engine):
    loaded(
        engine,
        destination=_leavers()[:2],
        person_group=[
            in_group("sixth form", "fsm", "2023-01-01", "2023-04-01"),
            in_group("college", "fsm", "2024-01-01"),
        ],
    )
    assert broken_down(engine, ki11.ks4_sustained, "fsm") == {"fsm": (1, 1), "not_fsm": (1, 1)}


@pytest.mark.parametrize("year", [YEAR, YEAR - 2])
def test_leavers_of_another_summer_are_not_of_the_year(engine, year):
    loaded(engine, destination=_leavers(year))
    assert total(engine, ki11.ks4_sustained) == (0, 0)
