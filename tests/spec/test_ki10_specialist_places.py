"""Provision for SEND and transport, on 31 March 2025 and in the twelve months to it."""

from __future__ import annotations

import pytest
from homes_rows import PLYMOUTH, broken_down, case, check, frame, totals

from ae_pipeline.measures.counting import count
from ae_pipeline.measures.key_indicators.ki10_specialist_places import (
    ehc_specialist_places,
    independent_placement_cost,
    independent_placements,
    specialist_places_filled_pct,
    specialist_places_opened,
    targeted_funding_cost,
    targeted_funding_pupils,
    transport_cost,
    transport_pupils,
    transport_solo_pct,
    transport_travel_training_pct,
)
from ae_pipeline.periods import Month

_END, _AFTER = "2025-03-31", "2025-04-01"


def _places(why, expect=None, *, kind="RESOURCED", opened="2020-09-01", ended=None, **columns):
    described = {"places": 10, "filled": 8, "kind": kind, "opened_on": opened, "ended_on": ended}
    return case(why, expect, **{**described, **columns})


def test_specialist_places_are_open_on_the_day(engine):
    counted = check(
        engine,
        ehc_specialist_places,
        "specialist_provision",
        [
            _places("resourced", 10),
            _places("special school", 80, kind="SPECIAL_SCHOOL", places=80),
            _places("opened on the day", 10, opened=_END),
            _places("closed the day after", 10, ended=_AFTER),
            _places("closed on the day", ended=_END),
            _places("opens later", opened=_AFTER),
            _places("targeted funding", kind="TARGETED_FUNDING"),
            _places("alternative provision", kind="ALTERNATIVE"),
            _places("kind not recorded", kind=None),
        ],
        total=(110, None),
    )
    assert broken_down(counted, "setting") == {
        "RESOURCED": (30, None),
        "SPECIAL_SCHOOL": (80, None),
    }


def test_filled_places_are_of_provision_that_states_them(engine):
    check(
        engine,
        specialist_places_filled_pct,
        "specialist_provision",
        [
            _places("eight of ten", 8),
            _places("none of ten", 0, filled=0),
            _places("not recorded", filled=None),
            _places("targeted funding", kind="TARGETED_FUNDING"),
        ],
        total=(8, 20),
    )


def test_places_opened_in_the_year_are_of_every_sort(engine):
    check(
        engine,
        specialist_places_opened,
        "specialist_provision",
        [
            _places("first day", 10, opened="2024-04-01"),
            _places("last day", 10, opened=_END, kind="TARGETED_FUNDING"),
            _places("closed since", 10, opened="2024-09-01", ended="2025-01-01"),
            _places("before", opened="2024-03-31"),
            _places("after", opened=_AFTER),
        ],
        total=(30, None),
    )


def _paid(
    why, *, started="2023-09-01", ended=None, pence=5_000_000, who=None, sector="NON_MAINTAINED"
):
    return case(
        why, None, person_id=who, sector=sector, started_on=started, ended_on=ended,
        annual_pence=pence,
    )  # fmt: skip


def _expecting(row, expect):
    return case(row.why, expect, **row.columns)


def test_paid_placements_and_their_price_in_pence(engine):
    there = [
        _paid("there", who="a"),
        _paid("the same pupil at another", who="a", pence=1_000_001),
        _paid("not known who", started=_END),
        _paid("first day elsewhere is the day after", ended=_AFTER),
    ]
    without_price = _paid("price not recorded", pence=None)
    gone = [_paid("first day elsewhere is the day", ended=_END), _paid("later", started=_AFTER)]
    counted = check(
        engine,
        independent_placements,
        "high_needs_placement",
        [*(_expecting(row, 1) for row in [*there, without_price]), *gone],
        total=(5, None),
    )
    assert broken_down(counted, "setting") == {"NON_MAINTAINED": (5, None)}
    check(
        engine,
        independent_placement_cost,
        "high_needs_placement",
        [
            *(_expecting(row, row.columns["annual_pence"]) for row in there),
            without_price,
            *gone,
        ],
        total=(16_000_001, None),
    )


