"""Commands -> how long they took as whole processes, and in a run of its own how much memory they had at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT_MARK = "{root}"
"""Stands in a command for the folder in which it is run."""

_PAUSE = 0.02
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and seconds of all processors."""

    wall: float
    cpu: float


class CommandFailed(Exception):
    """A command ended with another exit code than 0; the text is what it said."""


def timed(commands: tuple[tuple[str, ...], ...], root: Path) -> Spent:
    """Runs the commands one after the other. Nothing else is done meanwhile."""
    wall = cpu = 0.0
    for command in commands:
        with tempfile.TemporaryFile() as said:
            began = time.perf_counter()
            with _started(command, root, said.fileno()) as process:
                _, status, usage = os.wait4(process.pid, 0)
                wall += time.perf_counter() - began
                process.returncode = os.waitstatus_to_exitcode(status)
            cpu += usage.ru_utime + usage.ru_stime
            if process.returncode:
                said.seek(0)
                raise CommandFailed(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    return Spent(wall, cpu)


def said_by(command: tuple[str, ...], root: Path) -> str:
    """Runs a command for what it says."""
    done = subprocess.run(command, cwd=root, env=_environment(), capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise CommandFailed(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def most_memory(commands: tuple[tuple[str, ...], ...], root: Path) -> float | None:
    """Megabytes of all processes of a command together, at most; looked at every 20 ms, which costs time of its own.

    What processes share is counted once (PSS). Only Linux tells; elsewhere there is no number.
    """
    if sys.platform != "linux":
        return None
    most = 0
    for command in commands:
        with _started(command, root, subprocess.DEVNULL) as process:
            while process.poll() is None:
                most = max(most, sum(map(_proportional, _processes_of(process.pid))))
                time.sleep(_PAUSE)
        if process.returncode:
            raise CommandFailed(" ".join(command))
    return most / _MEGABYTE


@contextmanager
def _started(command: tuple[str, ...], root: Path, said: int) -> Iterator[subprocess.Popen[bytes]]:
    """The command at work, in a session of its own, by which its children and theirs are known.

    Ctrl-C does not reach another session, so whoever stops this process stops that one too.
    """
    words = [word.replace(ROOT_MARK, str(root)) for word in command]
    process = subprocess.Popen(
        words, cwd=root, env=_environment(), stdout=said, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        yield process
    except BaseException:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        raise


def _environment() -> dict[str, str]:
    """As in a terminal: nothing that keeps Python from remembering what it has compiled, or leads to other packages."""
    left_out = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONWARNINGS", "SOURCE_DATE_EPOCH"}
    return {name: value for name, value in os.environ.items() if name not in left_out}


def _processes_of(session: int) -> Iterator[Path]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                # Behind the name of the program, which may hold spaces: state, parent, group, session.
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            if int(fields[3]) == session:
                yield folder


def _proportional(process: Path) -> int:
    """The bytes of one process, its part of what it shares with others."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
