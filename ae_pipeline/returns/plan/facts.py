"""What the plan's reporting tells: how every milestone stood on each day it was reported.

An export holds all reports since the plan was agreed, so the newest is believed and the earlier
ones are not read. Not here: what a milestone says (``config/milestones.yaml``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.facts.coverage import all_covered
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows
from ae_pipeline.schema.plan import milestone_report

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOLD = {column.name for column in milestone_report.columns} - {"part", "source_file", "source_row"}


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    """The newest drop's reports, with the part of the plan that the id begins with."""
    rows = drops[-1].tables["milestones"]
    part = rows["milestone_id"].astype("str").str.split("-").str[0]
    return {milestone_report.name: rows.assign(part=part)}


FACTS = Facts(
    source="plan",
    reads={"milestones": tuple(sorted(_TOLD))},
    makes=(FactTable(milestone_report, ("milestones",)),),
    covers=all_covered,
    build=_build,
)
