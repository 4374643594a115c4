"""An engine in a thread of its own, so that Python can work while it does.

Drivers release Python's lock while their engine works: with two processors, writing the texts of
one select and the file of another costs no time while a third runs.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from types import TracebackType

    from ae_pipeline.engines.base import Engine

_Result = TypeVar("_Result")


class BackgroundEngine:
    """An engine that does its jobs one after the other, in the order of submission.

    It is opened by the first job, and closed when the ``with`` block ends. Jobs that have not
    begun by then are cancelled.
    """

    def __init__(self, engine: Callable[[], Engine]) -> None:
        """Take what opens the engine; nothing is opened yet."""
        self._open = engine
        self._until_closed = ExitStack()
        self._session: tuple[ThreadPoolExecutor, Engine] | None = None

    def submit(self, job: Callable[[Engine], _Result]) -> Future[_Result]:
        """Have the engine do a job; the future raises whatever the job raises."""
        if self._session is None:
            self._session = self._begin()
        thread, engine = self._session
        return thread.submit(job, engine)

    def _begin(self) -> tuple[ThreadPoolExecutor, Engine]:
        engine = self._until_closed.enter_context(self._open())
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=engine.name)
        self._until_closed.callback(thread.shutdown, cancel_futures=True)
        return thread, engine

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for the job in progress, and close the engine."""
        self._until_closed.close()
