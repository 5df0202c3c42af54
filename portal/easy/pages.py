"""An edition -> the texts of the portal that are judged: each page, and the explanations of the word list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.easy.documents import Document, page_document, texts_document
from portal.easy.judging import Judgement, judge
from portal.easy.tables import known_languages
from portal.easy.terms import Terms
from portal.model import Edition, Excerpt, Page, State, Text, map_texts, texts_of

SHORT_TEXTS = ("glossary", "guide", "card")
"""The documents that are no page: texts of a line or two, each to be understood alone."""


def documents_of(edition: Edition) -> Iterator[Document]:
    """The documents of an edition; texts that fell back to Finnish are left out, for they were judged there."""
    language = edition.language.code
    for page in edition.site.pages:
        yield page_document(_only_translated(page), language)
    if isinstance(edition, Excerpt) and edition.page:
        return
    explanations = [term.explanation for term in edition.site.glossary if not term.explanation.fell_back]
    yield texts_document(explanations, "glossary", language)
    for name, part in (("guide", edition.site.guide), ("card", edition.site.card)):
        if part is not None:
            yield texts_document((text for text in texts_of(part) if not text.fell_back), name, language)


def _only_translated(page: Page) -> Page:
    def emptied(text: Text) -> Text:
        return replace(text, translation="", state=State.MISSING) if text.fell_back else text

    return map_texts(page, emptied)


def judged(edition: Edition, only: frozenset[str] | None = None) -> Iterator[tuple[Document, Judgement]]:
    """Each document of an edition (or `only` those named) with its judgement; nothing without a table."""
    if edition.language.code not in known_languages():
        return
    site = edition.site
    # Links to terms are the same in every language, so only the source must be looked through for them.
    terms = Terms(site.glossary, edition.language.code, marked=edition.is_source)
    unmarked = Terms(site.glossary, edition.language.code, marked=False)
    for document in documents_of(edition):
        if only is not None and document.name not in only:
            continue
        allowed = frozenset((one.rule, one.words) for one in site.easy_reading.allow if one.page == document.name)
        in_list = document.name in SHORT_TEXTS
        yield document, judge(document, unmarked if in_list else terms, allowed)
