"""What was measured -> the Markdown of `benchmarks/README.md`, and the README with it between its two marks."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.comparing.comparison import CASES, COLD, Measured
from benchmarks.comparing.running import Spent
from benchmarks.comparing.sides import PORTAL
from benchmarks.comparing.vocabulary import languages

BEGIN, END = "<!-- made by build.py bench -->", "<!-- end -->"


def report(all_of_it: Iterable[Measured], today: date) -> str:
    """The whole table, with the machine and the day."""
    versions = [f"Python {platform.python_version()}"]
    for name in ("hugo", "sphinx"):
        try:
            versions.append(f"{name.capitalize()} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    lines = [f"Measured on {today:%d %B %Y}: {_machine()}; {', '.join(versions)}."]
    for measured in all_of_it:
        lines += ["", *_of_size(measured)]
    return "\n".join(lines) + "\n"


def _machine() -> str:
    """The processor, how many of it, and the memory."""
    name = platform.machine()
    cpus, memory = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    if cpus.exists():
        models = [
            line.partition(":")[2].strip() for line in cpus.read_text().splitlines() if line.startswith("model name")
        ]
        name = models[0] if models else name
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    words = [f"{cores} processors ({name})"]
    if memory.exists():
        words.append(f"{int(memory.read_text().split()[1]) / 1e6:.0f} GB of memory")
    return ", ".join([*words, platform.system()])


def _of_size(measured: Measured) -> Iterator[str]:
    names = [side.name for side in measured.sides]
    rounds = f"{measured.rounds} round{'s' * (measured.rounds > 1)}"
    count = len(languages())
    yield f"### {measured.pages:,} pages: {measured.pages // count:,} in each of {count} languages; {rounds}"
    yield ""
    for pair in _pairs(names):
        heads = [f"{name} s" for name in pair], [f"{name} CPU s" for name in pair], [f"{name} MB" for name in pair]
        ratio = [" / ".join(pair)] * (len(pair) > 1)
        yield from _rows(
            ["what is new", *heads[0], *ratio, *heads[1], *ratio, *heads[2]],
            ([case, *_case(measured, case, pair)] for case in CASES),
        )
        yield ""
    yield from _rows(
        ["wrote", "HTML files", "all files", "MB", "cold, ms for each HTML file"],
        ([name, *_output(measured, name)] for name in names),
    )
    yield ""
    yield from _notes(measured)


def _pairs(names: list[str]) -> list[tuple[str, ...]]:
    """The portal beside each other side; without the portal, or without another, each side alone."""
    others = [name for name in names if name != PORTAL.name]
    return [(PORTAL.name, other) for other in others] if others and others != names else [(name,) for name in names]


def _rows(heads: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| --- |{' ---: |' * (len(heads) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _case(measured: Measured, case: str, names: tuple[str, ...]) -> Iterator[str]:
    for quantity in (_wall, _cpu):
        for name in names:
            yield f"{median(map(quantity, measured.spent[name, case])):.2f}"
        if len(names) > 1:
            yield _ratio(measured, case, names[1], quantity)
    for name in names:
        most = measured.memory.get((name, case))
        yield "" if most is None else f"{most:.0f}"


def _wall(spent: Spent) -> float:
    return spent.wall


def _cpu(spent: Spent) -> float:
    return spent.cpu


def _ratio(measured: Measured, case: str, other: str, quantity: Callable[[Spent], float]) -> str:
    """The median of the ratios round by round, with the lowest and the highest."""
    pairs = zip(measured.spent[PORTAL.name, case], measured.spent[other, case], strict=True)
    ratios = sorted(quantity(ours) / quantity(theirs) for ours, theirs in pairs)
    spread = f" ({ratios[0]:.2f}–{ratios[-1]:.2f})" if len(ratios) > 1 else ""
    return f"{median(ratios):.2f}{spread}"


def _output(measured: Measured, name: str) -> Iterator[str]:
    written = measured.written[name]
    cold = median(spent.wall for spent in measured.spent[name, COLD])
    yield f"{written.html:,}"
    yield f"{written.files:,}"
    yield f"{written.size / 1e6:.1f}"
    yield f"{1000 * cold / written.html:.2f}"


def _notes(measured: Measured) -> Iterator[str]:
    libraries = median(spent.cpu for spent in measured.libraries)
    if (PORTAL.name, COLD) in measured.spent:
        times = median(spent.cpu for spent in measured.spent[PORTAL.name, COLD]) / libraries
        yield (
            f"- Importing yaml, jinja2, markdown and babel takes {libraries:.3f} s of CPU; "
            f"the portal's cold build takes {times:.1f} times that."
        )
    if measured.parts:
        parts = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in measured.parts.items())
        yield f"- What only the portal makes, by its own profile of one process: {parts}."
    if measured.leaflets:
        yield f"  The {measured.leaflets} leaflets are PDF files of a site of their own; the tables have none."
    for side in measured.left_out:
        yield f"- {side.name} was left out here: at {measured.pages:,} pages each of its builds takes minutes."


def put_into(readme: Path, text: str) -> None:
    """Writes the table between its marks."""
    before, begin, rest = readme.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{readme} lacks '{BEGIN}' or '{END}'")
    readme.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8", newline="\n")
