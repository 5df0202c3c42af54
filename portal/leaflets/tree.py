"""The HTML of a leaflet -> a tree of blocks and runs of words, as plain data: all that the setting of type is told.

The HTML is our own, made by the templates that make the pages; so words, facts, doubts and languages are the same on
paper. Nothing in the tree is ever read as markup again: a translation that looks like code stays words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from portal.checks.html import VOID

Node = dict[str, Any]
"""A block: `tag`, perhaps `class` and `lang`, and either `kids` (blocks) or `runs` (words)."""

Run = dict[str, Any]
"""Words of one kind: `t`; `b` strong, `lang` another language, `ltr` left to right, `whole` on one line, `k` a look."""

_INLINE = frozenset({"a", "b", "bdi", "em", "span", "strong", "time"})
_NOT_ON_PAPER = frozenset({"nav", "header", "script", "style", "template", "svg"})
_NOT_ON_PAPER |= {"form", "label", "button", "select", "textarea"}
"""What only a screen needs; so it is with what is `hidden` until a script shows it, and with what is there to adorn."""
_LOOKS = ("ask", "address", "call", "code", "own")
_WHOLE = 34
"""What is kept left to right is also kept on one line up to this many characters: a phone, a price, an address."""


class Unbalanced(Exception):
    """A tag is closed out of order, at `line` of the HTML: each block behind it would stand in the wrong one."""

    def __init__(self, fault: str, line: int) -> None:
        super().__init__(fault)
        self.line = line


class _Reader(HTMLParser):
    """Gathers what stands in `<main>`; blocks nest, words are gathered in the innermost block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top: Node = {"tag": "main", "kids": [], "runs": []}
        self._blocks = [self.top]
        self._inline: list[tuple[Run, str]] = []
        self._open: list[str] = []
        self._skipped_from = 0
        """How many tags are open with the one that is not printed; 0 while all is."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in VOID:
            if tag == "img" and not self._skipped_from and "hidden" not in values:
                _settle(self._blocks[-1])
                self._blocks[-1]["kids"].append({"tag": "img", "class": values.get("class", ""), "alt": values["alt"]})
            return
        self._open.append(tag)
        if self._skipped_from:
            return
        if tag in _NOT_ON_PAPER or "hidden" in values or values.get("aria-hidden") == "true":
            self._skipped_from = len(self._open)
        elif tag in _INLINE:
            self._inline.append((self._look(tag, values), values.get("href", "")))
        else:
            _settle(self._blocks[-1])
            node: Node = {"tag": tag, "kids": [], "runs": []}
            node |= {name: values[name] for name in ("class", "lang", "id") if values.get(name)}
            self._blocks[-1]["kids"].append(node)
            self._blocks.append(node)

    def _look(self, tag: str, values: dict[str, str]) -> Run:
        look = dict(self._inline[-1][0]) if self._inline else {}
        classes = values.get("class", "").split()
        if tag in {"b", "strong"} or "phone" in classes or "call" in classes:
            look["b"] = True
        if values.get("lang"):
            look["lang"] = values["lang"]
        if values.get("dir") == "ltr":
            look["ltr"] = True
        for name in _LOOKS:
            if name in classes:
                look["k"] = name
        if "go" in classes and not values.get("href", "").startswith("http"):
            look["k"] = "go"
        return look

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1] != tag:
            inside = f"<{self._open[-1]}>" if self._open else "nothing"
            raise Unbalanced(f"</{tag}> closes {inside}.", self.getpos()[0])
        was_skipped = self._skipped_from
        if len(self._open) == was_skipped:
            self._skipped_from = 0
        self._open.pop()
        if was_skipped:
            return
        if tag not in _INLINE:
            self._blocks.pop()
            return
        _, href = self._inline.pop()
        host = urlsplit(href).netloc.removeprefix("www.") if href.startswith("http") else ""
        if host and not self._says(host):
            self._blocks[-1]["runs"] += [{"t": " ("}, {"t": host, "ltr": True, "k": "address"}, {"t": ")"}]

    def close(self) -> None:
        super().close()
        if self._open:
            raise Unbalanced(f"<{self._open[-1]}> is never closed.", self.getpos()[0])

    def _says(self, host: str) -> bool:
        """Whether the words just before are the address itself."""
        return any(run["t"] == host for run in self._blocks[-1]["runs"][-1:])

    def handle_data(self, data: str) -> None:
        if self._skipped_from:
            return
        look = self._inline[-1][0] if self._inline else {}
        self._blocks[-1]["runs"].append({"t": data} | look)


def read_leaflet(html: str) -> list[Node]:
    """The blocks of a leaflet's `<main>`, in order. Raises `Unbalanced`."""
    before, _, behind = html.partition('<main id="main">')
    reader = _Reader()
    reader.feed("\n" * before.count("\n"))  # so that a fault is told with its own line
    reader.feed(behind.rpartition("</main>")[0])
    reader.close()
    return [node for node in map(_tidied, reader.top["kids"]) if node]


def _settle(node: Node) -> None:
    """Makes a paragraph of words that stand beside blocks, at their place among these."""
    if any(run["t"].strip() for run in node["runs"]):
        look = {"class": "number"} if any(run.get("k") == "call" for run in node["runs"]) else {}
        node["kids"].append({"tag": "p", "kids": [], "runs": node["runs"]} | look)
    node["runs"] = []


def _tidied(node: Node) -> Node:
    """A node with its words joined and its empty parts gone."""
    if node.get("kids"):
        _settle(node)
    runs = joined(node.pop("runs", []))
    kids = [kid for kid in map(_tidied, node.pop("kids", [])) if kid]
    if runs:
        return node | {"runs": runs}
    if kids:
        return node | {"kids": kids}
    return node if node["tag"] in {"dd", "img"} else {}


def joined(runs: list[Run]) -> list[Run]:
    """Runs with every stretch of white space as one space, none at the ends, and equal neighbours as one run."""
    found: list[Run] = []
    space = True
    for run in runs:
        if run.get("k") == "go":
            continue  # a way to another page: on paper it leads nowhere
        words = re.sub(r"[ \t\n\r]+", " ", run["t"])
        if space:
            words = words.lstrip(" ")
        if not words:
            continue
        space = words.endswith(" ")
        look = {name: value for name, value in run.items() if name != "t"}
        if found and {name: value for name, value in found[-1].items() if name != "t"} == look:
            found[-1]["t"] += words
        else:
            found.append({"t": words} | look)
    if found:
        found[-1]["t"] = found[-1]["t"].rstrip(" ")
        if not found[-1]["t"]:
            return joined(found[:-1])
    for run in found:
        if run.get("k") == "ask" and not run["t"].startswith("("):
            run["t"] = f"({run['t'].strip()})"
        if run.get("ltr") and len(run["t"].strip()) <= _WHOLE and not run.get("lang"):
            run["whole"] = True
    return found


def leaves(nodes: list[Node]) -> Iterator[Node]:
    """Every block that holds words, in order."""
    for node in nodes:
        if "runs" in node:
            yield node
        yield from leaves(node.get("kids", []))


def words_of(nodes: list[Node]) -> Iterator[str]:
    """The plain words of each block, in order."""
    for leaf in leaves(nodes):
        yield "".join(run["t"] for run in leaf["runs"])
