"""What the frame around every page needs to know: its address, its trust, the age of its facts."""

from __future__ import annotations

from portal.model import EasyClaim, PartialDate
from portal.trust import Trust


def frame_of(own_path: str, trust: Trust, oldest: PartialDate, claim: EasyClaim | None = None) -> dict[str, object]:
    """The values that `templates/base.html` asks for; `own_path` is the same in every language."""
    return {"own_path": own_path, "trust": trust, "oldest": oldest, "claim": claim}
