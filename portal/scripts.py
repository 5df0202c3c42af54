"""`templates/scripts/` -> the scripts of the site: squeezed, each named by a hash of what it holds.

A script holds no words: what it says stands in the page that loads it, where translators find it. The hash in the
name means that a browser may keep a script for ever, and that a page never runs one of another build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rjsmin import jsmin

from portal.addresses import lasting

SCRIPTS = "templates/scripts"

WORKER = "worker.js"
"""The one script whose name must never change: browsers ask again for the address that they know."""


@dataclass(frozen=True, slots=True)
class Script:
    """A finished script: its path below `site/`, and its bytes."""

    path: str
    content: bytes


def read_scripts(root: Path) -> Mapping[str, Script]:
    """Every script of a project by its name: a file `search.js`, or a folder `page/` whose files make one script."""
    scripts = {}
    for path in sorted((root / SCRIPTS).iterdir()):
        if path.is_dir():
            scripts[path.name] = _script(path.name, _joined(sorted(path.glob("*.js"))))
        elif path.suffix == ".js":
            scripts[path.stem] = _script(path.stem, path.read_text(encoding="utf-8"))
    return scripts


def _joined(paths: list[Path]) -> str:
    """Each part has its names for itself, so that no part need know of another."""
    parts = (f"{{\n{path.read_text(encoding='utf-8')}\n}}\n" for path in paths)
    return '"use strict";\n' + "".join(parts)


def _script(name: str, source: str) -> Script:
    content = str(jsmin(source)).encode()
    path = f"{name}.js"
    return Script(path if path == WORKER else lasting(f"scripts/{path}", content), content)
