"""A figure whose days the data do not tell of is not counted."""

from dataclasses import replace
from datetime import date

import pytest

from ae_pipeline.facts.coverage import Span, months_covered, standing, window_covered, years_covered
from ae_pipeline.facts.history import every_submission, newest_of_each_year
from ae_pipeline.measures.catalogue import measure
from ae_pipeline.measures.coverage import reaches
from ae_pipeline.periods import Month, Period

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
END = Period.snapshot(date(2025, 3, 31))
INFO = measure("cla_start_rate").info


def told(first, last):
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("period", "back", "ahead", "span", "reached"),
    [
        (YEAR, 0, 0, ("2024-04-01", "2025-03-31"), True),
        (YEAR, 0, 0, ("2024-04-02", "2025-03-31"), False),
        (YEAR, 0, 0, ("2024-04-01", "2025-03-30"), False),
        (YEAR, 12, 0, ("2023-04-01", "2025-03-31"), True),
        (YEAR, 12, 0, ("2023-04-02", "2025-03-31"), False),
        (YEAR, 0, 12, ("2024-04-01", "2026-03-31"), True),
        (YEAR, 0, 12, ("2024-04-01", "2026-03-30"), False),
        (END, 0, 0, ("2025-03-31", "2025-03-31"), True),
        (END, 0, 0, ("2024-04-01", "2025-01-31"), True),  # a drop that is carried forward
        (END, 0, 0, ("2025-04-01", "2025-09-30"), False),
        (END, 0, 1, ("2024-04-01", "2025-04-29"), False),
    ],
)
def test_a_measure_is_counted_where_its_data_reach(period, back, ahead, span, reached):
    info = replace(INFO, looks_back=back, looks_ahead=ahead)
    assert reaches(info, period, [told(*span)]) is reached


def test_all_that_a_measure_reads_must_reach():
    whole = told("2020-01-01", "2030-01-01")
    assert reaches(INFO, YEAR, [whole, whole])
    assert not reaches(INFO, YEAR, [whole, None])


def months(*texts):
    return [Month.parse(text) for text in texts]


def test_a_growing_export_is_read_once_a_year_and_tells_back_to_the_first_gap():
    landed = months("2023-03", "2024-02", "2024-03", "2025-03", "2025-08", "2025-09")
    chosen = newest_of_each_year(4).choose(landed, Month(2025, 9))
    assert chosen == months("2023-03", "2024-03", "2025-03", "2025-09")
    assert years_covered(4)(chosen) == told("2022-04-01", "2025-09-30")
    assert years_covered(4)(months("2023-03", "2024-02", "2025-03")) == told(
        "2024-04-01", "2025-03-31"
    )


def test_exports_of_single_months_tell_back_to_the_first_gap():
    landed = months("2024-08", "2025-06", "2025-08", "2025-09")
    assert every_submission(13).choose(landed, Month(2025, 9)) == months(
        "2025-06", "2025-08", "2025-09"
    )
    assert every_submission(13).choose(landed, Month(2027, 9)) == months("2025-09")
    assert months_covered(months("2025-06", "2025-08", "2025-09")) == told(
        "2025-08-01", "2025-09-30"
    )
    assert months_covered([]) is None


def test_what_seldom_changes_is_told_of_any_day_once_it_has_been_told():
    assert standing([]) is None
    assert reaches(INFO, YEAR, [standing(months("2020-01"))])


def test_an_export_with_a_window_tells_of_it():
    assert window_covered(6)(months("2025-03", "2025-09")) == told("2025-04-01", "2025-09-30")
