"""The questions and outcomes of the guide -> what a writer must mend, so that every way leads to help."""

from __future__ import annotations

from collections.abc import Iterator

from portal.checks.check import check
from portal.model import Choice, Guide, Question, Site, values_of
from portal.problems import Place, Problem, counted

MOST_QUESTIONS = 5
"""More questions than this before an outcome tire a reader."""


@check("dead-end")
def dead_end(site: Site) -> Iterator[Problem]:
    """Every question of the guide has answers, and every answer leads to one question or to one outcome.

    A reader who taps an answer must come nearer to help.

    Bad: `{text: En tiedä.}`
    Good: `{text: En tiedä., outcome: neuvonta}`
    """
    if site.guide is None:
        return
    for question in site.guide.questions:
        if not question.answers:
            yield _problem(question.place, "dead-end", f"The question '{question.id}' has no answers.", _ANSWER)
    for choice in values_of(site.guide, Choice):
        if bool(choice.question) == bool(choice.outcome):
            where = "both to a question and to an outcome" if choice.question else "nowhere"
            yield _problem(choice.place, "dead-end", f"The answer '{choice.text.source}' leads {where}.", _ANSWER)


_ANSWER = "Give each answer either 'question: ...' or 'outcome: ...'."


@check("no-way-there")
def no_way_there(site: Site) -> Iterator[Problem]:
    """Some way of answers leads from the first question to each question and each outcome of the guide.

    Bad: an outcome `raha:` that no answer names
    Good: `{text: Rahat eivät riitä., outcome: raha}`
    """
    if site.guide is None or site.guide.start not in {question.id for question in site.guide.questions}:
        return
    found = {question.id for way in site.guide.ways() for question in way}
    reached = [question for question in site.guide.questions if question.id in found]
    outcomes = {choice.outcome for choice in values_of(tuple(reached), Choice)}
    for kind, parts, there in (
        ("question", site.guide.questions, found),
        ("outcome", site.guide.outcomes, outcomes),
    ):
        for part in parts:
            if part.id not in there:
                message = f"No way of answers leads to the {kind} '{part.id}'."
                yield _problem(part.place, "no-way-there", message, f"Name it in an answer, or delete the {kind}.")


@check("circle")
def circle(site: Site) -> Iterator[Problem]:
    """No way of answers comes to the same question of the guide again.

    Bad: the question `koti` leads to `lapsi`, and `lapsi` to `koti`
    Good: one of the two leads to an outcome
    """
    if site.guide is None:
        return
    told = set()
    for way in site.guide.ways():
        if way[-1] in way[:-1]:
            round_ = way[way.index(way[-1]) :]
            told.add((way[-2].place, " -> ".join(question.id for question in round_)))
    for place, names in sorted(told):
        message = f"The answers lead round in a circle: {names}."
        yield _problem(place, "circle", message, "Let an answer of this question lead to an outcome instead.")


@check("long-way")
def long_way(site: Site) -> Iterator[Problem]:
    """A reader comes to an outcome of the guide after five questions at most.

    Bad: six questions, one after the other
    Good: an answer "En tiedä" that leads to an outcome with somebody to talk to
    """
    if site.guide is None:
        return
    for last, number in _too_long(site.guide):
        message = f"A reader answers {counted(number, 'question')} before coming through '{last.id}' to an outcome."
        yield _problem(last.place, "long-way", message, f"Leave out a question: {MOST_QUESTIONS} are enough.")


def _too_long(guide: Guide) -> Iterator[tuple[Question, int]]:
    """The last question of every way that is too long, once, with the length of the longest such way."""
    longest: dict[str, tuple[Question, int]] = {}
    for way in guide.ways():
        if len(way) > MOST_QUESTIONS and way[-1] not in way[:-1]:
            before = longest.get(way[-1].id, (way[-1], 0))[1]
            longest[way[-1].id] = (way[-1], max(before, len(way)))
    yield from longest.values()


def _problem(place: Place, rule: str, message: str, hint: str) -> Problem:
    return Problem(place=place, rule=rule, message=message, hint=hint)
