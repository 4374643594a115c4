"""Foster homes themselves, on 31 March 2025 and in the twelve months to it."""

from __future__ import annotations

import pytest
from homes_rows import broken_down, case, check

from ae_pipeline.measures.key_indicators.ki07_fostering import (
    foster_approvals,
    foster_enquiries,
    foster_net_carers,
    foster_places,
    foster_places_filled_pct,
    mockingbird_children,
    mockingbird_constellations,
    mockingbird_stability_pct,
    supported_lodgings,
)

_END = "2025-03-31"


def _places(why, expect=None, *, kind="MAINSTREAM", approved=2, filled=1, as_at=_END):
    return case(why, expect, kind=kind, approved=approved, filled=filled, as_at=as_at)


def test_places_are_those_recorded_of_the_day_and_not_of_connected_carers(engine):
    counted = check(
        engine,
        foster_places,
        "foster_place",
        [
            _places("strangers", 2),
            _places("short breaks", 1, kind="SHORT_BREAKS", approved=1, filled=0),
            _places("fuller than approved", 1, approved=1, filled=3),
            _places("kind not recorded", 3, kind=None, approved=3),
            _places("places not recorded", approved=None),
            _places("family or friends", kind="CONNECTED"),
            _places("lodgings", kind="SUPPORTED_LODGINGS"),
            _places("a month before", as_at="2025-02-28"),
            _places("a month after", as_at="2025-04-30"),
        ],
        total=(7, None),
    )
    assert broken_down(counted, "setting") == {
        "MAINSTREAM": (3, None),
        "SHORT_BREAKS": (1, None),
        "not_known": (3, None),
    }


def test_places_are_recorded_on_29_february(engine):
    check(
        engine,
        foster_places,
        "foster_place",
        [_places("the leap day", 2, as_at="2024-02-29"), _places("before", as_at="2024-02-28")],
        total=(2, None),
        month="2024-02",
    )


def test_filled_places_are_of_homes_whose_places_are_recorded(engine):
    check(
        engine,
        foster_places_filled_pct,
        "foster_place",
        [
            _places("half full", 1),
            _places("fuller than approved", 3, approved=1, filled=3),
            _places("empty", 0, filled=0),
            _places("places not recorded", approved=None, filled=2),
            _places("family or friends", kind="CONNECTED"),
        ],
        total=(4, 5),
    )


@pytest.mark.parametrize(
    ("measure", "total"),
    [
        (foster_places, (0, None)),
        (foster_places_filled_pct, (0, 0)),
        (foster_net_carers, (0, None)),
    ],
)
def test_without_households_there_is_nothing(engine, measure, total):
    check(engine, measure, "foster_place", [], total=total)


def _household(why, expect=None, *, kind="MAINSTREAM", **days):
    return case(why, expect, kind=kind, **days)


def test_net_gain_is_approvals_less_ends_of_approved_households(engine):
    check(
        engine,
        foster_net_carers,
        "foster_household",
        [
            _household("approved on the first day", 1, approved_on="2024-04-01"),
            _household("approved on the last day", 1, approved_on="2025-03-31"),
            _household("approved the day before", approved_on="2024-03-31"),
            _household("approved the day after", approved_on="2025-04-01"),
            _household("stopped", -1, approved_on="2015-01-01", ended_on="2025-03-31"),
            _household("stopped on the first day", -1, approved_on="2015-01-01",
                       ended_on="2024-04-01"),
            _household("stopped before", approved_on="2015-01-01", ended_on="2024-03-31"),
            _household("came and went", (1, -1), approved_on="2024-06-01", ended_on="2024-12-01"),
            _household("never approved", enquired_on="2024-05-01", ended_on="2024-09-01"),
            _household("family", kind="CONNECTED", approved_on="2024-06-01"),
            _household("lodgings", kind="SUPPORTED_LODGINGS", approved_on="2024-06-01"),
            _household("short breaks", 1, kind="SHORT_BREAKS", approved_on="2024-06-01"),
        ],
        total=(1, None),
    )  # fmt: skip


def test_a_net_loss_is_negative(engine):
    lost = _household("stopped", -1, approved_on="2015-01-01", ended_on="2024-06-01")
    check(engine, foster_net_carers, "foster_household", [lost], total=(-1, None))


