"""Turns the project into a verdict: lint, format, types and tests, in this order, one exit code.

It stops at the first that fails, as a later one would mostly say the same again. pytest comes last,
so that its summary is the last line on the screen.
"""

import subprocess
import sys
from pathlib import Path

from portal.environment import outlast

BEFORE_PYTEST = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
)


ON_ALL_CORES = ("-n", "auto", "--dist", "worksteal")
"""How pytest runs everything: a process for each core, and whoever has nothing left to do takes from the others."""


def run_tests(arguments: list[str], root: Path) -> int:
    """Run every check of the project; with arguments only pytest, which gets them."""
    for step in () if arguments else BEFORE_PYTEST:
        print("$", *step, flush=True)
        if code := _run(*step, root=root):
            print(f"`{' '.join(step)}` failed, so the tests were not run.", flush=True)
            return code
    return _run("pytest", *(arguments or ON_ALL_CORES), root=root)


def _run(tool: str, *arguments: str, root: Path) -> int:
    # As a module, so that it is surely the tool pinned for this Python, not one on the PATH.
    return outlast(subprocess.Popen([sys.executable, "-m", tool, *arguments], cwd=root))
