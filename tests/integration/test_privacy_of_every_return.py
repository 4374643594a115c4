"""No number, name or postcode of anybody in any return gets past the stages that may hold it.

The people are the invented city's: every value of theirs in a landed file is a sentinel.
"""

from __future__ import annotations

import re

import pandas as pd
import pytest

import ae_city
from ae_pipeline import execution, returns
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.periods import Month
from ae_pipeline.settings import Settings
from ae_pipeline.validation.fields import Protected

MONTH = Month(2025, 9)
TELLING = {
    "UPN": re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b"),
    "ULN": re.compile(r"\b[1-9]\d{9}\b"),
    "postcode": re.compile(r"\bPL\d{1,2} \d[A-Z]{2}\b"),
}
WORD = re.compile(r"[A-Za-z0-9]{6,}")
"""Shorter values (a short name) also occur by chance in a database's bytes."""
LONG = 10
"""So do numbers of fewer digits, such as a child's."""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A month of a small city with faults in every return, on a home of its own."""
    path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AE_HOME", str(path))
        for name in ("AE_WAREHOUSE_URL", "AE_ENGINE", "AE_PSEUDONYM_KEY", "AE_CONFIG"):
            patch.delenv(name, raising=False)
        settings = Settings()
        ae_city.write_landing(settings.landing, first=MONTH, last=MONTH, scale=0.05, faults=20)
        done = execution.run_months(settings, [MONTH])[-1]
        yield path, done


def protected(landed):
    """Every value of a protected column of any extract, long enough to be told from chance."""
    for name in returns.NAMES:
        source = returns.load(name)
        for table, contract in source.contracts.items():
            for month in landed.months(Stage.EXTRACTS, name):
                path = landed.folder(Stage.EXTRACTS, name, month)
                path = path / f"{source.asset_name(table)}.parquet"
                columns = [
                    column
                    for column, cell in contract.cells.items()
                    if cell.protection is not None and cell.protection.kind is not Protected.PRIVATE
                ]
                if path.is_file() and columns:
                    for column in pd.read_parquet(path, columns=columns).items():
                        yield from column[1].dropna().unique()


def test_every_return_came_and_was_validated(run):
    path, done = run
    lake = Lake(path / "lake")
    assert done.errors == ()
    validated = {name: lake.months(Stage.VALIDATED, name) for name in returns.NAMES}
    assert [name for name, months in validated.items() if not months] == []


def test_nothing_that_states_who_somebody_is_lies_outside_landing_and_lake(run):
    path, _ = run
    values = {str(value) for value in protected(Lake(path / "lake"))}
    words = {v for v in values if WORD.fullmatch(v) and (not v.isdigit() or len(v) >= LONG)}
    assert len(words) > 1000
    found = {}
    for file in path.rglob("*"):
        inside = file.relative_to(path).parts
        if file.is_file() and inside[0] not in {"landing", "lake"} and "static" not in inside:
            content = file.read_bytes().decode("latin-1")
            told = words & set(WORD.findall(content)) | set(TELLING["postcode"].findall(content))
            if told:
                found["/".join(inside)] = len(told)
    assert found == {}


def test_no_validated_row_holds_a_upn_a_uln_or_a_postcode(run):
    path, _ = run
    lake = Lake(path / "lake")
    found = {}
    for name in returns.NAMES:
        for month in lake.months(Stage.VALIDATED, name):
            for file in lake.folder(Stage.VALIDATED, name, month).glob("*.parquet"):
                rows = pd.read_parquet(file)
                for column in rows.select_dtypes("str"):
                    text = " ".join(rows[column].dropna().unique())
                    kinds = {kind for kind, form in TELLING.items() if form.search(text)}
                    if kinds:
                        found[f"{name}/{file.stem}/{column}"] = kinds
    assert found == {}


def test_the_person_index_holds_pseudonyms_alone(run):
    path, _ = run
    links = Lake(path / "lake").read(Stage.PEOPLE, "index", MONTH, "person_link")
    assert links["person_id"].str.fullmatch("[0-9a-f]{32}").all()
    persons = links[~links["system"].isin(["sen2", "school_census"])]
    assert persons["local_id"].str.fullmatch("[0-9a-f]{32}").all()
