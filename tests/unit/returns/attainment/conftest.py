"""Invented results that break no rule, and a way to judge them with some cells changed."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from ae_pipeline.returns.attainment.codes import GOALS
from ae_pipeline.returns.attainment.contract import ATTAINMENT
from ae_pipeline.validation.verdict import Verdict

_PUPIL = {"UPN": "D879120001234", "SURNAME": "Elm", "FORENAME": "Ash", "SEX": "F"}

GOOD: dict[str, dict[str, str | None]] = {
    "EYFSP": {
        **_PUPIL,
        "ACADYR": "2024-25",
        "DOB": "2020-02-15",
        "URN": "170001",
        **dict.fromkeys(GOALS, "2"),
        "GLD": "1",
    },
    "Phonics": {
        **_PUPIL,
        "ACADYR": "2024-25",
        "DOB": "2019-02-15",
        "URN": "170001",
        "PHONICS_OUTCOME": "Wa",
        "PHONICS_MARK": "32",
    },
    "KS2": {
        **_PUPIL,
        "ACADYR": "2024-25",
        "DOB": "2014-02-15",
        "URN": "170001",
        "READOUTCOME": "AS",
        "READSCORE": "112",
        "MATOUTCOME": "AS",
        "MATSCORE": "110",
        "GPSOUTCOME": "NS",
        "GPSSCORE": "99",
        "WRITTAOUTCOME": "GDS",
        "RWM_EXP": "1",
        "RWM_HIGH": "1",
    },
    "KS4": {
        **_PUPIL,
        "ACADYR": "2023-24",
        "ULN": "1234567890",
        "DOB": "2008-02-15",
        "URN": "170077",
        "ATT8": "46.25",
        "P8SCORE": "-0.31",
        "ENGGRADE": "5",
        "MATGRADE": "4",
        "PTL2BASICS_94": "1",
        "PTL2BASICS_95": "0",
        "EBACC_E": "1",
        "EBACCAPS": "4.10",
    },
    "Level23": {
        **_PUPIL,
        "ACADYR": "2023-24",
        "DOB": "2005-02-15",
        "LEVEL2": "1",
        "LEVEL2EM": "1",
        "LEVEL3": "0",
    },
    "Destinations": {
        **_PUPIL,
        "ACADYR": "2022-23",
        "STAGE": "KS4",
        "DOB": "2007-02-15",
        "URN": "170077",
        "DESTINATION": "FE",
        "SUSTAINED": "1",
    },
}
"""One row of each table that breaks no rule of 2025-26."""


@pytest.fixture
def judge() -> Callable[..., Verdict]:
    """Judge good rows of a table, each with some cells changed."""

    def judged(table: str, *changes: dict[str, str | None]) -> Verdict:
        rows = [{**GOOD[table], **change} for change in changes]
        columns = {
            name: pd.array([row.get(name) for row in rows], dtype="str")
            for name in ATTAINMENT.columns(table)
        }
        source = {
            "_file": pd.array([f"{table}.csv"] * len(rows), dtype="str"),
            "_row": np.arange(1, len(rows) + 1, dtype="int64"),
        }
        return ATTAINMENT.validate(table, pd.DataFrame({**columns, **source}), "2025-26")

    return judged


@pytest.fixture
def broken(judge: Callable[..., Verdict]) -> Callable[..., set[str]]:
    """The rules that a good row breaks once some of its cells are changed."""

    def rules(table: str, **change: str | None) -> set[str]:
        return set(judge(table, change).findings["rule"])

    return rules


@pytest.fixture
def each_breaks(judge: Callable[..., Verdict]) -> Callable[..., list[set[str]]]:
    """The rules that each of several good rows breaks, judged together as different pupils."""

    def rules(table: str, *changes: dict[str, str | None]) -> list[set[str]]:
        pupils = [{"UPN": pupil_number(row), **each} for row, each in enumerate(changes)]
        found = judge(table, *pupils).findings
        return [set(found.loc[found["row"].eq(row + 1), "rule"]) for row in range(len(changes))]

    return rules


def pupil_number(serial: int) -> str:
    """A UPN whose check letter is right: weights 2 to 13, remainder of 23."""
    digits = f"87912{serial:07d}"
    total = sum(weight * int(digit) for weight, digit in enumerate(digits, start=2))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + digits
