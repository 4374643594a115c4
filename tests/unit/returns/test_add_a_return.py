"""The page `docs/how-to/add-a-return.md`, followed: its return runs from a file to a fact table."""

import importlib
import re
import sys
from pathlib import Path

import pandas as pd
import pytest

import ae_pipeline
from ae_pipeline import returns, schema
from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.landing import drop_for, drops
from ae_pipeline.people.building import build_facts
from ae_pipeline.people.index import PERSON_LINK, build_index
from ae_pipeline.people.linking.settings import linkage
from ae_pipeline.periods import Month
from ae_pipeline.returns.extracting import extract
from ae_pipeline.returns.fact_tables import maker_of, reads_of
from ae_pipeline.returns.validating import validate
from ae_pipeline.settings import DEFAULT_CONFIG, RejectionThreshold

ROOT = Path(ae_pipeline.__file__).parents[1]
PAGE = ROOT / "docs" / "how-to" / "add-a-return.md"
FILE = re.compile(r'```python title="ae_pipeline/([^"]+)"\n(.*?)```', re.DOTALL)
SEPTEMBER = Month(2025, 9)
KEY = Pseudonymiser(b"k" * 16)
LESSONS = """CHILD,LESSON_ON,STROKE,BOOKED_ON
a,01/09/2025,CRAWL,31/08/2025
a,08/09/2025,BREAST,09/09/2025
b,01/09/2025,BUTTERFLY,
c,soon,CRAWL,
"""


@pytest.fixture
def swimming(tmp_path, monkeypatch):
    """The return of the page, with its files written and its line in the register."""
    for name, text in FILE.findall(PAGE.read_text(encoding="utf-8")):
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    loaded = set(sys.modules)
    tables = set(schema.metadata.tables)
    for package in (returns, schema):
        folder = tmp_path / "package" / package.__name__.rpartition(".")[2]
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    monkeypatch.setattr(returns, "NAMES", (*returns.NAMES, "swimming"))
    importlib.invalidate_caches()
    yield returns.load("swimming")
    for name in set(sys.modules) - loaded:
        if "swimming" in name:
            del sys.modules[name]
    for name in set(schema.metadata.tables) - tables:
        schema.metadata.remove(schema.metadata.tables[name])


def test_the_return_on_the_page_runs_from_its_file_to_its_fact_table(swimming, tmp_path):
    landing = tmp_path / "landing"
    folder = landing / "2025-09" / "swimming"
    folder.mkdir(parents=True)
    (folder / "lessons.csv").write_text(LESSONS, encoding="utf-8")
    lake = Lake(tmp_path / "lake")
    lake.prepare()
    read = extract(swimming, drop_for(landing, "swimming", SEPTEMBER), lake)
    assert read.rows == {"lessons": 4}

    outcome = validate(swimming, read, lake, pseudonymiser=KEY, areas=(), severities={})
    lessons = outcome.tables["lessons"]
    assert (lessons.read, lessons.accepted, lessons.quarantined) == (4, 3, 1)
    findings = lake.read(Stage.QUARANTINE, "swimming", SEPTEMBER, "findings")
    assert set(findings["rule"]) >= {"AE-SWIM-BOOKED-LATE"}

    package = returns.package("swimming")
    months = package.submissions_read(
        [each.month for each in drops(landing, "swimming")], SEPTEMBER
    )
    threshold = RejectionThreshold(default=25)
    index = build_index(
        {"swimming": months},
        [swimming],
        SEPTEMBER,
        lake,
        settings=linkage(DEFAULT_CONFIG),
        localities={},
        threshold=threshold,
    )
    assert index.rows[PERSON_LINK] == 2
    facts = build_facts(
        package.facts, swimming, SEPTEMBER, months, lake, pseudonymiser=KEY, threshold=threshold
    )
    assert facts.rows == {"swimming_lesson": 3}
    assert facts.covers["swimming_lesson"] == ["2025-09-01", "2025-09-30"]
    rows = lake.read(Stage.PEOPLE, "swimming", SEPTEMBER, "swimming_lesson")
    assert rows["person_id"].nunique() == 2
    assert sorted(rows["lesson_on"]) == sorted(
        pd.to_datetime(["2025-09-01", "2025-09-01", "2025-09-08"])
    )


def test_the_fact_table_on_the_page_is_found_with_what_it_reads(swimming):
    assert maker_of("swimming_lesson").source == swimming.name
    assert reads_of("swimming_lesson") == ("lessons",)
    assert "swimming_lesson" not in {
        table.name for name in returns.NAMES[:-1] for table in returns.package(name).facts.makes
    }
