"""How easy the texts are -> what a writer or a translator must mend, and what must not be claimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from portal.checks.check import check
from portal.easy.judging import PASS, READ, Judgement, Verdict
from portal.easy.pages import SHORT_TEXTS, judged
from portal.easy.rules import RULES
from portal.easy.rules.rule import Weight
from portal.easy.segments import sentences_of
from portal.easy.tables import known_languages, table_of
from portal.inline import plain
from portal.model import EasyLevel, Edition, SearchWords, Site, source_edition
from portal.problems import Place, Problem, Severity, did_you_mean

SLACK = 0.05
"""How much a page's cost may be above the accepted one: costs are rounded to tenths."""

MUCH_HARDER = 4 / 3
"""A translated sentence is much harder when it is this much nearer to its language's limit than the source."""


@check("not-easy")
def not_easy(edition: Edition) -> Iterator[Problem]:
    """A page is easy to read: it costs at most 10 for 100 words and has no error.

    From 10 to 15 a person should read it. `build.py check --easy` shows every finding.

    Bad: a page of long sentences full of official words
    Good: short sentences, everyday words, official words marked and explained
    """
    accepted = edition.site.easy_reading.accepted
    places = {page.slug: page.place for page in edition.site.pages}
    for _, judgement in judged(edition):
        place = places.get(judgement.name, Place(f"content/{judgement.name}.yaml"))
        for finding in judgement.findings:
            if finding.weight is Weight.ERROR:
                message = f"{finding.rule}: '{finding.words}'. {finding.why}"
                yield Problem(place=finding.place, rule="not-easy", message=message, hint=finding.hint)
        if judgement.cost > PASS:
            yield _too_dear(judgement, place)
        limit = accepted.get(judgement.name)
        if limit is not None and judgement.cost > float(limit) + SLACK:
            yield Problem(
                place=place,
                rule="not-easy",
                message=f"The page has become harder: {judgement.cost} for 100 words, accepted is {limit}.",
                hint="'build.py check --easy' shows why. If it must be so: 'build.py easy --accept'.",
            )


def _too_dear(judgement: Judgement, place: Place) -> Problem:
    fails = judgement.verdict is Verdict.FAIL
    limit = READ if fails else PASS
    return Problem(
        place=place,
        rule="not-easy",
        message=f"The page is not easy to read: {judgement.cost} for 100 words; the limit is {limit:g}.",
        hint="'build.py check --easy' shows what is hard and a plainer way.",
        severity=Severity.ERROR if fails else Severity.WARNING,
    )


@check("easy-allowance")
def easy_allowance(site: Site) -> Iterator[Problem]:
    """An allowance in content/easy-read.yaml names a finding that exists, and has not ended.

    Bad: an allowance for a word that the page no longer has
    Good: `{page: paatos, rule: wrong-word, words: ..., reason: ..., until: 2027-12-31}`
    """
    if site.settings.source_language not in known_languages():
        return
    reading = site.easy_reading
    names = {*(page.slug for page in site.pages), *SHORT_TEXTS}
    allowed = frozenset(one.page for one in reading.allow)
    bare = {judgement.name: judgement for _, judgement in judged(_without_allowances(site), allowed)}
    rules = [rule.name for rule in RULES]
    for one in reading.allow:
        message, hint = "", "Delete the allowance."
        if one.rule not in rules:
            message = f"There is no rule '{one.rule}'."
            hint = did_you_mean(one.rule, rules) or hint
        elif one.page not in names:
            message = f"There is no page '{one.page}'."
            hint = did_you_mean(one.page, names) or hint
        elif (one.rule, one.words) not in {(f.rule, f.words) for f in bare[one.page].findings}:
            message = f"The page '{one.page}' has no finding '{one.rule}' with the words '{one.words}'."
        elif one.until < site.today:
            message = f"The allowance for '{one.words}' ended on {one.until}."
            hint = "Mend the text, or decide again and give a new day."
        if message:
            yield Problem(place=one.place, rule="easy-allowance", message=message, hint=hint)
    for name in sorted(set(reading.accepted) - names):
        yield Problem(
            place=Place("content/easy-read.yaml"),
            rule="easy-allowance",
            message=f"A cost is accepted for '{name}', which is no page.",
            hint=did_you_mean(name, names) or "Delete the line.",
        )


def _without_allowances(site: Site) -> Edition:
    return source_edition(replace(site, easy_reading=replace(site.easy_reading, allow=())))


@check("unproven-claim")
def unproven_claim(site: Site) -> Iterator[Problem]:
    """Only evidence makes a page "tested by readers" or gives it the mark of Selkokeskus: who, and when.

    Bad: `easy: {level: readers}`
    Good: `easy: {level: readers, who: six readers of an adult education centre, when: 2026-11-20}`
    """
    for page in site.pages:
        claim = page.easy
        if claim is None or claim.level is EasyLevel.RULES:
            continue
        if not claim.who or claim.when is None or claim.when > site.today:
            yield Problem(
                place=claim.place,
                rule="unproven-claim",
                message=f"The page claims '{claim.level.value}' without evidence.",
                hint="Write who found it easy and on which day, or take the claim out.",
            )


@check("harder-than-source")
def harder_than_source(edition: Edition) -> Iterator[Problem]:
    """A translation is about as easy as the Finnish, by the measure of its own language.

    Bad: one sentence of 26 English words for two Finnish ones of 8
    Good: two sentences
    """
    source = edition.site.settings.source_language
    if not {edition.language.code, source} <= set(known_languages()):
        return
    own, theirs = table_of(edition.language.code), table_of(source)
    for text in edition.texts:
        if text.translation is None or text.translated_at is None or isinstance(text, SearchWords):
            continue
        before = _longest(text.source, source) / theirs.sentence.warn
        longest = _longest(text.translation, edition.language.code)
        after = longest / own.sentence.warn
        if after > MUCH_HARDER * max(before, 1.0):
            yield Problem(
                place=text.translated_at,
                rule="harder-than-source",
                message=f"A sentence has {longest} words; easy language allows "
                f"{own.sentence.warn} in {edition.language.name}.",
                hint="Make two sentences, as the Finnish does.",
                severity=Severity.WARNING,
            )


@lru_cache(maxsize=50_000)  # the source is asked of each language
def _longest(message: str, language: str) -> int:
    abbreviations = frozenset(word.casefold() for word in table_of(language).abbreviations)
    return max((len(one.words) for one in sentences_of(_bare(message), abbreviations)), default=0)


def _bare(message: str) -> str:
    """A message without markup, with a number in place of each fact."""
    return plain(message, lambda _: "000")


@check("translation-not-easy")
def translation_not_easy(edition: Edition) -> Iterator[Problem]:
    """A translated page passes the limits of its own language, which ask the same ease as the Finnish ones.

    Bad: a page in the language of offices
    Good: a page in the language of the kitchen table
    """
    for document, judgement in judged(edition):
        if judgement.cost > PASS:
            yield Problem(
                place=document.parts[0].place,
                rule="translation-not-easy",
                message=f"The page '{judgement.name}' is hard to read: {judgement.cost} for 100 words; "
                f"the limit is {PASS:g}.",
                hint=f"'build.py check --easy --language {edition.language.code}' shows what is hard.",
                severity=Severity.WARNING,
            )
