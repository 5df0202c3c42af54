"""Services, steps and topics -> one HTML page each, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.addresses import page_path
from portal.boxes import boxes_of, shown_texts, shows_all_languages
from portal.model import File, Page, Service, Step, Topic, texts_of
from portal.outputs.frame import frame_of
from portal.templating import Renderer
from portal.trust import oldest_check, sources_of, term_ids, trust_of
from portal.wording import source_title

_TEMPLATES: dict[type[Page], str] = {
    Service: "service.html",
    Step: "step.html",
    Topic: "topic.html",
}


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """One page for each language and page of content that tells of one language only."""
    for renderer in renderers:
        for page in renderer.whole.site.pages:
            if not shows_all_languages(page):
                yield from kept_page(renderer, page)


def kept_page(renderer: Renderer, page: Page) -> tuple[File, ...]:
    """The page, from the last build where nothing of it has changed."""
    # Where it is told of which facts we are not sure, every fact may stand on the page, and no text names them.
    reads = (page, tuple(renderer.site.facts)) if "facts-to-ask" in boxes_of(page) else page
    return renderer.kept("page", reads, partial(_files, renderer, page))


def _files(renderer: Renderer, page: Page) -> Iterator[File]:
    yield page_file(renderer, page)


def page_file(renderer: Renderer, page: Page) -> File:
    """A whole page of content in the language of a renderer."""
    site = renderer.site
    own_path = page_path(page, site.settings)
    path = renderer.path(own_path)
    terms = {term.id: term for term in site.glossary}
    names = dict.fromkeys((page.term, *term_ids(texts_of(page))))
    html = renderer.page(
        _TEMPLATES[type(page)],
        path,
        **frame_of(
            own_path,
            trust_of(shown_texts(page, site)),
            oldest_check(page, site),
            page.easy,
            name=source_title(page),
            quiet=page.quiet,
        ),
        page=page,
        boxes=boxes_of(page),
        listed=renderer.heads.is_published(page),
        terms=[terms[name] for name in names if name in terms],
        sources=sources_of(page, site),
    )
    return File(f"{path}index.html", html)
