"""The parts of a site and how they hang together -> what a writer must mend: names, steps, boxes, forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from portal.addresses import CARD_PATH, DISPLAY_PATH, GUIDE_PATH, OUTCOME, PRINT_PATH, SEARCH_PATH, STATUS_PATH
from portal.boxes import BOXES
from portal.checks.check import check
from portal.model import (
    Block,
    BlockKind,
    Choice,
    Guide,
    HelplineGroup,
    LinkGroup,
    Site,
    Step,
    values_of,
)
from portal.problems import Place, Problem, did_you_mean
from portal.recordings import SOUNDS

RESERVED = {"ui", "site", "glossary", "links", "helplines", "counties", "leaflets", "pictures", "guide", "card", "api"}
RESERVED |= {path.rstrip("/") for path in (STATUS_PATH, GUIDE_PATH, CARD_PATH, DISPLAY_PATH, PRINT_PATH, SEARCH_PATH)}
Wanted = tuple[Place, str, str, Iterable[str]]
"""A name that one file holds: where, under which key, the name, and the names that there are."""

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@check("unknown-name")
def unknown_name(site: Site) -> Iterator[Problem]:
    """What one file names, another file must hold: pages, sections, words, facts, links.

    Bad: `term: perhetyo` with no such word in the word list
    Good: `term: perhetyo` with an entry `perhetyo:` in content/glossary.yaml
    """
    pages = [page.slug for page in site.pages]
    terms = [term.id for term in site.glossary]
    links = [link.id for link in site.links]
    sections = [section.id for section in site.settings.sections]
    wanted: list[Wanted] = []
    for page in site.pages:
        wanted += [(page.place, "term", page.term, terms), (page.place, "section", page.section, sections)]
        wanted.append((page.place, "picture", page.picture, [picture.id for picture in site.pictures]))
        wanted += [(page.place, "sources", name, [*site.facts, *links]) for name in page.sources]
        if isinstance(page, Step):
            wanted.append((page.place, "fork_page", page.fork_page, pages))
    for term in site.glossary:
        wanted.append((term.place, "page", term.page, pages))
    for line in site.helplines:
        wanted += [(line.place, "phone", line.phone, site.facts), (line.place, "link", line.link, links)]
    for leaflet in site.leaflets:
        wanted.append((leaflet.place, "section", leaflet.section, sections))
        wanted += [(part.place, "page", part.page, pages) for part in leaflet.parts]
    if site.guide:
        wanted += _named_by_guide(site.guide, site.facts, pages, sections)
    if site.card:
        wanted.append((site.card.place, "section", site.card.section, sections))
    settings = site.settings
    for key in PAGES_OF_SETTINGS:
        wanted.append((settings.place, key, getattr(settings, key), pages))
    wanted.append((settings.place, "source_language", settings.source_language, settings.languages))
    for place, key, name, known in wanted:
        if name and name not in known:
            yield Problem(
                place=place,
                rule="unknown-name",
                message=f"'{key}: {name}' names something that does not exist.",
                hint=did_you_mean(name, known) or "Write the name as it stands in its own file.",
            )


PAGES_OF_SETTINGS = (
    "front_page",
    "urgent_page",
    "words_page",
    "call_page",
    "path_page",
    "interpreter_page",
    "about_page",
    "language_page",
    "privacy_page",
)
"""The keys of `site.yaml` that name a page."""


def _named_by_guide(guide: Guide, facts: Iterable[str], pages: list[str], sections: list[str]) -> Iterator[Wanted]:
    questions = [question.id for question in guide.questions]
    outcomes = [outcome.id for outcome in guide.outcomes]
    yield guide.place, "section", guide.section, sections
    yield guide.place, "start", guide.start, questions
    for choice in values_of(guide, Choice):
        yield choice.place, "question", choice.question, questions
        yield choice.place, "outcome", choice.outcome, outcomes
    for outcome in guide.outcomes:
        yield outcome.place, "call", outcome.call, facts
        yield from ((outcome.place, "services", name, pages) for name in outcome.services)


@check("same-name")
def same_name(site: Site) -> Iterator[Problem]:
    """Each page, step number, county code and municipality is there once.

    Bad: `content/services/tuki.yaml` beside `content/topics/tuki.md`
    Good: two files with different names
    """
    named = [(page.slug, page.place, "page") for page in site.pages]
    named += [(str(step.step), step.place, "step number") for step in site.steps]
    named += [(county.code, county.place, "county code") for county in site.counties]
    for county in site.counties:
        named += [(one.fi, county.place, "municipality") for one in county.municipalities]
    seen: dict[tuple[str, str], Place] = {}
    for name, place, kind in named:
        earlier = seen.get((kind, name))
        seen.setdefault((kind, name), place)
        if earlier is not None:
            yield Problem(
                place=place,
                rule="same-name",
                message=f"The {kind} '{name}' is already in {earlier}.",
                hint="Give one of them another name.",
            )


@check("bad-name")
def bad_name(site: Site) -> Iterator[Problem]:
    """Names of pages, counties, words, links, help lines, leaflets and pictures can stand in an address and in HTML.

    Bad: `content/topics/Äidin sivu.md`
    Good: `content/topics/aidin-sivu.md`
    """
    names = [(page.place, page.slug, "page") for page in site.pages]
    names += [(county.place, county.slug, "county") for county in site.counties]
    names += [(term.place, term.id, "word") for term in site.glossary]
    names += [(link.place, link.id, "link") for link in site.links]
    names += [(line.place, line.id, "help line") for line in site.helplines]
    names += [(leaflet.place, leaflet.slug, "leaflet") for leaflet in site.leaflets]
    names += [(picture.place, picture.id, "picture") for picture in site.pictures]
    if site.guide:
        names += [(one.place, one.id, "question") for one in site.guide.questions]
        names += [(one.place, one.id, "outcome") for one in site.guide.outcomes]
    for place, name, kind in names:
        if kind == "question" and name.startswith(OUTCOME):
            hint = f"'{OUTCOME}' begins the address of an outcome."
            yield Problem(
                place=place, rule="bad-name", message=f"'{name}' cannot be the name of a question.", hint=hint
            )
        reserved = RESERVED if kind == "page" else set()
        if name in reserved or not SLUG.fullmatch(name):
            but = f"; not {', '.join(sorted(reserved))}" if reserved else ""
            yield Problem(
                place=place,
                rule="bad-name",
                message=f"'{name}' cannot be the name of a {kind}.",
                hint=f"Use small letters a to z, digits and hyphens{but}.",
            )


@check("unknown-box")
def unknown_box(site: Site) -> Iterator[Problem]:
    """A line `:: name` shows a box that docs/content.md lists.

    Bad: `:: helpline urgent`
    Good: `:: helplines urgent`
    """
    arguments: dict[str, Iterable[str]] = {
        "helplines": [group.value for group in HelplineGroup],
        "call": [line.id for line in site.helplines],
        "links": [group.value for group in LinkGroup],
        "pages": [section.id for section in site.settings.sections],
    }
    for page in site.pages:
        for block in values_of(page, Block):
            if block.kind is not BlockKind.BOX:
                continue
            if block.box not in BOXES:
                yield _box_problem(block, f"There is no box '{block.box}'.", block.box, BOXES)
                continue
            if block.box == "guide" and site.guide is None:
                yield Problem(
                    place=block.place,
                    rule="unknown-box",
                    message="The box 'guide' leads to content/guide.yaml, which is not there.",
                    hint="Write the guide, or leave the box out.",
                )
                continue
            known = arguments.get(block.box, ("",))
            if block.argument not in known:
                message = f"The box '{block.box}' knows no '{block.argument}'."
                yield _box_problem(block, message, block.argument, known)


def _box_problem(block: Block, message: str, name: str, known: Iterable[str]) -> Problem:
    hint = did_you_mean(name, filter(None, known)) or f"Write ':: {block.box}' alone."
    return Problem(place=block.place, rule="unknown-box", message=message, hint=hint)


@check("no-exit")
def no_exit(site: Site) -> Iterator[Problem]:
    """A page with `quiet: yes` has a button that leads away at once, so `site.yaml` says where to.

    Bad: `quiet: yes` in a page, and no `exit:` in content/site.yaml
    Good: `exit: https://www.ilmatieteenlaitos.fi/` there: a page that anybody may be seen with
    """
    for page in site.pages:
        if page.quiet and not site.settings.exit:
            yield Problem(
                place=page.place,
                rule="no-exit",
                message="The page is quiet, but there is nowhere to leave it to.",
                hint="Write exit: in content/site.yaml, with the address of a page that anybody may be seen with.",
            )


@check("stray-recording")
def stray_recording(site: Site) -> Iterator[Problem]:
    """A recording is named like its page and lies in the folder of its language, in a form that browsers play.

    Bad: `content/audio/perhetyo.wav`
    Good: `content/audio/ar/perhetyo.mp3`
    """
    languages = [language.code for language in site.languages]
    pages = [page.slug for page in site.pages]
    for recording in site.recordings:
        if recording.ending not in SOUNDS:
            fault = f"Browsers do not play '.{recording.ending}'." if recording.ending else "The file has no ending."
            hint = f"Save it as one of: {', '.join(SOUNDS)}."
        elif recording.language not in languages:
            fault, hint = "The recording lies in the folder of no language.", _AUDIO_HINT
            if recording.language:
                fault = f"'{recording.language}' is not a language of the site."
                hint = did_you_mean(recording.language, languages) or hint
        elif recording.slug not in pages:
            fault = f"There is no page '{recording.slug}'."
            hint = did_you_mean(recording.slug, pages) or _AUDIO_HINT
        else:
            continue
        yield Problem(place=recording.place, rule="stray-recording", message=fault, hint=hint)


_AUDIO_HINT = "Name it content/audio/LANGUAGE/PAGE.mp3, as in content/audio/ar/perhetyo.mp3."
