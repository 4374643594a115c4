"""Measures by subject: counts of a month, who stands behind them, and the figures made of them."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

import dagster as dg

from ae_pipeline import step_inputs
from ae_pipeline.assets.conventions import (
    A_RUN_A_MONTH,
    MONTHS,
    OWNERS,
    WHEN_OUT_OF_DATE,
    Results,
    code_version,
    month_of,
    step_metadata,
)
from ae_pipeline.assets.people import people_key
from ae_pipeline.assets.recording import finish
from ae_pipeline.assets.reference import BENCHMARK_VALUE, INDICATOR, TARGET
from ae_pipeline.errors import without_values
from ae_pipeline.measures.groups import by_subject, countable
from ae_pipeline.measures.measuring import measure_groups, unreconciled
from ae_pipeline.measures.results import counts_of, members_of
from ae_pipeline.measures.spread import squares
from ae_pipeline.resources import Configuration, LakeStore, Records, Warehouse
from ae_pipeline.schema.calendar import calendar_day
from ae_pipeline.source_code import text_digest
from ae_pipeline.warehouse.figures import CountedMeasures, publish_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ae_pipeline.indicators.figure import Figure
    from ae_pipeline.lake import Lake
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.measures.groups import MeasureGroup
    from ae_pipeline.measures.measuring import MeasuredGroup
    from ae_pipeline.periods import Month
    from ae_pipeline.warehouse.figures import PublishedGroup

ADDS_UP_CHECK = "breakdowns_add_up"


def measures_key(subject: str) -> dg.AssetKey:
    """``measures/<subject>``."""
    return dg.AssetKey(["measures", subject])


def measure_assets(measures: Sequence[Measure]) -> dg.AssetsDefinition:
    """An asset a subject, in one step: the engine is opened once, and any subject can run alone."""
    subjects = by_subject(measures)
    steps = {subject: f"measures/{subject}" for subject in subjects}

    @dg.multi_asset(
        name="measures",
        specs=[_spec(subject, group, steps[subject]) for subject, group in subjects.items()],
        check_specs=[
            dg.AssetCheckSpec(
                ADDS_UP_CHECK,
                asset=measures_key(subject),
                description="The categories of every breakdown add up to the total.",
            )
            for subject in subjects
        ],
        can_subset=True,
        backfill_policy=A_RUN_A_MONTH,
    )
    @without_values
    def counted(
        context: dg.AssetExecutionContext,
        configuration: Configuration,
        lake_store: LakeStore,
        warehouse: Warehouse,
        records: Records,
    ) -> Results:
        month, lake = month_of(context), lake_store.lake
        chosen = {
            subject: groups
            for subject, groups in subjects.items()
            if measures_key(subject) in context.selected_asset_keys
        }
        history = {
            name: [each.month for each in configuration.history(name, month)]
            for name in {
                name for groups in chosen.values() for each in groups for name in each.returns
            }
        }
        begun = {
            subject: records.begin(
                steps[subject], month, step_inputs.of_measures(subject, groups, month, history)
            )
            for subject, groups in chosen.items()
        }
        ready = {
            subject: [left for each in groups if (left := countable(each, month, lake)).measures]
            for subject, groups in chosen.items()
        }
        measured = measure_groups(
            chain.from_iterable(ready.values()),
            month,
            lake,
            authority=configuration.authority.code,
            engine=configuration.engine,
        )
        for subject, groups in chosen.items():
            counted_groups = list(islice(measured, len(ready[subject])))
            published = [
                _published(each.measures, month, configuration, lake, warehouse, context)
                for each in ready[subject]
            ]
            figures = [figure for each in published for figure in each.figures]
            made = text_digest(repr(figures))
            records.figures(month, subject, made)
            result = _result(subject, groups, counted_groups, published)
            yield from finish(begun[subject], [result], made=made)

    return counted


def _published(
    measures: Sequence[Measure],
    month: Month,
    configuration: Configuration,
    lake: Lake,
    warehouse: Warehouse,
    context: dg.AssetExecutionContext,
) -> PublishedGroup:
    spreads = {
        each.id: squares(members_of(each, month, lake)) for each in measures if each.info.is_mean
    }
    counted = CountedMeasures(measures, counts_of(measures, month, lake), spreads)
    with warehouse.transaction() as connection:
        return publish_group(
            connection,
            month,
            counted,
            lake,
            configuration.folder,
            configuration.areas,
            warehouse.run(context),
        )


def _spec(subject: str, groups: Sequence[MeasureGroup], step: str) -> dg.AssetSpec:
    tables = {name for group in groups for name in group.tables} - {calendar_day.name}
    measures = _measures(groups)
    listed = "\n".join(f"- `{measure.id}`: {measure.info.title}" for measure in measures)
    return dg.AssetSpec(
        measures_key(subject),
        deps=[INDICATOR, BENCHMARK_VALUE, TARGET, *map(people_key, sorted(tables))],
        description=f"Counts and figures of {len(measures)} measures.\n\n{listed}",
        group_name=_group(measures),
        partitions_def=MONTHS,
        automation_condition=WHEN_OUT_OF_DATE,
        owners=OWNERS,
        code_version=code_version(
            *step_inputs.measure_code(subject), without=step_inputs.MEASURE_CODE_WITHOUT
        ),
        tags={"stage": "measures", "restricted": "true"},
        kinds={"sql", "duckdb"},
        metadata=step_metadata(step),
    )


def _measures(groups: Iterable[MeasureGroup]) -> list[Measure]:
    return [measure for group in groups for measure in group.measures]


def _group(measures: Sequence[Measure]) -> str:
    """The key indicator that its measures serve first; the enablers' serve none."""
    served = measures[0].info.key_indicators
    return f"key_indicator_{served[0]:02d}" if served else "delivery"


