"""How our reader and writer do on other people's catalogues: every `.po` file below a folder, against polib and msgfmt.

Run it as `.venv/bin/python benchmarks/public_catalogues.py FOLDER`. For each file:

- the strict form check and polib say whether they take it; where polib takes it and we do not, the file is named;
- our reader gives the same entries as polib: context, source, translation, fuzzy;
- what our writer makes of them, read again by polib, has lost nothing of them;
- `msgfmt` says the same of the file before and after.

The portal has no plural forms. Entries that have them are counted, and are compared and written without them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.catalogues.messages import Message  # noqa: E402
from portal.catalogues.reading import Entry, folder_of, read_catalogue  # noqa: E402
from portal.catalogues.writing import catalogue_text  # noqa: E402
from portal.model import Language  # noqa: E402
from portal.problems import Report  # noqa: E402

Row = tuple[str, str, str, bool]
"""Context, source, translation, fuzzy."""

ANY = Language(code="x", tag="x", locale="en", name="x", direction="ltr", script="Latn", plural_forms="")


def main(folder: Path) -> int:
    """Prints each difference, then the totals; 1 where there is a difference."""
    counts: Counter[str] = Counter()
    languages: set[str] = set()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as work:
        for path in sorted(folder.rglob("*.po")):
            counts["files"] += 1
            languages.add(_language(path))
            for difference in _compared(path, Path(work), counts):
                counts["differences"] += 1
                print(f"{path.relative_to(folder)}: {difference}")
    for name, number in counts.items():
        print(f"{name:48}{number:>9,}")
    print(f"{'languages':48}{len(languages):>9,}")
    print(f"{'seconds':48}{time.perf_counter() - started:>9.1f}")
    return 1 if counts["differences"] else 0


def _language(path: Path) -> str:
    """What stands before LC_MESSAGES, or the name of the file."""
    parts = path.parts
    name = parts[parts.index("LC_MESSAGES") - 1] if "LC_MESSAGES" in parts else path.stem
    return name.split("@")[0].split("_")[0]


def _compared(path: Path, work: Path, counts: Counter[str]) -> list[str]:
    data = path.read_bytes()
    try:
        theirs = polib.pofile(data.decode("utf-8-sig"), wrapwidth=0)
    except (OSError, ValueError) as error:
        counts["not read by polib, or not UTF-8"] += 1
        taken = not _ours(data, work)[1]
        return [f"we take what polib does not: {error}"] if taken else []
    ours, faults = _ours(_with_our_header(data), work)
    if faults:
        counts[f"refused: {faults[0].split(': ', 1)[1]}"] += 1
        return [f"refused, line {fault}" for fault in faults[:1]]
    living = [entry for entry in theirs if not entry.obsolete]
    plural = sum(bool(entry.msgid_plural) for entry in living)
    counts["files with plural forms (out of scope)"] += bool(plural)
    counts["entries"] += len(living)
    counts["entries with plural forms (left out)"] += plural
    expected = [_row(entry) for entry in living if not entry.msgid_plural]
    plural_keys = {(entry.msgctxt or "", entry.msgid) for entry in living if entry.msgid_plural}
    found = {key: entry for key, entry in ours.items() if key not in plural_keys}
    if [(e.context, e.source, e.translation, e.fuzzy) for e in found.values()] != expected:
        return ["our reader sees other entries than polib"]
    written = _written(found, theirs)
    again = polib.pofile(written, wrapwidth=0)
    wanted = [row if row[2] else (*row[:3], False) for row in expected]  # a guess of nothing is no guess
    differences = [] if [_row(entry) for entry in again] == wanted else ["our writer lost something"]
    if _ours(_with_our_header(written.encode()), work)[1]:
        differences.append("our reader refuses what our writer wrote")
    before, after = _msgfmt(data), _msgfmt(written.encode())
    counts["refused by msgfmt before"] += not before
    counts["refused by msgfmt after"] += not after
    if before and not after:
        differences.append("msgfmt refuses what our writer wrote")
    return differences


def _row(entry: polib.POEntry) -> Row:
    return (entry.msgctxt or "", entry.msgid, entry.msgstr, entry.fuzzy)


def _ours(data: bytes, work: Path) -> tuple[dict[tuple[str, str], Entry], list[str]]:
    """The entries that the portal's own reader gives, and its faults but those of our registry of languages."""
    folder = work / folder_of(ANY.code)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "one.po").write_bytes(data)
    catalogue = read_catalogue(work, ANY, report := Report())
    faults = [f"{problem.place.line}: {problem.rule}: {problem.message}" for problem in report.sorted]
    return catalogue.domains["one"], faults


def _with_our_header(data: bytes) -> bytes:
    """The same file with a header that fits the stand-in language, as only the entries matter here."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    header = polib.pofile(text, wrapwidth=0)
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip() == 'msgid ""'), None)
    if first is None or not header.metadata or any(entry.linenum == first + 1 for entry in header):
        return data
    last = first + 1
    while last + 1 < len(lines) and lines[last + 1].lstrip().startswith('"'):
        last += 1
    own = ['msgid ""', 'msgstr ""', '"Language: x\\n"', '"Content-Type: text/plain; charset=UTF-8\\n"']
    return "\n".join([*lines[:first], *own, *lines[last + 1 :]]).encode()


def _written(entries: dict[tuple[str, str], Entry], theirs: polib.POFile) -> str:
    messages = tuple(Message(context=key[0], source=key[1], notes=(), files=()) for key in entries)
    forms = str(theirs.metadata.get("Plural-Forms", "nplurals=2; plural=(n != 1);"))
    return catalogue_text(messages, entries, "one", replace(ANY, plural_forms=forms))


def _msgfmt(data: bytes) -> bool:
    command = ["msgfmt", "--check-format", "--output-file=/dev/null", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name one folder.")
    sys.exit(main(Path(sys.argv[1])))
