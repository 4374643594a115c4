"""An engine in a thread of its own, so that Python can do other things while it works.

Drivers let Python run while their engine works: with two processors, writing the texts of one
select and the file of another costs no time beside running a third.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from types import TracebackType

    from ae_pipeline.engines.base import Engine, Source

_Answer = TypeVar("_Answer")


class EngineBeside:
    """An engine that does what it is asked one after the other, in the order of asking.

    It is opened and loaded when it is first asked, and closed when the ``with`` block ends. What
    it was asked and has not begun by then is not done.
    """

    def __init__(
        self, engine: Callable[[], Engine], tables: Callable[[], Mapping[str, Source]]
    ) -> None:
        """Say how to open it.

        Args:
            engine: opens it.
            tables: what it is to load.
        """
        self._open = engine
        self._tables = tables
        self._until_closed = ExitStack()
        self._begun: tuple[ThreadPoolExecutor, Future[Engine]] | None = None

    def ask(self, job: Callable[[Engine], _Answer]) -> Future[_Answer]:
        """Have the engine do a job; the answer raises whatever the job, or loading, has raised."""
        if self._begun is None:
            self._begun = self._begin()
        thread, loaded = self._begun
        return thread.submit(lambda: job(loaded.result()))

    def _begin(self) -> tuple[ThreadPoolExecutor, Future[Engine]]:
        tables = self._tables()
        engine = self._until_closed.enter_context(self._open())
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=engine.name)
        self._until_closed.callback(thread.shutdown, cancel_futures=True)

        def load() -> Engine:
            engine.load(tables)
            return engine

        return thread, thread.submit(load)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for the job that it is at, and close the engine."""
        self._until_closed.close()
