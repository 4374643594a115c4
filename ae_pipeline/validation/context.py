"""What a caller states for rules to be evaluated by: year, days, place, last year's return."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    import pandas as pd

    from ae_pipeline.validation.findings import Severity


@dataclass(frozen=True, eq=False)
class RuleContext:
    """What a caller states once for any number of rules. All but the year may be absent.

    A rule that needs what is absent is skipped, and its outcome says what that is.

    Attributes:
        specification: year whose codes and rules hold, such as ``2025-26``.
        previous: last year's return: text cells by official table and column name.
        collection_start: first day of the collection year; by default the specification's. A text
            is a date as a cell has it.
        collection_end: its last day, likewise.
        authority: code of the authority that makes the return.
        providers: Ofsted's list of homes, text cells.
        areas: codes of the places inside the authority. With them postcodes are looked up, for
            rules about distance and area.
        severities: by code, where the deployment differs from the rule's own severity.
    """

    specification: str
    previous: Mapping[str, pd.DataFrame] | None = None
    collection_start: date | str | None = None
    collection_end: date | str | None = None
    authority: str | None = None
    providers: pd.DataFrame | None = None
    areas: Collection[str] | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
