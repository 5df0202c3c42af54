"""What the frame around every page needs to know: its address and name, its trust, the age of its facts."""

from __future__ import annotations

from portal.model import EasyClaim, PartialDate
from portal.trust import UNKNOWN, Trust


def frame_of(
    own_path: str,
    trust: Trust,
    oldest: PartialDate = UNKNOWN,
    claim: EasyClaim | None = None,
    *,
    name: str = "",
    quiet: bool = False,
) -> dict[str, object]:
    """The values that `templates/base.html` asks for; `own_path` is the same in every language.

    `name` is what the page is called in the source language, for whoever answers a reader's letter; `quiet`: whether
    the browser must not be told what the page is about.
    """
    frame = {"own_path": own_path, "trust": trust, "oldest": oldest, "claim": claim}
    return {**frame, "name": name, "quiet": quiet}
