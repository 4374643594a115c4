"""Closures to early help, in the year to 31 March 2025."""

from __future__ import annotations

from social_care_rows import NOBODY, check, referred

from ae_pipeline.measures.key_indicators.ki01_assessments_to_early_help import rc9_closures_pct

_LONG_AGO = "2023-01-01"


def _closed(why, on, reason="RC9", **columns):
    return referred(why, _LONG_AGO, on, closure_reason=reason, **columns)


def test_closures_of_the_period_count_and_those_to_early_help_are_the_numerator(engine):
    check(
        engine,
        rc9_closures_pct,
        [
            _closed("on the first day", "2024-04-01"),
            _closed("on the last day", "2025-03-31"),
            _closed("a day early", "2024-03-31"),
            _closed("a day late", "2025-04-01"),
            _closed("no longer in need", "2024-06-01", "RC8"),
            _closed("reason not recorded", "2024-06-01", None),
            _closed("end imputed", "2024-04-01", closed_imputed=True),
            _closed(NOBODY, "2024-06-01"),
            referred("still open", _LONG_AGO),
            _closed("two closures", "2024-06-01"),
            referred("two closures", "2024-07-01", "2024-09-01", closure_reason="RC7"),
        ],
        {
            "on the first day": 1,
            "on the last day": 1,
            "no longer in need": 0,
            "reason not recorded": 0,
            NOBODY: 1,
            "two closures": (0, 1),
        },
    )


def test_without_closures_there_is_nothing_to_divide(engine):
    check(engine, rc9_closures_pct, [referred("open", _LONG_AGO)], {})
