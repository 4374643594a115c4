"""The page of rules: what each table of a return is asked, in which years, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.publishing.reference import markdown as md

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.quality.findings import RuleInfo
    from ae_pipeline.returns.base import Return


def page(source: Return) -> str:
    """The page of a return's contract."""
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
                    when(asked, years),
                    info.message,
                )
                for info, asked in met.items()
            ),
        ),
    )


def when(asked: Sequence[str], years: Sequence[str]) -> str:
    """Some of a table's years in words: ``all``, ``from 2024-25``, ``to 2022-23``, or listed.

    Args:
        asked: years in which a rule holds, in order.
        years: every year that the table has, in order.
    """
    if list(asked) == list(years):
        return "all"
    begins, ends = years.index(asked[0]), years.index(asked[-1])
    if list(asked) != list(years[begins : ends + 1]):
        return ", ".join(asked)
    if ends == len(years) - 1:
        return f"from {asked[0]}"
    if begins == 0:
        return f"to {asked[-1]}"
    return asked[0] if begins == ends else f"{asked[0]} to {asked[-1]}"
