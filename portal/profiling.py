"""A build that watches itself -> where its time went: by stage, by kind of file, and the dearest pages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

_PAGES = 10


@dataclass(slots=True)
class Profile:
    """Seconds by the name of a stage, of a kind of file, of a page."""

    stages: dict[str, float] = field(default_factory=dict)
    kinds: dict[str, float] = field(default_factory=dict)
    pages: dict[str, float] = field(default_factory=dict)
    _stage: str = "Starting"
    _since: float = field(default_factory=time.perf_counter)

    def begin(self, stage: str) -> None:
        """A stage begins, and the one before it ends."""
        now = time.perf_counter()
        self.stages[self._stage] = self.stages.get(self._stage, 0) + now - self._since
        self._stage, self._since = stage, now

    def kind(self, name: str) -> AbstractContextManager[None]:
        """The time inside belongs to a kind of file."""
        return _timed(self.kinds, name)

    def page(self, path: str) -> AbstractContextManager[None]:
        """The time inside belongs to a page; the leaflets of a language are filled in under their own addresses."""
        return _timed(self.pages, path)

    def as_text(self) -> str:
        """A table for the console."""
        self.begin("Ending")
        lines = ["Where the time went, in seconds, with one process and nothing remembered but leaflets:"]
        lines += [f"{seconds:8.2f}  {name}" for name, seconds in self.stages.items() if name != "Ending"]
        lines.append("Kinds of files, in seconds:")
        lines += [f"{seconds:8.2f}  {name}" for name, seconds in _dearest(self.kinds)]
        lines.append(f"The {min(_PAGES, len(self.pages))} dearest pages, in milliseconds:")
        lines += [f"{1000 * seconds:8.1f}  {name}" for name, seconds in _dearest(self.pages)[:_PAGES]]
        return "\n".join(lines)


def _dearest(times: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(times.items(), key=lambda pair: -pair[1])


@contextmanager
def _timed(times: dict[str, float], name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    times[name] = times.get(name, 0) + time.perf_counter() - began
