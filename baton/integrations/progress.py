"""A bar that shows how far a long command is: on a terminal only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

Step = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def silent(what: str, done: int, of: int) -> None:
    """Say nothing."""


@contextmanager
def progress(stream: TextIO) -> Iterator[Step]:
    """Show a bar on a terminal; anywhere else show nothing."""
    if not stream.isatty():
        yield silent
        return
    columns = TextColumn("{task.description:<24}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(file=stream), transient=True) as bars:
        task = bars.add_task("", total=1)

        def step(what: str, done: int, of: int) -> None:
            bars.update(task, description=what, completed=done, total=max(of, 1))

        yield step
