"""How fast leaflets are made: all of one language in all formats, cold and from the cache, with memory.

Run it as `.venv/bin/python benchmarks/leaflets.py [LANGUAGE]`. The cold run is made in an empty folder of its own: the
project's cache is left alone. CPU time counts both processors; other work on the machine counts in "real" only.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.leaflets.document import Author  # noqa: E402
from portal.leaflets.making import print_all  # noqa: E402
from portal.leaflets.ordering import orders_of  # noqa: E402
from portal.leaflets.typesetting import Typesetter  # noqa: E402
from portal.pipeline import renderers_of, run_to_editions, shared_of  # noqa: E402
from portal.project import Project  # noqa: E402


def main() -> None:
    """Prints a line for the cold run and one for the remembered one."""
    wanted = sys.argv[1:] or ["ar"]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("content", "locales", "templates"):
            shutil.copytree(ROOT / name, root / name)
        editions = run_to_editions(Project(root=root, today=datetime.now(UTC).date())).editions
        renderers = renderers_of(editions, shared_of(root, editions))
        for run in ("cold", "cached"):
            authors = tuple(map(Author, renderers))
            orders = [order for order in orders_of(authors) if order.language.code in wanted]
            started, used = time.perf_counter(), time.process_time()
            made = print_all(orders, Typesetter(root))
            real, cpu = time.perf_counter() - started, time.process_time() - used
            size = sum(len(file.content) for _, file in made.files) / len(made.files) / 1000
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            print(
                f"{run:7} {len(made.files):4} leaflets  {real:6.1f} s real  {cpu:6.1f} s CPU  "
                f"{cpu / len(made.files) * 1000:5.0f} ms each  {size:4.0f} kB each  {memory:4.0f} MB at most"
            )


if __name__ == "__main__":
    main()
