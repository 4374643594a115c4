"""The page of rules: rules of each table of a return, their years, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.reference import markdown as md

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ae_pipeline.returns.base import Return
    from ae_pipeline.validation.findings import RuleInfo
    from ae_pipeline.validation.rule import Rule


_OVER_TABLES = (
    "Evaluated on a return as a whole, by `ae validate` and in the monthly run, and one by one by "
    "`evaluate`. A finding names rows and columns of the tables under *Finds*; a rule is "
    "skipped, and listed as such, where one of these or of *Needs* was not sent. They never "
    "quarantine a row. In a month the days are those of the whole collection year: what is open is "
    "judged as if it lasted until its last day. *Kind* is what the collector makes of it. "
    "Where a code stands above too, the contract has the part of it that one row shows."
)
_NOT_EVALUATED = (
    "The collector has these codes, and what is published of them does not say enough to "
    "evaluate them. `evaluate` refuses them, `ae validate` counts them as skipped."
)


def page(source: Return) -> str:
    """The page of a return's contract, and of its rules over rows, tables and years."""
    every = source.specifications
    years_of = {
        table: [year for year in every if table in source.tables_in(year)]
        for table in source.tables
    }
    return md.page(
        f"Rules of {source.title}",
        "`reject` sends the row to quarantine; `warn` keeps it, without the cell where the rule "
        "is about one cell that cannot be used. Codes are the collector's; those that begin with "
        "`AE-` are ours. Years are specification years: "
        f"{every[0]} stands for that year and all before it, and a month after "
        f"{every[-1]} is judged by that year. A severity can be changed in "
        "`config/quality.yaml`, save that of rules about the key.",
        *(
            block
            for table, years in years_of.items()
            for block in _table_of_rules(source, table, years)
        ),
        *_over_tables(source),
        *_undefined(source),
    )


def _table_of_rules(source: Return, table: str, years: Sequence[str]) -> tuple[str, ...]:
    met: dict[RuleInfo, list[str]] = {}
    for year in years:
        for info in dict.fromkeys(source.rules(table, year)):
            met.setdefault(info, []).append(year)
    since = "" if years[0] == source.specifications[0] else f" The table is new in {years[0]}."
    return (
        f"## {table}",
        f"{md.prose(source.describe(table))}{since}",
        md.table(
            ("Code", "Severity", "Dimension", "Columns", "Years", "Message"),
            (
                (
                    md.code(info.code),
                    str(info.severity),
                    str(info.dimension),
                    ", ".join(map(md.code, info.columns)),
                    when(rule_years, years),
                    info.message,
                )
                for info, rule_years in met.items()
            ),
        ),
    )


def _over_tables(source: Return) -> tuple[str, ...]:
    """The rules over rows, tables and years; nothing of a return that has none."""
    met: dict[str, list[tuple[str, Rule[Any]]]] = {}
    for year in source.specifications:
        for code, rule in source.cross_rules(year).items():
            met.setdefault(code, []).append((year, rule))
    if not met:
        return ()
    forms = [
        (rule, [year for year, other in held if _same(rule, other)])
        for _, held in sorted(met.items())
        for number, (_, rule) in enumerate(held)
        if not any(_same(rule, earlier) for _, earlier in held[:number])
    ]
    return (
        "## Rules over rows, tables and years",
        _OVER_TABLES,
        md.table(
            ("Code", "Kind", "Severity", "Dimension", "Finds", "Needs", "Years", "Message"),
            (
                (
                    md.code(rule.code),
                    str(rule.kind),
                    str(rule.severity),
                    str(rule.dimension),
                    _named(rule.fields),
                    "; ".join(filter(None, (_named(rule.reads), _last_year(rule.previous)))),
                    when(years, source.specifications),
                    rule.message,
                )
                for rule, years in forms
            ),
        ),
    )


def _same(one: Rule[Any], other: Rule[Any]) -> bool:
    """Whether two years' rules of a code read alike, whatever their code lists."""
    return (one.fields, one.reads, one.previous, one.message) == (
        other.fields,
        other.reads,
        other.previous,
        other.message,
    )


def _named(columns: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(
        f"{table}: {', '.join(map(md.code, names))}" for table, names in columns.items()
    )


def _last_year(columns: Mapping[str, Sequence[str]]) -> str:
    return f"last year's {_named(columns)}" if columns else ""


def _undefined(source: Return) -> tuple[str, ...]:
    """The collector's codes that cannot be evaluated by what is published of them."""
    met: dict[tuple[str, str], list[str]] = {}
    for year in source.specifications:
        for undefined in source.undefined(year).items():
            met.setdefault(undefined, []).append(year)
    if not met:
        return ()
    return (
        "## Not evaluated",
        _NOT_EVALUATED,
        md.table(
            ("Code", "Years", "What is not known"),
            (
                (md.code(code), when(years, source.specifications), why)
                for (code, why), years in met.items()
            ),
        ),
    )


def when(rule_years: Sequence[str], years: Sequence[str]) -> str:
    """Some of a table's years in words: ``all``, ``from 2024-25``, ``to 2022-23``, or listed.

    Args:
        rule_years: years in which a rule holds, in order.
        years: every year that the table has, in order.
    """
    if list(rule_years) == list(years):
        return "all"
    begins, ends = years.index(rule_years[0]), years.index(rule_years[-1])
    if list(rule_years) != list(years[begins : ends + 1]):
        return ", ".join(rule_years)
    if ends == len(years) - 1:
        return f"from {rule_years[0]}"
    if begins == 0:
        return f"to {rule_years[-1]}"
    return rule_years[0] if begins == ends else f"{rule_years[0]} to {rule_years[-1]}"
