"""Key indicator 8, on 31 March 2025 and in the year to it."""

from __future__ import annotations

import pytest
from inventing import episode, health, invented, leaver, worker

_LONG = [episode("2020-01-01")]


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        ("cla_dental_pct", "teeth_check"),
        ("cla_health_assessment_pct", "health_assessment"),
        ("cla_immunisation_pct", "immunisations"),
    ],
)
def test_health_checks_are_of_children_looked_after_for_twelve_months(check, measure, column):
    done = [health(**{column: 1})]
    check(
        measure,
        [
            invented("checked", 1, episodes=_LONG, health=done),
            invented("refused", 0, episodes=_LONG, health=[health(**{column: 0})]),
            invented("blank", 0, episodes=_LONG, health=[health()]),
            invented("no record", 0, episodes=_LONG),
            invented(
                "checked the year before",
                0,
                episodes=_LONG,
                health=[health(2023, **{column: 1}), health(2024, **{column: 0})],
            ),
            invented(
                "checked this year", 1, episodes=_LONG, health=[health(2023, **{column: 0}), *done]
            ),
            invented(
                "recorded twice, the second time as checked",
                1,
                episodes=_LONG,
                health=[health(**{column: 0}), *done],
            ),
            invented("exactly twelve months", 1, episodes=[episode("2024-04-01")], health=done),
            invented("a day short", episodes=[episode("2024-04-02")], health=done),
            invented(
                "twelve months with a move",
                1,
                episodes=[
                    episode("2023-01-01", "2024-10-01", rec="X1"),
                    episode("2024-10-01", rne="P"),
                ],
                health=done,
            ),
            invented(
                "a day at home in between",
                episodes=[episode("2023-01-01", "2024-10-01"), episode("2024-10-02")],
                health=done,
            ),
            invented(
                "short breaks before",
                episodes=[
                    episode("2023-01-01", "2024-10-01", rec="X1", ls="V4"),
                    episode("2024-10-01"),
                ],
                health=done,
            ),
        ],
        total=(5, 9),
    )


def test_a_year_in_progress_reads_the_record_of_that_year(check):
    check(
        "cla_dental_pct",
        [
            invented(
                "checked last year, not yet this year",
                0,
                episodes=_LONG,
                health=[health(2024, teeth_check=1), health(2025, teeth_check=0)],
            ),
            invented("checked this year", 1, episodes=_LONG, health=[health(2025, teeth_check=1)]),
        ],
        month="2025-09",
        total=(1, 2),
    )


_SDQ = [
    # why, born, OC2 record, score, returned, cause for concern
    ("normal", "2014-06-15", health(sdq_score=13), 13, 1, 0),
    ("borderline", "2014-06-15", health(sdq_score=16), 16, 1, 0),
    ("of concern", "2014-06-15", health(sdq_score=17), 17, 1, 1),
    ("nought", "2014-06-15", health(sdq_score=0), 0, 1, 0),
    ("refused", "2014-06-15", health(sdq_reason="SDQ2"), None, 0, None),
    ("five on the day", "2020-03-31", health(sdq_score=20), 20, 1, 1),
    ("five the day after", "2020-04-01", health(sdq_score=20), None, None, None),
    ("seventeen on the day", "2008-03-31", health(sdq_score=20), None, None, None),
    ("seventeen the day after", "2008-04-01", health(sdq_score=20), 20, 1, 1),
]


@pytest.mark.parametrize(
    ("measure", "column", "total"),
    [
        ("cla_sdq_mean", 3, (86, 6)),
        ("cla_sdq_completion_pct", 4, (6, 7)),
        ("cla_sdq_concern_pct", 5, (3, 6)),
    ],
)
def test_sdq_measures_are_of_children_aged_5_to_16(check, measure, column, total):
    people = [
        invented(row[0], row[column], born=row[1], episodes=_LONG, health=[row[2]]) for row in _SDQ
    ]
    check(measure, people, total=total)


def test_cla_convicted_pct(check):
    convicted = [health(convicted=1)]
    check(
        "cla_convicted_pct",
        [
            invented("convicted", 1, born="2009-06-15", episodes=_LONG, health=convicted),
            invented("not", 0, born="2009-06-15", episodes=_LONG, health=[health(convicted=0)]),
            invented("ten on the day", 1, born="2015-03-31", episodes=_LONG, health=convicted),
            invented("ten the day after", born="2015-04-01", episodes=_LONG, health=convicted),
            invented("eighteen on the day", born="2007-03-31", episodes=_LONG, health=convicted),
            invented("17 until tomorrow", 1, born="2007-04-01", episodes=_LONG, health=convicted),
        ],
        total=(3, 4),
    )


