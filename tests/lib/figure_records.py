"""Whole records for tests, of which a test states only what matters to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ae_pipeline.indicators.figure import Figure, Status
from ae_pipeline.indicators.judgement import (
    AgainstTarget,
    Benchmark,
    Certainty,
    Judgement,
    Rank,
    TrendJudgement,
    VariationJudgement,
)
from ae_pipeline.indicators.published.value import PublishedValue
from ae_pipeline.indicators.reading import (
    AssuranceReading,
    Reading,
    TrendReading,
    VariationReading,
)
from ae_pipeline.indicators.targets import Rag
from ae_pipeline.indicators.trust import Trust
from ae_pipeline.indicators.trust_rules import TrustWord
from ae_pipeline.measures.definition import MeasureInfo, Polarity, Unit
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.periods import Month
from ae_pipeline.statistics.intervals import Method

DAY = date(2025, 9, 30)


def figure(**changed):
    """A figure of everybody, 65 of 100, on 30 September 2025."""
    parts = {
        "measure_id": "m",
        "measure_version": 1,
        "area_code": "A",
        "period_start": DAY,
        "period_end": DAY,
        "breakdown": "total",
        "category": "total",
        "numerator": 65,
        "denominator": 100,
        "value": 65,
        "published_value": 65,
        "lower_95": None,
        "upper_95": None,
        "status": Status.OK,
        "population_year": None,
        "population_release": None,
    }
    return Figure(**parts | changed)


def published_value(**changed):
    """England's figure of the year to March 2025."""
    parts = {
        "measure_id": "m",
        "area_code": "E9",
        "area_name": "Somewhere",
        "period": "2025",
        "period_end": date(2025, 3, 31),
        "value": 60,
        "status": "ok",
        "source": "S",
        "release": "2025",
        "licence": "OGL",
    }
    return PublishedValue(**parts | changed)


def measure_info(**changed):
    """A percentage of people, of which more is better."""
    parts = {
        "id": "m",
        "title": "M",
        "definition": "Words.",
        "key_indicators": (7,),
        "priorities": (4,),
        "unit": Unit.PERCENT,
        "polarity": Polarity.HIGHER_IS_BETTER,
        "decimals": 0,
        "source": "DfE",
        "lait": None,
        "version": 1,
        "frequencies": (Frequency.MONTH_END,),
    }
    return MeasureInfo(**parts | changed)


def judgement(**changed):
    """A figure that nothing is known of but its value; parts that differ are given whole."""
    parts = {
        "month": Month(2025, 9),
        "measure": measure_info(),
        "figure": figure(),
        "benchmark": Benchmark(None, None, None),
        "certainty": Certainty(Method.NONE, None, None),
        "rank": Rank(None, None, None),
        "target": AgainstTarget("none", None, Rag.NO_TARGET, Reading.NOT_COMPARED),
        "trend": TrendJudgement(TrendReading.CANNOT_BE_CALCULATED, None, None, 1),
        "variation": VariationJudgement(
            VariationReading.NO_CHART, None, AssuranceReading.NO_CHART, *(None,) * 4, 0
        ),
        "trajectory": None,
        "trust": Trust(TrustWord.HIGH, (), None, None, Decimal(1), 0),
        "comparisons": (),
        "gaps": (),
    }
    return Judgement(**parts | changed)