def test_enquiries_and_approvals_are_of_the_period(engine):
    check(
        engine,
        foster_enquiries,
        "foster_household",
        [
            _household("first day", 1, enquired_on="2024-04-01"),
            _household("last day, withdrawn", 1, enquired_on=_END, ended_on="2025-04-02"),
            _household("before", enquired_on="2024-03-31"),
            _household("after", enquired_on="2025-04-01"),
            _household("no day", approved_on="2024-06-01"),
            _household("family", kind="CONNECTED", enquired_on="2024-06-01"),
            _household("lodgings", kind="SUPPORTED_LODGINGS", enquired_on="2024-06-01"),
        ],
        total=(2, None),
    )
    check(
        engine,
        foster_approvals,
        "foster_household",
        [
            _household("first day", 1, approved_on="2024-04-01"),
            _household("stopped since", 1, approved_on="2024-05-01", ended_on="2024-06-01"),
            _household("last day", 1, approved_on=_END),
            _household("after", approved_on="2025-04-01"),
            _household("only enquired", enquired_on="2024-06-01"),
            _household("family", kind="CONNECTED", approved_on="2024-06-01"),
        ],
        total=(3, None),
    )


def test_a_constellation_counts_from_its_launch_until_it_is_wound_up(engine):
    check(
        engine,
        mockingbird_constellations,
        "mockingbird_constellation",
        [
            case("launched on the day", 1, launched_on=_END),
            case("wound up the day after", 1, launched_on="2024-09-09", ended_on="2025-04-01"),
            case("wound up on the day", launched_on="2024-09-09", ended_on=_END),
            case("launched the day after", launched_on="2025-04-01"),
        ],
        total=(2, None),
    )


def _stay(why, expect=None, *, person_id=None, joined="2024-09-09", left=None, reason=None):
    return case(
        why, expect, person_id=person_id, joined_on=joined, left_on=left, left_reason=reason
    )


def test_children_in_constellations_are_counted_once(engine):
    check(
        engine,
        mockingbird_children,
        "mockingbird_placement",
        [
            _stay("there", 1, person_id="a"),
            _stay("recorded twice, earlier", person_id="b", joined="2024-10-01"),
            _stay("recorded twice, later", 1, person_id="b", joined="2024-11-01"),
            _stay("joined on the day", 1, person_id="c", joined=_END),
            _stay("left on the day", person_id="d", left=_END, reason="HOME"),
            _stay("left the day after", 1, person_id="e", left="2025-04-01", reason="ADULT"),
            _stay("not known who", 1),
            _stay("not known who either", 1),
        ],
        total=(6, None),
    )


def test_of_two_placements_of_one_day_the_later_row_is_counted(engine):
    check(
        engine,
        mockingbird_children,
        "mockingbird_placement",
        [_stay("a first row", person_id="a"), _stay("b second row", 1, person_id="a")],
        total=(1, None),
    )


def test_mockingbird_placements_are_stable_unless_they_broke_down_in_the_period(engine):
    check(
        engine,
        mockingbird_stability_pct,
        "mockingbird_placement",
        [
            _stay("goes on", 1, person_id="a"),
            _stay("moved on as planned", 1, left="2025-01-09", reason="MOVED_ON"),
            _stay("broke down on the last day", 0, left=_END, reason="BREAKDOWN"),
            _stay("breaks down later", 1, left="2025-04-01", reason="BREAKDOWN"),
            _stay("left, and why is not recorded", left="2025-01-09"),
            _stay("leaves later, and why is not recorded", 1, left="2025-04-01"),
            _stay("left on the first day", joined="2023-01-01", left="2024-04-01",
                  reason="BREAKDOWN"),
            _stay("left on the second day", 0, joined="2023-01-01", left="2024-04-02",
                  reason="BREAKDOWN"),
            _stay("joined on the last day", 1, joined=_END),
            _stay("joined after", joined="2025-04-01"),
        ],
        total=(5, 7),
    )  # fmt: skip


def test_supported_lodgings_are_places_of_households_approved_for_them(engine):
    def lodgings(why, expect=None, *, kind="SUPPORTED_LODGINGS", **columns):
        return case(why, expect, kind=kind, **{"places": 1, **columns})

    check(
        engine,
        supported_lodgings,
        "foster_household",
        [
            lodgings("approved on the day", 2, approved_on=_END, places=2),
            lodgings("stops the day after", 1, approved_on="2021-01-01", ended_on="2025-04-01"),
            lodgings("stopped on the day", approved_on="2021-01-01", ended_on=_END),
            lodgings("not approved yet", enquired_on="2024-01-01"),
            lodgings("places not recorded", approved_on="2021-01-01", places=None),
            lodgings("foster home", kind="MAINSTREAM", approved_on="2021-01-01"),
        ],
        total=(3, None),
    )
