"""How fast texts are judged: words a minute on one core, over the portal's own pages in every language.

Run it as `.venv/bin/python benchmarks/easy_reading.py`. It takes the best of five runs, so that other work on the
machine counts least.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.easy.pages import judged  # noqa: E402
from portal.pipeline import run_to_editions  # noqa: E402
from portal.project import Project  # noqa: E402

RUNS = 5


def main() -> None:
    """Prints one line for each language."""
    outcome = run_to_editions(Project(root=ROOT, today=datetime.now(UTC).date()))
    print(f"{'language':10}{'words':>10}{'words a minute':>18}")
    for edition in outcome.editions:
        best, words = float("inf"), 0
        for _ in range(RUNS):
            started = time.process_time()
            words = sum(judgement.words for _, judgement in judged(edition))
            best = min(best, time.process_time() - started)
        if words:
            print(f"{edition.language.code:10}{words:>10}{words / best * 60:>18,.0f}")


if __name__ == "__main__":
    main()
