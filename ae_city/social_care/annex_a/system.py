"""The system that makes Annex A, and its workbook.

Here: exporting all lists and writing them as a workbook of the same bytes every time. Not here:
what a list holds (the modules of the lists).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import xlsxwriter

from ae_city.social_care.annex_a import adoption, care, front_door, in_need
from ae_city.social_care.annex_a.figures import read_figures
from ae_city.social_care.annex_a.scene import Known, Scene
from ae_pipeline.returns.annex_a.contract import CONTRACTS
from ae_pipeline.validation.cells import CellType, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ae_city.early_help import EarlyHelp
    from ae_city.social_care import SocialCare
    from ae_city.social_care.annex_a.adoption import Adopter
    from ae_city.systems import Export
    from ae_pipeline.periods import Month

FILE = "annex_a.xlsx"
_CREATED = datetime(2021, 4, 1)  # noqa: DTZ001 - a workbook's properties have no time zone
_QUARTER_ENDS = (3, 6, 9, 12)
_COUNTED_FROM = pd.Timestamp("1899-12-30")
"""Day 0 of a workbook."""
_NUMBERS = {CellType.WHOLE_NUMBER, CellType.DECIMAL}
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})")


@dataclass(frozen=True, eq=False)
class AnnexASystem:
    """Annex A, quarterly.

    Attributes:
        known: the lives it is projected from.
    """

    known: Known

    @property
    def name(self) -> str:
        """The return it makes."""
        return "annex_a"

    @property
    def plantable(self) -> Mapping[str, tuple[str, ...]]:
        """All columns: no row hangs on another's cells."""
        return {table: tuple(contract.cells) for table, contract in CONTRACTS.items()}

    @property
    def copyable(self) -> frozenset[str]:
        """All lists."""
        return frozenset(CONTRACTS)

    def sends(self, month: Month) -> bool:
        """At the end of each quarter that is told."""
        told = self.known.population.first <= month.end <= self.known.population.last
        return told and month.end.month in _QUARTER_ENDS

    def export(self, month: Month) -> Export:
        """All lists as they stand on the last day of a month."""
        scene = Scene.of(self.known, month)
        lists = {
            "Contacts": front_door.contacts(scene, self._contacts),
            "EarlyHelpAssessments": front_door.early_help_assessments(scene),
            "Referrals": front_door.referrals(scene),
            "Assessments": in_need.assessments(scene),
            "Section47": in_need.section_47(scene),
            "CIN": in_need.children_in_need(scene),
            "CP": in_need.child_protection_plans(scene),
            "CLA": care.children_looked_after(scene),
            "CareLeavers": care.care_leavers(scene),
            "Adoption": adoption.adoption(scene),
            "Adopters": adoption.adopters(scene, self._adopters),
        }
        return {table: _as_text(rows) for table, rows in lists.items()}

    def write(self, folder: Path, export: Export) -> dict[str, str]:
        """Write the workbook, a sheet a list."""
        folder.mkdir(parents=True, exist_ok=True)
        workbook = xlsxwriter.Workbook(folder / FILE)
        workbook.set_properties({"created": _CREATED})
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for number, (table, contract) in enumerate(CONTRACTS.items(), start=1):
            rows = export[table]
            sheet = workbook.add_worksheet(f"List {number}")
            for place, column in enumerate(rows.columns):
                kind = contract.types[column]
                style = day if kind is CellType.DATE else None
                sheet.write_string(0, place, column)
                numbers = _as_numbers(rows[column].dropna().drop_duplicates(), kind)
                for row, cell in enumerate(rows[column], start=1):
                    if cell in numbers:
                        sheet.write_number(row, place, numbers[cell], style)
                    elif isinstance(cell, str):
                        sheet.write_string(row, place, cell)
        workbook.close()
        return dict.fromkeys(CONTRACTS, FILE)

    @cached_property
    def _contacts(self) -> pd.DataFrame:
        return front_door.tell_contacts(self.known)

    @cached_property
    def _adopters(self) -> list[Adopter]:
        return adoption.tell_adopters(self.known)


def annex_a_system(social_care: SocialCare, early_help: EarlyHelp, config: Path) -> AnnexASystem:
    """The system over the lives told; ``config`` has ``city_annex_a.yaml``."""
    return AnnexASystem(Known(social_care, early_help, read_figures(config)))


def _as_text(rows: pd.DataFrame) -> pd.DataFrame:
    """Cells as text: days in ISO, null where empty."""
    return pd.DataFrame({name: _text(rows[name]) for name in rows.columns}).reset_index(drop=True)


def _text(column: pd.Series[Any]) -> pd.Series[str]:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        days = np.datetime_as_string(column.to_numpy().astype("datetime64[D]"))
        return pd.Series(days, index=column.index, dtype="str").where(column.notna())
    if column.dtype == "str":
        return column
    return pd.Series(column.astype("str").where(column.notna()), dtype="str")


def _as_numbers(texts: pd.Series[str], kind: CellType) -> dict[str, int]:
    """Which texts a workbook has as numbers: days, and whole numbers."""
    if kind is CellType.DATE:
        days = read(texts, kind).typed.dropna()
        return dict(zip(texts[days.index], (days - _COUNTED_FROM).dt.days.tolist(), strict=True))
    if kind in _NUMBERS:
        return {text: int(text) for text in texts if _PLAIN_NUMBER.fullmatch(text)}
    return {}
