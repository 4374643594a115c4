"""Key indicator 2, attainment, of the academic year 2023/24 (in March 2025 the last one over)."""

from __future__ import annotations

import pytest
from learning_rows import YEAR, broken_down, counted, in_group, loaded, total

from ae_pipeline.measures.key_indicators import ki02_attainment as ki02

_PROFILES = [
    # person, year, complete, good level, language
    ("all expected", YEAR, True, True, True),
    ("language alone", YEAR, True, False, True),
    ("all but language", YEAR, True, False, False),
    ("exempt from a goal, the others expected", YEAR, False, True, True),
    ("the year before", YEAR - 1, True, True, True),
    ("the year after", YEAR + 1, True, True, True),
    (None, YEAR, True, True, True),
]


def _profiles():
    names = ("person_id", "year_ended", "complete", "good_level", "language")
    return [dict(zip(names, row, strict=True)) for row in _PROFILES]


@pytest.mark.parametrize(
    ("definition", "good"),
    [(ki02.eyfsp_gld, {"all expected", 7}), (ki02.eyfsp_language, {"language alone"})],
)
def test_profiles_that_are_complete_count_by_their_goals(engine, definition, good):
    loaded(engine, eyfsp_result=_profiles())
    matches = counted(engine, definition)
    assert set(matches) == {"all expected", "language alone", "all but language", 7}
    assert good <= {who for who, (met, _) in matches.items() if met}
    assert total(engine, definition) == ((2, 4) if definition is ki02.eyfsp_gld else (3, 4))


@pytest.mark.parametrize(
    ("month", "expected"),
    [("2024-07", (1, 1)), ("2024-08", (2, 4)), ("2025-07", (2, 4)), ("2025-08", (1, 1))],
)
def test_the_year_is_the_last_that_is_over_from_august_on(engine, month, expected):
    loaded(engine, eyfsp_result=_profiles())
    assert total(engine, ki02.eyfsp_gld, month) == expected


def test_phonics_is_of_year_1_by_outcome(engine):
    outcomes = [
        # person, year group, outcome, numerator; None: not in the population
        ("met", 1, "Wa", 1),
        ("not met", 1, "Wt", 0),
        ("absent", 1, "A", 0),
        ("disapplied", 1, "D", 0),
        ("annulled", 1, "Q", 0),
        ("not known", 1, None, 0),
        ("left before", 1, "L", None),
        ("again in Year 2", 2, "Wa", None),
        ("born on a day not known", None, "Wa", None),
    ]
    loaded(
        engine,
        phonics_result=[
            {"person_id": who, "year_ended": YEAR, "year_group": group, "outcome": outcome}
            for who, group, outcome, _ in outcomes
        ],
    )
    assert counted(engine, ki02.phonics_pct) == {
        who: (met, 1) for who, _, _, met in outcomes if met is not None
    }
    assert total(engine, ki02.phonics_pct) == (1, 6)


_KS2 = [
    # person, reading, mathematics, writing, all three, numerator; None: not in the population
    ("all three", "AS", "AS", "EXS", True, 1),
    ("greater depth", "AS", "AS", "GDS", True, 1),
    ("not in writing", "AS", "AS", "WTS", False, 0),
    ("absent", "A", "A", "A", False, 0),
    ("below the test", "B", "NS", "PK4", False, 0),
    ("unable to take it", "T", "U", "EXS", False, 0),
    ("disapplied in writing", "NS", "NS", "D", False, 0),
    ("annulled", "Q", "AS", "EXS", False, 0),
    ("nothing known", None, None, None, None, 0),
    ("left", "L", "L", "L", False, None),
    ("reading in a later year", "F", "AS", "EXS", False, None),
    ("mathematics in an earlier year", "AS", "P", "EXS", False, None),
    ("writing in an earlier year", "AS", "AS", "P", False, None),
    ("missing", "M", "AS", "EXS", False, None),
    ("suppressed", "AS", "S", "EXS", False, None),
    ("lost", "X", "AS", "EXS", False, None),
]


def _ks2():
    names = ("person_id", "reading", "mathematics", "writing", "all_three_expected")
    return [{**dict(zip(names, row[:5], strict=True)), "year_ended": YEAR} for row in _KS2]