def test_cla_sw_instability(check):
    check(
        "cla_sw_instability",
        [
            invented(
                "three workers",
                1,
                episodes=_LONG,
                workers=[
                    worker("SW1", "2023-01-01", "2024-06-01"),
                    worker("SW2", "2024-06-01", "2024-09-01"),
                    worker("SW3", "2024-09-01"),
                ],
            ),
            invented(
                "two workers, one of them twice",
                0,
                episodes=_LONG,
                workers=[
                    worker("SW1", "2023-01-01", "2024-06-01"),
                    worker("SW2", "2024-06-01", "2024-09-01"),
                    worker("SW1", "2024-09-01"),
                ],
            ),
            invented(
                "the first of three ended on the first day",
                0,
                episodes=_LONG,
                workers=[
                    worker("SW1", "2023-01-01", "2024-04-01"),
                    worker("SW2", "2024-04-01", "2024-09-01"),
                    worker("SW3", "2024-09-01"),
                ],
            ),
            invented(
                "one of three for the last day only",
                1,
                episodes=_LONG,
                workers=[
                    worker("SW1", "2023-01-01", "2024-04-02"),
                    worker("SW2", "2024-04-02", "2025-03-31"),
                    worker("SW3", "2025-03-31"),
                ],
            ),
            invented(
                "one of three for the first day only",
                1,
                episodes=_LONG,
                workers=[
                    worker("SW1", "2024-04-01", "2024-04-01"),
                    worker("SW2", "2024-04-01", "2024-09-01"),
                    worker("SW3", "2024-09-01"),
                ],
            ),
            invented(
                "one of three after the day",
                0,
                episodes=_LONG,
                workers=[
                    worker("SW1", "2023-01-01", "2024-06-01"),
                    worker("SW2", "2024-06-01", "2025-04-01"),
                    worker("SW3", "2025-04-01"),
                ],
            ),
            invented(
                "three workers, two before care",
                1,
                episodes=[episode("2025-01-01")],
                workers=[
                    worker("SW1", "2024-04-05", "2024-06-01"),
                    worker("SW2", "2024-06-01", "2024-09-01"),
                    worker("SW3", "2024-09-01"),
                ],
            ),
            invented("no worker recorded", 0, episodes=_LONG),
            invented("three workers, not in care", workers=[worker("SW1", "2024-05-01")]),
        ],
        total=(4, 8),
    )


_ACTIVITIES = [
    # why, OC3 record, EET, NEET, not in touch
    ("at university", leaver(activ="F1"), 1, 0, 0),
    ("training part time", leaver(activ="P5"), 1, 0, 0),
    ("neither, ill", leaver(activ="G4"), 0, 1, 0),
    ("neither, a parent", leaver(activ="G6"), 0, 1, 0),
    ("activity not known", leaver(activ="0"), 0, 0, 0),
    ("not in touch", leaver(in_touch="NO", activ="0"), 0, 0, 1),
    ("not in touch, blank", leaver(in_touch="NO"), 0, 0, 1),
    ("not in touch, somebody knows", leaver(in_touch="NO", activ="F2"), 1, 0, 0),
    ("refused contact", leaver(in_touch="REFU", activ="0"), 0, 0, 0),
    ("needs no service", leaver(in_touch="NREQ", activ="0"), 0, 0, 0),
    ("died", leaver(in_touch="DIED"), None, None, None),
    ("returned home", leaver(in_touch="RHOM"), None, None, None),
]


@pytest.mark.parametrize(
    ("measure", "column", "born", "total"),
    [
        ("cl_eet_19_21", 2, "2004-10-01", (3, 10)),
        ("cl_neet_19_21", 3, "2004-10-01", (2, 10)),
        ("cl_not_in_touch_19_21", 4, "2004-10-01", (2, 10)),
        ("cl_eet_17_18", 2, "2006-10-01", (3, 10)),
    ],
)
def test_care_leavers_count_by_activity(check, measure, column, born, total):
    people = [invented(row[0], row[column], born=born, leaver=[row[1]]) for row in _ACTIVITIES]
    check(measure, people, total=total)


def test_care_leavers_are_of_an_age_on_a_birthday_in_the_year(check):
    eet = [leaver(activ="F1")]
    check(
        "cl_eet_19_21",
        [
            invented("19 on the first day", 1, born="2005-04-01", leaver=eet),
            invented("19 the day before", born="2006-03-31", leaver=[leaver(2023, activ="F1")]),
            invented("18 all year", born="2006-04-01", leaver=eet),
            invented("21 on the last day", 1, born="2004-03-31", leaver=eet),
            invented("22 in the year", born="2002-06-01", leaver=eet),
            invented("birthday not known", born=None, leaver=eet),
            invented("no record", born="2004-10-01"),
            invented(
                "recorded twice, the second time as not",
                0,
                born="2004-10-01",
                leaver=[*eet, leaver(activ="G5")],
            ),
            invented("recorded last year only", born="2004-10-01", leaver=[leaver(2023)]),
            invented(
                "passed to another authority",
                born="2004-10-01",
                leaver=eet,
                episodes=[episode("2020-01-01", "2022-10-01", rec="E3")],
            ),
        ],
        total=(2, 3),
    )


def test_a_birthday_is_read_from_the_record_of_its_collection_year(check):
    both = [leaver(2024, activ="F1"), leaver(2025, activ="G5")]
    check(
        "cl_eet_19_21",
        [
            invented("birthday in January", 1, born="2005-01-15", leaver=both),
            invented("birthday in April", 0, born="2005-04-01", leaver=both),
            invented("birthday on 31 March", 1, born="2005-03-31", leaver=both),
        ],
        month="2025-09",
        total=(2, 3),
    )


def test_who_is_born_on_29_february_turns_on_1_march_in_a_common_year(check):
    eet = [leaver(2024, activ="F1")]
    people = [invented("born on 29 February", 1, born="2004-02-29", leaver=eet)]
    check("cl_eet_19_21", people, month="2025-03", total=(1, 1))
    # From 1 March 2024 to 28 February 2025 there is no birthday at all.
    both = [leaver(2023, activ="F1"), *eet]
    before = [invented("born on 29 February", born="2004-02-29", leaver=both)]
    check("cl_eet_19_21", before, month="2025-02", total=(0, 0))


def test_of_two_birthdays_in_twelve_months_the_later_counts(check):
    # 1 March 2023 (19) and 29 February 2024 (20) are both in the twelve months to the latter.
    check(
        "cl_eet_19_21",
        [
            invented(
                "born on 29 February",
                0,
                born="2004-02-29",
                leaver=[leaver(2022, activ="F1"), leaver(2023, activ="G5")],
            )
        ],
        month="2024-02",
        total=(0, 1),
    )
