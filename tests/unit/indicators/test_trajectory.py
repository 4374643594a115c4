from datetime import date
from decimal import Decimal

import pytest
from figure_records import figure, published_value

from ae_pipeline.indicators.targets import Direction, Kind, Target
from ae_pipeline.indicators.trajectory import chance_of_target, end_goal, in_words, trajectory
from ae_pipeline.measures.definition import MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.statistics.forecast import Forecast, forecast

ENDS = date(2027, 3, 31)
ON = date(2025, 12, 31)
VALUES = [10, 12, 11, 13, 12, 14]  # of the years to March 2020 to 2025


def measure(frequency=Frequency.TWELVE_MONTHS, unit=Unit.PERCENT, decimals=0):
    return MeasureInfo(
        id="m",
        title="",
        definition="",
        key_indicators=(),
        priorities=(),
        unit=unit,
        polarity=Polarity.LOWER_IS_BETTER,
        decimals=decimals,
        source="",
        lait=None,
        version=1,
        frequencies=(frequency, Frequency.MONTH),
    )


def target(kind=Kind.DIRECTION, direction=Direction.REDUCE, **told):
    return Target("m", kind, direction, None, None, None, None, "", **told)


NONE = target(Kind.NONE, None)


def row(year, value, month_day=(3, 31), **told):
    return published_value(
        period=str(year),
        period_end=date(year, *month_day),
        value=None if value is None else Decimal(str(value)),
        **{"release": "2025-11"} | told,
    )


def rows(values=VALUES, last=2025, month_day=(3, 31)):
    first = last - len(values) + 1
    return [row(first + place, value, month_day) for place, value in enumerate(values)]


def own(day, value=9):
    return figure(period_end=day, value=Decimal(value))


def run(**told):
    asked = {
        "measure": measure(),
        "target": target(),
        "published": rows(),
        "current": None,
        "on": ON,
        "goal": Decimal(13),
        "ends": ENDS,
        **told,
    }
    return trajectory(**asked)


def six(number):
    return round(Decimal(number), 6)


def test_published_years_are_forecast_for_the_end_of_the_plan():
    found = run()
    assert found.for_day == ENDS
    assert found.value == Decimal("13.441749")  # as worked by hand for the statistics
    # two years: 13.441749 -+ 4.302653 x 1.07 x 1.673320
    assert float(found.lower) == pytest.approx(5.737989, abs=1e-4)
    assert float(found.upper) == pytest.approx(21.145509, abs=1e-4)
    assert found.points == 6
    assert found.basis == "6 published figures, 2020 to 2025"


def test_the_chance_of_a_direction_is_of_a_figure_that_is_published_as_better():
    # less than 13 as published is less than 12.5: .941749 / (1.07 x 1.673320) = .525974 below;
    # the distribution function of t with two degrees at -.525974 is .325698
    found = run()
    assert found.chance == pytest.approx(0.325698, abs=1e-5)
    assert found.chance_words == "as likely as not"


@pytest.mark.parametrize(
    ("month_day", "last", "for_day"),
    [
        ((3, 31), 2025, date(2027, 3, 31)),
        ((8, 31), 2025, date(2026, 8, 31)),
        ((12, 31), 2024, date(2026, 12, 31)),
        ((1, 15), 2025, date(2027, 1, 15)),
        ((2, 28), 2025, date(2027, 2, 28)),
    ],
)
def test_the_day_is_the_last_end_of_such_a_year_in_the_plan(month_day, last, for_day):
    assert run(published=rows(last=last, month_day=month_day)).for_day == for_day


@pytest.mark.parametrize(
    ("frequency", "day", "joins"),
    [
        (Frequency.TWELVE_MONTHS, date(2025, 12, 31), True),
        (Frequency.MONTH_END, date(2025, 12, 31), True),
        (Frequency.MONTH, date(2025, 12, 31), False),
        (Frequency.ACADEMIC_TERMS, date(2025, 12, 31), False),
        (Frequency.WINTER, date(2025, 12, 31), False),
        (Frequency.TWELVE_MONTHS, date(2025, 9, 30), True),  # half a year and a day
        (Frequency.TWELVE_MONTHS, date(2025, 8, 31), False),  # under half a year
        (Frequency.TWELVE_MONTHS, date(2024, 3, 31), False),
    ],
)
def test_our_own_figure_joins_where_it_is_of_a_year_or_a_day_and_well_after(frequency, day, joins):
    found = run(measure=measure(frequency), current=own(day))
    assert ("our own" in found.basis) == joins
    expected = forecast([*VALUES, 9] if joins else VALUES, 2)
    assert found.value == six(expected.value)
    assert found.lower == six(max(expected.interval().lower, 0))


def test_the_basis_covers_our_own_figure_and_which_published_years_are_left():
    found = run(current=own(date(2025, 12, 31)))
    assert found.basis == "5 published figures, 2021 to 2025, and our own to 31 December 2025"
    assert found.points == 6


def test_years_to_come_are_counted_from_our_own_figure_and_rounded_up():
    on = date(2026, 4, 30)
    to_march = run(on=on, current=own(date(2026, 3, 31)))
    to_april = run(on=on, current=own(date(2026, 4, 30)))
    to_february = run(on=on, current=own(date(2026, 2, 28)))
    one, two = (forecast([*VALUES, 9], steps).interval().upper for steps in (1, 2))
    assert [to_march.upper, to_april.upper, to_february.upper] == [six(one), six(one), six(two)]


