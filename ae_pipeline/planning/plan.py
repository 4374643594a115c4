"""Which steps of a month have to run, and why.

A step is out of date where it has not run, or where something that it read is not what it was. The
steps after one may follow: whether they have anything to do shows when it has run, for what is
made anew may come out the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ae_pipeline.periods import Month
    from ae_pipeline.planning.present import Present
    from ae_pipeline.planning.records import CheckRecord, StepRecord, Value

NOT_RUN = "not run yet"
_NAMED = 3
"""Changed files or tables that a reason names; it counts the rest."""


@dataclass(frozen=True)
class OutOfDate:
    """A step that has to run, and what makes it so."""

    step: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What has to be done for a month.

    Attributes:
        month: none for what is of no month.
        out_of_date: steps in the order of the data.
        following: steps after those, which run where their inputs come out otherwise.
        checks: as last evaluated, of all steps that have run.
    """

    month: Month | None
    out_of_date: tuple[OutOfDate, ...]
    following: tuple[str, ...]
    checks: tuple[CheckRecord, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """All that may run."""
        return (*(each.step for each in self.out_of_date), *self.following)


def plan(
    month: Month | None,
    steps: Mapping[str, Collection[str]],
    present: Present,
    *,
    failed: Collection[str] = (),
    done: Collection[str] = (),
) -> Plan:
    """Compare what the steps of a month recorded with what is there now.

    Args:
        month: reporting month; none for what is of no month.
        steps: in the order of the data, each with those it follows directly.
        present: looks up inputs.
        failed: steps that have just failed: they and what follows them are left out.
        done: steps that have just run: they are left out.
    """
    left_out = _and_after(failed, steps) | set(done)
    records = {name: present.records.of(month, name) for name in steps}
    late = {
        name: reasons
        for name, record in records.items()
        if name not in left_out and (reasons := reasons_of(record, present))
    }
    following = _and_after(late, steps) - late.keys() - left_out
    return Plan(
        month=month,
        out_of_date=tuple(OutOfDate(name, reasons) for name, reasons in late.items()),
        following=tuple(name for name in steps if name in following),
        checks=tuple(
            check for record in records.values() if record is not None for check in record.checks
        ),
    )


def reasons_of(record: StepRecord | None, present: Present) -> tuple[str, ...]:
    """Why a step is out of date; none if it is not."""
    if record is None:
        return (NOT_RUN,)
    names = {**record.inputs, **record.outputs}
    now = present.values(names)
    return tuple(
        dict.fromkeys(
            reason
            for name, before in names.items()
            if before != now[name]
            for reason in _differences(name, before, now[name])
        )
    )


def _differences(name: str, before: Value, now: Value) -> Iterable[str]:
    """What has changed about an input, as a person would say it."""
    kind, _, subject = name.partition(":")
    yield {
        "submission": f"{subject}: {_which(before, now)}",
        "submissions": f"another submission of {subject.partition('/')[2]}",
        "config": f"config/{subject} changed",
        "code": f"code of {subject.split('-')[0].split('+')[-1].replace('.', '/')} changed",
        "lake": f"{subject.partition('#')[0]}: {_which(before, now)}",
        "figures": f"figures of {', '.join(sorted(_changed(before, now)))} changed",
        "month_figures": f"figures of {subject} changed",
        "step": f"{subject.partition('@')[2]} changed",
        "key": "the pseudonym key changed",
        "warehouse": "the warehouse is another, or is gone",
        "setting": f"setting {subject} changed",
    }[kind]


def _which(before: Value, now: Value) -> str:
    names = sorted(_changed(before, now))
    if not now:
        return "gone"
    more = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])}{f' and {more} more' if more > 0 else ''} changed"


def _changed(before: Value, now: Value) -> set[str]:
    one = before if isinstance(before, dict) else {}
    other = now if isinstance(now, dict) else {}
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def _and_after(chosen: Iterable[str], steps: Mapping[str, Collection[str]]) -> set[str]:
    """Steps, and all that follow them. The steps are in the order of the data."""
    found = set(chosen)
    for name, before in steps.items():
        if not found.isdisjoint(before):
            found.add(name)
    return found
