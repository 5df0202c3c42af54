"""Sentences that a reader shows to a worker or says on the phone: `content/card.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.model.text import Text
from portal.problems import Place

SPOKEN_VALUES = frozenset({"language", "blank"})
"""What a sentence may name besides facts: the reader's language by its name, and a line to write on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One Finnish sentence. `sounds` holds how it is said, in the letters of other languages."""

    place: Place
    text: Text = field(metadata={"note": "The reader shows or says this to a worker. The Finnish stands beside it."})
    sounds: Mapping[str, str] = field(default_factory=dict)
    """How the Finnish sounds, written in the letters of a language; by language, not translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digit:
    """A digit, its Finnish word and how that sounds: to say a phone number."""

    place: Place
    digit: int
    """0 to 9."""
    word: str
    """The Finnish word."""
    sounds: Mapping[str, str] = field(default_factory=dict)
    """How the Finnish sounds, written in the letters of a language; by language, not translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    """The sentences for one place: at the office, on the phone, in danger."""

    id: str = field(metadata={"given": True})
    title: Text = field(metadata={"note": "Title of a group of sentences that the reader shows or says."})
    intro: Text | None = field(default=None, metadata={"note": "Stands above sentences that the reader shows or says."})
    sentences: tuple[Sentence, ...]
    """The sentences, in the order of the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The card to show to a worker."""

    place: Place
    title: Text = field(metadata={"note": "Title of the card that the reader shows to a worker."})
    summary: Text = field(metadata={"note": "Says how to use the card."})
    section: str = ""
    """The section of `site.yaml` in whose menu the card stands."""
    groups: tuple[CardGroup, ...]
    digits: tuple[Digit, ...] = ()
    """The digits, to say a phone number."""

    @property
    def spoken(self) -> tuple[Sentence | Digit, ...]:
        """All that has a sound."""
        return (*(sentence for group in self.groups for sentence in group.sentences), *self.digits)
