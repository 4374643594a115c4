"""The profile of a month judged by its suites with Great Expectations, and its Data Docs.

Great Expectations is imported here and only when a table or its suite has changed: it costs
seconds. Results carry counts and subjects (a table, a link between returns), never another
value.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

from ae_pipeline.expectations.results import Judged, RecordedResults

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from ae_pipeline.expectations.suites import Expectation, Suite

SUBJECT = "subject"
"""The column of a table of the profile that says what each row is about."""
_RECORDS = "results"
"""The folder under that of the pages in which results are recorded, to be replayed."""
_RESULTS = {"result_format": "SUMMARY", "exclude_unexpected_values": True}


def judge(
    suites: Mapping[str, Suite], profile: Mapping[str, pd.DataFrame], docs: Path | None = None
) -> list[Judged]:
    """Judge each table of a profile by the suite of its name.

    Args:
        suites: by name.
        profile: tables by name of the suite; a table without rows passes. One without a suite is
            not judged.
        docs: folder that gets Great Expectations' own pages about it, and each suite's results:
            the same table under the same suite is not judged again. None if left out.

    Returns:
        One result an expectation, in order of suites and their expectations.
    """
    chosen = {name: suite for name, suite in suites.items() if name in profile}
    recorded = None if docs is None else RecordedResults(docs / _RECORDS)
    results: dict[str, list[Judged]] = {}
    if recorded is not None:
        results = {name: recorded.of(suite, profile[name]) for name, suite in chosen.items()}
    changed = {
        name: chosen[name] for name in chosen if not results.get(name) and len(profile[name])
    }
    if changed:
        judged = _run(changed, profile, docs)
        results |= judged
        if recorded is not None:
            for name, suite in changed.items():
                recorded.record(suite, profile[name], judged[name])
    return [
        result
        for name, suite in chosen.items()
        for result in results.get(name)
        or [Judged(name, expectation, passed=True) for expectation in suite.expectations]
    ]


def _run(
    suites: Mapping[str, Suite], profile: Mapping[str, pd.DataFrame], docs: Path | None
) -> dict[str, list[Judged]]:
    """Results by suite, in order of its expectations."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # nothing may need the network
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    import great_expectations as gx  # noqa: PLC0415 - five seconds that nothing else may wait for
    from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: PLC0415

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas("profile")
    results = {}
    for name, suite in suites.items():
        batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
        built = gx.ExpectationSuite(name=name, expectations=[_built(e) for e in suite.expectations])
        definition = gx.ValidationDefinition(name=name, data=batch, suite=context.suites.add(built))
        checkpoint = gx.Checkpoint(
            name=name,
            validation_definitions=[context.validation_definitions.add(definition)],
            result_format=_RESULTS,
        )
        run = context.checkpoints.add(checkpoint).run(batch_parameters={"dataframe": profile[name]})
        by_id = {_id(each): each for each in next(iter(run.run_results.values())).results}
        results[name] = [
            _judged(name, expectation, by_id[expectation.id], profile[name])
            for expectation in suite.expectations
        ]
    if docs is not None:
        _write_pages(context, docs)
    return results


def _id(result: Any) -> str:
    meta = result.expectation_config.meta if result.expectation_config else None
    return str((meta or {})["id"])


def _built(expectation: Expectation) -> Any:
    from great_expectations.expectations.registry import get_expectation_impl  # noqa: PLC0415

    kwargs = dict(expectation.kwargs)
    if "row_condition" in kwargs:
        kwargs["condition_parser"] = "pandas"
    meta = {"id": expectation.id}
    return get_expectation_impl(expectation.type)(**kwargs, meta=meta, notes=expectation.why)


def _write_pages(context: Any, folder: Path) -> None:
    """Great Expectations' own pages about everything that was judged, built once."""
    context.add_data_docs_site(
        site_name="local",
        site_config={
            "class_name": "SiteBuilder",
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": {
                "class_name": "TupleFilesystemStoreBackend",
                "base_directory": str(folder.absolute()),
            },
        },
    )
    context.build_data_docs(site_names=["local"])


def _judged(suite: str, expectation: Expectation, result: Any, rows: pd.DataFrame) -> Judged:
    counts = result.result or {}
    subjects: Sequence[str] = ()
    if SUBJECT in rows:
        failing = counts.get("partial_unexpected_index_list") or []
        subjects = [str(rows[SUBJECT].iloc[int(row)]) for row in failing]
    # An expectation that raises does not stop the others: it fails with no count.
    error = "" if counts or result.success else _raised(result.exception_info)
    return Judged(
        suite,
        expectation,
        passed=bool(result.success),
        checked=int(counts.get("element_count") or 0),
        failed=int(counts.get("unexpected_count") or 0),
        subjects=tuple(dict.fromkeys(subjects)),
        error=error,
    )


def _raised(info: Mapping[str, Any] | None) -> str:
    """The kind of an exception; its message may hold a value and stays behind."""
    for each in [info, *(info or {}).values()]:
        if isinstance(each, dict) and each.get("exception_traceback"):
            last: str = each["exception_traceback"].strip().splitlines()[-1]
            return last.partition(":")[0].rpartition(".")[2]
    return "it could not be evaluated"
