"""Shows that something is being built: bars where there is a terminal, lines where there is none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from companion.terminal.words import BUILDING, STAGES

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID


@contextmanager
def building(out: TextIO, always: bool = False) -> Iterator[Callable[[str, int, int], None] | None]:
    """What hears the progress of a build: bars on a terminal, lines on a dumb one.

    Where `out` is no terminal nothing is shown, unless it is `always` asked for.
    """
    if out.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        from rich.console import Console

        with Bars(Console(file=out)) as bars:
            yield bars
    elif always or out.isatty():
        yield Lines(out)
    else:
        yield None


class Lines:
    """Progress as a line for each stage."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._begun: set[str] = set()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Hear (stage, done, total); the first word of a stage is worth a line."""
        if not self._begun:
            print(BUILDING, file=self._out)
        if stage not in self._begun:
            self._begun.add(stage)
            print(f"{STAGES.get(stage, stage)}.", file=self._out, flush=True)


class Bars:
    """Progress as bars that go away when they are done. A context manager."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Bars:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress:
            self._progress.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Hear (stage, done, total)."""
        progress = self._progress or self._start()
        if stage not in self._tasks:
            self._tasks[stage] = progress.add_task(STAGES.get(stage, stage), total=total)
        progress.update(self._tasks[stage], completed=done, total=total)

    def _start(self) -> Progress:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
        from rich.text import Text

        self._console.print(Text(BUILDING), width=min(self._console.width, 88))
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._progress.start()
        return self._progress
