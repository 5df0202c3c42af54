"""`templates/scripts/*.js` -> the scripts of the site: squeezed, each named by a hash of what it holds.

A script holds no words: what it says stands in the page that loads it, where translators find it. The hash in the
name means that a browser may keep a script for ever, and that a page never runs one of another build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rjsmin import jsmin

SCRIPTS = "templates/scripts"


@dataclass(frozen=True, slots=True)
class Script:
    """A finished script: its path below `site/`, and its bytes."""

    path: str
    content: bytes


def read_scripts(root: Path) -> Mapping[str, Script]:
    """Every script of a project by its name: `page` for `templates/scripts/page.js`."""
    return {path.stem: _squeezed(path) for path in sorted((root / SCRIPTS).glob("*.js"))}


def _squeezed(path: Path) -> Script:
    content = str(jsmin(path.read_text(encoding="utf-8"))).encode()
    return Script(f"scripts/{path.stem}-{hashlib.sha256(content).hexdigest()[:10]}.js", content)
