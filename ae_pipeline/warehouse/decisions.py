"""What a council's configuration says of figures, read once while its files stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from ae_pipeline.indicators.judging import read_judging
from ae_pipeline.indicators.population import read_population
from ae_pipeline.indicators.targets import read_plan
from ae_pipeline.indicators.trust_rules import read_trust
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.settings import calendars, quality

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ae_pipeline.indicators.judging import Judging
    from ae_pipeline.indicators.population import Estimate
    from ae_pipeline.indicators.targets import Plan
    from ae_pipeline.indicators.trust_rules import TrustRules
    from ae_pipeline.settings import RejectionThreshold, ReturnCalendar

_Stamp: TypeAlias = "tuple[tuple[str, int, int], ...]"


@dataclass(frozen=True)
class Decisions:
    """What is decided.

    Attributes:
        plan: its targets.
        judging: groups to compare, seasonal measures.
        trust: rules of how far a figure can be relied on.
        population: that rates are divided by.
        calendars: how each return comes, by its name.
        threshold: share of rejected rows beyond which a return is not built on.
    """

    plan: Plan
    judging: Judging
    trust: TrustRules
    population: Sequence[Estimate]
    calendars: Mapping[str, ReturnCalendar]
    threshold: RejectionThreshold


def decisions(config: Path) -> Decisions:
    """Read a configuration folder; once a process, unless one of its files is changed.

    Raises:
        OSError: if a file cannot be opened.
        PipelineError: if one is not as it should be.
    """
    files = sorted(path for path in config.rglob("*") if path.is_file())
    stats = ((str(path), path.stat()) for path in files)
    return _read(config, tuple((name, at.st_mtime_ns, at.st_size) for name, at in stats))


@lru_cache(maxsize=2)
def _read(config: Path, stamp: _Stamp) -> Decisions:
    del stamp
    return Decisions(
        plan=read_plan(config),
        judging=read_judging(config, {measure.id for measure in all_measures()}),
        trust=read_trust(config),
        population=tuple(read_population(config / "population.csv")),
        calendars=calendars(config),
        threshold=quality(config).rejection_threshold,
    )
