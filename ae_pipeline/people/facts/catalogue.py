"""Every return that tells facts, and which of its drops a month reads.

A return is here by its module being listed. Not here: what the facts are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ae_pipeline.people.facts import (
    annex_a,
    attainment,
    attendance,
    cin,
    early_help,
    epep,
    homes,
    nccis,
    plan,
    quality_assurance,
    school_census,
    sen2,
    ssda903,
    workforce,
)
from ae_pipeline.people.facts.declaring import NEWEST
from ae_pipeline.schema.calendar import calendar_day
from ae_pipeline.schema.person import person, person_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ae_pipeline.people.facts.declaring import Facts
    from ae_pipeline.periods import Month

_MODULES = (
    ssda903,
    cin,
    annex_a,
    early_help,
    epep,
    sen2,
    school_census,
    attendance,
    attainment,
    nccis,
    workforce,
    quality_assurance,
    homes,
    plan,
)
_NOT_FACTS = {person.name, person_group.name, calendar_day.name}


@cache
def all_facts() -> dict[str, Facts]:
    """What each return tells, by its name."""
    return {module.FACTS.source: module.FACTS for module in _MODULES}


@cache
def maker_of(table: str) -> Facts:
    """What makes a table of ``schema``.

    Raises:
        KeyError: if no return does.
    """
    makers = {made.name: facts for facts in all_facts().values() for made in facts.makes}
    return makers[table]


def makers_of(tables: Iterable[str]) -> tuple[str, ...]:
    """The returns that tell the facts in some tables; who people are, and days, come of none."""
    return tuple(dict.fromkeys(maker_of(name).source for name in tables if name not in _NOT_FACTS))


def drops_read(source: str, landed: Sequence[Month], month: Month) -> list[Month]:
    """Which of a return's drops a month reads, oldest first.

    Args:
        source: name of the return.
        landed: months of all its drops, oldest first.
        month: reporting month; later drops are not read.
    """
    known = [each for each in landed if each <= month]
    facts = all_facts().get(source)
    return (NEWEST if facts is None else facts.history).choose(known, month)
