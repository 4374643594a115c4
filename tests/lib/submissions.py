"""Invented SSDA903 submissions: a few rows by what matters of them, written as CSV files."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from ae_pipeline.periods import Month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    Row = Mapping[str, str]

COLUMNS = {
    "header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
    "episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE "
    "HOME_POST PL_POST URN",
    "uasc": "CHILD SEX DOB DUC",
    "oc2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK "
    "HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "oc3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
}
"""The tables of these submissions; an authority may have none of the others."""

_ORDINARY = {
    "header": {"SEX": "F", "DOB": "01/05/2012", "ETHNIC": "WBRI", "UPN": "UN1", "MOTHER": "0"},
    "episodes": {
        "DECOM": "01/06/2023",
        "RNE": "S",
        "LS": "C2",
        "CIN": "N1",
        "PLACE": "U6",
        "PLACE_PROVIDER": "PR1",
        "HOME_POST": "PL1 2AA",
        "PL_POST": "PL4 8AA",
        "URN": "SC123456",
    },
    "uasc": {"SEX": "F", "DOB": "01/05/2012", "DUC": "01/05/2030"},
    "oc2": {
        "DOB": "01/05/2012",
        "SDQ_SCORE": "12",
        "CONVICTED": "0",
        "IMMUNISATIONS": "1",
        "TEETH_CHECK": "1",
        "HEALTH_ASSESSMENT": "1",
        "SUBSTANCE_MISUSE": "0",
    },
    "oc3": {"DOB": "01/05/2005", "IN_TOUCH": "YES", "ACTIV": "F1", "ACCOM": "U1"},
}


def child(number: int, **episode: str) -> dict[str, list[Row]]:
    """A child with one header row and one episode, ordinary but for what is given."""
    name = f"{100000 + number}"
    return {"header": [{"CHILD": name}], "episodes": [{"CHILD": name, **episode}]}


def land(landing: Path, month: str, *parts: Mapping[str, Sequence[Row]]) -> Path:
    """Write a submission of all parts' rows in place of the last; every table has its file."""
    folder = landing / month / "ssda903"
    folder.mkdir(parents=True, exist_ok=True)
    Month.parse(month)
    for table, columns in COLUMNS.items():
        with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns.split(), restval="")
            writer.writeheader()
            for part in parts:
                for row in part.get(table, ()):
                    writer.writerow({**_ORDINARY[table], **row})
    return folder
