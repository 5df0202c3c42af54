"""Tasks -> their results, made by all processors of the computer where it can make copies of a process.

The tasks need nothing sent to them: a copied process has all that the first one has read. Each takes the next task as
soon as it is free, so none waits for another.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

_MOST = 256
"""A task is named by one byte, which the system hands to exactly one process."""


def side_by_side(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """The result of each task, in their order. A task must not raise, and must change nothing that others read.

    Where processes cannot be copied (Windows, macOS, a process with threads) the tasks run one after the other.
    Otherwise this process only waits: what it does not begin, such as the threads of a library, can be copied again.
    """
    helpers = min(_processors(), len(tasks))
    if helpers < 2 or len(tasks) > _MOST:
        return [task() for task in tasks]
    waiting, filling = os.pipe()
    os.write(filling, bytes(range(len(tasks))))
    os.close(filling)
    gc.freeze()  # what is there already stays: without this, each copy would touch, and so double, all of it
    sys.stdout.flush()
    sys.stderr.flush()
    readers = [_helper(tasks, waiting) for _ in range(helpers)]
    os.close(waiting)
    done: dict[int, Result] = {}
    for child, reader in readers:
        with os.fdopen(reader, "rb") as stream:
            said = stream.read()
        os.waitpid(child, 0)
        if said:
            done |= pickle.loads(said)
    gc.unfreeze()
    # A helper that the system has killed has said nothing: its tasks are done here.
    return [done[number] if number in done else task() for number, task in enumerate(tasks)]


def _helper(tasks: Sequence[Callable[[], Result]], waiting: int) -> tuple[int, int]:
    """Starts a copy of this process that works too; gives its number, and where it will say what it has made."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever stops the build stops this one without words
        os.close(reader)
        said = pickle.dumps(_work(tasks, waiting), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writer, "wb") as stream:
            stream.write(said)
    finally:
        os._exit(0)  # nothing that the first process has begun is ended twice


def _work(tasks: Sequence[Callable[[], Result]], waiting: int) -> dict[int, Result]:
    done = {}
    while number := os.read(waiting, 1):
        done[number[0]] = tasks[number[0]]()
    return done


def _processors() -> int:
    """How many copies of this process may work: of a process with threads, a copy would lack them and wait for ever.

    Libraries have threads that Python does not know of, as Typst does once it has set a page; the system knows them.
    """
    try:
        threads = sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" and threads == 1 else 1
