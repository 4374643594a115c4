"""Which generated pages there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline import returns
from ae_pipeline.measures.catalogue import all_measures
from tools.reference import commands, measures, rules, settings, tables

if TYPE_CHECKING:
    from pathlib import Path


def pages(config: Path) -> dict[str, str]:
    """Every generated page as Markdown, by its path in the folder.

    Args:
        config: folder of configuration files; its plan and its comments are in the pages.
    """
    sources = [returns.load(name) for name in returns.NAMES]
    return {
        "measures.md": measures.page(all_measures(), config),
        **{f"rules/{source.name}.md": rules.page(source) for source in sources},
        **{f"tables/{source.name}.md": tables.page_of(source) for source in sources},
        "tables.md": tables.page(sources),
        "settings.md": settings.page(config),
        "cli.md": commands.page(),
    }
