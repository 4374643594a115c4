from __future__ import annotations

import threading
from functools import partial

import pytest

from ae_pipeline.engines.background import BackgroundEngine
from ae_pipeline.engines.duckdb import DuckDbEngine


class Watched(DuckDbEngine):
    """An engine that knows whether it is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open = True

    def close(self) -> None:
        self.open = False
        super().close()


def test_jobs_are_done_one_after_the_other_in_the_order_of_submission():
    done = []
    with BackgroundEngine(DuckDbEngine) as background:
        answers = [
            background.submit(lambda _engine, number=n: done.append(number)) for n in range(20)
        ]
        for answer in answers:
            answer.result()
    assert done == [*range(20)]


def test_a_job_is_done_in_another_thread():
    with BackgroundEngine(DuckDbEngine) as background:
        answer = background.submit(lambda e: (threading.get_ident(), e.rows("SELECT 1")))
        thread, rows = answer.result()
    assert thread != threading.get_ident()
    assert rows == [(1,)]


def test_an_engine_without_a_job_is_not_opened():
    opened = []
    with BackgroundEngine(partial(opened.append, "opened")):
        pass
    assert opened == []


def test_a_job_that_fails_raises_from_its_future_and_the_next_is_done():
    with BackgroundEngine(DuckDbEngine) as background:
        fails, works = (
            background.submit(lambda e, s=s: e.rows(s)) for s in ("SELECT nothing", "SELECT 1")
        )
        with pytest.raises(Exception, match="nothing"):
            fails.result()
        assert works.result() == [(1,)]


def test_at_the_end_the_engine_is_closed_and_what_was_not_begun_is_left():
    engine = Watched()
    begun, go_on = threading.Event(), threading.Event()

    def wait(_engine: object) -> None:
        begun.set()
        go_on.wait(10)

    with BackgroundEngine(lambda: engine) as background:
        first, second = background.submit(wait), background.submit(wait)
        begun.wait(10)
        threading.Timer(0.05, go_on.set).start()
    assert first.done()
    assert second.cancelled()
    assert engine.open is False
