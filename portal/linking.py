"""Names of pages, counties, words and outside addresses -> links for one language."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from portal import formatting
from portal.addresses import (
    LANGUAGE_ROOT,
    PACKET_PATH,
    PRINT_PATH,
    SITE_ROOT,
    STATUS_PATH,
    beside_source,
    county_path,
    in_language,
    leaflet_file,
    page_path,
    questions_path,
    to_square,
)
from portal.model import Edition, Language, Page


class Links:
    """Makes every link that a page of one edition holds."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._settings = edition.site.settings
        self._pages = {page.slug: page for page in edition.site.pages}
        self._links = {link.id: link for link in edition.site.links}
        source = self._settings.source_language
        languages = {language.code: language for language in edition.site.languages}
        self.source_language = languages[source]

    def for_templates(self) -> dict[str, object]:
        """What templates may call, by the names they use."""
        return {
            "to": self.to,
            "to_county": self.to_county,
            "to_term": self.to_term,
            "to_file": lambda slug, kind: self.to_own(leaflet_file(slug, kind)),
            "to_packet": lambda: self.to_own(PACKET_PATH),
            "print_path": PRINT_PATH,
            "to_square_of": lambda own_path: to_square(in_language(own_path, self._edition.language)),
            "short_address": lambda own_path: self.full_address(self._edition.language, own_path).partition("://")[2],
            "to_print": lambda: self.to_own(PRINT_PATH),
            "to_status": lambda: self.to_own(STATUS_PATH),
            "to_questions": lambda page: self.to_own(questions_path(page, self._settings)),
            "to_own": self.to_own,
            "to_paired": self.to_paired,
            "path_of": lambda page: page_path(page, self._settings),
            "link_named": self._links.get,
            "address_of": self.address_of,
            "languages_of": self.languages_of,
            "in_other_language": self.in_other_language,
            "full_address": self.full_address,
            "default_address": self.default_address,
        }

    def to(self, page: Page | str) -> str:
        """The link to a page of this language."""
        known = self._pages[page] if isinstance(page, str) else page
        return LANGUAGE_ROOT + page_path(known, self._settings)

    def to_own(self, own_path: str) -> str:
        """The link to the page in this language alone, also from a page in two languages."""
        return SITE_ROOT + in_language(own_path, self._edition.language)

    def to_paired(self, own_path: str) -> str:
        """The link to the page in two languages, this one and the source."""
        return SITE_ROOT + beside_source(own_path, self._edition.language, self.source_language)

    def to_county(self, slug: str) -> str:
        """The link to a county's page in this language."""
        return LANGUAGE_ROOT + county_path(slug, self._settings)

    def to_term(self, term: str) -> str:
        """The link to a word in the word list."""
        return f"{self.to(self._settings.words_page)}#{term}"

    def in_other_language(self, language: Language, own_path: str) -> str:
        """The link to the same page in another language."""
        return SITE_ROOT + in_language(own_path, language)

    def full_address(self, language: Language, own_path: str) -> str:
        """The address of a page with its host, or a relative one where `site.yaml` has no address."""
        top = self._settings.address.rstrip("/")
        path = in_language(own_path, language)
        return f"{top}/{path}" if top else f"{SITE_ROOT}{path}"

    def default_address(self, own_path: str) -> str:
        """Where somebody goes whose language is not here: the choice of languages, or the source's page."""
        if own_path:
            return self.full_address(self.source_language, own_path)
        return f"{self._settings.address.rstrip('/')}/" if self._settings.address else SITE_ROOT

    def address_of(self, addresses: Mapping[str, str]) -> tuple[str, str]:
        """The best address of something elsewhere for this reader, and the language it is in."""
        wanted = (self._edition.language.code, self.source_language.code, *sorted(addresses))
        code = next(code for code in wanted if code in addresses)
        return addresses[code], code

    def languages_of(self, addresses: Mapping[str, str]) -> list[str]:
        """The languages of something elsewhere: the reader's own first, then by name."""
        own = self._edition.language

        def rank(code: str) -> tuple[bool, str]:
            return (code != own.code, formatting.language_name(code, own))

        return sorted(addresses, key=rank)

    def attributes(self, kind: str, name: str) -> dict[str, str]:
        """The attributes of a link written as `(kind:name)` in a text; `after` is put behind it."""
        if kind == "page":
            return {"href": self.to(name)}
        if kind == "term":
            return {"class": "term", "href": self.to_term(name)}
        address, code = self.address_of(self._links[name].addresses)
        attributes = {"href": address, "hreflang": code, "rel": "external"}
        if code != self._edition.language.code:
            language = formatting.language_name(code, self._edition.language)
            attributes["after"] = f" ({language})"
        return attributes

    @staticmethod
    def host(address: str) -> str:
        """The part of an address that people say aloud: `luvn.fi`."""
        return urlsplit(address).netloc.removeprefix("www.")

    def feedback_address(self, feedback: str) -> str:
        """The link of "tell us": a page, or a letter with the language in its subject."""
        if "@" not in feedback:
            return feedback
        subject = quote(f"{self._settings.title.source} ({self._edition.language.code})")
        return f"mailto:{feedback}?subject={subject}"
