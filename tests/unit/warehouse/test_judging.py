from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pandas as pd
import pytest
import sqlalchemy as sa

from ae_pipeline.indicators.areas import Areas
from ae_pipeline.indicators.assessment import Basis
from ae_pipeline.indicators.judging import GapRule, Judging
from ae_pipeline.indicators.published.value import PublishedValue
from ae_pipeline.indicators.revisions import Reason
from ae_pipeline.indicators.targets import Direction, Kind, Plan, Target
from ae_pipeline.indicators.trust import Trust
from ae_pipeline.indicators.trust_rules import TrustWord
from ae_pipeline.indicators.values import figures
from ae_pipeline.measures.declaring import Measure
from ae_pipeline.measures.definition import COUNT_COLUMNS, MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.periods import Month
from ae_pipeline.reports import briefing
from ae_pipeline.warehouse import judgement_tables, record
from ae_pipeline.warehouse.judgements import hold_judgements, judged_rows
from ae_pipeline.warehouse.judging import judge
from ae_pipeline.warehouse.store import Run

SEPTEMBER = Month(2025, 9)
AREAS = Areas("E06000001", "E92000001", "SN-2025", "E12000009")


def _measure(name, unit, polarity, frequencies):
    info = MeasureInfo(
        id=name,
        title=f"Title of {name}",
        definition="Words.",
        key_indicators=(7,),
        priorities=(4,),
        unit=unit,
        polarity=polarity,
        decimals=1 if unit is Unit.PERCENT else 0,
        source="Local",
        lait=None,
        version=1,
        frequencies=frequencies,
    )
    return Measure(info, lambda period: period)


HOMES = _measure("homes", Unit.PERCENT, Polarity.LOWER_IS_BETTER, (Frequency.MONTH_END,))
STARTS = _measure("starts", Unit.COUNT, Polarity.LOWER_IS_BETTER, (Frequency.MONTH,))
PAY = _measure("pay", Unit.PERCENT, Polarity.HIGHER_IS_BETTER, (Frequency.TWELVE_MONTHS,))
MEASURES = (HOMES, STARTS, PAY)
ONE_IN_EIGHT = Target(
    "homes", Kind.ABSOLUTE, Direction.REDUCE, None, None, 4, "2025-26", "…",
    by_year=(("2025-26", Decimal(15)), ("2026-27", Decimal("12.5"))),
)  # fmt: skip
PLAN = Plan("Plan", {7: "Homes"}, {4: "Homes"}, {"homes": ONE_IN_EIGHT}, date(2027, 3, 31))
JUDGING = Judging((GapRule("sex", "girls", ("F",), "boys", ("M",)),), frozenset(), least_points=6)
BASIS = Basis(PLAN, JUDGING, AREAS)
BELIEVED = Trust(TrustWord.HIGH, (), None, None, Decimal(1), 0)

HOMES_BY_YEAR = {2021: 120, 2022: 130, 2023: 150, 2024: 160, 2025: 190}
"""Of a thousand, each 30 September: the published check of the trend, 22.667."""
LEVEL = (20, 22, 19, 21, 20, 18, 21, 20, 19, 22, 20, 21)
"""Starts of twelve months; September's own is a leap to forty."""


def _counts():
    lines = []
    for year, count in HOMES_BY_YEAR.items():
        day = date(year, 9, 30)
        lines.append(("homes", 1, day, day, "total", "total", count, 1000))
    day = SEPTEMBER.end
    lines += [
        ("homes", 1, day, day, "sex", "F", 112, 400),
        ("homes", 1, day, day, "sex", "M", 78, 600),
    ]
    for back, count in enumerate(reversed((*LEVEL, 40))):
        month = SEPTEMBER.plus(-back)
        lines.append(("starts", 1, month.start, month.end, "total", "total", count, None))
    lines.append(("pay", 1, date(2024, 10, 1), day, "total", "total", 0, 0))
    frame = pd.DataFrame(lines, columns=list(COUNT_COLUMNS))
    return frame.astype({"numerator": "Int64", "denominator": "Int64"})


