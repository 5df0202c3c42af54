"""A project -> a build of it in a process of its own, which can be waited for and ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

from portal.preview import building
from portal.problems import Report, problems_from_json
from portal.project import PROGRAM, Project


class RunningBuild:
    """A build that has begun."""

    def __init__(self, project: Project, site: Path) -> None:
        command = [sys.executable, "-m", building.__name__, str(project.root), project.today.isoformat(), str(site)]
        # Files, for whoever waits for the end of a pipe's other side must read all the while.
        self._said = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  # closed when the result is taken
        self._wrong = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        # A session of its own: a build makes copies of its process, and all of them are to be ended together.
        self._process = subprocess.Popen(
            command, cwd=PROGRAM.parent, stdout=self._said, stderr=self._wrong, start_new_session=True
        )

    @property
    def has_ended(self) -> bool:
        """Whether there is a result."""
        return self._process.poll() is not None

    def wait(self) -> None:
        """Waits for the end."""
        self._process.wait()

    def stop(self) -> None:
        """Ends it; the site stays as it was."""
        with contextlib.suppress(OSError):
            if os.name == "nt":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._said.close()
        self._wrong.close()

    def result(self) -> tuple[Report | None, str]:
        """What it has found, and a sentence for the console; no report where it broke off."""
        self._process.wait()
        with self._said, self._wrong:
            self._said.seek(0)
            self._wrong.seek(0)
            try:
                told = json.load(self._said)
            except ValueError:
                return None, f"{self._wrong.read()}\nThe build broke off. The last good site is shown."
        return Report(list(problems_from_json(told["problems"]))), told["said"]
