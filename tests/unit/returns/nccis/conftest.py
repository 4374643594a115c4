"""Invented young people who break no rule, and a way to judge them with some cells changed."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from ae_pipeline.returns.nccis.contract import NCCIS
from ae_pipeline.validation.verdict import Verdict

GOOD: dict[str, dict[str, str | None]] = {
    "YoungPeople": {
        "YPID": "YP1",
        "EXTRACTDATE": "2025-03-31",
        "UPN": "D879120001234",
        "ULN": "1234567890",
        "SURNAME": "Elm",
        "FORENAME": "Ash",
        "DOB": "2007-10-15",
        "SEX": "M",
        "ETHNIC": "WBRI",
        "POSTCODE": "PL4 8AA",
        "LEA": "879",
        "ACADEMICAGE": "16",
        "COHORTSTATUS": "C",
        "SENDSTATUS": "N",
    },
    "Activities": {
        "YPID": "YP1",
        "DOB": "2007-10-15",
        "ACTIVITY": "619",
        "STARTDATE": "2024-10-01",
        "ENDDATE": None,
        "ASCERTAINED": "2025-01-10",
        "REVIEWDUE": "2025-07-10",
        "PREDICTEDEND": None,
        "NEETSTART": "2024-09-01",
        "PREVIOUSACTIVITY": "110",
        "ESTABLISHMENT": None,
        "LEVEL": None,
    },
    "Characteristics": {
        "YPID": "YP1",
        "CHARACTERISTIC": "160",
        "CHARSTART": "2024-05-01",
        "CHAREND": "2024-05-01",
    },
    "SeptemberGuarantee": {
        "YPID": "YP1",
        "GUARANTEEYEAR": "2024",
        "DOB": "2007-10-15",
        "YEARGROUP": "11",
        "GUARANTEE": "OFFER",
        "OFFERDATE": "2024-05-01",
    },
}
"""One row of each table that breaks no rule of 2024-25."""


@pytest.fixture
def judge() -> Callable[..., Verdict]:
    """Judge good rows of a table, of one person each, with some cells changed."""

    def judged(table: str, *changes: dict[str, str | None]) -> Verdict:
        rows = [
            {**GOOD[table], "YPID": f"YP{number}", **change}
            for number, change in enumerate(changes)
        ]
        columns = {
            name: pd.array([row.get(name) for row in rows], dtype="str")
            for name in NCCIS.columns(table)
        }
        source = {
            "_file": pd.array([f"{table}.csv"] * len(rows), dtype="str"),
            "_row": np.arange(1, len(rows) + 1, dtype="int64"),
        }
        return NCCIS.validate(table, pd.DataFrame({**columns, **source}), "2024-25")

    return judged


@pytest.fixture
def each_breaks(judge: Callable[..., Verdict]) -> Callable[..., list[set[str]]]:
    """The rules that each of several good rows breaks once some of its cells are changed."""

    def rules(table: str, *changes: dict[str, str | None]) -> list[set[str]]:
        found = judge(table, *changes).findings
        return [set(found.loc[found["row"].eq(row + 1), "rule"]) for row in range(len(changes))]

    return rules
