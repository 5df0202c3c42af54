"""What a command has to say -> the terminal: one moving line of progress, then plain sentences."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Console:
    """Progress moves on one line of a terminal; elsewhere it is left out, so that logs stay short."""

    started: float = field(default_factory=time.monotonic)

    def progress(self, what: str) -> None:
        """Shows what is being done now."""
        if sys.stderr.isatty():
            seconds = time.monotonic() - self.started
            sys.stderr.write(f"\r\033[K{seconds:5.1f} s  {what}")
            sys.stderr.flush()

    def part(self, done: int, total: int, what: str) -> None:
        """Shows how far the work is, as a bar that moves, and what is being done now."""
        full = 20 * done // max(total, 1)
        self.progress(f"[{'#' * full}{'.' * (20 - full)}] {done}/{total}  {what}")

    def clear(self) -> None:
        """Takes the line of progress away."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def say(self, text: str) -> None:
        """Prints a sentence or a report on standard output."""
        self.clear()
        try:
            sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever reads wants no more, such as `head`: the work goes on, and no word is missed.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    @property
    def seconds(self) -> float:
        """How long the command has worked, in seconds."""
        return time.monotonic() - self.started
