"""`content/audio/` -> the recordings of pages read aloud, each by its language and page."""

from __future__ import annotations

from pathlib import Path

from portal.model import Recording
from portal.problems import Place

AUDIO = "content/audio"

SOUNDS = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg"}
"""The endings that browsers can play, the most widely known first, and what each is called in HTML."""


def read_recordings(root: Path) -> tuple[Recording, ...]:
    """Every file below `content/audio/`; whether it belongs to a page and a language, a check says.

    Two recordings of one page stand in the order in which a browser should try them.
    """
    files = (path for path in (root / AUDIO).rglob("*") if path.is_file() and not path.name.startswith("."))
    return tuple(sorted((_recording(path, root) for path in files), key=_rank))


def _recording(path: Path, root: Path) -> Recording:
    inside = path.relative_to(root / AUDIO)
    return Recording(
        place=Place(path.relative_to(root).as_posix()),
        language=inside.parent.as_posix() if len(inside.parts) > 1 else "",
        slug=path.stem,
        ending=path.suffix.removeprefix("."),
    )


def _rank(recording: Recording) -> tuple[str, str, int, str]:
    endings = list(SOUNDS)
    place = endings.index(recording.ending) if recording.ending in endings else len(endings)
    return recording.language, recording.slug, place, recording.ending
