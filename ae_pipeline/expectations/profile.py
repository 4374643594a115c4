"""The profile of a month's returns: how old they are, how many rows they have, how codes lie.

Each function gives a table with a ``subject`` a row, for the suite of its name: counts and shares,
none of a person. Cross-return consistency is in ``agreement``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.lake import Stage
from ae_pipeline.returns.extracting import extracted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ae_pipeline.lake import Lake
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return
    from ae_pipeline.settings import ReturnCalendar

_LEAST_SHARE = 1e-4
"""Stands for a share of nought, so that a code which is new or gone counts, and not for ever."""


@dataclass(frozen=True)
class Intake:
    """One return as a month reads it.

    Attributes:
        drop: month of the submission that is read.
        landed: whether there is one at all.
    """

    source: Return
    calendar: ReturnCalendar
    drop: Month
    landed: bool


def freshness(intakes: Iterable[Intake], month: Month) -> pd.DataFrame:
    """A row a return: ``landed``, ``age_months``, and ``overdue_months``.

    The last is how far the submission is behind the newest one that should have come by now, by
    the return's own calendar; nought where it is not behind.
    """
    rows = []
    for intake in intakes:
        expected = intake.calendar.expected_by(month)
        behind = 0 if expected is None else max(0, expected.since(intake.drop))
        rows.append((intake.source.name, intake.landed, month.since(intake.drop), behind))
    return pd.DataFrame(rows, columns=["subject", "landed", "age_months", "overdue_months"])


def volume(intakes: Iterable[Intake], lake: Lake) -> pd.DataFrame:
    """A row a table: ``rows``, ``rows_before`` and ``change`` (the one through the other).

    Before is the submission before, or that of the same month a year ago where the return has
    started afresh since. Tables without such a submission are left out.
    """
    profile = []
    for intake in intakes:
        now = extracted(intake.source, intake.drop, lake)
        extracts = lake.months(Stage.EXTRACTS, intake.source.name)
        before = comparable(intake.drop, extracts, intake.calendar.cumulative_from)
        then = None if before is None else extracted(intake.source, before, lake)
        if not intake.landed or now is None or then is None or not then.files:
            continue
        for table, rows in now.rows.items():
            rows_before = then.rows.get(table, 0)
            change = rows / rows_before if rows_before else np.nan
            profile.append((f"{intake.source.name}/{table}", rows, rows_before, change))
    return pd.DataFrame(profile, columns=["subject", "rows", "rows_before", "change"])


def drift(
    intakes: Iterable[Intake], lake: Lake, watch: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """A row a watched column: ``rows``, ``rows_before`` and ``stability_index``.

    The population stability index compares the shares of a column's codes with those of the
    submission before (as ``volume`` chooses it, if its codes are of the same year): the sum of the
    difference of shares times the log of their quotient. Below 0.1 nothing has moved, above 0.25
    much has.

    Args:
        intakes: of the month.
        lake: validated tables.
        watch: by ``return/table``, columns of the validated table.
    """
    profile = []
    for intake in intakes:
        source = intake.source.name
        before = _submission_before(intake, lake)
        if before is None:
            continue
        watched = {name: columns for name, columns in watch.items() if _return(name) == source}
        for name, columns in watched.items():
            table = name.partition("/")[2]
            now = _codes(lake, source, intake.drop, table, columns)
            then = _codes(lake, source, before, table, columns)
            if now is None or then is None:
                continue
            for column in columns:
                one, other = now[column].dropna(), then[column].dropna()
                if len(one) and len(other):
                    index = stability_index(one, other)
                    profile.append((f"{name}/{column}", len(one), len(other), index))
    return pd.DataFrame(profile, columns=["subject", "rows", "rows_before", "stability_index"])


def _submission_before(intake: Intake, lake: Lake) -> Month | None:
    """The submission to compare codes with; none where codes have another meaning in it."""
    validated = lake.months(Stage.VALIDATED, intake.source.name)
    before = comparable(intake.drop, validated, intake.calendar.cumulative_from)
    if not intake.landed or before is None:
        return None
    of = intake.source.specification
    return before if of(before) == of(intake.drop) else None


def _return(name: str) -> str:
    return name.partition("/")[0]


def _codes(
    lake: Lake, source: str, month: Month, table: str, columns: Sequence[str]
) -> pd.DataFrame | None:
    """Columns of a table; none where the specification does not have it."""
    path = lake.folder(Stage.VALIDATED, source, month) / f"{table}.parquet"
    return pd.read_parquet(path, columns=list(columns)) if path.is_file() else None


def comparable(month: Month, others: Sequence[Month], cumulative_from: int | None) -> Month | None:
    """The submission that another is compared with: the one before it, or the year-ago one.

    Args:
        month: of the submission.
        others: months with a submission.
        cumulative_from: calendar month in which the return starts afresh, if it does.
    """
    earlier = [each for each in others if each < month]
    if not earlier:
        return None
    if cumulative_from is None or _year(earlier[-1], cumulative_from) == _year(
        month, cumulative_from
    ):
        return earlier[-1]
    year_ago = month.plus(-12)
    return year_ago if year_ago in earlier else None


def _year(month: Month, first: int) -> int:
    return month.start.year - (month.start.month < first)


def stability_index(now: pd.Series[str], before: pd.Series[str]) -> float:
    """The population stability index of one column's codes against another's."""
    shares = pd.DataFrame(
        {"now": now.value_counts(normalize=True), "before": before.value_counts(normalize=True)}
    )
    one = shares["now"].fillna(0).clip(lower=_LEAST_SHARE)
    other = shares["before"].fillna(0).clip(lower=_LEAST_SHARE)
    return float(((one - other) * np.log(one / other)).sum())
