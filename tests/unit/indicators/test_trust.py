from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from figure_records import figure
from hypothesis import given
from hypothesis import strategies as st

import ae_pipeline
from ae_pipeline.indicators.trust import range_of, trust
from ae_pipeline.indicators.trust_rules import Falling, Rising, TrustWord, read_trust, worst
from ae_pipeline.indicators.trust_sources import DropCount, ReturnRead, Sources, TableRead
from ae_pipeline.measures.definition import MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.periods import Month
from ae_pipeline.settings import ConfigurationError

CONFIG = Path(ae_pipeline.__file__).parent.parent / "config"
RULES = read_trust(CONFIG)
SEPTEMBER = Month(2025, 9)
LAST_DAY = date(2025, 9, 30)
HIGH, FAIR, LOW, NEVER = TrustWord


def info(unit=Unit.PERCENT, **told):
    return MeasureInfo(
        **{
            "id": "m",
            "title": "A measure",
            "definition": "What it counts.",
            "key_indicators": (7,),
            "priorities": (4,),
            "unit": unit,
            "polarity": Polarity.NONE,
            "decimals": 0,
            "source": "Local",
            "lait": None,
            "version": 1,
            "frequencies": (Frequency.MONTH_END,),
            "population": "0-17" if unit is Unit.PER_10_000 else None,
        }
        | told
    )


def row(numerator=400, denominator=1000, value=40, **told):
    known = {"value": None if value is None else Decimal(value)}
    return figure(numerator=numerator, denominator=denominator, **known, **told)


def came(*tables, title="CIN Census", **told):
    """A return of September whose tables were read and set aside as said: (drop, read, aside)…"""
    made = tuple(
        TableRead(f"t{number}", tuple(DropCount(Month.parse(drop), *rows) for drop, *rows in each))
        for number, each in enumerate(tables)
    )
    return ReturnRead(
        **{"title": title, "tables": made, "drop": SEPTEMBER, "told_to": LAST_DAY} | told
    )


def of(read, set_aside):
    return Sources((came([("2025-09", read, set_aside)]),))


def limits(figure, measure, sources):
    found = trust(figure, measure, sources, RULES)
    return found.lower, found.upper


def missing(sources, first=LAST_DAY, last=LAST_DAY):
    return sources.set_aside_per_kept([(first, last)])


# --- the range


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "read", "aside", "lower", "upper"),
    [
        # 2 for 98 kept: 100 x 2/98 = 2.04, so 3 more: 40/103 and 43/103.
        (Unit.PERCENT, 40, 100, 100, 2, "38.834951", "41.747573"),
        # 10 for 190 kept: 50 x 10/190 = 2.6, so 3 more.
        (Unit.COUNT, 50, None, 200, 10, "50", "53"),
        # 1 for 100 kept: 5.27, so 6 more of a published population of 52,113.
        (Unit.PER_10_000, 527, 52_113, 101, 1, "101.126398", "102.277743"),
        # 1 for 99 kept: 38.5 pupils and 6.6 suspensions: 657/3854 and 664/3815.
        (Unit.PER_100, 657, 3815, 100, 1, "17.047224", "17.404980"),
        # Nobody was counted, and a row was set aside: it may be somebody.
        (Unit.COUNT, 0, None, 100, 1, "0", "1"),
        (Unit.PERCENT, 0, 9, 100, 1, "0", "10"),
    ],
)
def test_the_range_worked_by_hand(unit, numerator, denominator, read, aside, lower, upper):
    figure = row(numerator, denominator, 1)
    assert limits(figure, info(unit), of(read, aside)) == (Decimal(lower), Decimal(upper))


def test_posts_in_hundredths_may_miss_a_whole_post_at_least():
    # 17.30 posts; 1 row for 99 kept would be 0.18 of a post.
    figure = row(1730, None, "17.3")
    found = limits(figure, info(Unit.FTE, scale=100), of(100, 1))
    assert found == (Decimal("17.3"), Decimal("18.3"))


def test_no_more_than_all_of_a_published_population_can_count():
    # 99 of 100 places are taken up, and a tenth of the rows was set aside.
    figure = row(99, 100, 99)
    found = limits(figure, info(Unit.PERCENT, population="2"), of(100, 10))
    assert found == (Decimal(99), Decimal(100))


