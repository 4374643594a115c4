"""Tables of a home that an earlier version made: what it did not record is not read as if it had.

Each reader of a manifest takes one that lacks what today's code records for tables that have not
been built, so that the step builds them anew.
"""

import json

import pandas as pd
import pytest

from ae_pipeline.engines.choosing import open_engine
from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.lake import Lake, NotInLakeError, Stage
from ae_pipeline.landing import Drop
from ae_pipeline.measures.catalogue import measure
from ae_pipeline.measures.groups import group_of
from ae_pipeline.measures.inputs import fingerprint_of
from ae_pipeline.measures.measuring import MeasuringSession
from ae_pipeline.people.building import build_facts, facts_of
from ae_pipeline.people.index import INDEX, index_of
from ae_pipeline.periods import Month
from ae_pipeline.returns.extracting import extract, extracted
from ae_pipeline.returns.fact_tables import all_facts
from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.returns.validating import validate, validated
from ae_pipeline.settings import RejectionThreshold

MONTH = Month(2025, 9)
KEYS = Pseudonymiser(b"k" * 16)
ROWS = pd.DataFrame({"a": ["x"]})
INDEX_MANIFEST = {
    "fingerprint": "f",
    "rows": {"person": 1},
    "report": {
        "systems": {},
        "people": 1,
        "conflicts": {},
        "placeholders": 0,
        "dob_disagrees": 0,
        "passes": [],
    },
    "left_out": [],
    "people": {"ssda903": "d"},
}
FACTS_MANIFEST = {
    "fingerprint": "f",
    "rows": {"cla_episode": 1},
    "drops": [str(MONTH)],
    "covers": {"cla_episode": []},
    "failing": {},
    "blocked": {},
}


@pytest.fixture
def lake(tmp_path):
    lake = Lake(tmp_path / "lake")
    lake.prepare()
    return lake


@pytest.fixture
def submission(tmp_path):
    folder = tmp_path / "submission"
    folder.mkdir()
    header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,SURPRISE\nC1,F,15/06/2010,WBRI,UN2,0,,1\n"
    (folder / "header.csv").write_text(header)
    return Drop("ssda903", MONTH, folder)


def without(lake, stage, source, *path):
    """Take a key out of a manifest; a number in its path is a place in a list."""
    file = lake.folder(stage, source, MONTH) / "manifest.json"
    manifest = json.loads(file.read_text())
    *places, key = path
    record = manifest
    for place in places:
        record = record[place]
    del record[key]
    file.write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    "path",
    [
        *(("digest",), ("specification",), ("fingerprint",), ("files",), ("notices",), ("rows",)),
        *(("files", 0, "sha256"), ("notices", 0, "table")),
    ],
)
def test_an_extract_is_read_again(lake, submission, path):
    first = extract(SSDA903, submission, lake)
    assert extracted(SSDA903, MONTH, lake) == first
    without(lake, Stage.EXTRACTS, "ssda903", *path)
    assert extracted(SSDA903, MONTH, lake) is None
    assert extract(SSDA903, submission, lake) == first
    assert extracted(SSDA903, MONTH, lake) == first


def _validate(lake, extract):
    return validate(SSDA903, extract, lake, pseudonymiser=KEYS, areas=(), severities={})


@pytest.mark.parametrize(
    "path",
    [
        *(("fingerprint",), ("extract_digest",), ("specification",), ("tables",)),
        ("tables", "header", "score"),
    ],
)
def test_a_submission_is_validated_again(lake, submission, path):
    read = extract(SSDA903, submission, lake)
    first = _validate(lake, read)
    assert validated(SSDA903, MONTH, lake) == first
    without(lake, Stage.VALIDATED, "ssda903", *path)
    assert validated(SSDA903, MONTH, lake) is None
    assert _validate(lake, read) == first
    assert validated(SSDA903, MONTH, lake) == first


def test_rules_do_not_look_back_on_a_year_that_they_cannot_read(lake, submission):
    extract(SSDA903, submission, lake)
    later = extract(SSDA903, Drop("ssda903", MONTH.plus(12), submission.folder), lake)
    without(lake, Stage.EXTRACTS, "ssda903", "notices")
    with pytest.raises(NotInLakeError, match=str(MONTH)):
        _validate(lake, later)


@pytest.mark.parametrize("path", [*((key,) for key in INDEX_MANIFEST), ("report", "passes")])
def test_the_person_index_is_built_again(lake, path):
    lake.replace(Stage.PEOPLE, INDEX, MONTH, {"person": ROWS}, INDEX_MANIFEST)
    assert index_of(MONTH, lake).people == {"ssda903": "d"}
    without(lake, Stage.PEOPLE, INDEX, *path)
    assert index_of(MONTH, lake) is None
    with pytest.raises(NotInLakeError, match="no person index"):
        build_facts(
            all_facts()["ssda903"],
            SSDA903,
            MONTH,
            [],
            lake,
            pseudonymiser=KEYS,
            threshold=RejectionThreshold(default=5),
        )


@pytest.mark.parametrize("key", FACTS_MANIFEST)
def test_fact_tables_are_built_again(lake, key):
    lake.replace(Stage.PEOPLE, "ssda903", MONTH, {"cla_episode": ROWS}, FACTS_MANIFEST)
    assert facts_of("ssda903", MONTH, lake).rows == {"cla_episode": 1}
    without(lake, Stage.PEOPLE, "ssda903", key)
    assert facts_of("ssda903", MONTH, lake) is None


def test_what_an_earlier_version_recorded_besides_is_not_read(lake):
    lake.replace(Stage.PEOPLE, "ssda903", MONTH, {}, {**FACTS_MANIFEST, "withheld": []})
    assert facts_of("ssda903", MONTH, lake).drops == [str(MONTH)]


@pytest.mark.parametrize("key", ["fingerprint", "inputs", "members"])
def test_measures_are_counted_again(lake, key):
    group, inputs = group_of(measure("foster_places")), {"code": "c"}
    manifest = {"fingerprint": fingerprint_of(inputs), "inputs": inputs, "members": {}}
    lake.replace(Stage.MEMBERSHIP, group.name, MONTH, {"counts": ROWS}, manifest)
    with MeasuringSession(
        lake, authority="E06000026", engine=lambda: open_engine("duckdb")
    ) as session:
        assert session._current(group, MONTH, inputs).fingerprint == fingerprint_of(inputs)
        without(lake, Stage.MEMBERSHIP, group.name, key)
        assert session._current(group, MONTH, inputs) is None
