"""The sentences of `content/card.yaml` -> a card for each language, to show to a worker, to say, to print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.addresses import CARD_PATH
from portal.model import Card, CardGroup, File, texts_of
from portal.outputs.frame import frame_of
from portal.outputs.sentences import Spoken, spoken
from portal.templating import Renderer
from portal.trust import fact_names, oldest_of, trust_of


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """One card for each language; it is in two languages by itself."""
    for renderer in renderers:
        if renderer.site.card is not None:
            yield from renderer.kept("card", renderer.site.card, partial(_files, renderer, renderer.site.card))


def _files(renderer: Renderer, card: Card) -> Iterator[File]:
    path = renderer.path(CARD_PATH)
    code = renderer.edition.language.code
    trust = trust_of(texts_of(card))
    facts = (renderer.site.facts[name] for name in fact_names(texts_of(card)))
    oldest = oldest_of(fact.checked for fact in facts)
    html = renderer.page(
        "card.html",
        path,
        **frame_of(CARD_PATH, trust, oldest),
        card=card,
        listed=trust.published,
        groups=[(group, _sentences(renderer, group)) for group in card.groups],
        digits=[(one, one.sounds.get(code, "")) for one in card.digits],
        has_sounds=any(code in one.sounds for one in card.spoken),
    )
    yield File(f"{path}index.html", html)


def _sentences(renderer: Renderer, group: CardGroup) -> list[Spoken]:
    return [spoken(renderer, one.text, one.sounds) for one in group.sentences]