@pytest.mark.parametrize("unit", list(Unit))
def test_a_figure_without_rows_quarantined_is_its_own_range(unit):
    denominator = None if unit in {Unit.COUNT, Unit.NET, Unit.FTE, Unit.POUNDS} else 200
    multiplied = {Unit.PERCENT: 100, Unit.PERCENTAGE_POINTS: 100, Unit.PER_100: 100}
    value = Decimal(30) * {**multiplied, Unit.PER_10_000: 10_000}.get(unit, 1) / (denominator or 1)
    figure = row(30, denominator, value)
    assert limits(figure, info(unit), of(100, 0)) == (value, value)


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator"),
    [
        (Unit.MEAN, 60, 40),
        (Unit.WEEKS, 60, 40),
        (Unit.NET, -1, None),
        (Unit.PERCENTAGE_POINTS, -60, 4000),
        (Unit.PERCENT, 60, 40),
    ],
)
def test_what_has_no_bound_has_no_range_and_says_so(unit, numerator, denominator):
    found = trust(row(numerator, denominator, 1), info(unit), of(1000, 1), RULES)
    assert (found.lower, found.upper, found.word) == (None, None, HIGH)
    assert found.reasons == (
        "How far the rows set aside could move it cannot be told: it has no bound.",
    )


@given(
    unit=st.sampled_from([Unit.PERCENT, Unit.COUNT, Unit.PER_100, Unit.PER_10_000]),
    counts=st.integers(1, 5000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    aside=st.lists(st.integers(0, 499), min_size=2, max_size=2).map(sorted),
)
def test_more_rows_quarantined_never_narrow_a_range_that_holds_the_figure(unit, counts, aside):
    numerator, denominator = counts
    figure = row(numerator, None if unit is Unit.COUNT else denominator, 1)
    (low, high), (lower, higher) = (
        range_of(figure, info(unit), missing(of(500, each))) for each in aside
    )
    itself, _ = range_of(figure, info(unit), Fraction(0))
    assert lower <= low <= itself <= high <= higher


# --- which rows count


def test_of_the_tables_of_a_return_the_one_that_lost_most_stands_for_it():
    sources = Sources((came([("2025-09", 100, 2)], [("2025-09", 50, 5)]),))
    assert missing(sources) == Fraction(5, 45)


def test_what_two_returns_lost_is_added():
    sources = Sources((came([("2025-09", 100, 2)]), came([("2025-09", 50, 5)])))
    assert missing(sources) == Fraction(2, 98) + Fraction(5, 45)


def test_the_submissions_that_cover_a_year_count_together_and_later_ones_not():
    # 2023-24 is told by the drop of March 2024: that of 2025 tells of another year.
    drops = [("2023-03", 100, 50), ("2024-03", 100, 4), ("2025-03", 100, 50)]
    sources = Sources((came(drops),))
    assert missing(sources, date(2023, 4, 1), date(2024, 3, 31)) == Fraction(4, 96)
    assert missing(sources, date(2023, 10, 1), date(2024, 9, 30)) == Fraction(54, 146)


def test_of_monthly_submissions_a_stock_is_recorded_by_that_of_its_month():
    drops = [("2025-07", 10, 5), ("2025-08", 10, 1), ("2025-09", 10, 0)]
    sources = Sources((came(drops),))
    assert missing(sources, date(2025, 8, 31), date(2025, 8, 31)) == Fraction(1, 9)


def test_a_stock_after_the_newest_submission_is_recorded_by_that():
    sources = Sources((came([("2025-03", 10, 5), ("2025-06", 10, 1)]),))
    assert missing(sources) == Fraction(1, 9)


def test_the_months_that_a_measure_looks_back_to_count_by_themselves():
    drops = [("2025-08", 100, 20), ("2025-09", 900, 0)]
    sources = Sources((came(drops),))
    figure = row()
    assert limits(figure, info(), sources) == (Decimal(40), Decimal(40))
    # 20 for 80 kept: 250 more of 1,000.
    found = limits(figure, info(looks_back=1), sources)
    assert found == (Decimal(32), Decimal(52))


def test_the_months_that_a_measure_looks_ahead_to_count_by_themselves():
    drops = [("2024-09", 900, 0), ("2025-03", 100, 20)]
    sources = Sources((came(drops),))
    day = date(2024, 9, 30)
    figure = row(period_start=day, period_end=day)
    assert limits(figure, info(), sources) == (Decimal(40), Decimal(40))
    assert limits(figure, info(looks_ahead=6), sources) == (Decimal(32), Decimal(52))


def test_a_table_that_was_quarantined_whole_is_not_to_be_published():
    found = trust(row(), info(), of(4, 4), RULES)
    assert (found.word, found.lower, found.upper) == (NEVER, None, None)
    assert found.reasons == ("Every row of a table that it is counted from was set aside.",)


# --- the word


def test_a_figure_that_nothing_speaks_against_is_trusted_highly():
    found = trust(row(), info(), of(100, 0), RULES)
    assert (found.word, found.reasons) == (HIGH, ())
    assert (found.completeness, found.age_months) == (Decimal(1), 0)


@pytest.mark.parametrize(
    ("half_width", "word"), [("7", HIGH), ("2", FAIR), ("1.4", LOW), ("0.7", NEVER)]
)
def test_a_range_is_judged_by_how_wide_the_interval_is(half_width, word):
    # 40 of 100 with 2 rows for 98: from 38.83 to 41.75, 2.91 wide.
    figure = row(40, 100, 40, lower_95=40 - Decimal(half_width), upper_95=40 + Decimal(half_width))
    assert trust(figure, info(), of(100, 2), RULES).word is word


def test_a_range_that_lowers_the_word_is_recorded_in_the_figures_unit():
    figure = row(40, 100, 40, lower_95=Decimal(38), upper_95=Decimal(42))
    (reason,) = trust(figure, info(), of(100, 2), RULES).reasons
    assert "from 39% to 42%, 0.7 times as wide" in reason


def test_a_range_within_a_published_percent_is_recorded_with_a_decimal_more():
    # 10 rows for 9,990: 11 more of 10,000: 4000/10011 and 4011/10011.
    figure = row(4000, 10_000, 40, lower_95=Decimal("39.95"), upper_95=Decimal("40.05"))
    (reason,) = trust(figure, info(), of(10_000, 10), RULES).reasons
    assert "from 40.0% to 40.1%" in reason


@pytest.mark.parametrize(
    ("aside", "word"), [(9, HIGH), (10, FAIR), (29, FAIR), (30, LOW), (100, NEVER)]
)
def test_without_an_interval_the_share_of_rows_counts(aside, word):
    assert trust(row(50, None, 50), info(Unit.COUNT), of(1000, aside), RULES).word is word


def test_a_return_that_never_came_makes_a_figure_of_nothing():
    sources = Sources((ReturnRead("Early Help", (), drop=None),))
    found = trust(row(0, None, 0), info(Unit.COUNT), sources, RULES)
    assert (found.word, found.reasons) == (NEVER, ("Early Help has never come.",))


def test_a_submission_that_is_not_built_on_leaves_the_figure_of_before():
    found = trust(row(), info(), Sources((came(built=False),)), RULES)
    assert found.word is NEVER
    assert found.reasons == (
        "The month is not built on CIN Census up to 2025-09: a drop failed its checks.",
    )


@pytest.mark.parametrize(("missed", "word"), [(0, HIGH), (1, FAIR), (2, LOW), (5, LOW), (6, NEVER)])
def test_a_stock_carried_forward_past_missed_exports_is_trusted_less(missed, word):
    late = came(drop=Month(2025, 6), age_months=3, missed=missed, told_to=date(2025, 6, 30))
    assert trust(row(), info(), Sources((late,)), RULES).word is word


def test_how_far_a_return_is_behind_is_recorded():
    late = came(drop=Month(2025, 8), age_months=1, missed=1, told_to=date(2025, 8, 31))
    found = trust(row(), info(), Sources((late, came())), RULES)
    assert found.reasons == ("CIN Census is 1 export behind: the newest is of 2025-08.",)
    assert found.age_months == 1


@pytest.mark.parametrize("day", [date(2025, 3, 31), date(2025, 6, 30)])
def test_a_late_return_takes_nothing_from_a_figure_of_days_that_it_recorded_of(day):
    late = came(drop=Month(2025, 6), age_months=3, missed=3, told_to=date(2025, 6, 30))
    figure = row(period_start=day, period_end=day)
    assert trust(figure, info(), Sources((late,)), RULES).word is HIGH


@pytest.mark.parametrize(("empty", "word"), [(29, HIGH), (30, FAIR), (100, LOW), (250, NEVER)])
def test_empty_cells_lower_the_word(empty, word):
    found = trust(row(), info(), Sources((came(),), asked=1000, empty=empty), RULES)
    assert found.word is word
    assert found.completeness == 1 - Decimal(empty) / 1000


def test_completeness_is_not_whole_while_a_cell_is_empty():
    found = trust(row(), info(), Sources((came(),), asked=1_000_000, empty=1), RULES)
    assert found.completeness == Decimal("0.9999")


def test_people_of_the_smaller_return_that_no_other_knows_lower_the_word():
    small = came(title="Virtual School", people=100, linked=80)
    large = came(title="School Census", people=10_000, linked=100)
    joined = trust(row(), info(), Sources((large, small)), RULES)
    assert joined.word is FAIR
    assert joined.reasons == (
        "20.0% of the people in Virtual School are found in no other return.",
    )


def test_links_do_not_matter_to_a_figure_of_one_return():
    sources = Sources((came(people=100, linked=1),))
    assert trust(row(), info(), sources, RULES).word is HIGH


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "word"),
    [
        (Unit.PERCENT, 15, 30, HIGH),
        (Unit.PERCENT, 15, 29, FAIR),
        (Unit.MEAN, 15, 9, LOW),
        (Unit.PER_10_000, 20, 52_113, HIGH),
        (Unit.PER_10_000, 19, 52_113, FAIR),
        (Unit.PER_100, 2, 3815, LOW),
        (Unit.COUNT, 1, None, HIGH),
    ],
)
def test_few_people_or_events_lower_the_word(unit, numerator, denominator, word):
    assert trust(row(numerator, denominator, 1), info(unit), of(9, 0), RULES).word is word


