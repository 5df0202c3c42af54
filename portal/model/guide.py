"""A few questions that lead a reader to the help that may fit: `content/guide.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.model.text import Prose, Text
from portal.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to a question; it leads to one more question or to an outcome."""

    place: Place
    text: Text = field(metadata={"note": "Answer to a question of the guide; the reader taps it."})
    question: str = ""
    """The question that comes next."""
    outcome: str = ""
    """The outcome to which the answer leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, on a page of its own."""

    id: str = field(metadata={"given": True})
    place: Place
    text: Text = field(metadata={"note": "Question of the guide."})
    help: Text | None = field(default=None, metadata={"note": "Explains a question of the guide."})
    answers: tuple[Choice, ...]
    """What the reader can answer, in the order of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideOutcome:
    """What may help: a text, the pages that tell more, and what the reader can say to a worker."""

    id: str = field(metadata={"given": True})
    place: Place
    title: Text = field(metadata={"note": "Title of an outcome of the guide: what may help."})
    text: Prose = field(metadata={"note": "Outcome of the guide."})
    services: tuple[str, ...]
    """The pages that tell more, the most fitting first."""
    call: str = ""
    """A fact: the number to call first, where that is not the reader's own area."""
    say: tuple[Text, ...] = field(default=(), metadata={"note": "What the reader can say to a worker."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """All questions and outcomes. Each is a static page: nothing is stored, nothing is sent."""

    place: Place
    title: Text = field(metadata={"note": "Title of the guide."})
    summary: Text = field(metadata={"note": "Summary of the guide; also shown where other pages lead to it."})
    intro: Prose = field(metadata={"note": "First page of the guide."})
    section: str = ""
    """The section of `site.yaml` in whose menu the guide stands."""
    start: str
    """The first question."""
    questions: tuple[Question, ...]
    outcomes: tuple[GuideOutcome, ...]

    def before(self, target: Question | GuideOutcome) -> tuple[Question, ...]:
        """The questions from which a reader comes to a question or an outcome."""

        def leads(choice: Choice) -> bool:
            return target.id == (choice.question if isinstance(target, Question) else choice.outcome)

        return tuple(one for one in self.questions if any(map(leads, one.answers)))

    def ways(self) -> Iterator[tuple[Question, ...]]:
        """Every way from the first question on: the questions up to an outcome, a dead end or the start of a circle.

        A way that turns into a circle holds the question with which the circle begins twice.
        """
        known = {question.id: question for question in self.questions}

        def go_on(way: tuple[Question, ...]) -> Iterator[tuple[Question, ...]]:
            if way[-1] in way[:-1]:
                yield way
                return
            following = {choice.question: known.get(choice.question) for choice in way[-1].answers}
            if not any(following.values()) or any(not choice.question for choice in way[-1].answers):
                yield way
            for question in filter(None, following.values()):
                yield from go_on((*way, question))

        if self.start in known:
            yield from go_on((known[self.start],))
