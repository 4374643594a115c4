"""Key indicator 6, on 31 March 2025 and in the year to it."""

from __future__ import annotations

from inventing import episode, invented


def test_cla_rate(check):
    check(
        "cla_rate",
        [
            invented("in an open episode", 1, episodes=[episode("2024-01-01")]),
            invented("came on the day", 1, episodes=[episode("2025-03-31")]),
            invented("came the day after", episodes=[episode("2025-04-01")]),
            invented("left on the day", episodes=[episode("2024-01-01", "2025-03-31")]),
            invented("leaves the day after", 1, episodes=[episode("2024-01-01", "2025-04-01")]),
            invented("short break V3", episodes=[episode("2024-01-01", ls="V3")]),
            invented("short break V4", episodes=[episode("2024-01-01", ls="V4")]),
            invented(
                "in care after short breaks",
                1,
                episodes=[
                    episode("2024-01-01", "2024-06-01", ls="V4", rec="X1"),
                    episode("2024-06-01", ls="V2"),
                ],
            ),
            invented("unaccompanied", 1, uasc=True, episodes=[episode("2024-01-01")]),
            invented(
                "in two episodes at once",
                1,
                episodes=[episode("2024-01-01"), episode("2024-06-01", rne="P")],
            ),
            invented("never in care"),
        ],
        total=(6, None),
    )


def test_cla_start_rate(check):
    check(
        "cla_start_rate",
        [
            invented("started on the first day", 1, episodes=[episode("2024-04-01")]),
            invented("started on the last day", 1, episodes=[episode("2025-03-31")]),
            invented("started the day before", episodes=[episode("2024-03-31")]),
            invented("started the day after", episodes=[episode("2025-04-01")]),
            invented(
                "started twice",
                1,
                episodes=[episode("2024-05-01", "2024-06-01"), episode("2024-09-01")],
            ),
            invented(
                "moved but did not start",
                episodes=[
                    episode("2020-05-01", "2024-06-01", rec="X1"),
                    episode("2024-06-01", rne="P"),
                ],
            ),
            invented("short break", episodes=[episode("2024-05-01", ls="V4")]),
            invented("not for a night", episodes=[episode("2024-05-01", "2024-05-01")]),
        ],
        total=(3, None),
    )


def test_who_starts_twice_has_the_age_of_the_first_start(check):
    counted = check(
        "cla_start_rate",
        [
            invented(
                "four, then five",
                1,
                born="2019-07-01",
                episodes=[episode("2024-06-30", "2024-08-01"), episode("2024-09-01")],
            ),
            invented("five on the day", 1, born="2019-07-01", episodes=[episode("2024-07-01")]),
        ],
        total=(2, None),
    )
    ages = counted.counts.query("breakdown == 'age_band'").set_index("category")["numerator"]
    assert ages.to_dict() == {"1-4": 1, "5-9": 1}


def test_cla_cease_rate(check):
    check(
        "cla_cease_rate",
        [
            invented("ceased on the first day", 1, episodes=[episode("2020-01-01", "2024-04-01")]),
            invented("ceased on the last day", 1, episodes=[episode("2020-01-01", "2025-03-31")]),
            invented("ceased the day before", episodes=[episode("2020-01-01", "2024-03-31")]),
            invented("ceased the day after", episodes=[episode("2020-01-01", "2025-04-01")]),
            invented(
                "ceased twice",
                1,
                episodes=[
                    episode("2024-01-01", "2024-06-01"),
                    episode("2024-07-01", "2024-09-01"),
                ],
            ),
            invented(
                "ceased, and looked after again",
                1,
                episodes=[episode("2024-01-01", "2024-06-01"), episode("2024-07-01")],
            ),
            invented(
                "moved but did not cease",
                episodes=[
                    episode("2024-01-01", "2024-06-01", rec="X1"),
                    episode("2024-06-01", rne="P"),
                ],
            ),
            invented(
                "passed to another authority",
                1,
                episodes=[episode("2024-01-01", "2024-06-01", rec="E3")],
            ),
            invented("short break", episodes=[episode("2024-01-01", "2024-06-01", ls="V4")]),
            invented(
                "no longer mentioned",
                1,
                episodes=[episode("2023-01-01", "2024-04-01", rec=None, dec_imputed=True)],
            ),
            invented(
                "no longer mentioned, but another episode goes on",
                episodes=[
                    episode("2023-01-01", "2024-04-01", rec=None, dec_imputed=True),
                    episode("2023-01-02"),
                ],
            ),
        ],
        total=(6, None),
    )


def test_breakdowns_add_up_and_say_what_is_not_known(check):
    counted = check(
        "cla_rate",
        [
            invented(
                "asylum seeker of 17",
                1,
                born="2007-04-01",
                sex="M",
                ethnic_group="black",
                uasc=True,
                episodes=[episode("2024-01-01", cin="N8")],
            ),
            invented(
                "asylum seeker until the day",
                1,
                born="2007-03-31",
                sex="M",
                ethnic_group="black",
                uasc=True,
                uasc_until="2025-03-31",
                episodes=[episode("2024-01-01", cin="N8")],
            ),
            invented("nothing known", 1, born=None, episodes=[episode("2025-01-01", cin=None)]),
            invented("newborn", 1, born="2024-04-01", sex="F", episodes=[episode("2025-01-01")]),
            invented("born on 29 February", 1, born="2020-02-29", episodes=[episode("2025-01-01")]),
        ],
        total=(5, None),
    )
    results = {
        (breakdown, category): numerator
        for breakdown, category, numerator in zip(
            *(counted.counts[name] for name in ("breakdown", "category", "numerator")),
            strict=True,
        )
    }
    assert results == {
        ("total", "total"): 5,
        ("sex", "F"): 1,
        ("sex", "M"): 2,
        ("sex", "not_known"): 2,
        ("age_band", "16-17"): 1,
        ("age_band", "18+"): 1,
        ("age_band", "5-9"): 1,
        ("age_band", "not_known"): 1,
        ("age_band", "under 1"): 1,
        ("ethnic_group", "black"): 2,
        ("ethnic_group", "not_known"): 3,
        ("sen", "none"): 5,
        ("fsm", "not_fsm"): 5,
        ("social_care", "none"): 5,
        ("locality", "not_known"): 5,
        ("uasc", "not_uasc"): 4,
        ("uasc", "uasc"): 1,
        ("category_of_need", "N1"): 2,
        ("category_of_need", "N8"): 2,
        ("category_of_need", "not_known"): 1,
    }


def test_nobody_in_care_is_nought_and_not_nothing(check):
    check("cla_rate", [invented("never in care")], total=(0, None))
