"""Invented rows that break no rule, and a way to judge them with some cells changed."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.validation.verdict import Verdict

GOOD = {
    "Header": {
        "CHILD": "C1",
        "SEX": "F",
        "DOB": "15/06/2010",
        "ETHNIC": "WBRI",
        "UPN": "D879120001234",
        "MOTHER": "0",
    },
    "Episodes": {
        "CHILD": "C1",
        "DECOM": "01/05/2024",
        "RNE": "S",
        "LS": "C2",
        "CIN": "N1",
        "PLACE": "U6",
        "PLACE_PROVIDER": "PR1",
        "DEC": "01/05/2025",
        "REC": "X1",
        "REASON_PLACE_CHANGE": "CARPL",
        "HOME_POST": "PL1 2AA",
        "PL_POST": "PL4 8AA",
        "URN": "SC123456",
    },
    "UASC": {"CHILD": "C1", "SEX": "M", "DOB": "15/06/2010", "DUC": "14/06/2028"},
    "Reviews": {
        "CHILD": "C1",
        "DOB": "15/06/2010",
        "REVIEW": "01/09/2025",
        "REVIEW_CODE": "PN1",
    },
    "OC2": {
        "CHILD": "C1",
        "DOB": "15/06/2010",
        "SDQ_SCORE": "12",
        "CONVICTED": "0",
        "IMMUNISATIONS": "1",
        "TEETH_CHECK": "1",
        "HEALTH_ASSESSMENT": "1",
        "SUBSTANCE_MISUSE": "0",
    },
    "OC3": {
        "CHILD": "C1",
        "DOB": "15/06/2006",
        "IN_TOUCH": "YES",
        "ACTIV": "F1",
        "ACCOM": "U1",
    },
    "AD1": {
        "CHILD": "C1",
        "DOB": "15/06/2022",
        "DATE_INT": "01/03/2024",
        "DATE_MATCH": "01/06/2024",
        "FOSTER_CARE": "0",
        "NB_ADOPTR": "2",
        "SEX_ADOPTR": "MF",
        "LS_ADOPTR": "L11",
    },
    "PlacedAdoption": {
        "CHILD": "C1",
        "DOB": "15/06/2022",
        "DATE_PLACED": "01/03/2024",
        "DATE_PLACED_CEASED": "01/09/2025",
        "REASON_PLACED_CEASED": "RD1",
    },
    "PrevPerm": {
        "CHILD": "C1",
        "DOB": "15/06/2010",
        "PREV_PERM": "P2",
        "LA_PERM": "879",
        "DATE_PERM": "zz/06/2015",
    },
    "Missing": {
        "CHILD": "C1",
        "DOB": "15/06/2010",
        "MISSING": "M",
        "MIS_START": "01/09/2025",
        "MIS_END": "03/09/2025",
    },
    "SWEpisodes": {
        "CHILD": "C1",
        "DOB": "15/06/2010",
        "SW_ID": "SW1234",
        "SW_DECOM": "01/04/2025",
        "SW_DEC": "01/09/2025",
        "SW_REASON": "MANAGE",
    },
    "DoLo": {
        "CHILD": "C1",
        "DOB": "15/06/2010",
        "DOLO_START": "01/05/2026",
        "DOLO_END": "01/08/2026",
    },
}
"""One row of each table that breaks no rule of 2026-27."""


def text_rows(table: str, rows: list[dict[str, str | None]]) -> pd.DataFrame:
    """Rows as the reader gives them."""
    columns = {
        name: pd.array([row.get(name) for row in rows], dtype="str")
        for name in SSDA903.columns(table)
    }
    source = {
        "_file": pd.array([f"{table}.csv"] * len(rows), dtype="str"),
        "_row": np.arange(1, len(rows) + 1, dtype="int64"),
    }
    return pd.DataFrame({**columns, **source})


@pytest.fixture
def rows_of() -> Callable[..., pd.DataFrame]:
    """Good rows of a table as the reader gives them, each with some cells changed."""

    def made(table: str, *changes: dict[str, str | None]) -> pd.DataFrame:
        return text_rows(table, [{**GOOD[table], **change} for change in changes])

    return made


@pytest.fixture
def judge(rows_of: Callable[..., pd.DataFrame]) -> Callable[..., Verdict]:
    """Judge good rows of a table, each with some cells changed."""

    def judged(
        table: str, *changes: dict[str, str | None], specification: str = "2026-27"
    ) -> Verdict:
        return SSDA903.validate(table, rows_of(table, *changes), specification)

    return judged