def _result(
    subject: str,
    groups: Sequence[MeasureGroup],
    counted: Sequence[MeasuredGroup],
    published: Sequence[PublishedGroup],
) -> dg.MaterializeResult[None]:
    measures, ready = _measures(groups), _measures(each.group for each in counted)
    odd = [
        f"{each.id}: {', '.join(found)}"
        for group in counted
        for each in group.group.measures
        if each.info.adds_up and (found := unreconciled(group.counts_of(each)))
    ]
    figures = {each.measure.id: each.figure for group in published for each in group.judgements}
    left_out = sorted({each.id for each in measures} - {each.id for each in ready})
    return dg.MaterializeResult(
        asset_key=measures_key(subject),
        metadata={
            "dagster/row_count": sum(len(each.counts) for each in counted),
            "figures": _table(measures, figures),
            "reported": sum(each.written.inserted for each in published),
            "superseded": sum(each.written.superseded for each in published),
            **({"left_out": ", ".join(left_out)} if left_out else {}),
        },
        data_version=dg.DataVersion(text_digest(repr([each.fingerprint for each in counted]))),
        check_results=[
            dg.AssetCheckResult(
                check_name=ADDS_UP_CHECK,
                asset_key=measures_key(subject),
                passed=not odd,
                severity=dg.AssetCheckSeverity.WARN,
                description="; ".join(odd) or None,
            )
        ],
    )


def _table(measures: Sequence[Measure], figures: Mapping[str, Figure]) -> dg.TableMetadataValue:
    """The figure of everybody, a measure a row; counts are for those who run the pipeline."""
    names = ("numerator", "denominator", "value", "status")
    columns = [dg.TableColumn(name) for name in ("measure", *names)]
    rows = [
        dg.TableRecord(
            {
                "measure": each.id,
                **{
                    name: "" if (value := getattr(figure, name, None)) is None else str(value)
                    for name in names
                },
            }
        )
        for each in measures
        for figure in [figures.get(each.id)]
    ]
    return dg.TableMetadataValue(rows, dg.TableSchema(columns))