def test_key_stage_2_is_of_eligible_pupils(engine):
    loaded(engine, ks2_result=_ks2())
    assert counted(engine, ki02.ks2_rwm_expected) == {
        row[0]: (row[5], 1) for row in _KS2 if row[5] is not None
    }
    assert total(engine, ki02.ks2_rwm_expected) == (2, 9)


def _ks4(who, points=None, strong=None, standard=None, entered=None, ebacc=None, year=YEAR):
    return {
        "person_id": who,
        "year_ended": year,
        "attainment_8": points,
        "english_maths_95": strong,
        "english_maths_94": standard,
        "ebacc_entered": entered,
        "ebacc_points": ebacc,
    }


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (ki02.ks4_attainment8, (5025 + 4000 + 0, 3)),
        (ki02.ks4_em95, (1, 4)),
        (ki02.ks4_em94, (2, 4)),
        (ki02.ks4_ebacc_entered, (1, 4)),
        (ki02.ks4_ebacc_aps, (475 + 310 + 0, 3)),
    ],
)
def test_key_stage_4_counts_what_is_known_in_means_and_everybody_in_shares(
    engine, definition, expected
):
    loaded(
        engine,
        ks4_result=[
            _ks4("strong", 5025, True, True, True, 475),
            _ks4(None, 4000, False, True, False, 310),
            _ks4("nothing gained", 0, False, False, False, 0),
            _ks4("nothing known"),
            _ks4("the year before", 9000, True, True, True, 900, YEAR - 1),
        ],
    )
    assert total(engine, definition) == expected


_GROUPS = [
    in_group("in need on the day", "cin", "2024-03-31"),
    in_group("in need until the day", "cin", "2024-01-01", "2024-03-31"),
    in_group("in need and on a plan", "cin", "2023-01-01"),
    in_group("in need and on a plan", "cpp", "2024-03-01"),
    in_group("in need and looked after", "cin", "2023-01-01"),
    in_group("in need and looked after", "looked_after", "2024-03-30"),
    in_group("plan over by the day", "cin", "2023-01-01"),
    in_group("plan over by the day", "cpp", "2023-01-01", "2024-03-31"),
    in_group("in need the day after", "cin", "2024-04-01"),
]
_WHO = [*sorted({row["person_id"] for row in _GROUPS}), "of no group"]
_IN_NEED = {"in need on the day", "plan over by the day"}


def test_children_in_need_are_those_on_31_march_without_a_plan_or_care(engine):
    pupils = [{**_ks4(who, 3000)} for who in _WHO]
    results = [
        {"person_id": who, "year_ended": YEAR, "all_three_expected": who == "in need on the day"}
        for who in _WHO
    ]
    loaded(engine, ks4_result=pupils, ks2_result=results, person_group=_GROUPS)
    assert counted(engine, ki02.cin_ks4_att8) == dict.fromkeys(_IN_NEED, (3000, 1))
    assert counted(engine, ki02.cin_ks2_rwm) == {
        "in need on the day": (1, 1),
        "plan over by the day": (0, 1),
    }


def test_results_are_broken_down_as_of_31_march_of_the_year(engine):
    groups = [
        in_group("free meals", "fsm", "2024-01-18"),
        in_group("free meals later", "fsm", "2024-04-01"),
        in_group("supported", "sen_support", "2023-10-05", "2024-04-01"),
        in_group("with a plan", "ehc_plan", "2022-01-01"),
    ]
    everybody = ("free meals", "free meals later", "supported", "with a plan")
    loaded(
        engine,
        ks4_result=[_ks4(who, 100 * (place + 1)) for place, who in enumerate(everybody)],
        person_group=groups,
        person=[{"person_id": "with a plan", "sex": "F", "uasc": False}],
    )
    definition = ki02.ks4_attainment8
    assert broken_down(engine, definition, "fsm") == {"fsm": (100, 1), "not_fsm": (900, 3)}
    assert broken_down(engine, definition, "sen") == {
        "ehc_plan": (400, 1),
        "none": (300, 2),
        "sen_support": (300, 1),
    }
    assert broken_down(engine, definition, "sex") == {"F": (400, 1), "not_known": (600, 3)}
    assert broken_down(engine, definition, "age_band") == {}


@pytest.mark.parametrize(
    "definition", [ki02.eyfsp_gld, ki02.ks2_rwm_expected, ki02.ks4_attainment8]
)
def test_a_year_without_results_has_nobody_in_it(engine, definition):
    loaded(engine)
    assert total(engine, definition) == (0, 0)
