"""Milestones of the plan, as they were reported last by a day. Of nobody."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.shared_relations import shared
from ae_pipeline.schema.plan import milestone_report

if TYPE_CHECKING:
    from datetime import date

_LATEST = "latest"
_REPORTED = (
    *("milestone_id", "status", "due_on", "evidence", "completed_on"),
    *("source_file", "source_row"),
)


@cache
def milestones(on: date) -> sa.FromClause:
    """Every milestone that has been reported by a day, as it was reported last.

    Of two reports on a day the later row is believed. Columns: ``milestone_id``, ``status``,
    ``due_on``, ``evidence``, ``completed_on``; ``programme`` is the part of the plan (P01 to P10,
    ILACS, WISH) and ``service`` the role that answers for it.
    """
    report = milestone_report.c
    order = sa.func.row_number().over(
        partition_by=report.milestone_id,
        order_by=(report.reported_on.desc(), report.source_file.desc(), report.source_row.desc()),
    )
    reports = (
        sa.select(
            *(report[name] for name in _REPORTED),
            report.part.label("programme"),
            report.owner_role.label("service"),
            order.label(_LATEST),
        )
        .where(report.reported_on <= day(on))
        .cte()
    )
    last = only(reports, reports.c[_LATEST] == 1)
    return shared(
        "milestones",
        on,
        select=sa.select(*(column for column in last.c if column.key != _LATEST)),
    )
