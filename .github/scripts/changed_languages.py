"""The files that a pull request changes -> the languages to preview, as outputs of a GitHub step.

The list of files is that of `git diff --name-only -z`. A change of catalogues is shown in their languages; a change of
the content, the templates or the program in every language.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
EVERYWHERE = ("content/", "templates/", "portal/")
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def known_languages(root: Path) -> tuple[str, ...]:
    """The languages of the site, in its order; what could be mistaken for anything else is left out."""
    settings = yaml.load((root / "content/site.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return tuple(code for code in settings["languages"] if _CODE.fullmatch(code))


def changed_languages(files: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """The languages in which the site may look different, in the order of the site."""
    changed = set()
    for file in files:
        if file.startswith(EVERYWHERE):
            return known
        parts = file.split("/")
        if parts[0] == "locales" and len(parts) > 2:
            changed.add(parts[1])
    return tuple(code for code in known if code in changed)


def outputs(languages: tuple[str, ...]) -> str:
    """Lines for $GITHUB_OUTPUT: the codes, and the folders of the site to hand over for a look."""
    lines = [f"languages={' '.join(languages)}"]
    if languages:
        paths = ("site/index.html", *(f"site/{code}/" for code in languages))
        lines += ["paths<<END", *paths, "END"]
    else:
        lines.append("paths=")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Prints the outputs for a file that holds the list."""
    files = Path(arguments[0]).read_bytes().decode(errors="replace").split("\0")
    sys.stdout.write(outputs(changed_languages(files, known_languages(ROOT))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
