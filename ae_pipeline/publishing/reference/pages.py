"""Which generated pages there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline import returns
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.publishing.reference import commands, measures, rules, settings, tables
from ae_pipeline.returns.ssda903 import SSDA903

if TYPE_CHECKING:
    from pathlib import Path


def pages(config: Path) -> dict[str, str]:
    """Every generated page as Markdown, by file name.

    Args:
        config: folder of configuration files; its plan and its comments are in the pages.
    """
    return {
        "measures.md": measures.page(all_measures(), config),
        "rules.md": rules.page(SSDA903),
        "tables.md": tables.page([returns.load(name) for name in returns.NAMES]),
        "settings.md": settings.page(config),
        "cli.md": commands.page(),
    }