def _published(area, value, year):
    return PublishedValue(
        measure_id="homes",
        area_code=area,
        area_name="England" if area.startswith("E92") else area,
        period=str(year),
        period_end=date(year, 3, 31),
        value=Decimal(value),
        status="ok",
        source="S",
        release="2025",
        licence="OGL",
    )


PUBLISHED = [
    *(_published("E92000001", "16", year) for year in (2024, 2025)),
    *(_published(f"E0600000{place}", str(10 + place), 2025) for place in range(2, 10)),
    *(
        _published("E06000001", value, year)
        for year, value in zip(range(2020, 2026), ("11", "12", "13", "15", "16", "18"), strict=True)
    ),
]


@pytest.fixture
def run():
    return Run("run-1", datetime(2025, 10, 1, 9, 0, tzinfo=UTC))


def judge_again(connection, run):
    judgements = judge(connection, SEPTEMBER, MEASURES, BASIS, lambda *_: BELIEVED)
    ids = [measure.id for measure in MEASURES]
    return hold_judgements(connection, SEPTEMBER, AREAS.authority, ids, judgements, run)


@pytest.fixture
def assessed(warehouse, run):
    infos = {measure.id: measure.info for measure in MEASURES}
    with warehouse.begin() as connection:
        record.record_indicators(connection, infos.values())
        record.record_benchmarks(connection, PUBLISHED, run)
        made = figures(_counts(), infos, (), AREAS.authority)
        record.publish_values(connection, SEPTEMBER, made, dict.fromkeys(infos, Reason.FIRST), run)
        record.record_targets(connection, PLAN, run)
        assert judge_again(connection, run).inserted == len(MEASURES)
    return warehouse


def _one(warehouse, measure_id, table=judgement_tables.indicator_assessment):
    with warehouse.connect() as connection:
        rows = connection.execute(
            sa.select(table).where(table.c.superseded_at.is_(None)).order_by(table.c.id)
        ).mappings()
        rows = [dict(row) for row in rows]
    return [
        {name: float(cell) if isinstance(cell, Decimal) else cell for name, cell in row.items()}
        for row in rows
        if row["measure_id"] == measure_id
    ]


def test_five_years_of_a_stock_have_the_trend_of_the_published_check(assessed):
    (row,) = _one(assessed, "homes")
    assert row["trend"] == "increasing and getting worse"
    assert row["trend_statistic"] == pytest.approx(22.667, abs=0.001)
    assert (row["trend_change"], row["trend_points"]) == (pytest.approx(7.0), 5)


def test_a_figure_is_judged_against_england_authorities_and_its_target(assessed):
    (row,) = _one(assessed, "homes")
    # Wilson of 190 in 1000 is 16.7 to 21.6, all of it above England's 16 and the plan's 15.
    assert (row["lower_95"], row["upper_95"]) == (
        pytest.approx(16.69, abs=0.01),
        pytest.approx(21.55, abs=0.01),
    )
    assert row["against_england"] == "worse"
    assert row["lower_998"] < row["lower_95"] < row["upper_95"] < row["upper_998"]
    # Eight others publish 12 to 19: seven are lower than 19.0, one ties.
    assert (row["rank"], row["ranked"], row["quartile"]) == (8, 9, 4)
    assert (row["target_number"], row["rag"]) == (15, "off track")
    assert row["against_target"] == "worse"
    (england,) = [
        each
        for each in _one(assessed, "homes", judgement_tables.indicator_comparison)
        if each["comparator"] == "england"
    ]
    assert (england["difference"], england["method"]) == (pytest.approx(3.0), "fixed")


def test_last_year_is_compared_as_an_estimate(assessed):
    rows = _one(assessed, "homes", judgement_tables.indicator_comparison)
    (last,) = [each for each in rows if each["comparator"] == "last_year"]
    # 19.0 less 16.0 per cent, each of a thousand: -0.0035 to 0.0632 by Newcombe.
    assert (last["method"], last["reading"]) == ("newcombe", "similar")
    assert last["difference_lower"] == pytest.approx(-0.32, abs=0.05)
    assert last["difference_upper"] == pytest.approx(6.32, abs=0.05)


