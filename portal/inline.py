"""One message of inline Markdown -> safe HTML of one language: strong words, links, terms and facts.

A translator's text is only ever text here. Raw HTML, pictures, code, references and automatic links are
switched off in Python-Markdown, and a link keeps only a target of the kinds that `docs/content.md` names.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)?)\}")
"""A fact `{group.name}` or, in the interface, a value `{name}`."""

LINK = re.compile(r"(?<![!\\])\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
"""An inline link: its words and its target. Markdown takes none behind a `!` (a picture) or a backslash."""

_LETTERS = r"[^*_\[\]\\`<>&{}!#~^()\s]"
_NAME = r"\{[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)?\}"
_WORDS = rf"(?:{_LETTERS}|{_NAME})(?:(?:{_LETTERS}|{_NAME}|[ ()])*(?:{_LETTERS}|{_NAME}|[()]))?"
_TARGET = r"[a-z]+:[A-Za-z0-9_./-]+"
_SIMPLE = re.compile(
    rf"(?P<words>(?:{_LETTERS}|[ ()])+)|(?P<name>{_NAME})|\*\*(?P<strong>{_WORDS})\*\*"
    rf"|\[(?P<link>{_WORDS})\]\((?P<to>{_TARGET})\)"
)
# A possessive `*+` would be a little quicker, but with it Python before 3.11.5 says that more fits than does.
_ALL_SIMPLE = re.compile(rf"(?:{_LETTERS}|[ ()]|{_NAME}|\*\*{_WORDS}\*\*|\[{_WORDS}\]\({_TARGET}\))*")
"""Messages as nearly all are: words, facts, strong words, links, and no character that could mean something else.
Python-Markdown makes the same of them, thirty times as slowly; a test holds the two together on random messages."""

# Private-use characters stand in for what Markdown must not touch. No text may hold them itself:
# the checks refuse them in content and in translations.
_FACT_OPEN, _FACT_CLOSE, _AMPERSAND = "\ue000", "\ue001", "\ue002"

LinkMaker = Callable[[str], Mapping[str, str]]
"""Gives the attributes of a link by its target; the key `after` is text put behind the link."""


class _Links(Treeprocessor):
    """Puts the site's own attributes on every link and drops whatever else a link may carry."""

    attributes_of: LinkMaker

    def run(self, root: ElementTree.Element) -> None:
        for link in root.iter("a"):
            attributes = dict(self.attributes_of(link.get("href", "")))
            after = attributes.pop("after", "")
            link.attrib.clear()
            link.attrib.update(attributes)
            link.tail = after + (link.tail or "")


class InlineMarkdown:
    """Renders messages; `attributes_of` tells what a link's target means in this language."""

    def __init__(self, attributes_of: LinkMaker) -> None:
        self._attributes_of = attributes_of
        self._markdown = _restricted_markdown()
        links = _Links(self._markdown)
        links.attributes_of = attributes_of
        self._markdown.treeprocessors.register(links, "site_links", 15)

    def render(self, message: str, value_of: Callable[[str], Markup]) -> Markup:
        """The HTML of a message; `value_of` gives the HTML of each placeholder by its name."""
        if _ALL_SIMPLE.fullmatch(message) and message == message.strip():
            return Markup("".join(self._simple(message, value_of)))  # no word holds a character that HTML knows
        return self._by_python_markdown(message, value_of)

    def _simple(self, message: str, value_of: Callable[[str], Markup]) -> Iterator[str]:
        for found in _SIMPLE.finditer(message):
            kind = found.lastgroup
            if kind == "words":
                yield found.group()
            elif kind == "name":
                yield value_of(found.group()[1:-1])
            elif kind == "strong":
                yield f"<strong>{_filled(found['strong'], value_of)}</strong>"
            else:
                yield self._link(found["to"], _filled(found["link"], value_of))

    def _link(self, target: str, words: str) -> str:
        attributes = dict(self._attributes_of(target))
        after = attributes.pop("after", "")
        written = "".join(f' {name}="{escape(value)}"' for name, value in sorted(attributes.items()))
        return f"<a{written}>{words}</a>{escape(after)}"

    def _by_python_markdown(self, message: str, value_of: Callable[[str], Markup]) -> Markup:
        names: list[str] = []

        def put_aside(found: re.Match[str]) -> str:
            names.append(found.group(1))
            return f"{_FACT_OPEN}{len(names) - 1}{_FACT_CLOSE}"

        text = PLACEHOLDER.sub(put_aside, message).replace("&", _AMPERSAND)
        html = self._markdown.reset().convert(text)
        html = html.removeprefix("<p>").removesuffix("</p>").replace(_AMPERSAND, "&amp;")
        return Markup(  # made by Python-Markdown without raw HTML, and by value_of
            re.sub(
                f"{_FACT_OPEN}([0-9]+){_FACT_CLOSE}",
                lambda found: str(value_of(names[int(found.group(1))])),
                html,
            )
        )


def _filled(words: str, value_of: Callable[[str], Markup]) -> str:
    return PLACEHOLDER.sub(lambda found: value_of(found.group(1)), words)


def _restricted_markdown() -> markdown.Markdown:
    """Python-Markdown that knows paragraphs, `**`, links and backslashes, and nothing else."""
    converter = markdown.Markdown(output_format="html")
    converter.preprocessors.deregister("html_block")
    _keep(converter.parser.blockprocessors, {"empty", "paragraph"})
    _keep(converter.inlinePatterns, {"escape", "link", "em_strong"})
    _keep(converter.treeprocessors, {"inline", "unescape"})
    _keep(converter.postprocessors, {"amp_substitute"})
    return converter


def _keep(registry: markdown.util.Registry[Any], names: set[str]) -> None:
    # The registry lists its items without their names in public; only this attribute knows them.
    known = [item.name for item in registry._priority]  # type: ignore[attr-defined]
    for name in known:
        if name not in names:
            registry.deregister(name)


def plain(message: str, value_of: Callable[[str], str]) -> str:
    """A message without markup, for titles, descriptions and open data."""
    text = LINK.sub(lambda found: found.group(1), message) if "](" in message else message
    text = _STARS.sub("", text) if "*" in text else text
    text = _ESCAPED.sub(r"\1", text) if "\\" in text else text
    return PLACEHOLDER.sub(lambda found: value_of(found.group(1)), text) if "{" in text else text


_STARS = re.compile(r"\*\*|(?<!\\)\*")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")
