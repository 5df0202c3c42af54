"""The questions of `content/guide.yaml` -> a page for each question and outcome; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.addresses import GUIDE_PATH, outcome_path, question_path
from portal.model import File, Guide, GuideOutcome, PartialDate, Question, Site, Text, texts_of
from portal.outputs.frame import frame_of
from portal.outputs.sentences import spoken
from portal.templating import Renderer
from portal.trust import UNKNOWN, oldest_check, oldest_of, term_ids, trust_of


def paths_of(guide: Guide) -> list[str]:
    """The addresses of all pages of the guide, below their language's folder."""
    questions = [question_path(question.id) for question in guide.questions]
    return [GUIDE_PATH, *questions, *(outcome_path(outcome.id) for outcome in guide.outcomes)]


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """For each language the first page, the questions and the outcomes."""
    for renderer in renderers:
        guide = renderer.site.guide
        if guide is not None:
            dates = _dates(guide, renderer.whole.site)
            yield from renderer.kept("guide", (guide, dates), partial(_files, renderer, guide, dates))


def _dates(guide: Guide, site: Site) -> tuple[PartialDate, ...]:
    """For each outcome, when the oldest fact of its services was last seen to be true."""
    pages = {page.slug: page for page in site.pages}
    return tuple(oldest_of(oldest_check(pages[name], site) for name in outcome.services) for outcome in guide.outcomes)


def _files(renderer: Renderer, guide: Guide, dates: tuple[PartialDate, ...]) -> Iterator[File]:
    yield _first(renderer, guide)
    for question in guide.questions:
        yield _question(renderer, guide, question)
    for outcome, oldest in zip(guide.outcomes, dates, strict=True):
        yield _outcome(renderer, guide, outcome, oldest)


def _first(renderer: Renderer, guide: Guide) -> File:
    texts = tuple(texts_of((guide.title, guide.summary, guide.intro)))
    return _file(renderer, guide, "guide_start.html", GUIDE_PATH, texts)


def _question(renderer: Renderer, guide: Guide, question: Question) -> File:
    before = guide.before(question)
    path = question_path(question.id)
    texts = tuple(texts_of((guide.title, question)))
    return _file(renderer, guide, "guide_question.html", path, texts, question=question, before=before)


def _outcome(renderer: Renderer, guide: Guide, outcome: GuideOutcome, oldest: PartialDate) -> File:
    site = renderer.site
    pages = {page.slug: page for page in site.pages}
    services = [pages[name] for name in outcome.services]
    shown = tuple(text for page in services for text in (page.title, page.summary))
    terms = {term.id: term for term in site.glossary}
    return _file(
        renderer,
        guide,
        "guide_outcome.html",
        outcome_path(outcome.id),
        (guide.title, *texts_of(outcome), *shown),
        oldest=oldest,
        outcome=outcome,
        before=guide.before(outcome),
        services=services,
        say=[spoken(renderer, text) for text in outcome.say],
        terms=[terms[name] for name in term_ids(texts_of(outcome))],
    )


def _file(
    renderer: Renderer,
    guide: Guide,
    template: str,
    own_path: str,
    texts: tuple[Text, ...],
    *,
    oldest: PartialDate = UNKNOWN,
    **values: object,
) -> File:
    path = renderer.path(own_path)
    frame = frame_of(own_path, trust_of(texts), oldest)
    # Search engines find all of the guide or nothing: a question alone helps nobody.
    listed = trust_of(texts_of(guide)).published
    html = renderer.page(template, path, **frame, guide=guide, listed=listed, **values)
    return File(f"{path}index.html", html)