@pytest.mark.parametrize("counts", [(0, 0), (None, None)])
def test_no_figure_is_not_to_be_published(counts):
    found = trust(row(*counts, value=None), info(), of(100, 5), RULES)
    assert (found.word, found.lower, found.upper) == (NEVER, None, None)
    assert found.reasons[0].startswith("There is no figure")


def test_the_worst_rule_gives_the_word_and_every_reason_is_recorded_from_the_worst():
    late = came(drop=Month(2025, 8), missed=1, told_to=date(2025, 8, 31))
    found = trust(row(4, 8, 50), info(), Sources((late,), asked=4, empty=1), RULES)
    assert found.word is NEVER
    assert found.reasons == (
        "25.0% of the cells that it needs are empty in one of its tables.",
        "It is a share of only 8.",
        "CIN Census is 1 export behind: the newest is of 2025-08.",
    )


def test_a_reason_never_states_whom_a_figure_is_of():
    figure = row(4, 8, 50, breakdown="locality", category="Someone's street")
    found = trust(figure, info(), of(100, 40), RULES)
    assert found.reasons
    assert not any("street" in reason for reason in found.reasons)


# --- the rules


@given(st.lists(st.sampled_from(TrustWord)))
def test_the_worst_word_is_that_of_the_stated_order(words):
    order = ["high", "fair", "low", "do not publish"]
    assert worst(words) == order[max((order.index(word) for word in words), default=0)]


