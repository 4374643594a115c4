"""Groups of measures: those of one module of ``key_indicators`` that read the same returns.

A group is counted, stored and published together: a return that is blocked stops the groups that
read it and no others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.people.building import facts_of
from ae_pipeline.returns.fact_tables import makers_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ae_pipeline.lake import Lake
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.periods import Month

_AND = "_and_"


@dataclass(frozen=True)
class MeasureGroup:
    """Measures of one subject that read the same returns.

    Attributes:
        name: ``ki02_attendance``; where the measures of a module read several sets of returns,
            with the set: ``ki10_sufficiency_of_homes_and_ssda903``.
        module: of ``measures.key_indicators``.
        returns: whose fact tables they read, by name.
        measures: in the order of the module.
    """

    name: str
    module: str
    returns: tuple[str, ...]
    measures: tuple[Measure, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """The person-keyed tables that they read, sorted."""
        return tuple(sorted({table for each in self.measures for table in each.sources}))


@cache
def all_groups() -> tuple[MeasureGroup, ...]:
    """Every group, by key indicator and then by returns."""
    modules: dict[str, dict[tuple[str, ...], list[Measure]]] = {}
    for each in all_measures():
        sets = modules.setdefault(each.module, {})
        sets.setdefault(tuple(sorted(makers_of(each.sources))), []).append(each)
    return tuple(
        MeasureGroup(
            module if len(sets) == 1 else f"{module}_of_{_AND.join(returns)}",
            module,
            returns,
            tuple(measures),
        )
        for module, sets in modules.items()
        for returns, measures in sorted(sets.items())
    )


def groups(measures: Iterable[Measure]) -> tuple[MeasureGroup, ...]:
    """The groups that some measures of the catalogue are in, each whole."""
    return tuple(dict.fromkeys(group_of(each) for each in measures))


def by_subject(measures: Iterable[Measure]) -> dict[str, tuple[MeasureGroup, ...]]:
    """The groups of some measures by their module: ``ki07_fostering``."""
    subjects: dict[str, list[MeasureGroup]] = {}
    for each in groups(measures):
        subjects.setdefault(each.module, []).append(each)
    return {subject: tuple(members) for subject, members in subjects.items()}


def countable(group: MeasureGroup, month: Month, lake: Lake) -> MeasureGroup:
    """A group without the measures that read a fact table which a month left out.

    A table is left out where too many rows of what it reads are in quarantine. That takes the
    measures that read it with it, and no others.
    """
    built = [facts_of(name, month, lake) for name in group.returns]
    left_out = {table for facts in built if facts is not None for table in facts.blocked}
    ready = tuple(each for each in group.measures if left_out.isdisjoint(each.sources))
    return group if ready == group.measures else replace(group, measures=ready)


def group_of(measure: Measure) -> MeasureGroup:
    """The group that a measure of the catalogue is in."""
    return _by_measure()[measure.id]


@cache
def _by_measure() -> dict[str, MeasureGroup]:
    return {each.id: group for group in all_groups() for each in group.measures}
