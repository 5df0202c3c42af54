"""A whole site, an edition of it in one language, and the files made of that."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from portal.model.card import Card
from portal.model.directory import County, Helpline, Link, Term
from portal.model.easy import EasyReading
from portal.model.facts import Fact
from portal.model.guide import Guide
from portal.model.leaflets import Leaflet
from portal.model.pages import Page, Step
from portal.model.pictures import Picture
from portal.model.text import Text, texts_of
from portal.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOfSite:
    """A group of pages with a title of its own in the menu."""

    id: str = field(metadata={"given": True})
    title: Text = field(metadata={"note": "Title of a group of pages, in the menu."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The publisher's colour on light and on dark paper, as `#rrggbb`."""

    colour: str
    """On light paper, in quotes; contrast at least 7 to 1."""
    colour_dark: str
    """On dark paper, in quotes; contrast at least 7 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Whose site this is and how it is put together: `content/site.yaml`."""

    place: Place
    title: Text = field(metadata={"note": "Name of the site."})
    summary: Text = field(metadata={"note": "What the site is, in one sentence."})
    source_language: str
    """The language in which the content is written."""
    languages: tuple[str, ...]
    """The languages of the site, in the order of its menu; each stands in `languages.yaml`."""
    address: str = ""
    """The web address of the finished site."""
    publisher: str = ""
    """Who publishes the site, such as a county or an association."""
    publisher_address: str = ""
    """The publisher's own site."""
    feedback: str = ""
    """Where readers tell what is wrong: an e-mail or web address."""
    exit: str = ""
    """Where the button "leave quickly" of quiet pages leads: a site that anybody may be seen with, like the weather."""
    edit: str = ""
    """Where files can be mended on the forge: an address before their paths, such as `https://forge/site/edit/main/`."""
    counties: tuple[str, ...] | None = field(default=None, metadata={"words": {"all": None}})
    """`all`, or names of files in `counties/` without `.yaml`."""
    front_page: str
    """The page that is shown first."""
    urgent_page: str
    """The page with help that cannot wait."""
    words_page: str
    """The page with the word list."""
    call_page: str
    """The page with the counties: who to call."""
    path_page: str
    """The page with the steps of the customer path."""
    interpreter_page: str
    """The page about the right to an interpreter."""
    about_page: str
    """The page about the site itself."""
    language_page: str = ""
    """The page for readers whose language is not here."""
    privacy_page: str = ""
    """The page about the traces that reading leaves on a device."""
    sections: tuple[SectionOfSite, ...]
    """The groups of pages, in the order of the menu."""
    theme: Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A page read aloud by a person: `content/audio/LANGUAGE/SLUG.ENDING`."""

    place: Place
    language: str
    slug: str
    ending: str

    @property
    def path(self) -> str:
        """Where it lies below `site/`."""
        return f"audio/{self.language}/{self.slug}.{self.ending}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the site. `tag` is what HTML gets, `locale` names Babel's data to format with."""

    code: str
    tag: str
    locale: str
    name: str
    direction: str
    script: str
    plural_forms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that was read from `content/`, with the interface texts of `templates/`."""

    settings: Settings
    languages: tuple[Language, ...]
    pages: tuple[Page, ...]
    glossary: tuple[Term, ...]
    facts: Mapping[str, Fact]
    links: tuple[Link, ...]
    helplines: tuple[Helpline, ...]
    counties: tuple[County, ...]
    interface: tuple[Text, ...]
    today: date
    guide: Guide | None = None
    card: Card | None = None
    elsewhere: tuple[Language, ...] = ()
    """The languages that the site does not have, but to which one of its links leads."""
    recordings: tuple[Recording, ...] = ()
    easy_reading: EasyReading = field(default_factory=EasyReading)
    pictures: tuple[Picture, ...] = ()
    icon: str = ""
    leaflets: tuple[Leaflet, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the customer path, in order."""
        steps = (page for page in self.pages if isinstance(page, Step))
        return tuple(sorted(steps, key=lambda step: (step.step, step.slug)))

    def pages_of(self, section: str) -> tuple[Page, ...]:
        """The pages of a section, in the order their writers gave."""
        pages = (page for page in self.pages if page.section == section)
        return tuple(sorted(pages, key=lambda page: (page.order, page.slug)))

    def picture_of(self, page: Page) -> Picture | None:
        """The picture that a page names, or else the one with the page's own name, where there is one."""
        name = page.picture or page.slug
        return next((picture for picture in self.pictures if picture.id == name), None)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The site in one language: every text translated, or fallen back to the source with its reason."""

    language: Language
    site: Site

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the edition, found once for all who look through them."""
        return tuple(texts_of(self.site))

    @property
    def is_source(self) -> bool:
        """Whether this edition is the easy Finnish one."""
        return self.language.code == self.site.settings.source_language


def source_edition(site: Site) -> Edition:
    """The edition in the language in which the site was written."""
    source = next(one for one in site.languages if one.code == site.settings.source_language)
    return Edition(language=source, site=site)


@dataclass(frozen=True, kw_only=True)
class Excerpt(Edition):
    """One page of an edition, or without a page all that stands on none; its site has no other page."""

    page: Page | None

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the excerpt."""
        return tuple(texts_of(self.page or self.site))


@dataclass(frozen=True, slots=True)
class File:
    """A file to write: its path below `site/`, with `/`, and its bytes."""

    path: str
    content: bytes

    @property
    def digest(self) -> bytes:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.content).digest()
