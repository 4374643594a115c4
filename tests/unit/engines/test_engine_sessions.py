from __future__ import annotations

import time
from datetime import date

import pandas as pd
import pytest

from ae_pipeline.engines.choosing import EngineChoiceError, open_engine
from ae_pipeline.engines.typed import WrongTableError

_PERSON = pd.DataFrame(
    {
        "person_id": ["a", "b"],
        "date_of_birth": [date(2010, 1, 1), None],
        "sex": ["F", ""],
        "ethnicity": ['with "quotes", comma\nand line', None],
        "ethnic_group": ["white", None],
        "locality": ["North", None],
        "uasc": [True, False],
        "uasc_until": [None, None],
    }
)
_GROUP = pd.DataFrame(
    {"person_id": ["a"], "group": ["cin"], "start": [date(2025, 1, 1)], "end": [None]}
)
_AS_LOADED = [
    (
        *("a", date(2010, 1, 1), "F", 'with "quotes", comma\nand line', "white", "North"),
        *(True, None),
    ),
    ("b", None, "", None, None, None, False, None),
]


@pytest.fixture(
    params=["duckdb", pytest.param("postgresql", marks=pytest.mark.postgres)],
)
def engine(request):
    needs_server = request.param == "postgresql"
    url = request.getfixturevalue("postgresql_url") if needs_server else None
    with open_engine(request.param, url=url) as opened:
        yield opened


def test_rows_come_back_as_they_were_loaded(engine):
    engine.load({"person": _PERSON})
    assert engine.rows("SELECT * FROM person ORDER BY person_id") == _AS_LOADED


def test_loading_replaces_rows_and_removes_what_was_stored(engine):
    engine.load({"person": _PERSON})
    engine.store("grown", "SELECT * FROM person")
    assert engine.temporary == {"grown"}
    engine.load({"person": _PERSON.head(1)})
    assert engine.temporary == set()
    assert engine.rows("SELECT count(*) FROM person") == [(1,)]
    engine.store("grown", "SELECT * FROM person")
    assert engine.rows("SELECT count(*) FROM grown") == [(1,)]


def test_further_tables_leave_the_others_and_the_stored_results(engine):
    engine.add({"person": _PERSON})
    engine.store("grown", "SELECT * FROM person")
    engine.add({"person_group": _GROUP})
    assert engine.rows("SELECT count(*) FROM person") == [(2,)]
    assert engine.rows("SELECT count(*) FROM person_group") == [(1,)]
    assert engine.rows("SELECT count(*) FROM calendar_day WHERE day_number = 0") == [(1,)]
    assert engine.temporary == {"grown"}
    engine.load({"person_group": _GROUP})
    assert engine.rows("SELECT count(*) FROM person") == [(0,)]
    assert engine.temporary == set()


def test_many_rows_come_back_as_a_table_with_the_names_of_the_select(engine):
    engine.load({"person": _PERSON})
    rows = engine.table("SELECT person_id, 1 AS number FROM person ORDER BY person_id")
    assert rows.to_pydict() == {"person_id": ["a", "b"], "number": [1, 1]}


def test_a_stored_result_is_removed_by_its_name(engine):
    engine.load({"person": _PERSON})
    engine.store("grown", "SELECT * FROM person")
    engine.remove("grown")
    assert engine.temporary == set()
    with pytest.raises(Exception, match="grown"):
        engine.rows("SELECT * FROM grown")


def test_storing_a_name_again_replaces_it(engine):
    engine.load({"person": _PERSON})
    engine.store("grown", "SELECT * FROM person")
    engine.store("grown", "SELECT person_id FROM person WHERE uasc")
    assert engine.rows("SELECT * FROM grown") == [("a",)]


def test_texts_are_ordered_by_their_bytes(engine):
    engine.load({"person": _PERSON.assign(person_id=["a", "B"])})
    assert engine.rows("SELECT person_id FROM person ORDER BY person_id") == [("B",), ("a",)]


def test_a_wrong_table_leaves_the_rows_as_they_were(engine):
    engine.load({"person": _PERSON})
    with pytest.raises(WrongTableError):
        engine.load({"person": _PERSON.drop(columns=["sex"])})
    assert engine.rows("SELECT count(*) FROM person") == [(2,)]


@pytest.mark.postgres
def test_a_session_leaves_nothing_on_the_server(postgresql_url):
    with open_engine("postgresql", url=postgresql_url) as first:
        first.load({"person": _PERSON})
        first.store("grown", "SELECT * FROM person")
    left_over = "SELECT relname FROM pg_class WHERE relname IN ('person', 'grown')"
    with open_engine("postgresql", url=postgresql_url) as second:
        # The server tidies up behind a session that has ended, in its own time.
        deadline = time.monotonic() + 30
        while (left := second.rows(left_over)) and time.monotonic() < deadline:
            time.sleep(0.05)
    assert left == []


@pytest.mark.postgres
def test_a_url_as_sqlalchemy_has_it_is_understood(postgresql_url):
    url = postgresql_url.replace("postgresql://", "postgresql+psycopg://")
    with open_engine("postgresql", url=url) as engine:
        assert engine.rows("SELECT 1") == [(1,)]


def test_an_engine_that_is_not_there_is_an_error_that_names_those_that_are():
    with pytest.raises(EngineChoiceError, match="'sqlite'; choose one of duckdb, postgresql"):
        open_engine("sqlite")


def test_postgresql_needs_a_url():
    with pytest.raises(EngineChoiceError, match="needs the URL"):
        open_engine("postgresql")
