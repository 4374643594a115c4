"""Annex A as the invented authority's systems would export it: a workbook, a sheet a list.

Here: which lives each list holds on the last day of a month, and how the workbook is written. Not
here: the lives (``city.social_care``, ``city.care``, ``city.early_help``), or anything wrong.
"""

from ae_city.social_care.annex_a.system import AnnexASystem, annex_a_system

__all__ = ["AnnexASystem", "annex_a_system"]
