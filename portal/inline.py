"""One message of inline Markdown -> safe HTML of one language: strong words, links, terms and facts.

A translator's text is only ever text here. Raw HTML, pictures, code, references and automatic links are
switched off in Python-Markdown, and a link keeps only a target of the kinds that `docs/content.md` names.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Mapping
from typing import Any

import markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)?)\}")
"""A fact `{group.name}` or, in the interface, a value `{name}`."""

LINK = re.compile(r"(?<![!\\])\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
"""An inline link: its words and its target. Markdown takes none behind a `!` (a picture) or a backslash."""

_PLAIN = re.compile(r"[^*_\[\]\\`<>&{}!#~^\n]*")

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
        self._markdown = _restricted_markdown()
        links = _Links(self._markdown)
        links.attributes_of = attributes_of
        self._markdown.treeprocessors.register(links, "site_links", 15)

    def render(self, message: str, value_of: Callable[[str], Markup]) -> Markup:
        """The HTML of a message; `value_of` gives the HTML of each placeholder by its name."""
        if _PLAIN.fullmatch(message):
            return Markup(message)  # holds no character that means anything in HTML text
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
    text = LINK.sub(lambda found: found.group(1), message)
    text = re.sub(r"\*\*|(?<!\\)\*", "", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!>])", r"\1", text)
    return PLACEHOLDER.sub(lambda found: value_of(found.group(1)), text)