def test_a_step_is_reached_at_its_number_and_passed_below_it():
    rising = Rising(fair=1, low=Decimal("2.5"), because="so")
    assert [rising.word(Fraction(each)) for each in ("0.99", "1", "2.49", "2.5")] == [
        *(HIGH, FAIR, FAIR, LOW)
    ]
    falling = Falling(fair=30, do_not_publish=3, because="so")
    assert [falling.word(each) for each in (30, 29, 3, 2)] == [HIGH, FAIR, FAIR, NEVER]


def spoilt(tmp_path, change):
    told = yaml.safe_load((CONFIG / "trust.yaml").read_text(encoding="utf-8"))
    change(told)
    (tmp_path / "trust.yaml").write_text(yaml.safe_dump(told), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_trust(tmp_path)
    assert str(tmp_path / "trust.yaml") in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda told: told["rising"].pop("percent_empty"), "rising.percent_empty"),
        (lambda told: told["rising"].update(typo={}), "rising.typo"),
        (lambda told: told["falling"]["members"].update(fair="many"), "falling.members.fair"),
        (lambda told: told["falling"]["events"].pop("because"), "falling.events.because"),
        (lambda told: told["always"]["never_came"].update(word="bad"), "always.never_came.word"),
        (lambda told: told["rising"]["percent_empty"].update(fair=-1), "rising.percent_empty.fair"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named_with_what_to_do(tmp_path, change, where):
    told = spoilt(tmp_path, change)
    assert where in told
    assert "Correct" in told


def test_steps_in_the_wrong_order_are_refused(tmp_path):
    told = spoilt(tmp_path, lambda told: told["rising"]["percent_empty"].update(low=2))
    assert "rising.percent_empty" in told
    assert "must rise" in told
    told = spoilt(tmp_path, lambda told: told["falling"]["members"].update(low=30))
    assert "must fall" in told


def test_a_rule_without_a_step_is_refused(tmp_path):
    told = spoilt(tmp_path, lambda told: told["rising"].update(percent_empty={"because": "so"}))
    assert "at least one" in told


def test_an_absent_file_says_what_to_do(tmp_path):
    with pytest.raises(ConfigurationError, match="is missing"):
        read_trust(tmp_path)


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "trust.yaml").write_text("", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="the whole file"):
        read_trust(tmp_path)
