"""Key indicator 10, EHC: where people with plans are on 31 March 2025."""

from __future__ import annotations

from collections import Counter
from datetime import date

from send_rows import counted, everything, loaded, person, placement, tables, who, whole

from ae_pipeline.measures.key_indicators import ki10_ehc_placements as ki10
from ae_pipeline.periods import Period

_SCHOOLS = [
    {"urn": "1", "phase": "PS", "census_day": "2025-01-16"},
    {"urn": "2", "phase": "SP", "census_day": "2025-01-16"},
    {"urn": "3", "phase": "PR", "census_day": "2025-01-16"},
    {"urn": "4", "phase": None, "census_day": "2025-01-16"},
    {"urn": "5", "phase": "SS", "census_day": "2024-01-18"},
    {"urn": "5", "phase": "SP", "census_day": "2025-01-16"},
]
_PLACED = [
    # why, placement, born, kind of setting; 16 on 31 August 2024 is born by 31 August 2008
    ("mainstream", placement(urn="1"), "2015-01-01", "mainstream"),
    ("SEN unit", placement(urn="1", sen_unit=True), "2015-01-01", "sen_unit"),
    ("resourced", placement(urn="1", resourced=True), "2015-01-01", "resourced_provision"),
    ("special", placement(urn="2"), "2015-01-01", "special_school"),
    ("special at 17", placement(urn="2"), "2008-01-01", "special_school"),
    ("referral unit", placement(urn="3"), "2012-01-01", "alternative_provision"),
    ("of an unknown phase", placement(urn="4"), "2012-01-01", "mainstream"),
    ("became a special school", placement(urn="5"), "2012-01-01", "special_school"),
    ("elsewhere at 15", placement(urn="9"), "2008-09-01", "independent_or_elsewhere"),
    ("elsewhere at 16", placement(urn="9"), "2008-08-31", "post_16"),
    ("elsewhere, age not known", placement(urn="9"), None, "not_known"),
    ("provider", placement(ukprn="10000001"), "2015-01-01", "post_16"),
    ("at home", placement(setting="EHE"), "2015-01-01", "home_educated"),
    ("otherwise by authority", placement(setting="OLA"), "2015-01-01", "educated_otherwise"),
    ("otherwise by parents", placement(setting="OPA"), "2015-01-01", "educated_otherwise"),
    ("early years", placement(setting="EYP"), "2021-01-01", "early_years"),
    ("other", placement(setting="OTH"), "2015-01-01", "other"),
    ("NEET", placement(setting="NEET"), "2006-01-01", "not_in_education"),
    ("notice to cease", placement(setting="NIEC"), "2006-01-01", "not_in_education"),
    ("waits", placement(setting="NIEO"), "2015-01-01", "awaiting_placement"),
    ("nothing recorded", placement(), "2015-01-01", "awaiting_placement"),
]
_ROWS = {
    "ehc_placement": [{**row, "person_id": why} for why, row, *_ in _PLACED],
    "person": [person(why, born) for why, _, born, _ in _PLACED],
    "census_school": _SCHOOLS,
}


def test_the_kind_of_setting_is_recorded_by_census_age_and_code(engine):
    counts = everything(engine, ki10.ehc_mainstream_pct, **_ROWS).counts
    results = counts[counts["breakdown"] == "setting"]
    assert dict(zip(results["category"], results["denominator"], strict=True)) == Counter(
        kind for *_, kind in _PLACED
    )


def test_shares_are_of_everybody_with_a_plan(engine):
    engine.load(tables(**_ROWS))
    for measure, expected in (
        (ki10.ehc_independent_pct, {"elsewhere at 15"}),
        (ki10.ehc_mainstream_pct, {"mainstream", "SEN unit", "resourced", "of an unknown phase"}),
        (ki10.ehc_special_school_pct, {"special", "special at 17", "became a special school"}),
        (ki10.ehc_resourced_provision_pct, {"SEN unit", "resourced"}),
    ):
        results = loaded(engine, measure)
        assert {why for why, number in who(results).items() if number} == expected
        assert whole(results) == (len(expected), len(_PLACED))


