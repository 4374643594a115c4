"""Key indicator 11, on 31 March 2025 and in the winter before it by default."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from ae_pipeline.measures.counting import count
from ae_pipeline.measures.declaring import Measure
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.key_indicators import ki11_post16 as ki11
from ae_pipeline.measures.key_indicators import ki11_priority_groups as groups
from ae_pipeline.periods import Month, Period
from ae_pipeline.schema.person import person
from ae_pipeline.schema.post16 import september_offer, tracked_young_person

ALL = [
    each for module in (ki11, groups) for each in vars(module).values() if isinstance(each, Measure)
]
MARCH = date(2025, 3, 31)
ON_THE_DAY = Period.snapshot(MARCH)
_LATER = date(2025, 9, 1)


def _frame(table, rows):
    numbered = [
        {"source_file": "x.csv", "source_row": number, **row}
        for number, row in enumerate(rows, start=1)
    ]
    return pd.DataFrame(numbered, columns=[column.name for column in table.columns])


def young(who, activity, **columns):
    """Of academic age 16, on 31 March, with an activity that goes on, by default."""
    return {
        "person_id": who,
        "tracked_on": MARCH,
        "academic_age": 16,
        "send": "N",
        "activity": activity,
        "review_due": _LATER,
        "neet_since": None,
        "looked_after": False,
        "care_leaver": False,
        "vulnerable": False,
        **columns,
    }


def promised(who, guarantee, offered=None, **columns):
    return {
        "person_id": who,
        "guarantee_year": 2024,
        "year_group": 11,
        "guarantee": guarantee,
        "offered_on": None if offered is None else date.fromisoformat(offered),
        **columns,
    }


def counted(engine, measure, rows=(), *, offers=(), people=(), period=None):
    engine.load(
        {
            "tracked_young_person": _frame(tracked_young_person, rows),
            "september_offer": _frame(september_offer, offers),
            "person": pd.DataFrame(people, columns=[column.name for column in person.columns]),
        }
    )
    return count(engine, measure, period or measure.period(Month(2025, 3)), "E06000026")


def check(engine, measure, rows=(), *, expect, total, period=ON_THE_DAY, **further):
    """Assert who is in the population and counts, and the total; ids say why."""
    results = counted(engine, measure, rows, period=period, **further)
    who = dict(zip(results.membership["person_id"], results.membership["numerator"], strict=True))
    assert who == expect
    whole = results.counts.iloc[0]
    assert whole["numerator"] == total[0]
    assert (None if pd.isna(whole["denominator"]) else whole["denominator"]) == total[1]


_BY_ACTIVITY = {
    # activity: participating, NEET, not known
    "210": (1, 0, 0),
    "240": (1, 0, 0),
    "310": (1, 0, 0),
    "320": (1, 0, 0),
    "460": (1, 0, 0),
    "550": (1, 0, 0),
    "250": (0, 0, 0),
    "260": (0, 0, 0),
    "330": (0, 0, 0),
    "530": (0, 0, 0),
    "110": (0, 0, 0),
    "540": (0, 1, 0),
    "615": (0, 1, 0),
    "619": (0, 1, 0),
    "650": (0, 1, 0),
    "690": (0, 1, 0),
    "810": (0, 0, 1),
    "820": (0, 0, 1),
    "830": (0, 0, 1),
    None: (0, 0, 1),
}


@pytest.mark.parametrize(
    ("measure", "place", "numbers"),
    [
        (ki11.participation_16_17, (0,), 6),
        (ki11.neet_16_17, (1,), 5),
        (ki11.not_known_16_17, (2,), 4),
        (ki11.neet_nk_16_17, (1, 2), 9),
    ],
    ids=lambda value: getattr(value, "id", None),
)
def test_activities_count_by_class_and_custody_is_left_out(engine, measure, place, numbers):
    rows = [young(f"doing {code}", code) for code in _BY_ACTIVITY]
    rows += [young("in custody", "710"), young("learning in custody", "290")]
    expect = {
        f"doing {code}": sum(flags[each] for each in place) for code, flags in _BY_ACTIVITY.items()
    }
    check(engine, measure, rows, expect=expect, total=(numbers, 20))


def test_an_activity_past_its_review_is_not_known_any_more(engine):
    rows = [
        young("review due on the day", "619", review_due=MARCH),
        young("review was due the day before", "619", review_due=MARCH - timedelta(days=1)),
        young("studying, unconfirmed", "210", review_due=date(2025, 1, 1)),
        young("no review day", "210", review_due=None),
        young("in custody, unconfirmed", "710", review_due=date(2025, 1, 1)),
    ]
    of_both = dict.fromkeys(("review was due the day before", "studying, unconfirmed"), 1)
    rest = dict.fromkeys(("review due on the day", "no review day"), 0)
    check(engine, ki11.not_known_16_17, rows, expect=rest | of_both, total=(2, 4))
    neet = {"review due on the day": 1, "no review day": 0} | dict.fromkeys(of_both, 0)
    check(engine, ki11.neet_16_17, rows, expect=neet, total=(1, 4))


def test_only_academic_ages_16_and_17_are_in_it(engine):
    ages = range(16, 25)
    rows = [young(f"{age}", "619", academic_age=age, send="E") for age in ages]
    check(engine, ki11.neet_16_17, rows, expect={"16": 1, "17": 1}, total=(2, 2))
    adults = {f"{age}": 1 for age in ages if age >= 18}
    check(engine, groups.neet_ehcp_18_24, rows, expect=adults, total=(7, 7))


def test_a_winter_is_the_sum_of_its_three_month_ends(engine):
    ends = [date(2024, 11, 30), date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28), MARCH]
    rows = [young("seeking", "619", tracked_on=end) for end in ends]
    rows += [young("found in January", "619", tracked_on=ends[1])]
    rows += [young("found in January", "210", tracked_on=end) for end in ends[2:]]
    results = counted(engine, ki11.neet_16_17, rows)
    assert results.counts.iloc[0][["numerator", "denominator"]].tolist() == [4, 6]
    assert ki11.neet_16_17.period(Month(2025, 3)) == Period(date(2024, 12, 1), date(2025, 2, 28))


def test_a_winter_ends_on_29_february_in_a_leap_year(engine):
    winter = ki11.neet_16_17.period(Month(2024, 3))
    ends = [date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29)]
    rows = [young("seeking", "619", tracked_on=end) for end in ends]
    results = counted(engine, ki11.neet_16_17, rows, period=winter)
    assert results.counts.iloc[0][["numerator", "denominator"]].tolist() == [3, 3]


def test_a_march_is_of_its_last_day_alone(engine):
    rows = [
        young("studying in March", "210"),
        young("studying in February", "210", tracked_on=date(2025, 2, 28)),
    ]
    last = ki11.participation_16_17.period(Month(2025, 9))
    check(
        engine,
        ki11.participation_16_17,
        rows,
        expect={"studying in March": 1},
        total=(1, 1),
        period=last,
    )


def test_with_special_needs_is_support_or_a_plan(engine):
    rows = [
        young("support", "210", send="K"),
        young("plan", "281", send="E"),
        young("plan, NEET", "619", send="E"),
        young("none", "210"),
        young("not recorded", "210", send=None),
    ]
    check(
        engine,
        ki11.participation_sen,
        rows,
        expect={"support": 1, "plan": 1, "plan, NEET": 0},
        total=(2, 3),
    )
    expect = {"plan": 0, "plan, NEET": 1}
    check(engine, groups.neet_ehcp_16_17, rows, expect=expect, total=(1, 2))


def test_plan_and_vulnerable_variants_take_not_known_as_well(engine):
    about = {"send": "E", "vulnerable": True}
    rows = [
        young("seeking", "619", **about),
        young("not known", "810", **about),
        young("studying", "210", **about),
        young("in custody", "710", **about),
        young("neither", "619"),
    ]
    entries = {"seeking": 1, "not known": 0, "studying": 0}
    either = {**entries, "not known": 1}
    for measure in (groups.neet_ehcp_16_17, groups.neet_vulnerable_16_17):
        check(engine, measure, rows, expect=entries, total=(1, 3))
    for measure in (groups.neet_nk_ehcp_16_17, groups.neet_nk_vulnerable_16_17):
        check(engine, measure, rows, expect=either, total=(2, 3))


def test_care_experienced_is_looked_after_or_care_leaver(engine):
    rows = [
        young("looked after", "619", looked_after=True, vulnerable=True),
        young("care leaver", "210", care_leaver=True, vulnerable=True),
        young("carer", "619", vulnerable=True),
    ]
    expect = {"looked after": 1, "care leaver": 0}
    check(engine, groups.neet_care_experienced_16_17, rows, expect=expect, total=(1, 2))


def test_apprentices(engine):
    rows = [
        young("apprentice", "310"),
        young("apprentice, unconfirmed", "310", review_due=date(2025, 3, 1)),
        young("other training", "430"),
        young("apprentice of 18", "310", academic_age=18),
    ]
    expect = {"apprentice": 1, "apprentice, unconfirmed": 0, "other training": 0}
    check(engine, ki11.apprenticeship_16_17, rows, expect=expect, total=(1, 3))
    check(engine, ki11.apprentices_16_17, rows, expect={"apprentice": 1}, total=(1, None))


def test_supported_internships_are_of_ages_16_to_24(engine):
    rows = [
        young("of 16", "460"),
        young("of 24", "460", academic_age=24, send="E"),
        young("of 25", "460", academic_age=25, send="E"),
        young("unconfirmed", "460", review_due=date(2025, 3, 1)),
        young("traineeship", "450"),
    ]
    expect = {"of 16": 1, "of 24": 1}
    check(engine, ki11.supported_internships, rows, expect=expect, total=(2, None))


def test_adults_tracked_are_those_with_a_plan(engine):
    rows = [
        young("plan, NEET", "619", academic_age=20, send="E"),
        young("plan, not known", "810", academic_age=20, send="E"),
        young("plan, custody", "710", academic_age=20, send="E"),
        young("no plan, NEET", "619", academic_age=20),
        young("of 25", "619", academic_age=25, send="E"),
    ]
    expect = {"plan, NEET": 1, "plan, not known": 0}
    check(engine, groups.neet_ehcp_18_24, rows, expect=expect, total=(1, 2))


def test_weeks_neet_are_from_the_day_recorded_to_the_month_end(engine):
    rows = [
        young("since the day", "619", neet_since=MARCH),
        young("since 29 February 2024", "619", neet_since=date(2024, 2, 29)),
        young("not recorded", "619"),
        young("studying", "210", neet_since=date(2024, 1, 1)),
        young(
            "not known any more", "619", neet_since=date(2024, 1, 1), review_due=date(2025, 1, 1)
        ),
    ]
    expect = {"since the day": 0, "since 29 February 2024": 396}
    # the middle of 0 and 396 is 198 days, 28 2/7 weeks: 2 x 396 over 2 x 14
    check(engine, ki11.neet_duration_weeks, rows, expect=expect, total=(2 * 396, 2))


def test_september_guarantee(engine):
    offers = [
        promised("offer on 30 September", "OFFER", "2024-09-30"),
        promised("offer without a day", "OFFER"),
        promised("offer of 1 October", "OFFER", "2024-10-01"),
        promised("no offer", "NOOFFER"),
        promised("not recorded", "NOTREC"),
        promised("blank", None),
        promised("of Year 12", "OFFER", "2024-06-01", year_group=12),
        promised("left the area", "LEFT"),
        promised("another September", "OFFER", guarantee_year=2023),
    ]
    expect = {
        "offer on 30 September": 1,
        "offer without a day": 1,
        "offer of 1 October": 0,
        "no offer": 0,
        "not recorded": 0,
        "blank": 0,
        "of Year 12": 1,
    }
    check(
        engine,
        ki11.september_guarantee,
        offers=offers,
        expect=expect,
        total=(3, 7),
        period=ki11.september_guarantee.period(Month(2025, 3)),
    )
    assert ki11.september_guarantee.period(Month(2025, 8)).end == date(2024, 9, 30)
    assert ki11.september_guarantee.period(Month(2025, 9)).end == date(2025, 9, 30)


def test_somebody_not_known_to_any_other_system_is_counted_all_the_same(engine):
    rows = [young(None, "619"), young(None, "210")]
    results = counted(engine, ki11.neet_16_17, rows, period=ON_THE_DAY)
    assert results.counts.iloc[0][["numerator", "denominator"]].tolist() == [1, 2]


def test_special_needs_are_broken_down_as_tracking_has_them_and_age_by_the_month_end(engine):
    people = [
        {"person_id": "17 on the day", "date_of_birth": date(2008, 3, 31), "uasc": False},
        {"person_id": "18 on the day", "date_of_birth": date(2007, 3, 31), "uasc": False},
    ]
    rows = [
        young("17 on the day", "619", send="K"),
        young("18 on the day", "210", send=None, academic_age=17),
    ]
    results = counted(engine, ki11.neet_16_17, rows, people=people, period=ON_THE_DAY).counts
    by = {
        (row["breakdown"], row["category"]): (row["numerator"], row["denominator"])
        for row in results.to_dict("records")
    }
    assert by["sen", "sen_support"] == (1, 1)
    assert by["sen", "not_known"] == (0, 1)
    assert by["age_band", "16-17"] == (1, 1)
    assert by["age_band", "18+"] == (0, 1)


@pytest.mark.parametrize("measure", ALL, ids=lambda each: each.id)
def test_nobody_tracked_is_nobody_counted(engine, measure):
    for period in measure.periods(Month(2025, 3)):
        whole = counted(engine, measure, period=period).counts.iloc[0]
        assert whole["numerator"] == 0
        assert pd.isna(whole["denominator"]) or whole["denominator"] == 0


def test_headlines_are_of_the_period_that_is_published():
    first = {each.id: each.info.frequencies[0] for each in ALL}
    assert first["neet_16_17"] is Frequency.WINTER
    assert first["participation_16_17"] is Frequency.LAST_MARCH
    assert first["september_guarantee"] is Frequency.LAST_SEPTEMBER
