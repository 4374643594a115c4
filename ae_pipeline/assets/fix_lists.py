"""Fix lists: a workbook for each team that puts a return's data right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline.assets.house import MONTHS, OWNERS, Results, month_of
from ae_pipeline.errors import without_values
from ae_pipeline.reports import fix_lists, workbooks
from ae_pipeline.resources import Deployment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.returns.base import Return

FIX_LISTS = dg.AssetKey("fix_lists")


def fix_list_assets(sources: Sequence[Return]) -> list[dg.AssetsDefinition]:
    """The workbooks of all teams, in one step: a team may look after several returns."""

    @dg.asset(
        key=FIX_LISTS,
        # The record of quality and not the tables: a blocked return is what most needs mending.
        deps=[dg.AssetKey(["quality_result", source.name]) for source in sources],
        group_name="quality",
        partitions_def=MONTHS,
        owners=OWNERS,
        kinds={"xlsx"},
    )
    @without_values
    def written(context: dg.AssetExecutionContext, deployment: Deployment) -> Results:
        """Open findings by team, oldest first, in publications/<month>/fix_lists/<team>.xlsx."""
        month = month_of(context)
        team_of = fix_lists.read_teams(deployment.config, [source.name for source in sources])
        opened = [
            fix_lists.register(
                source,
                deployment.drop(source.name, month).month,
                month,
                deployment.lake,
                deployment.pseudonyms,
            )
            for source in sources
        ]
        folder = deployment.publications / str(month) / "fix_lists"
        folder.mkdir(parents=True, exist_ok=True)
        lists = fix_lists.lists(opened, team_of)
        for team, (todo, done) in lists.items():
            workbooks.write(folder / f"{team}.xlsx", team, month, todo, done)
        yield dg.MaterializeResult(
            metadata={
                "open": sum(len(todo) for todo, _ in lists.values()),
                "put_right": sum(len(done) for _, done in lists.values()),
                **{team: len(todo) for team, (todo, _) in lists.items()},
            }
        )

    return [written]
