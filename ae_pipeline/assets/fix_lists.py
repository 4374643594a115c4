"""Fix lists: a workbook for each team that puts a return's data right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import step_inputs
from ae_pipeline.assets.conventions import (
    A_RUN_A_MONTH,
    MONTHLY,
    MONTHS,
    OWNERS,
    WHEN_OUT_OF_DATE,
    Results,
    code_version,
    month_of,
    step_metadata,
)
from ae_pipeline.assets.recording import finish
from ae_pipeline.assets.validated import validated_key
from ae_pipeline.errors import without_values
from ae_pipeline.reports import fix_lists, workbooks
from ae_pipeline.resources import Configuration, LakeStore, Records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.returns.base import Return

FIX_LISTS = dg.AssetKey("fix_lists")
_STEP = "fix_lists"


def fix_list_asset(sources: Sequence[Return]) -> dg.AssetsDefinition:
    """The workbooks of all teams, in one step: a team may look after several returns."""

    @dg.asset(
        key=FIX_LISTS,
        deps=[validated_key(source, table) for source in sources for table in source.tables],
        group_name="quality",
        partitions_def=MONTHS,
        backfill_policy=A_RUN_A_MONTH,
        automation_condition=WHEN_OUT_OF_DATE,
        freshness_policy=MONTHLY,
        owners=OWNERS,
        code_version=code_version(
            *step_inputs.FIX_LIST_CODE, without=step_inputs.MEASURE_CODE_WITHOUT
        ),
        kinds={"xlsx"},
        metadata=step_metadata(_STEP),
    )
    @without_values
    def written(
        context: dg.AssetExecutionContext,
        configuration: Configuration,
        lake_store: LakeStore,
        records: Records,
    ) -> Results:
        """Open findings by team, oldest first, in publications/<month>/fix_lists/<team>.xlsx."""
        month, lake = month_of(context), lake_store.lake
        newest = {
            source.name: configuration.submission(source.name, month).month for source in sources
        }
        inputs = step_inputs.of_fix_lists(newest, month, lake)
        recording = records.begin(_STEP, month, inputs)
        team_of = fix_lists.read_teams(configuration.folder, [source.name for source in sources])
        opened = [
            fix_lists.register(source, newest[source.name], month, lake, lake_store.pseudonyms)
            for source in sources
        ]
        folder = configuration.publications / str(month) / "fix_lists"
        folder.mkdir(parents=True, exist_ok=True)
        lists = fix_lists.lists(opened, team_of)
        for team, (todo, done) in lists.items():
            workbooks.write(folder / f"{team}.xlsx", team, month, todo, done)
        result = dg.MaterializeResult[None](
            asset_key=FIX_LISTS,
            metadata={
                "open": sum(len(todo) for todo, _ in lists.values()),
                "put_right": sum(len(done) for _, done in lists.values()),
                **{team: len(todo) for team, (todo, _) in lists.items()},
            },
        )
        yield from finish(recording, [result])

    return written
