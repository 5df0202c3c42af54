"""The real content, copied -> how long a build takes when nothing, one thing, or all of it is new; as a table.

`.venv/bin/python benchmarks/building.py [ROUNDS]`. Each case is a whole process, as an editor starts it. The cases take
turns, so that a busy minute of the computer does not fall on one of them; shown is the median, and what it is of the
median of a build that remembers nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.project import READ  # noqa: E402
from portal.remembering import CACHE  # noqa: E402

_DAY = "2026-11-21"
_COMMAND = "import sys; from pathlib import Path; from portal.cli import main; sys.exit(main(sys.argv[1:], Path.cwd()))"


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds on the clock, seconds of all processors, and the most memory of one process in MB."""

    wall: float
    cpu: float
    memory: float


def main(rounds: int) -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in READ:
            shutil.copytree(ROOT / name, root / name)
        runs: dict[str, list[Run]] = {name: [] for name in CASES}
        build(root)  # the first one also compiles Python's files
        for number in range(rounds):
            for name, change in CASES.items():
                build(root)
                change(root, number)
                runs[name].append(build(root))
    print(table(runs))


def build(root: Path) -> Run:
    """Runs one build as a process of its own and waits for it."""
    # As in a terminal: nothing keeps Python from remembering what it has compiled.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    command = [sys.executable, "-c", _COMMAND, "build", "--today", _DAY]
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    said = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode:
        sys.exit(said)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


# Changes


def _nothing_remembered(root: Path, _: int) -> None:
    shutil.rmtree(root / CACHE)


def _nothing(root: Path, _: int) -> None:
    """A file that was changed a moment ago would not be trusted; here none was."""


def _replaced(path: str, pattern: str, words: Callable[[int], str]) -> Callable[[Path, int], None]:
    def change(root: Path, number: int) -> None:
        file = root / path
        text, count = re.subn(pattern, words(number), file.read_text("utf-8"), count=1)
        assert count == 1, path
        file.write_text(text, "utf-8")

    return change


CASES: dict[str, Callable[[Path, int], None]] = {
    "nothing remembered": _nothing_remembered,
    "no change": _nothing,
    # Other words in each round: what an earlier round has made is remembered.
    "one translation": _replaced(
        "locales/sv/LC_MESSAGES/omatyontekija.po",
        r"samarbetet är (mycket )*svårt",
        lambda number: f"samarbetet är {'mycket ' * (number + 1)}svårt",
    ),
    "one Finnish sentence": _replaced(
        "content/path/seuranta.yaml",
        r"Mikä on nyt (ihan )*paremmin",
        lambda number: f"Mikä on nyt {'ihan ' * (number + 1)}paremmin",
    ),
    "one fact": _replaced("content/facts/examples.yaml", r"value: 1-\d+", lambda number: f"value: 1-{number + 5}"),
    "one rule of the style": _replaced("templates/style.css", r"\A", lambda n: f"/* {n} */\n"),
}


def table(runs: dict[str, list[Run]]) -> str:
    """Rows of Markdown."""
    whole = median(run.wall for run in runs["nothing remembered"])
    rows = ["| what is new | seconds | of a whole build | CPU seconds | MB |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, all_of_it in runs.items():
        wall = median(run.wall for run in all_of_it)
        cpu, memory = median(run.cpu for run in all_of_it), max(run.memory for run in all_of_it)
        rows.append(f"| {name} | {wall:.2f} | {wall / whole:.0%} | {cpu:.1f} | {memory:.0f} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