def test_a_year_between_the_published_and_our_own_stays_empty():
    found = run(on=date(2026, 12, 31), published=rows(last=2024), current=own(date(2026, 3, 31)))
    assert found.value == six(forecast([*VALUES, None, 9], 1).value)


def test_a_figure_after_the_day_that_is_known_about_is_left_out():
    later = own(date(2026, 1, 31))
    assert run(current=later) == run()
    assert run(on=date(2025, 3, 30), published=rows([*VALUES, 99], 2026)).value == six(
        forecast(VALUES[:-1], 3).value
    )


def test_of_a_year_published_twice_the_later_release_counts():
    again = row(2025, 99, release="2024-11")
    assert run(published=[*rows(), again]).value == run().value


def test_a_year_without_a_figure_stays_empty_and_other_measures_do_not_count():
    published = [*rows([10, 12, None, 13, 12, 14]), row(2024, 50, measure_id="n")]
    assert run(published=published).value == six(forecast([10, 12, None, 13, 12, 14], 2).value)


@pytest.mark.parametrize(
    "told",
    [
        {"published": []},
        {"published": [], "current": own(ON)},
        {"published": rows([1, 2, 3])},
        {"published": rows([5, 5, 5, 5, 5])},
        {"published": rows(last=2023)},
        {"ends": None},
        {"ends": date(2025, 3, 31)},
        {"on": date(2027, 4, 30), "current": own(date(2027, 3, 31))},
    ],
)
def test_there_is_no_trajectory_without_a_series_or_a_year_to_come(told):
    assert run(**told) is None


def test_a_measure_without_a_target_has_a_forecast_and_no_chance():
    found = run(target=NONE, goal=None)
    assert found.value == run().value
    assert (found.chance, found.chance_words) == (None, "no target")


def test_a_target_without_a_number_to_compare_with_is_not_judged():
    found = run(goal=None)
    assert (found.chance, found.chance_words) == (None, "not judged")


def test_a_comparator_is_said_to_be_held():
    found = run(target=target(Kind.BENCHMARK))
    assert found.basis.endswith("; the comparator is held at its latest figure")


@pytest.mark.parametrize(
    ("unit", "values", "lower", "upper"),
    [
        (Unit.PERCENT, [40, 90, 40, 90], 0, 100),
        (Unit.PERCENT, [40, 190, 40, 190], 0, None),  # places taken up can pass the children known
        (Unit.PER_10_000, [40, 90, 40, 90], 0, None),
        (Unit.MEAN, [4, 9, 4, 9], 0, None),
        (Unit.NET, [40, 90, 40, 90], None, None),
        (Unit.PERCENTAGE_POINTS, [40, 90, 40, 90], None, None),
    ],
)
def test_limits_stay_within_what_a_unit_can_be(unit, values, lower, upper):
    found = run(measure=measure(unit=unit), published=rows(values))
    assert found.lower == lower if lower is not None else found.lower < 0
    assert found.upper == upper if upper is not None else found.upper > 100 or unit is Unit.MEAN


AT_50 = Forecast(method="", steps=1, value=50.0, spread=1.0, points=6)


@pytest.mark.parametrize(
    ("kind", "direction", "decimals", "threshold"),
    [
        (Kind.DIRECTION, Direction.INCREASE, 0, "51.5"),  # more than 51, as published
        (Kind.DIRECTION, Direction.REDUCE, 0, "50.5"),
        (Kind.BENCHMARK, Direction.INCREASE, 0, "50.5"),  # 51 or more
        (Kind.ABSOLUTE, Direction.REDUCE, 0, "51.5"),
        (Kind.TRAJECTORY, Direction.REDUCE, 1, "50.85"),  # 50.8 or less
        (Kind.DIRECTION, Direction.INCREASE, 1, "50.85"),
    ],
)
def test_a_target_is_met_as_published(kind, direction, decimals, threshold):
    above = AT_50.chance(at_least=float(threshold))
    expected = above if direction is Direction.INCREASE else 1 - above
    goal = Decimal("50.8")
    found = chance_of_target(AT_50, target(kind, direction), goal, decimals)
    assert found == pytest.approx(expected)


def test_more_and_less_are_two_sides_of_one_chance_but_for_the_figure_itself():
    more, less = (
        chance_of_target(AT_50, target(direction=direction), Decimal(51), 0)
        for direction in (Direction.INCREASE, Direction.REDUCE)
    )
    same = AT_50.chance(at_most=51.5) - AT_50.chance(at_most=50.5)
    assert more + less + same == pytest.approx(1)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0, "unlikely"),
        (0.3, "unlikely"),
        (0.31, "as likely as not"),
        (0.69, "as likely as not"),
        (0.7, "likely"),
        (1, "likely"),
    ],
)
def test_a_chance_in_words(chance, words):
    assert in_words(chance) == words


def test_the_goal_is_what_the_target_requires_for_in_the_end():
    comparator, baseline = Decimal(70), Decimal(60)
    by_year = (("2025-26", Decimal(20)), ("2024-25", Decimal(15)))
    line = {
        "start": (date(2024, 3, 31), Decimal(9)),
        "end": (date(2027, 3, 31), Decimal(30)),
    }
    asked = {
        target(Kind.ABSOLUTE, by_year=by_year): 20,
        target(Kind.TRAJECTORY, **line): 30,
        target(Kind.BENCHMARK): 70,
        target(Kind.DIRECTION): 60,
        NONE: None,
    }
    assert [end_goal(each, comparator, baseline) for each in asked] == list(asked.values())