def test_a_leap_after_a_level_year_is_a_special_cause_for_concern(assessed):
    (row,) = _one(assessed, "starts")
    # The moving ranges are 2 3 2 1 2 3 1 1 3 2 1 19; the leap is screened out, and the mean of
    # the rest is 21/11, so that the limits are 283/13 and 2.66 times that to either side.
    assert row["variation"] == "special cause: concern"
    assert row["variation_rule"] == "a point outside the limits"
    assert row["centre"] == pytest.approx(283 / 13, abs=1e-6)
    assert row["upper_limit"] == pytest.approx(283 / 13 + 2.66 * 21 / 11, abs=1e-5)
    assert not row["trial_limits"]
    assert row["warning"] == (
        "Title of starts: the latest point is a special cause for concern (a point outside the "
        "limits)."
    )
    assert row["trend"] == "cannot be calculated"


def test_the_gap_between_groups_is_kept_each_month(assessed):
    (row,) = _one(assessed, "homes", judgement_tables.indicator_gap)
    assert (row["category"], row["compared_with"]) == ("girls", "boys")
    assert (row["value"], row["other_value"], row["gap"]) == (28, 13, 15)
    assert row["ratio"] == pytest.approx(28 / 13, abs=1e-6)
    assert row["reading"] == "worse"


def test_a_figure_of_nobody_is_judged_in_nothing(assessed):
    (row,) = _one(assessed, "pay")
    assert (row["value"], row["status"], row["against_england"]) == (None, "z", "not compared")
    assert "nobody is in its denominator" in row["sentence"]
    assert row["warning"] is None
    assert _one(assessed, "pay", judgement_tables.indicator_comparison) == []


def test_a_rising_course_makes_the_target_unlikely_and_warns(assessed):
    (row,) = _one(assessed, "homes")
    assert (row["forecast_for"], row["chance"]) == (date(2027, 3, 31), "unlikely")
    assert 0 <= row["chance_of_target"] < 0.3
    with assessed.connect() as connection:
        warned = connection.execute(sa.text("select measure_id from early_warning order by 1"))
        assert [each for (each,) in warned] == ["homes", "starts"]


def test_judging_the_same_month_again_writes_nothing(assessed, run):
    with assessed.begin() as connection:
        written = judge_again(connection, run)
    assert (written.inserted, written.superseded) == (0, 0)


def test_the_rows_of_a_month_are_counted(assessed):
    with assessed.connect() as connection:
        rows = judged_rows(connection, SEPTEMBER, AREAS.authority)
    assert (rows.judged, rows.warnings, rows.comparisons, rows.gaps) == (3, 2, 3, 1)


def test_a_group_judged_again_leaves_the_judgements_of_others_alone(assessed, run):
    with assessed.begin() as connection:
        judgements = judge(connection, SEPTEMBER, [HOMES], BASIS, lambda *_: BELIEVED)
        hold_judgements(connection, SEPTEMBER, AREAS.authority, ["homes"], judgements, run)
        assert judged_rows(connection, SEPTEMBER, AREAS.authority).judged == len(MEASURES)


def test_a_briefing_tells_warnings_sentences_and_gaps(assessed):
    with assessed.connect() as connection:
        told = list(briefing.briefing(connection, SEPTEMBER, AREAS.authority))
        short = list(briefing.warnings(connection, SEPTEMBER, AREAS.authority))
        nothing = list(briefing.briefing(connection, SEPTEMBER, AREAS.authority, 1))
    assert "2 early warnings" in told[0]
    text = "\n".join(told)
    assert "Title of homes: 19.0% (190 of 1,000; 16.7% to 21.5% allowing for chance)" in text
    assert "Girls 28.0%, boys 13.0%: a gap of 15.0 percentage points" in text
    assert len(short) == 3
    assert nothing == []
