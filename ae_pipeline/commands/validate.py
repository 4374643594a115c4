"""`ae validate`: check a return's files against all its rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from ae_pipeline.commands.console import FAILED, err, out, plain_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.validation.outcome import CodeOutcome


def validate(
    return_name: Annotated[str, typer.Argument(metavar="RETURN", help="For example ssda903.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", exists=True, readable=True)],
    specification: Annotated[str, typer.Option(help="Specification year, for example 2025-26.")],
    output: Annotated[Path, typer.Option(help="Where to write the findings, as CSV.")],
    previous: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE...",
            exists=True,
            readable=True,
            help="Files (or a folder) of last year's return, for rules that look back.",
        ),
    ] = None,
    providers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            readable=True,
            dir_okay=False,
            help="Ofsted's list of homes as CSV, for rules about a provider's number.",
        ),
    ] = None,
    postcodes: Annotated[
        bool,
        typer.Option("--postcodes", help="Look postcodes up too, for rules about distance: slow."),
    ] = False,
) -> None:
    """Check a return's files against all its rules, and write the findings, without values.

    A rule that could not be evaluated is named with what it lacks. Exit code 1: a rule broke down.
    """
    with plain_errors():
        from ae_pipeline.returns.checking import check_files
        from ae_pipeline.settings import Settings, authority

        config = Settings().config
        own = authority(config) if (config / "authority.yaml").exists() else None
        checked = check_files(
            return_name,
            files,
            specification,
            previous=previous or (),
            providers=providers,
            authority=None if own is None else own.code,
            areas=own.areas if postcodes and own is not None else None,
        )
        checked.findings.to_csv(output, index=False)
        for notice in checked.notices:
            out.print(f"Note: {escape(notice.message)}", soft_wrap=True)
        for name, outcome in checked.tables.items():
            out.print(
                f"{name}: {outcome.read} rows read, {outcome.accepted} accepted, "
                f"{outcome.quarantined} would be quarantined, {outcome.findings} findings"
            )
        crashed = _print_rules(checked.rules)
        out.print(f"{len(checked.findings)} findings written to {output}.")
    if crashed:
        raise typer.Exit(FAILED)


def _print_rules(rules: Sequence[CodeOutcome]) -> int:
    """Say what became of the rules; how many crashed."""
    from ae_pipeline.validation.outcome import Outcome, by_severity

    for severity, count in by_severity(rules).items():
        counts = ", ".join(f"{count[outcome]} {outcome}" for outcome in Outcome)
        out.print(f"Rules that {severity}: {count.total()}, {counts}")
    reasons: dict[str, list[str]] = {}
    for rule in rules:
        if rule.outcome is Outcome.SKIPPED:
            reasons.setdefault(rule.why, []).append(rule.code)
    for why, codes in reasons.items():
        out.print(escape(f"Skipped, {why}: {', '.join(codes)}"), soft_wrap=True)
    crashed = [rule for rule in rules if rule.outcome is Outcome.CRASHED]
    for rule in crashed:
        message = f"Crashed, a fault of this software: {rule.code} ({rule.why})"
        err.print(escape(message), soft_wrap=True)
    return len(crashed)
