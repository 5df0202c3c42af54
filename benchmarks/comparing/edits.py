"""The number of a round -> one change in a project, the same on every side, and what the pages must say after a build.

Each round writes other words, so that nothing can be remembered from an earlier one. After each build the pages are
asked whether they show them: a build that overlooks a change is quick, and worth nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.comparing.catalogues import quoted
from benchmarks.comparing.pages import FIXED, Page
from benchmarks.comparing.sides import Side
from benchmarks.comparing.vocabulary import Words, joined, languages, new_sentence

TRANSLATED = "en"
"""The language of the message that is changed."""

_FOLDERS = {"service": "services/{}.yaml", "step": "path/{}.yaml", "topic": "topics/{}.md"}
_FACT = re.compile(r"\{days\.(f\d\d)\}")


@dataclass(frozen=True, slots=True)
class Target:
    """Where the changes are made: two sentences of one page, and a fact that another page shows."""

    page: Page
    message: Words
    sentence: Words
    fact: str
    fact_text: Words
    fact_page: str


def target_of(pages: Iterable[Page]) -> Target:
    """A page in the middle with two plain paragraphs, and the first fact that any page shows."""
    known = [page for page in pages if page.slug not in FIXED]
    page, plain = next((page, _plain(page)) for page in known[len(known) // 2 :] if len(_plain(page)) > 1)
    texts = ((shown.slug, text, _FACT.search(text[0])) for shown in known for text in shown.messages)
    slug, text, fact = next((slug, text, found[1]) for slug, text, found in texts if found)
    return Target(page, plain[0], plain[-1], fact, text, slug)


def _plain(page: Page) -> list[Words]:
    """Its paragraphs that have no markup and stand there once."""
    blocks = (block for part in page.parts for block in part.blocks if block.kind == "paragraph")
    texts = [block.texts[0] for block in blocks]
    return [text for text in texts if not set("[{*") & set(text[0]) and texts.count(text) == 1]


@dataclass(slots=True)
class Project:
    """A side's project on disk: its files as they were first, and what its pages must show now."""

    side: Side
    root: Path
    target: Target
    _first: dict[str, str] = field(default_factory=dict)
    _shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By the kind of edit: a file of the output, and what it must hold."""

    def change(self, file: str, old: str, new: str) -> None:
        """Writes a file anew, with its first text changed in one place."""
        path = self.root / file
        text = self._first.setdefault(file, path.read_text("utf-8"))
        if text.count(old) != 1:
            raise ValueError(f"'{old}' stands {text.count(old)} times in {path}, not once")
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    def must_show(self, kind: str, code: str, slug: str, words: str) -> None:
        """From now on this page must show these words."""
        self._shown[kind] = (self.side.page.format(code=code, slug=slug), words)

    def not_shown(self) -> list[str]:
        """What the pages do not show, of all that they must."""
        return [
            f"{kind}: '{words}' is not in {file}"
            for kind, (file, words) in self._shown.items()
            if not self._is_shown(file, words)
        ]

    def _is_shown(self, file: str, words: str) -> bool:
        text = (self.root / file).read_text("utf-8")
        return words in text or words in " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def _message(project: Project, number: int) -> None:
    target, place = project.target, languages().index(TRANSLATED)
    new = joined(target.message, new_sentence(number))[place]
    file = project.side.message.format(code=TRANSLATED, slug=target.page.slug)
    if file.endswith(".po"):
        project.change(file, f"msgstr {quoted(target.message[place])}\n", f"msgstr {quoted(new)}\n")
    else:
        project.change(file, target.message[place], new)
    project.must_show("message", TRANSLATED, target.page.slug, new_sentence(number)[place])


def _sentence(project: Project, number: int) -> None:
    target = project.target
    folder = _FOLDERS[target.page.kind].format(target.page.slug)
    file = project.side.source.format(slug=target.page.slug, folder=folder)
    project.change(file, target.sentence[0], joined(target.sentence, new_sentence(number))[0])
    project.must_show("sentence", languages()[0], target.page.slug, new_sentence(number)[0])


def _template(project: Project, number: int) -> None:
    project.change(project.side.template, "<footer>", f'<footer data-round="{number}">')
    for code in languages():
        project.must_show(f"template {code}", code, project.target.page.slug, f'data-round="{number}"')


def _fact(project: Project, number: int) -> None:
    target, file = project.target, project.side.facts
    text = project.root.joinpath(file).read_text("utf-8")
    found = re.search(rf'"?{target.fact}"?:[ {{\n]*"?value"?: (\d+)', project._first.get(file, text))
    assert found is not None
    project.change(file, found[0], found[0].removesuffix(found[1]) + str(_value(number)))
    (sentence,) = (one for one in re.split(r"(?<=\.) ", target.fact_text[0]) if f"{{days.{target.fact}}}" in one)
    shown = sentence.replace(f"{{days.{target.fact}}}", str(_value(number)))
    project.must_show("fact", languages()[0], target.fact_page, shown)


def _value(number: int) -> int:
    """A number of days that no other fact has, and no earlier round."""
    return 100 + number


EDITS: dict[str, Callable[[Project, int], None]] = {
    "one message": _message,
    "one source sentence": _sentence,
    "one template": _template,
    "one fact": _fact,
}
"""What is changed, by the name of the row in the table."""
