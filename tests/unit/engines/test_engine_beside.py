from __future__ import annotations

import threading
from functools import partial

import pandas as pd
import pytest

from ae_pipeline.engines.beside import EngineBeside
from ae_pipeline.engines.duckdb import DuckDbEngine
from ae_pipeline.engines.typed import WrongTableError


class Watched(DuckDbEngine):
    """An engine that tells whether it is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open = True

    def close(self) -> None:
        self.open = False
        super().close()


def test_jobs_are_done_one_after_the_other_in_the_order_of_asking():
    done = []
    with EngineBeside(DuckDbEngine, dict) as beside:
        answers = [beside.ask(lambda _engine, number=n: done.append(number)) for n in range(20)]
        for answer in answers:
            answer.result()
    assert done == [*range(20)]


def test_a_job_is_done_in_another_thread_on_what_was_loaded():
    with EngineBeside(DuckDbEngine, dict) as beside:
        answer = beside.ask(
            lambda e: (threading.get_ident(), e.rows("SELECT count(*) FROM person"))
        )
        thread, rows = answer.result()
    assert thread != threading.get_ident()
    assert rows == [(0,)]


def test_an_engine_that_is_asked_nothing_is_not_opened():
    opened = []
    with EngineBeside(partial(opened.append, "opened"), dict):
        pass
    assert opened == []


def test_a_job_that_fails_says_so_to_whom_asked_and_the_next_is_done():
    with EngineBeside(DuckDbEngine, dict) as beside:
        fails, works = (
            beside.ask(lambda e, s=s: e.rows(s)) for s in ("SELECT nothing", "SELECT 1")
        )
        with pytest.raises(Exception, match="nothing"):
            fails.result()
        assert works.result() == [(1,)]


def test_a_table_that_cannot_be_loaded_is_told_by_every_job():
    def wrong() -> dict[str, pd.DataFrame]:
        return {"person": pd.DataFrame({"person_id": ["a"]})}

    with EngineBeside(DuckDbEngine, wrong) as beside:
        for answer in [beside.ask(lambda e: e.rows("SELECT 1")) for _ in range(2)]:
            with pytest.raises(WrongTableError, match="person"):
                answer.result()


def test_at_the_end_the_engine_is_closed_and_what_was_not_begun_is_left():
    engine = Watched()
    begun, go_on = threading.Event(), threading.Event()

    def wait(_engine: object) -> None:
        begun.set()
        go_on.wait(10)

    with EngineBeside(lambda: engine, dict) as beside:
        first, second = beside.ask(wait), beside.ask(wait)
        begun.wait(10)
        threading.Timer(0.05, go_on.set).start()
    assert first.done()
    assert second.cancelled()
    assert engine.open is False