def test_a_local_placement_is_a_share_of_those_at_a_school(engine):
    assert counted(engine, ki10.ehc_local_placement_pct, **_ROWS) == (8, 9)


def test_a_unit_of_a_school_outside_the_census_is_mainstream_but_not_local(engine):
    rows = {
        "ehc_placement": [
            placement(urn="9", sen_unit=True, person_id="unit at 15"),
            placement(urn="9", resourced=True, person_id="resourced at 17"),
            placement(ukprn="10000001", sen_unit=True, person_id="unit of no number"),
            placement(urn="1", sen_unit=True, person_id="unit in the city"),
            placement(urn="2", sen_unit=True, person_id="unit of a special school"),
        ],
        "person": [person("unit at 15", "2008-09-01"), person("resourced at 17", "2007-01-01")],
        "census_school": _SCHOOLS,
    }
    assert counted(engine, ki10.ehc_local_placement_pct, **rows) == (2, 5)
    assert whole(loaded(engine, ki10.ehc_mainstream_pct)) == (5, 5)
    assert whole(loaded(engine, ki10.ehc_independent_pct)) == (0, 5)
    assert whole(loaded(engine, ki10.ehc_special_school_pct)) == (0, 5)


def test_those_in_no_school_are_counted(engine):
    engine.load(tables(**_ROWS))
    for measure, expected in (
        (ki10.ehc_home_educated, {"at home"}),
        (ki10.ehc_awaiting_placement, {"waits", "nothing recorded"}),
        (ki10.ehc_not_in_education, {"NEET", "notice to cease"}),
    ):
        assert set(who(loaded(engine, measure))) == expected


def test_a_day_is_recorded_by_the_last_export_up_to_it(engine):
    rows = [
        placement("2025-01-16", setting="EHE", person_id="in January"),
        placement("2025-02-28", setting="EHE", person_id="in February"),
        placement("2025-02-28", setting="EHE", person_id=None),
        placement("2025-04-30", setting="EHE", person_id="in April"),
    ]
    measure = ki10.ehc_home_educated
    assert counted(engine, measure, "2025-03", ehc_placement=rows) == (2, None)
    on_the_day = Period.snapshot(date(2025, 2, 28))
    assert whole(loaded(engine, measure, on_the_day)) == (2, None)
    census = Period.snapshot(date(2025, 1, 16))
    assert whole(loaded(engine, measure, census)) == (1, None)
    before = Period.snapshot(date(2025, 1, 15))
    assert whole(loaded(engine, measure, before)) == (0, None)


def test_under_16_is_by_the_academic_year(engine):
    rows = {
        "ehc_placement": [placement("2025-08-31", urn="9", person_id="one")],
        "person": [person("one", "2009-08-31")],
    }
    last_of_august = Period.snapshot(date(2025, 8, 31))
    the_day_before = Period.snapshot(date(2025, 8, 30))
    assert counted(engine, ki10.ehc_independent_pct, last_of_august, **rows) == (0, 1)
    rows["ehc_placement"] = [placement("2025-08-30", urn="9", person_id="one")]
    assert counted(engine, ki10.ehc_independent_pct, the_day_before, **rows) == (1, 1)


def test_nobody_changes_place_because_an_export_is_carried_forward(engine):
    rows = {
        "ehc_placement": [placement("2025-01-16", urn="9", person_id="in year 11 in January")],
        "person": [person("in year 11 in January", "2009-08-31")],
    }
    september = everything(engine, ki10.ehc_independent_pct, "2025-09", **rows)
    assert whole(september) == (1, 1)
    ages = september.counts[september.counts["breakdown"] == "age_band"]
    assert ages["category"].tolist() == ["16-19"]


def test_without_rows_there_is_a_count_of_nobody(engine):
    assert counted(engine, ki10.ehc_independent_pct) == (0, 0)
    assert whole(loaded(engine, ki10.ehc_local_placement_pct)) == (0, 0)
    assert whole(loaded(engine, ki10.ehc_awaiting_placement)) == (0, None)