def test_targeted_funding_counts_pupils_once_and_all_their_money(engine):
    rows = [
        {"granted_on": _END, "annual_pence": 300_000},
        {"granted_on": "2024-09-01", "annual_pence": 400_000, "person_id": "a"},
        {"granted_on": "2024-10-01", "annual_pence": 50_050, "person_id": "a"},
        {"granted_on": "2024-09-01", "annual_pence": None, "ended_on": _AFTER},
        {"granted_on": "2024-09-01", "annual_pence": 900_000, "ended_on": _END},
        {"granted_on": _AFTER, "annual_pence": 900_000},
    ]
    engine.load({"targeted_funding": frame("targeted_funding", rows)})
    month = Month.parse("2025-03")
    pupils, cost = (
        totals(count(engine, measure, measure.period(month), PLYMOUTH))
        for measure in (targeted_funding_pupils, targeted_funding_cost)
    )
    assert pupils == (3, None)
    assert cost == (750_050, None)


def _trip(why, expect=None, *, mode="TAXI", started="2024-09-01", ended=None, **columns):
    described = {"alone": False, "reason": "SEND", "annual_pence": 100_000}
    days = {"mode": mode, "started_on": started, "ended_on": ended}
    return case(why, expect, **{**described, **days, **columns})


def test_transported_pupils_count_once_on_the_day(engine):
    counted = check(
        engine,
        transport_pupils,
        "school_transport",
        [
            _trip("goes", 1),
            _trip("began on the day", 1, started=_END),
            _trip("first day without is the day", ended=_END),
            _trip("first day without is the day after", 1, ended=_AFTER),
            _trip("begins later", started=_AFTER),
            _trip("two, earlier", person_id="a"),
            _trip("two, later", 1, person_id="a", started="2025-01-01", mode="BUS_PASS"),
        ],
        total=(4, None),
    )
    assert broken_down(counted, "setting") == {"BUS_PASS": (1, None), "TAXI": (3, None)}
    assert broken_down(counted, "programme") == {"SEND": (4, None)}


def test_the_cost_of_transport_is_of_every_trip(engine):
    check(
        engine,
        transport_cost,
        "school_transport",
        [
            _trip("one", 100_000, person_id="a"),
            _trip("another", 100_000, person_id="a", started="2025-01-01"),
            _trip("not recorded", annual_pence=None),
            _trip("over", ended=_END),
        ],
        total=(200_000, None),
    )


def test_travelling_alone_is_of_those_in_taxis_and_minibuses(engine):
    check(
        engine,
        transport_solo_pct,
        "school_transport",
        [
            _trip("alone", 1, alone=True),
            _trip("with others", 0),
            _trip("minibus", 0, mode="MINIBUS"),
            _trip("not recorded", alone=None),
            _trip("bus pass", mode="BUS_PASS"),
            _trip("mode not recorded", mode=None),
            _trip("was alone, earlier", person_id="a", alone=True),
            _trip("is with others", 0, person_id="a", started="2025-01-01"),
        ],
        total=(1, 4),
    )


def test_travel_training_is_of_all_whose_way_to_school_is_recorded(engine):
    check(
        engine,
        transport_travel_training_pct,
        "school_transport",
        [
            _trip("trained", 1, mode="TRAVEL_TRAINING"),
            _trip("taxi", 0),
            _trip("bus pass", 0, mode="BUS_PASS"),
            _trip("not recorded", mode=None),
        ],
        total=(1, 3),
    )


@pytest.mark.parametrize(
    ("measure", "total"),
    [
        (ehc_specialist_places, (0, None)),
        (specialist_places_filled_pct, (0, 0)),
        (independent_placements, (0, None)),
        (targeted_funding_pupils, (0, None)),
        (transport_solo_pct, (0, 0)),
    ],
)
def test_without_rows_there_is_nothing(engine, measure, total):
    check(engine, measure, "school_transport", [], total=total)
