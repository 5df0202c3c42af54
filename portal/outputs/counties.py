"""Counties -> one page each, in every language: who answers there, and what home help costs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.addresses import county_path
from portal.model import County, Fact, File, PartialDate, texts_of, values_of
from portal.outputs.frame import frame_of
from portal.templating import Renderer
from portal.trust import oldest_of, trust_of


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """One page for each language and county."""
    for renderer in renderers:
        for county in renderer.site.counties:
            yield from renderer.kept("county", county, partial(_files, renderer, county))


def _files(renderer: Renderer, county: County) -> Iterator[File]:
    own_path = county_path(county.slug, renderer.site.settings)
    path = renderer.path(own_path)
    # But for its note, all words of the page are texts of the templates.
    trust = trust_of(texts_of((county, renderer.site.interface)))
    frame = frame_of(own_path, trust, _oldest(county), name=county.name)
    html = renderer.page("county.html", path, **frame, county=county, listed=True, sources=(), terms=())
    yield File(f"{path}index.html", html)


def _oldest(county: County) -> PartialDate:
    dates = [fact.checked for fact in values_of(county, Fact)]
    if county.home_help:
        dates.append(county.home_help.checked)
    return oldest_of(dates)
