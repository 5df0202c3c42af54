"""Where a project lives and which day it is: what every command begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

READ = ("content", "locales", "templates")
"""The folders that a build reads, and an editor changes."""

PROGRAM = Path(__file__).resolve().parent
"""The portal's own files."""

PINNED = PROGRAM.parent / "requirements.txt"
"""The libraries that it uses, each with its version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where a project lives, and the day its facts are compared with. The day is an input like any other:
    the same files and the same day give the same bytes.
    """

    root: Path
    today: date
